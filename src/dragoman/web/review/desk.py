"""Desk: the whole of review on one application: its pages, their lists, and the same as JSON.

A viewer, the dossier's names and a way to draw come in; the routes are added to the application.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.web.review.api import ReviewApi
from dragoman.web.review.locks import Locks
from dragoman.web.review.more import ReviewLists
from dragoman.web.review.pages import ReviewPages
from dragoman.web.review.work import Work

if TYPE_CHECKING:
    from fastapi import FastAPI

    from dragoman.viewing import Viewer
    from dragoman.web.access.file import AccountsFile
    from dragoman.web.naming import Naming
    from dragoman.web.review.drawing import Drawing


class Review:
    """Review on one application, over one record."""

    def __init__(self, viewer: Viewer, naming: Naming, draw: Drawing, file: AccountsFile) -> None:
        self._locks = Locks(file)
        work = Work(viewer, naming, self._locks)
        self._routers = (
            ReviewPages(viewer, naming, work, draw).router(),
            ReviewLists(viewer, draw).router(),
            ReviewApi(viewer, work).router(),
        )

    def install(self, app: FastAPI) -> None:
        """Add every route to an application; who has what in hand is found as ``app.state.locks``."""
        app.state.locks = self._locks
        for router in self._routers:
            app.include_router(router)
