"""The server: an application on a socket of this machine, until it is stopped.

Settings and what was asked for come in. Who may read is decided here: only who sits at this machine, everybody, or
those with an account; an address that others can reach without any of these is refused. A port in use, or a record
that is not there, is said before anything is served. Once it is stopped, requests in hand have a few seconds to end.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.errors import UnwritableOutputError, UsageError
from dragoman.viewing import Viewer
from dragoman.web.running.hosts import check_hosts, check_origins, is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    from dragoman.settings import Settings
    from dragoman.web.access import Face

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8000
DYING_S = 5
"""Seconds that requests in hand have to end once the server is stopped."""
MOST_AT_ONCE = 200
"""Connections and requests; more are told to come again."""
STANDARD_ERROR = "-"


@dataclass(frozen=True, slots=True)
class Serving:
    """What was asked for.

    Attributes:
        host: Address or name to listen on.
        port: 0 takes any that is free.
        is_public: Everybody reads, and sees of reports the sentences that carry evidence.
        needs_login: Only who has an account reads.
        log: File to which lines about requests are added; ``-`` is standard error; None: standard error where others
            can reach the record, else nowhere.
    """

    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    is_public: bool = False
    needs_login: bool = False
    log: str | None = None


def serve_record(
    settings: Settings, asked: Serving = Serving(), announce: Callable[[str], None] = lambda _: None
) -> None:
    """Serve the record until stopped.

    Args:
        settings: Which record, and which dossier views of the past are folded with; and the bounds.
        asked: Where, and for whom.
        announce: Told the address once the port is ours.

    Raises:
        UsageError: DG100, others could reach it who are not meant to, or the port cannot be had.
        StoreError: DG401 to DG404, there is no record, or it cannot be used.
    """
    check_hosts(settings.hosts)
    check_origins(settings.origins)
    face = face_of(settings, asked)
    viewer = Viewer(settings)
    with viewer.store():
        pass  # the record is there and can be read: said now, not at the first request
    listening = _listen(asked.host, asked.port)
    announce(address_of(listening))
    with _log_to(asked.log, face) as log:
        _run(viewer, face, listening, log)


def face_of(settings: Settings, asked: Serving) -> Face:
    """Say who may read without an account.

    Raises:
        UsageError: DG100, others could read who are not meant to, or nobody could.
    """
    from dragoman.web.access import Door, Face

    if asked.is_public and asked.needs_login:
        raise UsageError("serve: --public-read lets everybody read, --login only those with an account. Give one.")
    if asked.is_public:
        return Face.PUBLIC
    if not asked.needs_login and is_loopback(asked.host) and not settings.hosts:
        return Face.LOCAL
    if Door(settings).users.any_enabled():
        return Face.CLOSED
    raise UsageError(
        f"serve: '{asked.host}' can be reached by others, and nobody has an account. "
        "Make one with 'dragoman user add NAME', or leave --host and --login out, or add --public-read to mean it."
    )


def address_of(listening: socket.socket) -> str:
    """Give the address of a listening socket."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _run(viewer: Viewer, face: Face, listening: socket.socket, log: TextIO | None) -> None:
    import uvicorn  # heavy, and not needed to refuse

    from dragoman.web.access import Door
    from dragoman.web.running.journal import UVICORN, Journal, ServerLines
    from dragoman.web.running.protocol import EndingServer, PatientProtocol
    from dragoman.web.running.warming import keep_warm
    from dragoman.web.site import create_site

    journal, settings = Journal(log), viewer.settings
    app = create_site(settings, door=Door(settings, face), journal=journal, viewer=viewer)
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        log_level="warning",
        log_config=None if log else uvicorn.config.LOGGING_CONFIG,
        access_log=False,
        server_header=False,
        limit_concurrency=MOST_AT_ONCE,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=list(settings.proxies),
        timeout_graceful_shutdown=DYING_S,
    )
    lines = ServerLines(journal)
    logging.getLogger(UVICORN).addHandler(lines)
    warming = threading.Thread(target=keep_warm, args=(viewer, app.state.stopping), daemon=True, name="warming")
    warming.start()
    journal.tell("serving", face=face.value, address=address_of(listening))
    try:
        EndingServer(config, app.state.stopping, journal).run(sockets=[listening])
    finally:
        logging.getLogger(UVICORN).removeHandler(lines)


@contextlib.contextmanager
def _log_to(path: str | None, face: Face) -> Iterator[TextIO | None]:
    if path is None:
        yield None if face.value == "local" else sys.stderr
    elif path == STANDARD_ERROR:
        yield sys.stderr
    else:
        try:
            file = open(path, "a", encoding="utf-8", buffering=1)  # noqa: SIM115, PTH123  closed below, named by the user
        except OSError as error:
            raise UnwritableOutputError(path, error.strerror or str(error)) from None
        with file:
            yield file


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
