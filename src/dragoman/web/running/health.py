"""Health: whether the server answers and the record can be read, for what watches it; and its figures."""
# No `from __future__ import annotations`: FastAPI reads the annotations.

from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from dragoman import __version__
from dragoman.api.app import LOCAL_NAMES
from dragoman.api.problems import RETRY_S
from dragoman.errors import SignInNeededError, StoreBusyError, StoreError, StoreMissingError, StoreVersionError
from dragoman.viewing import Viewer
from dragoman.web.access import Face, current_user
from dragoman.web.access.gate import door_of
from dragoman.web.running.figures import Figures
from dragoman.web.running.hosts import is_loopback

STATE_OF: tuple[tuple[type[StoreError], str], ...] = (
    (StoreMissingError, "missing"),
    (StoreVersionError, "migrating"),
    (StoreBusyError, "busy"),
    (StoreError, "unusable"),
)
"""The first class that fits decides."""
TEXT = "text/plain; version=0.0.4; charset=utf-8"


class Health:
    """The handlers."""

    def __init__(self, viewer: Viewer, figures: Figures) -> None:
        self._viewer = viewer
        self._figures = figures

    def router(self) -> APIRouter:
        """Give the routes."""
        router = APIRouter(include_in_schema=False)
        router.get("/healthz")(self.healthz)
        router.get("/metrics")(self.metrics)
        return router

    def healthz(self) -> Response:
        """Say whether the record can be read: 200, or 503 with what is wrong in one word."""
        state = self.state()
        is_up = state == "ready"
        said = {"ok": is_up, "version": __version__, "record": state}
        if is_up:
            return JSONResponse(said, headers={"Cache-Control": "no-store"})
        headers = {"Cache-Control": "no-store", "Retry-After": str(RETRY_S)}
        return JSONResponse(said, HTTPStatus.SERVICE_UNAVAILABLE, headers)

    def metrics(self, request: Request) -> Response:
        """Give the figures, to this machine and to who is signed in.

        Raises:
            SignInNeededError: DG501, somebody else asks.
        """
        client = request.client.host if request.client else ""
        is_from_here = is_loopback(client) and request.url.hostname in {name.strip("[]") for name in LOCAL_NAMES}
        if door_of(request).face is not Face.LOCAL and not is_from_here and current_user(request) is None:
            raise SignInNeededError("The figures of this server are for those who keep it.")
        return Response(self._figures.text(is_record_up=self.state() == "ready"), media_type=TEXT)

    def state(self) -> str:
        """Give the state of the record: ``ready``, or why it cannot be read."""
        try:
            with self._viewer.store() as store:
                store.state()
        except StoreError as error:
            return next(state for kind, state in STATE_OF if isinstance(error, kind))
        return "ready"
