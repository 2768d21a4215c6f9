"""The app: settings come in, a FastAPI application goes out that only reads.

It answers to this machine's names alone unless it is public, sends nothing but JSON, and asks no other host for
anything: FastAPI's documentation pages load scripts from elsewhere, so they are off; the OpenAPI description is there.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from dragoman import __version__
from dragoman.api.freshness import Freshness
from dragoman.api.problems import install_problems
from dragoman.api.routes import Routes
from dragoman.settings import load_settings
from dragoman.viewing import Viewer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from fastapi import Request, Response

    from dragoman.settings import Settings

LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]", "testserver")
"""Host names answered to when not public, so that no web page can reach the record through a name of its own
(DNS rebinding). ``testserver`` is that of Starlette's test client, which no resolver knows."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",  # without one a browser sends the forms of our own pages with no origin
}

DESCRIPTION = (
    "Read-only, but for decisions of review. Unknown is null, lists may be empty. Instants are UTC with Z beside the "
    "form that was printed; offsets count Unicode code points from 0, end-exclusive. Errors are "
    "application/problem+json with a stable code."
)


def create_app(
    store: str | None = None,
    *,
    settings: Settings | None = None,
    is_public: bool = False,
    viewer: Viewer | None = None,
) -> FastAPI:
    """Give the application over one record.

    Args:
        store: Path of an SQLite file, or a database URL; None: the one of the settings.
        settings: None: those of the environment.
        is_public: Answer under any host name where the settings list none, not only under this machine's own.
        viewer: Opens the record where pages are served from it too; None: one of its own, by the settings.
    """
    chosen = viewer.settings if viewer is not None else settings or load_settings()
    if store is not None:
        chosen = dataclasses.replace(chosen, store=store)
    app = FastAPI(
        title="dragoman",
        version=__version__,
        description=DESCRIPTION,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.is_own_machine = not is_public
    viewer = viewer or Viewer(chosen).keep()
    app.include_router(Routes(viewer).router())
    app.middleware("http")(Freshness(viewer))
    app.middleware("http")(_with_headers)
    if chosen.hosts or not is_public:
        names = [*LOCAL_NAMES, *chosen.hosts]
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=names, www_redirect=False)
    install_problems(app)
    return app


async def _with_headers(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await answer(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
