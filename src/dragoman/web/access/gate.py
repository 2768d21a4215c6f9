"""Gate: what handlers ask of a request: who is asking, may they do this, does this form come from our own page.

A request comes in; a user, a token or the fields of a form go out, or an error of ``dragoman.errors.access``, which
``guard.py`` turns into a page, a redirect or a problem. What was found is kept on the request.
"""
# No `from __future__ import annotations`: FastAPI reads the annotations.

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping

from fastapi import Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool

from dragoman.errors import ForgedRequestError, NotAllowedError, SignInNeededError
from dragoman.web.access.door import Door
from dragoman.web.access.roles import Role, User
from dragoman.web.access.sessions import NUMBER_BYTES
from dragoman.web.forms import read_form

FIELD = "csrf"
HEADER = "X-CSRF-Token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
"""Source: RFC 9110, section 9.2.1."""
PLAIN_SESSION, PLAIN_VISIT = "dragoman_session", "dragoman_visit"
HOST_ONLY = "__Host-"
"""Before the name of a cookie that is sent over TLS alone and set by no other host. Source: RFC 6265bis, 4.1.3.2."""
BEARER = "bearer "


def current_user(request: Request) -> User | None:
    """Give who is asking, by a token or by a session; None where nobody is signed in.

    Reads the file of the accounts once a request: call it in a worker thread, not in the event loop.

    Raises:
        SignInNeededError: DG501, a token was sent that opens nothing; what else was sent is not looked at.
    """
    if not hasattr(request.state, "user"):
        request.state.user = _find_user(request)
    found: User | None = request.state.user
    return found


def require(role: Role) -> Callable[[Request], Awaitable[User]]:
    """Give a dependency that lets through who has a role, as the user; and no write without the token of its page.

    Args:
        role: The least that is needed.
    """

    async def required(request: Request) -> User:
        user = await run_in_threadpool(current_user, request)
        if user is None:
            raise SignInNeededError(f"{request.url.path} needs somebody who is signed in.")
        if not user.role.covers(role):
            raise NotAllowedError(user.name, str(user.role), str(role))
        if request.method not in SAFE_METHODS and not is_by_token(request):
            await _check_write(request)
        return user

    return required


async def checked_form(request: Request) -> Mapping[str, str]:
    """Give the fields of a form that comes from a page of ours; a dependency.

    Raises:
        ForgedRequestError: DG503, its token is missing or another's.
        UsageError: DG100, the form cannot be read.
    """
    form = await _form_of(request)
    if not is_by_token(request):
        await run_in_threadpool(_compare, request, form.get(FIELD, ""))
    return {name: value for name, value in form.items() if name != FIELD}


def csrf_token(request: Request) -> str:
    """Give the token that forms of this visit carry, and scripts send as ``X-CSRF-Token``.

    It belongs to the session, or where nobody is signed in to a cookie of this visit, which is set with the answer.
    """
    number = session_of(request) or request.cookies.get(cookie_name(request, PLAIN_VISIT))
    if not number:
        number = getattr(request.state, "new_visit", None) or secrets.token_urlsafe(NUMBER_BYTES)
        request.state.new_visit = number
    return hmac.new(door_of(request).key, b"form\0" + number.encode(), hashlib.sha256).hexdigest()


def csrf_input(request: Request) -> Markup:
    """Give the hidden field of a form with this visit's token."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, csrf_token(request))


def door_of(request: Request) -> Door:
    """Give the door of the application that is asked."""
    door: Door = request.app.state.door
    return door


def session_of(request: Request) -> str | None:
    """Give the number of the session that the browser sent; it may have ended."""
    return request.cookies.get(cookie_name(request, PLAIN_SESSION)) or None


def cookie_name(request: Request, plain: str) -> str:
    """Give the name of a cookie: over TLS it says that it is this host's alone."""
    return HOST_ONLY + plain if request.url.scheme == "https" else plain


def is_by_token(request: Request) -> bool:
    """Whether a program asks with a token: no page of another site can make a browser send one."""
    return request.headers.get("authorization", "").casefold().startswith(BEARER)


def _find_user(request: Request) -> User | None:
    door = door_of(request)
    if is_by_token(request):
        user = door.tokens.user(request.headers["authorization"][len(BEARER) :].strip())
        if user is None:
            raise SignInNeededError("The token is not known, was revoked, or has run out.")
        return user
    number = session_of(request)
    return None if number is None else door.sessions.user(number)


async def _check_write(request: Request) -> None:
    sent = request.headers.get(HEADER)
    if sent is None:
        await checked_form(request)
    else:
        await run_in_threadpool(_compare, request, sent)


async def _form_of(request: Request) -> Mapping[str, str]:
    if not hasattr(request.state, "form"):
        request.state.form = await read_form(request)
    found: Mapping[str, str] = request.state.form
    return found


def _compare(request: Request, sent: str) -> None:
    if not hmac.compare_digest(sent.encode(), csrf_token(request).encode()):
        raise ForgedRequestError("The form has no token of this visit.")
