"""The routes: each opens the record, asks one use case, and gives its shape as it is.

Nothing here decides or formats anything. A view is opened and closed within one request, in one thread.
"""
# No `from __future__ import annotations`: FastAPI reads the annotations.

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Path, Query
from typing_extensions import TypedDict

from dragoman import __version__
from dragoman.errors import StoreMissingError
from dragoman.exports import EXPORTS
from dragoman.query import View, check, search, show, talks, timeline
from dragoman.query.shapes import CheckShape, EventShape, SearchShape, ShowShape, TalksShape
from dragoman.viewing import Viewer, parse_clock

MOST_LINES = 10_000
"""Lines of an export in one answer; the command ``dragoman export`` gives all."""

ANY_TIME = "ISO 8601 or RFC 822; a bare day counts to its end, a time without offset is UTC."
AsOf = Annotated[str | None, Query(description=f"Only what was published by then. {ANY_TIME}")]
RecordedAsOf = Annotated[str | None, Query(description=f"Only what this record held by then. {ANY_TIME}")]
Party = Annotated[str | None, Query(description="Only where this side takes part: ISO 3166-1 alpha-3 or a short name.")]
Process = Annotated[str | None, Query(description="Only rounds of this peace process.")]
Limit = Annotated[int, Query(ge=1, le=MOST_LINES, description="How many lines at most.")]
Offset = Annotated[int, Query(ge=0, description="How many lines to pass over.")]


Answer = TypeVar("Answer")


class HealthShape(TypedDict):
    """Whether the server answers, its version, and whether there is a record to read."""

    ok: bool
    version: str
    record: bool


@dataclass(frozen=True, slots=True)
class Routes:
    """The handlers, over one viewer."""

    viewer: Viewer

    def router(self) -> APIRouter:
        """Give the router with every route."""
        router = APIRouter(prefix="/api/v1")
        for path, handler in self._table():
            router.get(path, name=handler.__name__)(handler)
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

    def talks(
        self, process: Process = None, party: Party = None, as_of: AsOf = None, recorded_as_of: RecordedAsOf = None
    ) -> list[TalksShape]:
        """Rounds of talks, in order of time."""
        return self._ask(lambda view: talks(view, process=process, party=party), as_of, recorded_as_of)

    def timeline(  # noqa: PLR0913  each is a parameter of the query
        self,
        *,
        frame: Annotated[str | None, Query(description="Only this kind of event.")] = None,
        party: Party = None,
        process: Process = None,
        since: Annotated[date | None, Query(description="Only what touches this day or a later one.")] = None,
        until: Annotated[date | None, Query(description="Only what touches this day or an earlier one.")] = None,
        as_of: AsOf = None,
        recorded_as_of: RecordedAsOf = None,
    ) -> list[EventShape]:
        """Events, in order of time."""
        return self._ask(
            lambda view: timeline(view, frame=frame, party=party, process=process, since=since, until=until),
            as_of,
            recorded_as_of,
        )

    def event(
        self,
        event_id: Annotated[str, Path(description="Its id, an id that it had, or the beginning of either.")],
        as_of: AsOf = None,
        recorded_as_of: RecordedAsOf = None,
    ) -> ShowShape:
        """One event: its cells with their evidence, disputes, judgements, history."""
        return self._ask(lambda view: show(view, event_id), as_of, recorded_as_of)

    def search(
        self,
        q: Annotated[str, Query(min_length=1, description="All of these words.")],
        limit: Annotated[int, Query(ge=1, le=200)] = 20,
    ) -> list[SearchShape]:
        """Events, reports and actors that have all the words, the best first."""
        with self.viewer.store() as store:
            return search(store, q, limit=limit)

    def claims(
        self, limit: Limit = 1000, offset: Offset = 0, as_of: AsOf = None, recorded_as_of: RecordedAsOf = None
    ) -> list[dict[str, Any]]:
        """Claims exactly as in the codebook, in order of publication."""
        return self._lines("claims", slice(offset, offset + limit), as_of, recorded_as_of)

    def statements(
        self, limit: Limit = 1000, offset: Offset = 0, as_of: AsOf = None, recorded_as_of: RecordedAsOf = None
    ) -> list[dict[str, Any]]:
        """All that reports attribute to someone."""
        return self._lines("statements", slice(offset, offset + limit), as_of, recorded_as_of)

    def lineage(
        self, limit: Limit = 1000, offset: Offset = 0, as_of: AsOf = None, recorded_as_of: RecordedAsOf = None
    ) -> list[dict[str, Any]]:
        """Where each report comes from."""
        return self._lines("lineage", slice(offset, offset + limit), as_of, recorded_as_of)

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

    def _lines(self, name: str, which: slice, as_of: str | None, recorded_as_of: str | None) -> list[dict[str, Any]]:
        export = EXPORTS.get(name)
        return self._ask(lambda view: list(islice(export(view), which.start, which.stop)), as_of, recorded_as_of)

    def _ask(self, question: Callable[[View], Answer], as_of: str | None, recorded_as_of: str | None) -> Answer:
        clocks = {"as_of": parse_clock(as_of, "as_of"), "recorded_as_of": parse_clock(recorded_as_of, "recorded_as_of")}
        with self.viewer.view(**clocks) as view:
            return question(view)
