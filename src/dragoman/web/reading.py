"""Reading: the page that reads pasted texts, and the form that takes them into the record.

A request comes in; a page or a redirect goes out. A public face has neither: its visitors would share one language
model. To keep a text needs somebody who is signed in as a reviewer; what cannot be kept leaves the form as it was.
"""
# No `from __future__ import annotations`: FastAPI reads the annotations.

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from dragoman.api.problems import status_of, words_of
from dragoman.errors import DragomanError, NotFoundError
from dragoman.viewing import Viewer
from dragoman.web.access import Role, User, checked_form, current_user, require
from dragoman.web.keeping import Keeper
from dragoman.web.pages.reading import TEXTS, Reader
from dragoman.web.review.drawing import Drawing

Reviewer = Annotated[User, Depends(require(Role.REVIEWER))]
EMPTY: Mapping[str, str] = {}


class ReadingPages:
    """The handlers over one record."""

    def __init__(self, viewer: Viewer, reader: Reader, draw: Drawing) -> None:
        self._viewer = viewer
        self._reader = reader
        self._keeper = Keeper(viewer, reader)
        self._draw = draw

    def install(self, app: FastAPI, refuse: Callable[[Request], Response] | None) -> None:
        """Add the routes to an application.

        Args:
            app: The site.
            refuse: Says that nothing is read here; None: it is.
        """
        router = APIRouter(include_in_schema=False)
        if refuse is not None:
            router.add_route("/read", refuse, methods=["GET", "POST"])
            router.add_route("/read/keep", refuse, methods=["POST"])
        else:
            router.get("/read")(self.page)
            router.post("/read")(self.read)
            router.post("/read/keep")(self.keep)
        app.include_router(router)

    def page(self, request: Request) -> Response:
        """Show the form, and what was kept just now."""
        names = request.query_params.getlist("kept")[: len(TEXTS)] if _can_keep(request) else ()
        return self._page(request, EMPTY, kept=list(self._shown(names)))

    async def read(self, request: Request) -> Response:
        """Show the card of what was pasted."""
        try:
            form = await checked_form(request)
        except DragomanError as error:
            return self._draw.sorry(request, error)
        return await run_in_threadpool(self._read, request, form)

    def _read(self, request: Request, form: Mapping[str, str]) -> Response:
        try:
            return self._page(request, form, **self._reader.card(form))
        except DragomanError as error:
            return self._again(request, form, error)

    async def keep(self, request: Request, user: Reviewer) -> Response:  # noqa: ARG002  who may is asked
        """Take what was pasted into the record and say so; where it cannot be kept, leave the form as it was."""
        form = await checked_form(request)
        return await run_in_threadpool(self._keep, request, form)

    def _keep(self, request: Request, form: Mapping[str, str]) -> Response:
        try:
            kept = self._keeper.keep(form)
        except DragomanError as error:
            return self._again(request, form, error)
        if kept.aside:
            shown = list(self._shown(kept.reports))
            return self._page(request, form, HTTPStatus.BAD_REQUEST, kept=shown, aside=kept.aside)
        return RedirectResponse(f"/read?{urlencode([('kept', one) for one in kept.reports])}", HTTPStatus.SEE_OTHER)

    def _again(self, request: Request, form: Mapping[str, str], error: DragomanError) -> Response:
        return self._page(request, form, status_of(error), aside=[words_of(request, error)])

    def _page(self, request: Request, form: Mapping[str, str], status: int = HTTPStatus.OK, **values: Any) -> Response:
        nothing: dict[str, Any] = {"head": "Read", "card": None, "aside": [], "kept": [], "form": form}
        nothing["can_keep"] = _can_keep(request)
        return self._draw.page(request, "read.html", {**nothing, **values}, status)

    def _shown(self, names: Iterable[str]) -> Iterable[Mapping[str, Any]]:
        """Give the reports of these ids; one that is not on record is left out, since anybody can write an address."""
        with self._viewer.view() as view:
            for name in names:
                try:
                    document = view.store.document(name)
                except NotFoundError:
                    continue
                yield {"document": document, "claims": len(view.claims_of([document.id]))}


def _can_keep(request: Request) -> bool:
    user = current_user(request)
    return user is not None and user.role.covers(Role.REVIEWER)
