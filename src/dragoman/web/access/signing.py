"""Signing: the page to sign in with, and the way out."""
# No `from __future__ import annotations`: FastAPI reads the annotations.

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from dragoman.api.problems import headers_of, status_of
from dragoman.errors import ThrottledError, WrongPasswordError
from dragoman.web.access.gate import checked_form, current_user, door_of, session_of
from dragoman.web.access.guard import session_cookie, way_on

Draw = Callable[[Request, dict[str, Any], int], Response]
Form = Annotated[Mapping[str, str], Depends(checked_form)]


class Signing:
    """The handlers; the page is drawn by the site."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw

    def router(self) -> APIRouter:
        """Give the routes."""
        router = APIRouter(include_in_schema=False)
        router.get("/login")(self.page)
        router.post("/login")(self.sign_in)
        router.post("/logout")(self.sign_out)
        return router

    def page(self, request: Request) -> Response:
        """Show the form; who is signed in already goes on."""
        onward = way_on(request.query_params.get("next", "/"))
        if current_user(request) is not None:
            return RedirectResponse(onward, HTTPStatus.SEE_OTHER)
        return self._draw(request, self._values(request, onward), HTTPStatus.OK)

    async def sign_in(self, request: Request, form: Form) -> Response:
        """Begin a session and go on to the page that was wanted."""
        onward, name = way_on(form.get("next", "/")), form.get("name", "").strip().lower()
        client = request.client.host if request.client else ""
        try:
            number = await run_in_threadpool(
                door_of(request).sign_in, name, form.get("password", ""), client, session_of(request)
            )
        except (WrongPasswordError, ThrottledError) as error:
            values = self._values(request, onward, name=name, message=error.message)
            answer = await run_in_threadpool(self._draw, request, values, status_of(error))
            answer.headers.update(headers_of(error) if isinstance(error, ThrottledError) else {})
            return answer
        answer = RedirectResponse(onward, HTTPStatus.SEE_OTHER)
        answer.headers.append("set-cookie", session_cookie(request, number))
        return answer

    def sign_out(self, request: Request, form: Form) -> Response:  # noqa: ARG002  its token is checked
        """End the session."""
        number = session_of(request)
        if number is not None:
            door_of(request).sessions.end(number)
        answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
        answer.headers.append("set-cookie", session_cookie(request, ""))
        return answer

    @staticmethod
    def _values(request: Request, onward: str, *, name: str = "", message: str | None = None) -> dict[str, Any]:
        return {
            "head": "Sign in",
            "onward": onward,
            "name": name,
            "message": message,
            "has_accounts": door_of(request).users.any_enabled(),
        }
