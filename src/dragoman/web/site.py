"""The site: settings come in, the application that serves the pages and the API goes out. It only reads.

Nothing is asked of any other host: scripts, styles, fonts and outlines are the package's own. Everything from reports
is escaped, and the content security policy allows no script but those files.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from dragoman.api.app import create_app
from dragoman.api.masks import mask_of
from dragoman.api.problems import RETRY_S, headers_of, status_of, words_of
from dragoman.errors import AccessError, DragomanError, NotFoundError
from dragoman.viewing import Viewer, parse_clock
from dragoman.web.access import Door, Face, csrf_input, current_user
from dragoman.web.access.guard import Refusal, install_guard
from dragoman.web.access.masks import NOTHING, NameMasks
from dragoman.web.access.signing import Signing
from dragoman.web.links import Links
from dragoman.web.naming import Naming
from dragoman.web.pages.ask import Ask, Page
from dragoman.web.pages.events import lanes_of, tip_of
from dragoman.web.pages.places import places_of, places_of_event
from dragoman.web.pages.reading import Reader
from dragoman.web.pages.table import PAGES, PIECES
from dragoman.web.reading import ReadingPages
from dragoman.web.render import STATIC, Renderer
from dragoman.web.review.desk import Review
from dragoman.web.review.drawing import Drawing
from dragoman.web.running.install import install_running
from dragoman.web.running.journal import Journal
from dragoman.web.same import same_as_data

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fastapi import FastAPI, Request
    from starlette.responses import Response

    from dragoman.settings import Settings
    from dragoman.web.access import User

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may load and do. Source: CSP Level 3."""

Handler = TypeVar("Handler", bound="Callable[[Request], Any]")

HEADS = {
    HTTPStatus.BAD_REQUEST: "The address cannot be read",
    HTTPStatus.NOT_FOUND: "Not found",
    HTTPStatus.CONFLICT: "More than one",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many requests",
    HTTPStatus.INTERNAL_SERVER_ERROR: "An error of dragoman itself",
}
"""The head of a page that says why nothing is shown, by its status; others are not shown."""
ONWARD = (("/talks", "The board of talks"), ("/timeline", "All events, to filter"), ("/search", "Search by words"))
"""Where a reader goes on who found nothing."""
FAULT = "This page cannot be made. The log of the server has the details; the other pages go on working."

NOT_READ = "This face of the record reads no texts."
"""Its visitors would share one language model."""

YEAR_S = 31_536_000
SMALLEST_PACKED_BYTES = 1_000
PACKING = 5
"""Of zlib's nine levels: the ninth takes three times as long for a tenth fewer bytes, measured on 20,000 events."""


class Site:
    """The handlers of the pages, over one viewer."""

    def __init__(self, viewer: Viewer, door: Door) -> None:
        self._door = door
        self._viewer = viewer
        self._naming = Naming(viewer)
        self._renderer = Renderer(self._naming)
        self.masks = NameMasks(door, self._viewer, self._naming)
        self._is_public = door.face is Face.PUBLIC

    @property
    def _store_name(self) -> str:
        """What the record is called on its pages: strangers need not know the name of its file."""
        return self._viewer.settings.store.rsplit("/", 1)[-1] if self._door.face is Face.LOCAL else "this record"

    def install(self, app: FastAPI) -> None:
        """Add every page to an application."""
        for page in (*PAGES, *PIECES):
            app.get(page.path, include_in_schema=False, response_class=HTMLResponse)(self._handler(page))
        app.get("/", include_in_schema=False)(lambda: RedirectResponse("/talks"))
        app.get("/timeline.json", include_in_schema=False)(self._data(lanes_of))
        app.get("/places.json", include_in_schema=False)(self._data(places_of))
        app.get("/events/{event_id}/places.json", include_in_schema=False)(self._data(places_of_event))
        app.get("/tips/{event_id}", include_in_schema=False)(self._tip())
        app.mount("/static", StaticFiles(directory=STATIC, check_dir=False), name="static")
        app.include_router(
            Signing(lambda request, values, status: self._page(request, "login.html", None, values, status)).router()
        )
        drawn = lambda request, template, values, status: self._page(request, template, None, values, status)  # noqa: E731
        drawing = Drawing(drawn, self._of_error)
        Review(self._viewer, self._naming, drawing, self._door.file).install(app)
        refuse = (lambda request: self.sorry(request, HTTPStatus.FORBIDDEN, NOT_READ)) if self._is_public else None
        ReadingPages(self._viewer, Reader(self._naming), drawing).install(app, refuse)
        rest = app.exception_handlers[HTTPException]
        app.add_exception_handler(HTTPException, self._missing(rest))
        app.add_exception_handler(Exception, self._fault(app.exception_handlers[Exception]))

    def _handler(self, page: Page) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            try:
                values = self._ask(request, page.build)
            except DragomanError as error:
                return self._of_error(request, error)
            return self._page(request, page.template, page, values)

        return _with_request(answer)

    def _tip(self) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            try:
                return PlainTextResponse(self._ask(request, lambda ask: {"tip": tip_of(ask)})["tip"])
            except DragomanError as error:
                return PlainTextResponse(words_of(request, error), status_of(error), headers_of(error))

        return _with_request(answer)

    def _data(self, build: Callable[[Ask], dict[str, Any]]) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            try:
                return JSONResponse(self._ask(request, build))
            except DragomanError as error:
                return JSONResponse({"error": words_of(request, error)}, status_of(error), headers_of(error))

        return _with_request(answer)

    def _ask(self, request: Request, build: Callable[[Ask], dict[str, Any]]) -> dict[str, Any]:
        params = dict(reversed(request.query_params.multi_items()))
        clocks = {name: parse_clock(params.get(name) or None, name) for name in ("as_of", "recorded_as_of")}
        with self._viewer.view(**clocks) as view:
            names = {name: str(value) for name, value in request.path_params.items()}
            mask = mask_of(request, view.store)
            is_public = mask is not None or (self._is_public and current_user(request) is None)
            found = build(Ask(view, self._naming, params, names, Links(params), is_public, mask))
            return found if mask is None else self.masks.page(mask, found)

    def _page(
        self, request: Request, template: str, page: Page | None, values: Mapping[str, Any], status: int = 200
    ) -> HTMLResponse:
        params = dict(reversed(request.query_params.multi_items()))
        frame = {
            "site_pages": PAGES,
            "page_shown": page,
            "links": Links(params),
            "params": params,
            "path": request.url.path,
            "as_of": (params.get("as_of") or None) if status == HTTPStatus.OK else None,
            "data_paths": same_as_data(page, request.path_params, params),
            "store_name": self._store_name,
            "csrf": lambda: csrf_input(request),
            "user": shown_user(request),
            "can_sign_in": can_sign_in(self._door),
        }
        drawn = self._renderer.page(template, {**frame, **values})
        return HTMLResponse(drawn.replace(NOTHING, "").replace(quote(NOTHING), ""), status)

    def sorry(self, request: Request, status: int, message: str) -> HTMLResponse:
        """Give a page that says in words what is not shown, and why."""
        is_away = status == HTTPStatus.SERVICE_UNAVAILABLE
        head = "Not now" if is_away else HEADS.get(HTTPStatus(status), "Not shown")
        onward = () if is_away else ONWARD
        values = {"head": head, "message": message, "again_s": RETRY_S * is_away, "onward": onward}
        return self._page(request, "sorry.html", None, values, status)

    def _of_error(self, request: Request, error: DragomanError) -> HTMLResponse:
        answer = self.sorry(request, status_of(error), words_of(request, error))
        answer.headers.update(headers_of(error))
        return answer

    def _missing(self, rest: Callable[..., Any]) -> Callable[[Request, Exception], Any]:
        async def answer(request: Request, error: Exception) -> Response:
            if request.url.path.startswith("/api/") or not isinstance(error, HTTPException):
                return await rest(request, error)  # type: ignore[no-any-return]
            missing = NotFoundError("page", request.url.path, "The bar above leads to every page.")
            return self.sorry(request, error.status_code, missing.message)

        return answer

    def _fault(self, rest: Callable[..., Any]) -> Callable[[Request, Exception], Any]:
        async def answer(request: Request, error: Exception) -> Response:
            if request.url.path.startswith("/api/"):
                return await rest(request, error)  # type: ignore[no-any-return]
            answered = self.sorry(request, HTTPStatus.INTERNAL_SERVER_ERROR, FAULT)
            answered.headers["Content-Security-Policy"] = POLICY  # such an answer passes no middleware
            return answered

        return answer


def create_site(
    settings: Settings,
    *,
    is_public: bool = False,
    door: Door | None = None,
    journal: Journal | None = None,
    viewer: Viewer | None = None,
) -> FastAPI:
    """Give the application: pages at the root, the API under ``/api/v1``.

    Args:
        settings: Which record, and which dossier views of the past are folded with.
        is_public: Answer under any host name, and show of reports only the sentences that carry evidence.
        door: Who may come in; None: everybody reads, and accounts beside the record write.
        journal: Where requests are written down; None: nowhere.
        viewer: Of the same record; None: one of its own.
    """
    door = door or Door(settings, Face.PUBLIC if is_public else Face.LOCAL)
    viewer = (viewer or Viewer(settings)).keep()
    app = create_app(viewer=viewer, is_public=door.face is not Face.LOCAL)
    site = Site(viewer, door)
    refuse = Refusal(site.sorry)
    install_guard(app, door, refuse, site.masks)
    site.install(app)
    app.middleware("http")(_with_policy)
    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST_PACKED_BYTES, compresslevel=PACKING)
    install_running(app, viewer, refuse, journal or Journal())
    return app


def shown_user(request: Request) -> User | None:
    """Give whose name a page shows; nobody's where a token opens nothing, or the accounts cannot be read."""
    try:
        return current_user(request)
    except AccessError:
        return None


def can_sign_in(door: Door) -> bool:
    """Whether a page offers to sign in: somebody has an account, and the accounts can be read."""
    try:
        return door.users.any_enabled()
    except AccessError:
        return False


async def _with_policy(request: Request, answer: Callable[[Request], Any]) -> Response:
    response: Response = await answer(request)
    if not request.url.path.startswith("/api/"):
        response.headers["Content-Security-Policy"] = POLICY
    if request.url.path.startswith("/static/") and response.status_code == HTTPStatus.OK:
        lasting = "chunk-" in request.url.path or "/fonts/" in request.url.path
        response.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable" if lasting else "no-cache"
    return response


def _with_request(answer: Handler) -> Handler:
    """Give a handler that FastAPI hands the request itself: its annotation must be a type, not a text."""
    from fastapi import Request as Asked

    answer.__annotations__ = {"request": Asked, "return": None}
    return answer
