"""Bounds: no client asks too often, no body is too large or too slow, no request is waited for without end.

An application comes in; what goes over a bound is answered in words and goes no further. A handler that has begun
cannot be stopped: its caller is told, and its answer is dropped when it comes.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

import anyio
from fastapi import Request
from starlette.exceptions import HTTPException

from dragoman.web.running.rates import Rates

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    Say = Callable[[Request, int, str, dict[str, str]], Awaitable[Response]]

UNCOUNTED = ("/static/", "/healthz", "/metrics")
"""Paths that no rate counts: files that a browser keeps, and what watches the server."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The bounds of one server.

    Attributes:
        rates: Counts requests of clients; None: nobody's are counted.
        body_bytes: Of one request.
        body_s: Within which a body has come.
        answer_s: Within which an answer has begun; 0: whenever.
    """

    rates: Rates | None = None
    body_bytes: int = 2_500_000
    body_s: float = 20.0
    answer_s: float = 60.0


class Bounds:
    """The middleware."""

    def __init__(self, app: ASGIApp, *, bound: Bound, say: Say) -> None:
        self._app = app
        self._bound = bound
        self._say = say
        self._late: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through within the bounds."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        refused = self._refused(request)
        if refused is not None:
            await (await self._say(request, *refused))(scope, receive, send)
            return
        await self._answer_in_time(scope, _Body(receive, self._bound), send)

    def _refused(self, request: Request) -> tuple[HTTPStatus, str, dict[str, str]] | None:
        rates, client = self._bound.rates, request.client.host if request.client else ""
        wait_s = 0 if rates is None or request.url.path.startswith(UNCOUNTED) else rates.wait_s(client)
        if wait_s:
            said = f"Too many requests came from {client}. Try again in {wait_s} s."
            return HTTPStatus.TOO_MANY_REQUESTS, said, {"Retry-After": str(wait_s)}
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._bound.body_bytes:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _too_large(self._bound), {"Connection": "close"}
        return None

    async def _answer_in_time(self, scope: Scope, receive: Receive, send: Send) -> None:
        sending = _Sending(send)
        task = asyncio.ensure_future(self._run(scope, receive, sending))
        begun = asyncio.ensure_future(sending.begun.wait())
        try:
            await asyncio.wait({task, begun}, timeout=self._bound.answer_s or None, return_when="FIRST_COMPLETED")
            if task.done() or begun.done():
                await task
                return
        except asyncio.CancelledError:
            task.cancel()
            raise
        finally:
            begun.cancel()
        sending.is_dropped = True
        self._late.add(task)  # held until it ends, and its error, if any, is nobody's any more
        task.add_done_callback(self._late.discard)
        said = f"No answer came within {self._bound.answer_s:.0f} s. Ask for less, or again later."
        answer = await self._say(Request(scope), HTTPStatus.SERVICE_UNAVAILABLE, said, {"Retry-After": "30"})
        await answer(scope, receive, send)

    async def _run(self, scope: Scope, receive: Receive, sending: _Sending) -> None:
        try:
            await self._app(scope, receive, sending)
        except Exception:
            if not sending.is_dropped:
                raise


class _Sending:
    """Sends an answer, until it is dropped."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = asyncio.Event()
        self.is_dropped = False

    async def __call__(self, message: Message) -> None:
        if not self.is_dropped:
            self.begun.set()
            await self._send(message)


class _Body:
    """Receives a body within its bounds."""

    def __init__(self, receive: Receive, bound: Bound) -> None:
        self._receive = receive
        self._bound = bound
        self._bytes = 0
        self._is_whole = False
        self._until = time.monotonic() + bound.body_s

    async def __call__(self) -> Message:
        if self._is_whole:
            return await self._receive()
        try:
            with anyio.fail_after(max(0.0, self._until - time.monotonic())):
                message = await self._receive()
        except TimeoutError:
            said = f"The request did not come whole within {self._bound.body_s:.0f} s."
            raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, said) from None
        self._bytes += len(message.get("body", b""))
        self._is_whole = not message.get("more_body", False)
        if self._bytes > self._bound.body_bytes:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _too_large(self._bound))
        return message


def _too_large(bound: Bound) -> str:
    return f"The request has more than {bound.body_bytes:,} bytes. Send less."
