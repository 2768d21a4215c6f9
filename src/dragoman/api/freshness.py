"""Freshness: an ETag for every answer that depends on the record alone, and no second answer where nothing changed.

A request comes in; the state of the record and the address make the tag. A request that names the same tag gets 304.

Source: RFC 9110, sections 8.8.3 and 13.1.2 (entity tags, If-None-Match).
"""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from dragoman import __version__
from dragoman.api.masks import is_masked
from dragoman.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from dragoman.viewing import Viewer

API = "/api/v1/"
NOT_OF_THE_RECORD = frozenset({"/api/v1/healthz", "/api/v1/changes", "/api/v1/openapi.json", "/api/v1/review/hands"})


class Freshness:
    """Adds tags to the answers of one viewer's API."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer

    async def __call__(self, request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        """Answer, or say that the caller has the answer already."""
        path = request.url.path
        if request.method not in {"GET", "HEAD"} or not path.startswith(API) or path in NOT_OF_THE_RECORD:
            return await answer(request)
        worn = "masked" if await run_in_threadpool(is_masked, request) else ""
        tag = await run_in_threadpool(self.tag_of, str(request.url.query) + worn, path)
        if tag is not None and tag in _named(request):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag, "Cache-Control": "no-cache"})
        response = await answer(request)
        if tag is not None and response.status_code == HTTPStatus.OK:
            response.headers["ETag"] = tag
            response.headers["Cache-Control"] = "no-cache"  # keep it, and ask each time
        return response

    def tag_of(self, query: str, path: str) -> str | None:
        """Give the tag of an address, or None where the record cannot be read."""
        try:
            with self._viewer.store() as store:
                state = store.state()
        except StoreError:
            return None
        said = f"{__version__}\0{path}\0{query}\0{state}"
        return f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'


def _named(request: Request) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
