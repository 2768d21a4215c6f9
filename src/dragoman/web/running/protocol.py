"""Protocol: HTTP as uvicorn speaks it, but a caller who does not send a request's head in time is hung up on.

And the server, which tells streams to end before it waits for them, and writes down that it has ended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio
    import socket
    import threading
    from types import FrameType

    from dragoman.web.running.journal import Journal

HEAD_S = 10.0
"""Within which the head of a request has come whole. Source: Apache httpd, mod_reqtimeout (default 20 s; half of it,
since what is served is small)."""


class PatientProtocol(H11Protocol):
    """One connection."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take bytes; while they are the head of a request that is not whole, the time runs on."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self._waiting is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(HEAD_S, self._hang_up)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _hang_up(self) -> None:
        self._waiting = None
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self.transport.close()


class EndingServer(uvicorn.Server):
    """The server, until it is stopped."""

    def __init__(self, config: uvicorn.Config, stopping: threading.Event, journal: Journal) -> None:
        super().__init__(config)
        self._stopping = stopping
        self._journal = journal

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Hear a signal: streams end, so that nobody has to be cut off."""
        self._stopping.set()
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let requests in hand end, and write it down; then the signal does what it would have done."""
        await super().shutdown(sockets)
        self._journal.tell("stopped")
