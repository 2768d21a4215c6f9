"""Watch: counts and writes down every request, and gives each a number that its answer carries."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from dragoman.web.running.figures import Figures
    from dragoman.web.running.journal import Journal

NUMBER_BYTES = 8
NO_ROUTE = "none"
FAILED = 500


class Watch:
    """The middleware; it stands before every other."""

    def __init__(self, app: ASGIApp, *, figures: Figures, journal: Journal) -> None:
        self._app = app
        self._figures = figures
        self._journal = journal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Watch one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})  # the same for all that look at this request
        seen = _Seen(send, secrets.token_hex(NUMBER_BYTES))
        begun = time.perf_counter()
        with self._figures.in_hand.track_inprogress():
            try:
                await self._app(scope, receive, seen)
            finally:
                self._tell(scope, seen, time.perf_counter() - begun)

    def _tell(self, scope: Scope, seen: _Seen, seconds: float) -> None:
        route = route_of(scope)
        self._figures.count(scope["method"], route, seen.status, seconds)
        user = scope["state"].get("user")
        self._journal.tell(
            "request",
            id=seen.number,
            method=scope["method"],
            path=scope["path"],
            route=route,
            status=seen.status,
            ms=round(seconds * 1000, 1),
            bytes=seen.bytes,
            client=scope["client"][0] if scope.get("client") else None,
            user=None if user is None else user.name,
        )


def route_of(scope: Scope) -> str:
    """Give the pattern of the route that answered: of files only that they are such."""
    if scope["path"].startswith("/static/"):
        return "/static"
    path: str = getattr(scope.get("route"), "path", NO_ROUTE)
    return path


class _Seen:
    """Sends an answer with its number, and notes what it was."""

    def __init__(self, send: Send, number: str) -> None:
        self._send = send
        self.number = number
        self.status = FAILED
        self.bytes = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(scope=message)["x-request-id"] = self.number
        self.bytes += len(message.get("body", b""))
        await self._send(message)
