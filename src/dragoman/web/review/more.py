"""More: the pages of review that list: the log, the reports to code blind, how far coders agree, what is to be chosen.

A request comes in, a page goes out. Nothing is written here.
"""
# No `from __future__ import annotations`: FastAPI reads the annotations.

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.errors import DragomanError
from dragoman.viewing import Viewer
from dragoman.web.access import User
from dragoman.web.review.drawing import Drawing
from dragoman.web.review.lists import build_agreement, build_codings, build_log, build_sides
from dragoman.web.review.pages import Reviewer, Viewing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dragoman.query import View


class ReviewLists:
    """The handlers over one record."""

    def __init__(self, viewer: Viewer, draw: Drawing) -> None:
        self._viewer = viewer
        self._draw = draw

    def router(self) -> APIRouter:
        """Give the routes."""
        router = APIRouter(prefix="/review", include_in_schema=False)
        router.get("/log")(self.log)
        router.get("/code")(self.codings)
        router.get("/compare")(self.compare)
        router.get("/adjudicate/{doc}")(self.adjudicate)
        return router

    def log(self, request: Request, user: Viewing) -> Response:
        """Show what people decided, the newest first, with the head of the chain, conflicts and what is dormant."""
        said = request.query_params.get("page", "1")
        page = int(said) if said.isdecimal() and 0 < len(said) < 8 and int(said) > 0 else 1  # noqa: PLR2004  digits
        return self._show(request, user, "review_log.html", lambda view: build_log(view, page))

    def codings(self, request: Request, user: Viewing) -> Response:
        """Show which reports are coded blind, and by whom; not what."""
        name = None if user is None else user.name
        return self._show(request, user, "review_codings.html", lambda view: build_codings(view, name))

    def compare(self, request: Request, user: Viewing) -> Response:
        """Show how far two coders agree on the reports that both have finished."""
        coders = _coders(request)
        return self._show(request, user, "review_compare.html", lambda view: build_agreement(view, coders))

    def adjudicate(self, request: Request, doc: str, user: Reviewer) -> Response:
        """Show two codings of one report side by side, to decide between them."""
        coders = _coders(request)
        return self._show(
            request,
            user,
            "review_adjudicate.html",
            lambda view: {
                **build_sides(view, view.store.document(doc), coders),
                "chain_head": view.store.head(),
                "kept": {},
            },
        )

    def _show(
        self, request: Request, user: User | None, template: str, build: "Callable[[View], Mapping[str, Any]]"
    ) -> Response:
        try:
            with self._viewer.view() as view:
                values = build(view)
        except DragomanError as error:
            return self._draw.sorry(request, error)
        return self._draw.page(request, template, {**values, "user": user}, HTTPStatus.OK)


def _coders(request: Request) -> list[str]:
    said = request.query_params.get("coders", "")
    return [name.strip() for name in said.split(",") if name.strip()]
