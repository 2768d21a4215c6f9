"""Asking: what every route shares: the clocks, the page of a list, and one question within one request.

Nothing here decides or formats anything. A view is opened and closed within one request.
"""
# No `from __future__ import annotations`: FastAPI reads the annotations.

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Annotated, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Path, Query, Request, Response

from dragoman.api.cursors import Place, read_cursor, unknown_cursor, write_cursor
from dragoman.api.masks import mask_of, wear
from dragoman.query import View
from dragoman.store.listing import ALL, Part
from dragoman.viewing import Viewer, parse_clock

BLOCK_BYTES = 64 * 1024
"""Of an export that are made before they are sent: a line alone costs more to send than to make."""
MOST_LINES = 10_000
"""Lines of a list in one answer; an export in a form of its own gives all."""

ANY_TIME = "ISO 8601 or RFC 822; a bare day counts to its end, a time without offset is UTC."
AsOf = Annotated[str | None, Query(description=f"Only what was published by then. {ANY_TIME}")]
RecordedAsOf = Annotated[str | None, Query(description=f"Only what this record held by then. {ANY_TIME}")]
Party = Annotated[str | None, Query(description="Only where this side takes part: ISO 3166-1 alpha-3 or a short name.")]
Process = Annotated[str | None, Query(description="Only rounds of this peace process.")]
EventName = Annotated[str, Path(description="The event's id, or the beginning of it.")]
ReportName = Annotated[str, Path(description="The report's id, or the id that its input carried.")]

Answer = TypeVar("Answer")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Clocks:
    """The instants from which the record is seen, as they were asked for."""

    request: Request
    as_of: AsOf = None
    recorded_as_of: RecordedAsOf = None


Seen = Annotated[Clocks, Depends()]


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list is wanted; the address of the next part goes into the ``Link`` header (RFC 8288)."""

    request: Request
    response: Response
    limit: Annotated[int, Query(ge=1, le=MOST_LINES, description="How many at most.")] = 1000
    offset: Annotated[int, Query(ge=0, lt=ALL, description="How many to pass over.")] = 0
    cursor: Annotated[str | None, Query(description="Where the part before ended: 'next' in the Link header.")] = None

    @property
    def part(self) -> Part:
        """The part of a list that is told by how many are passed over.

        Raises:
            UsageError: DG100, the cursor is none of such a list.
        """
        if self.cursor is None:
            return Part(self.limit, self.offset)
        match read_cursor(self.cursor):
            case [int(start)] if 0 <= start < ALL:
                return Part(self.limit, start)
        raise unknown_cursor(self.cursor)

    def cut(self, rows: Sequence[Row]) -> list[Row]:
        """Give the part of a list that is at hand as a whole, and say where the next is."""
        part = self.part
        self.tell(len(rows))
        return list(rows[part.offset : part.offset + part.limit])

    def cut_lazily(self, rows: Iterable[Row], total: int) -> list[Row]:
        """Give the part of a list that is made row by row, and nothing after it."""
        part = self.part
        self.tell(total)
        return list(islice(rows, part.offset, part.offset + part.limit))

    def tell(self, total: int) -> None:
        """Say how many there are, and where the next part is, of a list that is told by how many are passed over."""
        end = self.part.offset + self.limit
        self.tell_next(total, [end] if end < total else None)

    def tell_next(self, total: int, place: Sequence[Place] | None) -> None:
        """Say how many there are, and from which place on the next part is; None where this is the last."""
        self.response.headers["X-Total-Count"] = str(total)
        if place is not None:
            told = self.request.query_params.multi_items()
            asked = [(name, value) for name, value in told if name not in ("offset", "cursor")]
            address = f"{self.request.url.path}?{urlencode([*asked, ('cursor', write_cursor(place))])}"
            self.response.headers["Link"] = f'<{address}>; rel="next"'


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
        with self.viewer.view(**_clocks(seen)) as view:
            answer = question(view)
            mask = mask_of(seen.request, view.store)
            return answer if mask is None else wear(mask, answer, seen.request)

    def stream(self, write: Callable[[View], Iterable[bytes]], seen: Clocks) -> Iterator[bytes]:
        """Give what is written from the clocks of a request, piece by piece; the record is open until the last.

        The first piece is made at once, so that what cannot be answered is said before an answer begins.

        Raises:
            BadTimeError: DG111, a clock is no time.
            StoreError: DG401 to DG404, the record cannot be read.
        """
        pieces = self._pieces(write, seen)
        first = list(islice(pieces, 1))
        return chain(first, pieces)

    def _pieces(self, write: Callable[[View], Iterable[bytes]], seen: Clocks) -> Iterator[bytes]:
        with self.viewer.view(**_clocks(seen)) as view:
            block = bytearray()
            for piece in write(view):
                block += piece
                if len(block) >= BLOCK_BYTES:
                    yield bytes(block)
                    block.clear()
            if block:
                yield bytes(block)


def _clocks(seen: Clocks) -> dict[str, datetime | None]:
    return {name: parse_clock(getattr(seen, name), name) for name in ("as_of", "recorded_as_of")}
