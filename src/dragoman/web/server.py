"""The server: an application on a socket of this machine, until it is stopped.

Settings, a host and a port come in. Another host than this machine's own is refused unless the record is meant to
be public; a port in use, or a record that is not there, is said before anything is served.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING

from dragoman.errors import UsageError
from dragoman.viewing import Viewer

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.settings import Settings

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8000
DYING_S = 5
"""Seconds that requests in hand have to end once the server is stopped."""


def serve_record(
    settings: Settings,
    *,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    is_public: bool = False,
    announce: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve the record until stopped.

    Args:
        settings: Which record, and which dossier views of the past are folded with.
        host: Address or name to listen on.
        port: 0 takes any that is free.
        is_public: Allow other hosts than this machine's own, and answer under any name.
        announce: Told the address once the port is ours.

    Raises:
        UsageError: DG100, the host is not this machine's and the record is not public, or the port cannot be had.
        StoreError: DG401 to DG404, there is no record, or it cannot be used.
    """
    if not is_public and not is_loopback(host):
        message = f"serve: '{host}' can be reached by others. Leave --host out, or add --public-read to mean it."
        raise UsageError(message)
    with Viewer(settings).store():
        pass  # the record is there and can be read: said now, not at the first request
    listening = _listen(host, port)

    import uvicorn  # heavy, and not needed to refuse

    from dragoman.web.site import create_site

    announce(address_of(listening))
    config = uvicorn.Config(
        create_site(settings, is_public=is_public), log_level="warning", timeout_graceful_shutdown=DYING_S
    )
    uvicorn.Server(config).run(sockets=[listening])


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine can reach the host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def address_of(listening: socket.socket) -> str:
    """Give the address of a listening socket."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host.strip("[]"), port))
        listening.listen()  # from here on callers wait, while the server is still being loaded
    except (OSError, OverflowError) as error:
        listening.close()
        raise UsageError(f"serve: cannot listen on {host} port {port}: {error}. Name another with --port.") from None
    return listening
