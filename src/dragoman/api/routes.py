"""The routes: each opens the record, asks one use case, and gives its shape as it is.

Nothing here decides or formats anything; long lists come in parts, and an export comes whole in a form of its own.
"""
# No `from __future__ import annotations`: FastAPI reads the annotations.

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import StreamingResponse
from typing_extensions import TypedDict

from dragoman import __version__
from dragoman.api.asking import Asking, Paged, Party, Process, Seen
from dragoman.api.changes import stream_changes
from dragoman.api.derived import DerivedRoutes
from dragoman.api.events import Sorting, timeline_part
from dragoman.api.masks import mask_of
from dragoman.api.shaping import ShapedRoute, describe_shaping
from dragoman.errors import StoreMissingError
from dragoman.exports import EXPORTS, Wanted, write_export
from dragoman.model.listing import EventFilter
from dragoman.query import View, check, search, show, talks
from dragoman.query.finding import search_past
from dragoman.query.shapes import CheckShape, EventShape, SearchShape, ShowShape, TalksShape
from dragoman.viewing import Viewer

MEDIA_TYPES = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "ics": "text/calendar; charset=utf-8",
}
"""Of the forms of an export; any other is bytes. Source: IANA media types, and ndjson as it is commonly sent."""


COUNTED = {"claims": "claims", "statements": "statements", "lineage": "documents"}
"""What is counted of an export that has a row for each."""
MOST = 1_000_000


class HealthShape(TypedDict):
    """Whether the server answers, its version, and whether there is a record to read."""

    ok: bool
    version: str
    record: bool


class Routes:
    """The handlers, over one viewer."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.asking = Asking(viewer)

    def router(self) -> APIRouter:
        """Give the router with every route."""
        router = APIRouter(prefix="/api/v1", route_class=ShapedRoute, dependencies=[Depends(describe_shaping)])
        for path, handler in self._table():
            router.get(path, name=handler.__name__)(handler)
        router.get("/changes", response_class=StreamingResponse)(self.changes)
        router.get("/exports/{name}.{form}", response_class=StreamingResponse)(self.export)
        router.include_router(DerivedRoutes(self.asking).router())
        return router

    def _table(self) -> Iterator[tuple[str, Callable[..., Any]]]:
        yield "/talks", self.talks
        yield "/timeline", self.timeline
        yield "/events/{event_id}", self.event
        yield "/search", self.search
        yield "/claims", self.claims
        yield "/statements", self.statements
        yield "/lineage", self.lineage
        yield "/check", self.check
        yield "/healthz", self.healthz

    def talks(self, seen: Seen, process: Process = None, party: Party = None) -> list[TalksShape]:
        """Rounds of talks, in order of time."""
        return self.asking.ask(lambda view: talks(view, process=process, party=party), seen)

    def timeline(  # noqa: PLR0913  each is a parameter of the query
        self,
        seen: Seen,
        paged: Paged,
        *,
        frame: Annotated[str | None, Query(description="Only this kind of event.")] = None,
        party: Party = None,
        process: Process = None,
        status: Annotated[str | None, Query(description="Only of this status, as in the codebook.")] = None,
        place: Annotated[str | None, Query(description="Only with these letters in the name of a place.")] = None,
        text: Annotated[str | None, Query(description="Only with these letters in the title.")] = None,
        actor: Annotated[str | None, Query(description="Only where this actor has a role, by its id.")] = None,
        origins: Annotated[int, Query(ge=0, le=MOST, description="Only with at least so many origins.")] = 0,
        disputed: Annotated[bool, Query(description="Only where a dispute is open.")] = False,
        since: Annotated[date | None, Query(description="Only what touches this day or a later one.")] = None,
        until: Annotated[date | None, Query(description="Only what touches this day or an earlier one.")] = None,
        sort: Annotated[Sorting, Query(description="By what; a minus: the latest or largest first.")] = "time",
    ) -> list[EventShape]:
        """Events, in order of time unless another is asked for."""
        wanted = EventFilter(
            frame=frame, party=party, process=process, status=status, place=place, text=text, actor=actor,
            origins=origins, is_disputed=disputed, since=since, until=until,
        )  # fmt: skip
        return self.asking.ask(lambda view: timeline_part(view, wanted, sort, paged), seen)

    def event(
        self,
        seen: Seen,
        event_id: Annotated[str, Path(description="Its id, an id that it had, or the beginning of either.")],
    ) -> ShowShape:
        """One event: its cells with their evidence, disputes, judgements, history."""
        return self.asking.ask(lambda view: show(view, event_id), seen)

    def search(
        self,
        seen: Seen,
        q: Annotated[str, Query(min_length=1, description="All of these words.")],
        limit: Annotated[int, Query(ge=1, le=200)] = 20,
    ) -> list[SearchShape]:
        """Events, reports and actors that have all the words, the best first."""
        is_now = seen.as_of is None and seen.recorded_as_of is None
        return self.asking.ask(
            lambda view: search(view.store, q, limit=limit) if is_now else search_past(view, q, limit=limit), seen
        )

    def claims(self, seen: Seen, paged: Paged) -> list[dict[str, Any]]:
        """Claims exactly as in the codebook, in order of publication."""
        return self._lines("claims", seen, paged)

    def statements(self, seen: Seen, paged: Paged) -> list[dict[str, Any]]:
        """All that reports attribute to someone."""
        return self._lines("statements", seen, paged)

    def lineage(self, seen: Seen, paged: Paged) -> list[dict[str, Any]]:
        """Where each report comes from."""
        return self._lines("lineage", seen, paged)

    def export(
        self,
        seen: Seen,
        name: Annotated[str, Path(description="claims, events, talks, exchanges, figures, ...")],
        form: Annotated[str, Path(description="jsonl, csv, xlsx; geojson of events; ics of talks")],
    ) -> StreamingResponse:
        """A whole export in a form of its own."""

        def written(view: View) -> Iterable[bytes]:
            mask = mask_of(seen.request, view.store)
            return write_export(Wanted(name, view, datetime.now(UTC), mask), form)

        body = self.asking.stream(written, seen)
        kind = MEDIA_TYPES.get(form, "application/octet-stream")
        return StreamingResponse(
            body, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'}
        )

    def changes(self, request: Request) -> StreamingResponse:
        """Server-sent events: one each time that the record has changed."""
        return StreamingResponse(stream_changes(self.viewer, request), media_type="text/event-stream")

    def check(self) -> CheckShape:
        """Whether the record is whole."""
        with self.viewer.store() as store:
            return check(store)

    def healthz(self) -> HealthShape:
        """Whether the server answers, and whether there is a record."""
        try:
            with self.viewer.store():
                has_record = True
        except StoreMissingError:
            has_record = False
        return {"ok": True, "version": __version__, "record": has_record}

    def _lines(self, name: str, seen: Seen, paged: Paged) -> list[dict[str, Any]]:
        export = EXPORTS.get(name)

        def part_of(view: View) -> list[dict[str, Any]]:
            if view.is_past:
                return paged.cut(list(export(view)))
            return paged.cut_lazily(export(view), view.store.counts()[COUNTED[name]])

        return self.asking.ask(part_of, seen)
