"""Guard: stands before every handler: whose pages are closed, where writes come from, what may be kept of an answer.

An application comes in; it refuses with a redirect to the sign-in page, a page or a problem, whichever fits.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from fastapi import Request
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders

from dragoman.api.problems import headers_of, of_dragoman_error, problem, status_of, words_of
from dragoman.errors import (
    AccessError,
    DragomanError,
    ForgedRequestError,
    NotProxiedError,
    SignInNeededError,
    StoreError,
)
from dragoman.web.access.door import Face
from dragoman.web.access.gate import (
    PLAIN_SESSION,
    PLAIN_VISIT,
    SAFE_METHODS,
    cookie_name,
    current_user,
    door_of,
    is_by_token,
    session_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fastapi import FastAPI
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from dragoman.web.access.door import Door
    from dragoman.web.access.masks import NameMasks

    Sorry = Callable[[Request, int, str], Response]

API = "/api/"
STATIC = "/static/"
OPEN = ("/login", "/healthz", "/api/v1/healthz", "/metrics")
"""What a closed face answers to everybody: the way in, whether the server answers, and figures, which have a rule of
their own."""
COSTLY = frozenset({"/api/v1/check"})
"""What reads the whole record each time: on a public face for those alone who have an account."""
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""Headers of a request that came through a proxy. Source: RFC 7239, and what proxies sent before it."""


def install_guard(app: FastAPI, door: Door, refuse: Refusal, masks: NameMasks) -> None:
    """Put the guard before an application.

    Args:
        app: All its handlers.
        door: Its accounts.
        refuse: Says what is not shown, and why.
        masks: From whom the names of private persons are kept.
    """
    app.state.door = door
    app.state.masks = masks
    app.add_exception_handler(AccessError, refuse)
    app.add_middleware(Guard, refuse=refuse, masks=masks)


class Refusal:
    """Answers who may not have what was asked for."""

    def __init__(self, sorry: Sorry) -> None:
        self._sorry = sorry

    async def __call__(self, request: Request, error: Exception) -> Response:
        """Give a problem to a program, the sign-in page to a browser that has nobody, a page of words to others."""
        if not isinstance(error, DragomanError) or not wants_a_page(request):
            return await of_dragoman_error(request, error)
        if isinstance(error, SignInNeededError):
            return RedirectResponse(f"/login?next={quote(_way_back(request), safe='')}", HTTPStatus.SEE_OTHER)
        return await self.say(request, status_of(error), words_of(request, error), headers_of(error))

    async def say(self, request: Request, status: int, message: str, headers: Mapping[str, str]) -> Response:
        """Give a page of words to a browser, a problem to a program."""
        if not wants_a_page(request):
            return problem(status, message, headers=headers)
        answer = await run_in_threadpool(self._sorry, request, status, message)
        answer.headers.update(headers)
        return answer


def wants_a_page(request: Request) -> bool:
    """Whether a browser asks for a page, and not a program or script for data."""
    accepts = "text/html" in request.headers.get("accept", "")
    return accepts and not request.url.path.startswith(API) and not is_by_token(request)


class Guard:
    """The middleware."""

    def __init__(self, app: ASGIApp, refuse: Refusal, masks: NameMasks) -> None:
        self._app = app
        self._refuse = refuse
        self._masks = masks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})  # one for all that look at this request
        request = Request(scope, receive)
        sending = _Sending(request, send)
        try:
            check_not_proxied(request)
            check_origin(request)
            await self._check_closed(request)
            await run_in_threadpool(self._masks.veil, request)
        except (AccessError, StoreError) as error:
            await (await self._refuse(request, error))(scope, receive, sending)
            return
        await self._app(scope, receive, sending)

    @staticmethod
    async def _check_closed(request: Request) -> None:
        path = request.url.path
        is_open = path in OPEN or path.startswith(STATIC)
        if is_by_token(request) or (session_of(request) and not path.startswith(STATIC)):
            await run_in_threadpool(current_user, request)  # a token that opens nothing is said so wherever it is sent
        face = door_of(request).face
        is_for_some = (face is Face.CLOSED and not is_open) or (face is Face.PUBLIC and path in COSTLY)
        if is_for_some and await run_in_threadpool(current_user, request) is None:
            raise SignInNeededError("This is shown to those who have an account.")


class _Sending:
    """Sends an answer with the cookie of a new visit; what was made for one person is kept by no proxy."""

    def __init__(self, request: Request, send: Send) -> None:
        self._request = request
        self._send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._mark(MutableHeaders(scope=message))
        await self._send(message)

    def _mark(self, headers: MutableHeaders) -> None:
        request, path = self._request, self._request.url.path
        visit = getattr(request.state, "new_visit", None)
        if visit is not None:
            headers.append("set-cookie", cookie(request, PLAIN_VISIT, visit, same_site="Strict"))
        is_for_one = "set-cookie" in headers or session_of(request) is not None or is_by_token(request)
        if is_for_one and not path.startswith(STATIC):
            headers["cache-control"] = "private, no-cache" if path.startswith(API) else "private, no-store"
            headers.add_vary_header("Cookie, Authorization")


def check_not_proxied(request: Request) -> None:
    """Refuse what a proxy passes on to a face that is meant for this machine alone: it would show all of it to all.

    Raises:
        NotProxiedError: DG508, the request came through a proxy.
    """
    if door_of(request).face is Face.LOCAL and any(name in request.headers for name in FORWARDED):
        raise NotProxiedError


def check_origin(request: Request) -> None:
    """Refuse a write that a page of another site makes a browser send.

    Raises:
        ForgedRequestError: DG503, it comes from elsewhere.

    Source: Fetch, section 3.2 (Origin); Fetch Metadata, section 2.3 (Sec-Fetch-Site).
    """
    if request.method in SAFE_METHODS:
        return
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site", "none")
    if origin is None:
        is_ours = site in {"same-origin", "none"}
    else:
        sent, own = urlsplit(origin), request.url
        is_ours = (sent.scheme, sent.netloc) == (own.scheme, own.netloc) or origin in door_of(request).origins
    if not is_ours:
        raise ForgedRequestError(f"{request.url.path} was asked for by a page of another site ({origin or site}).")


def cookie(request: Request, plain: str, value: str, *, same_site: str, max_age_s: int | None = None) -> str:
    """Write a cookie that no script reads; it lives as long as the browser is open unless an age is given."""
    parts = [f"{cookie_name(request, plain)}={value}", "Path=/", "HttpOnly", f"SameSite={same_site}"]
    if request.url.scheme == "https":
        parts.append("Secure")
    if max_age_s is not None:
        parts.append(f"Max-Age={max_age_s}")
    return "; ".join(parts)


def session_cookie(request: Request, number: str) -> str:
    """Write the cookie of a session; an empty number takes it away.

    ``Lax``: a link in a mail leads to the page and not to the sign-in; no write of another site carries it.
    """
    return cookie(request, PLAIN_SESSION, number, same_site="Lax", max_age_s=None if number else 0)


def way_on(text: str) -> str:
    """Give a path of this site to go on to; anything else is the first page."""
    is_ours = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable() and "\\" not in text
    return text if is_ours else "/"


def _way_back(request: Request) -> str:
    if request.method in SAFE_METHODS:
        return request.url.path + (f"?{request.url.query}" if request.url.query else "")
    came = urlsplit(request.headers.get("referer", ""))
    return way_on(came.path or "/")
