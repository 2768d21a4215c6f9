"""Network: connections that are made only to checked addresses, and that end when a fetch's time is over.

httpcore's network layer comes in, the same layer with two guards goes out: each host is resolved and checked, and the
connection is made to the very address that was checked; and every wait is cut off by the deadline of the fetch, so
that a server that sends a byte now and then cannot hold it. It knows nothing of HTTP.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
import weakref
from typing import TYPE_CHECKING, Any

import httpcore2

from dragoman.ingest.addresses import AddressPolicy, resolve_within

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

    from dragoman.ingest.addresses import Resolve


class Deadline(threading.local):
    """The instant by which this thread's fetch must be over, on the monotonic clock."""

    until: float = float("inf")

    def left(self, timeout_s: float | None) -> float:
        """Give how long a wait may be: its own time-out, or what is left of the fetch; above 0."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the time of the fetch is over")
        return left if timeout_s is None else min(timeout_s, left)

    @property
    def is_over(self) -> bool:
        """Whether the fetch's time is up."""
        return time.monotonic() >= self.until


class GuardedBackend(httpcore2.NetworkBackend):
    """Connects to checked addresses only."""

    def __init__(self, policy: AddressPolicy, resolve: Resolve, deadline: Deadline) -> None:
        self._policy = policy
        self._resolve = resolve
        self._deadline = deadline
        self._inner = httpcore2.SyncBackend()
        self._open: weakref.WeakSet[GuardedStream] = weakref.WeakSet()

    def abort(self) -> None:
        """End every connection at once; whoever waits for one is told that it broke."""
        for stream in list(self._open):
            stream.abort()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Resolve, check and connect, trying one address after another.

        Raises:
            NotPublicError: An address of the host may not be connected to.
            httpcore2.ConnectError: The host is not known, or none of its addresses answers.
            httpcore2.ConnectTimeout: It took too long.
        """
        failure: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in self._checked(host, port, timeout):
            try:
                stream = self._inner.connect_tcp(
                    address, port, self._deadline.left(timeout), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                found = GuardedStream(stream, self._deadline, address)
                self._open.add(found)
                return found
        raise failure

    def _checked(self, host: str, port: int, timeout_s: float | None) -> list[str]:
        try:
            found = resolve_within(self._resolve, host, port, self._deadline.left(timeout_s))
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout(str(error)) from error
        except (OSError, UnicodeError) as error:
            raise UnknownHostError(f"the host {host} is not known") from error
        return self._policy.check(host, found)


class UnknownHostError(httpcore2.ConnectError):
    """The name has no address."""


class GuardedStream(httpcore2.NetworkStream):
    """A connection whose every wait ends with the fetch; it counts what comes in.

    Attributes:
        address: That it was made to.
        received: Bytes so far.
        head_size: Bytes up to the end of the answer's head, or None while it has not ended.
    """

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline, address: str) -> None:
        self.address = address
        self._inner = inner
        self._deadline = deadline
        self._head = b""
        self.received = 0
        self.head_size: int | None = None

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there, waiting no longer than the fetch may last."""
        data = self._inner.read(max_bytes, self._deadline.left(timeout))
        if self.head_size is None:
            self._head += data
            at = self._head.find(b"\r\n\r\n")
            if at >= 0:
                self.head_size, self._head = at + 4, b""
        self.received += len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write, waiting no longer than the fetch may last."""
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def abort(self) -> None:
        """End the connection from another thread than the one that waits for it."""
        with contextlib.suppress(OSError):
            self.get_extra_info("socket").shutdown(socket.SHUT_RDWR)

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        """Encrypt; the certificate is checked against the host's name, not its address."""
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return GuardedStream(inner, self._deadline, self.address)

    def get_extra_info(self, info: str) -> Any:
        """Give what the connection knows; ``guarded`` is this stream itself."""
        return self if info == "guarded" else self._inner.get_extra_info(info)
