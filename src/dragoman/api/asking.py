"""Asking: what every route shares: the clocks, the page of a list, and one question within one request.

Nothing here decides or formats anything. A view is opened and closed within one request, in one thread.
"""
# No `from __future__ import annotations`: FastAPI reads the annotations.

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response

from dragoman.query import View
from dragoman.viewing import Viewer, parse_clock

MOST_LINES = 10_000
"""Lines of a list in one answer; an export in a form of its own gives all."""

ANY_TIME = "ISO 8601 or RFC 822; a bare day counts to its end, a time without offset is UTC."
AsOf = Annotated[str | None, Query(description=f"Only what was published by then. {ANY_TIME}")]
RecordedAsOf = Annotated[str | None, Query(description=f"Only what this record held by then. {ANY_TIME}")]
Party = Annotated[str | None, Query(description="Only where this side takes part: ISO 3166-1 alpha-3 or a short name.")]
Process = Annotated[str | None, Query(description="Only rounds of this peace process.")]

Answer = TypeVar("Answer")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Clocks:
    """The instants from which the record is seen, as they were asked for."""

    as_of: AsOf = None
    recorded_as_of: RecordedAsOf = None


Seen = Annotated[Clocks, Depends()]


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list is wanted; the address of the next part goes into the ``Link`` header (RFC 8288)."""

    request: Request
    response: Response
    limit: Annotated[int, Query(ge=1, le=MOST_LINES, description="How many at most.")] = 1000
    offset: Annotated[int, Query(ge=0, description="How many to pass over; 'next' in the Link header has it.")] = 0

    def cut(self, rows: Sequence[Row]) -> list[Row]:
        """Give the part, and say how many there are and where the next part is."""
        self.response.headers["X-Total-Count"] = str(len(rows))
        end = self.offset + self.limit
        if end < len(rows):
            asked = [(name, value) for name, value in self.request.query_params.multi_items() if name != "offset"]
            self.response.headers["Link"] = (
                f'<{self.request.url.path}?{urlencode([*asked, ("offset", end)])}>; rel="next"'
            )
        return list(rows[self.offset : end])


Paged = Annotated[Paging, Depends()]


@dataclass(frozen=True, slots=True)
class Asking:
    """Opens the record for one question."""

    viewer: Viewer

    def ask(self, question: Callable[[View], Answer], seen: Clocks) -> Answer:
        """Ask one use case from the clocks of a request.

        Raises:
            BadTimeError: DG111, a clock is no time.
            StoreError: DG401 to DG404, the record cannot be read.
        """
        clocks = {name: parse_clock(getattr(seen, name), name) for name in ("as_of", "recorded_as_of")}
        with self.viewer.view(**clocks) as view:
            return question(view)
