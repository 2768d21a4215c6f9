"""Listing: events, disputes and figures of the last fold, a part of a list at a time, by indexes and not by bodies.

A filter, an order and a place in the list come in, that
part goes out. What is not shown of an event in a list, its cells and disputes, is not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.model import Event
from dragoman.store import codec
from dragoman.store.batches import in_batches
from dragoman.store.reports import CURRENT_HEADERS
from dragoman.store.searching import SearchHit, suggest
from dragoman.store.stamps import from_stamp, to_stamp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from dragoman.model.listing import EventFilter
    from dragoman.store.links import Link, Row, Value
    from dragoman.store.reports import Clocks

ORDERS: Mapping[str, tuple[str, ...]] = {
    "time": ("starts", "ends", "event_id"),
    "published": ("published", "event_id"),
    "origins": ("origins", "event_id"),
    "reports": ("reports", "event_id"),
}
"""The columns by which events can be put in order; each order has an index, and is read either way."""

ALL = 2**62
"""More than any record has."""


class Order(NamedTuple):
    """An order of events.

    Attributes:
        name: One of ``ORDERS``.
        is_down: The largest first.
        after: The values of the last event of the part before, as ``place_of`` gives them; None from the beginning.
    """

    name: str = "time"
    is_down: bool = False
    after: tuple[Value, ...] | None = None


BY_TIME = Order()


class Part(NamedTuple):
    """A part of a list: at most so many, after passing over so many."""

    limit: int = ALL
    offset: int = 0


WHOLE = Part()


class Listing:
    """The lists of an open record."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def events(self, wanted: EventFilter, part: Part = WHOLE, order: Order = BY_TIME) -> list[Event]:
        """Give a part of the events that are wanted."""
        sql, values = _events_sql(wanted, part, order)
        return self.named([str(row[0]) for row in self._link.rows(sql, **values)])

    def places(self, wanted: EventFilter, part: Part = WHOLE, order: Order = BY_TIME) -> list[tuple[Value, ...]]:
        """Give the place in the order of each event of a part: what ``Order.after`` takes."""
        sql, values = _events_sql(wanted, part, order)
        return [row[1:] for row in self._link.rows(sql, **values)]

    def count(self, wanted: EventFilter) -> int:
        """Give how many events are wanted."""
        where, values = _where(wanted)
        ((found,),) = self._link.rows(f"SELECT COUNT(*) FROM event_list WHERE {where}", **values)  # noqa: S608
        return int(str(found))

    def choices(self) -> dict[str, list[str]]:
        """Give what can be chosen: the frames and statuses of events, the sides that speak, each sorted."""
        return {
            "frame": self._distinct("frame"),
            "status": self._distinct("status"),
            "party": sorted({code for codes in self._distinct("voices") for code in codes.split(",") if code}),
        }

    def drawn(self, wanted: EventFilter, most: int) -> list[Row]:
        """Give what is drawn of the events that are wanted and have a day, those of most origins first.

        Returns:
            Rows of id, frame, status, first day, last day, dated, disputed, hedged, origins, in no order.
        """
        where, values = _where(wanted)
        sql = (
            "SELECT event_id, frame, status, first_day, last_day, dated, disputed, hedged, origins "  # noqa: S608
            f"FROM event_list WHERE first_day IS NOT NULL AND {where} "
            "ORDER BY origins DESC, event_id DESC LIMIT :most"
        )
        return list(self._link.rows(sql, most=most, **values))

    def by_day(self) -> list[tuple[str, int, int]]:
        """Give how many events of each frame begin on each day: frame, day since 1970-01-01, how many."""
        sql = "SELECT frame, first_day, COUNT(*) FROM event_list WHERE dated = 1 GROUP BY frame, first_day"
        return [(str(frame), int(str(day)), int(str(number))) for frame, day, number in self._link.rows(sql)]

    def located(self, wanted: EventFilter, most: int) -> list[Row]:
        """Give the first place of each event that is wanted and has a day, those of most origins first.

        Returns:
            Rows of frame, first day, last day, and the place as JSON.
        """
        where, values = _where(wanted)
        sql = (
            "SELECT frame, first_day, last_day, place FROM event_list "  # noqa: S608
            f"WHERE first_day IS NOT NULL AND place IS NOT NULL AND {where} "
            "ORDER BY origins DESC, event_id DESC LIMIT :most"
        )
        return list(self._link.rows(sql, most=most, **values))

    def parts_of(self, event_ids: Sequence[str]) -> list[Event]:
        """Give the events that are a part of one of these, in order of time."""
        found: list[tuple[str, ...]] = []
        for some, values in in_batches(event_ids):
            sql = f"SELECT starts, ends, event_id FROM event_list WHERE part_of IN ({some})"  # noqa: S608
            found += [tuple(map(str, row)) for row in self._link.rows(sql, **values)]
        return self.named([row[-1] for row in sorted(found)])

    def named(self, event_ids: Sequence[str]) -> list[Event]:
        """Give the events of these ids, in this order."""
        found: dict[str, str] = {}
        for some, values in in_batches(event_ids):
            sql = f"SELECT id, body FROM events WHERE id IN ({some})"  # noqa: S608
            found |= {str(event_id): str(body) for event_id, body in self._link.rows(sql, **values)}
        return [codec.from_text(Event, found[event_id]) for event_id in event_ids if event_id in found]

    def titles(self, event_ids: Sequence[str]) -> dict[str, str]:
        """Give the titles of these events, by id."""
        found: dict[str, str] = {}
        for some, values in in_batches(event_ids):
            sql = f"SELECT id, title FROM events WHERE id IN ({some})"  # noqa: S608
            found |= {str(event_id): str(title) for event_id, title in self._link.rows(sql, **values)}
        return found

    def disputes(self, kind: str | None, verdict: str | None, part: Part, *, open_first: bool) -> list[tuple[str, int]]:
        """Give a part of the disputes: the id of the event, and which of its disputes; in order of time.

        Args:
            kind: Only of this kind.
            verdict: Only of this verdict.
            part: Which part.
            open_first: Whether those that are open come first.
        """
        order = ("is_shut, " if open_first else "") + "starts, ends, event_id, n"
        sql = (
            "SELECT event_id, n FROM dispute_list "  # noqa: S608
            f"WHERE {_is('kind', kind)} AND {_is('verdict', verdict)} ORDER BY {order} LIMIT :limit OFFSET :offset"
        )
        values = _given(kind=kind, verdict=verdict)
        rows = self._link.rows(sql, limit=part.limit, offset=part.offset, **values)
        return [(str(event_id), int(str(n))) for event_id, n in rows]

    def count_disputes(self, kind: str | None, verdict: str | None) -> int:
        """Give how many disputes there are."""
        sql = f"SELECT COUNT(*) FROM dispute_list WHERE {_is('kind', kind)} AND {_is('verdict', verdict)}"  # noqa: S608
        ((found,),) = self._link.rows(sql, **_given(kind=kind, verdict=verdict))
        return int(str(found))

    def figures(self, measure: str | None, part: Part, *, longest_first: bool) -> list[tuple[str, int]]:
        """Give a part of the things counted: the id of the event, and which of its cells; in order of time.

        Args:
            measure: Only of this measure.
            part: Which part.
            longest_first: Whether those of most claims come first.
        """
        order = ("points DESC, " if longest_first else "") + "starts, ends, event_id, n"
        sql = (
            f"SELECT event_id, n FROM figure_list WHERE {_is('measure', measure)} "  # noqa: S608
            f"ORDER BY {order} LIMIT :limit OFFSET :offset"
        )
        rows = self._link.rows(sql, limit=part.limit, offset=part.offset, **_given(measure=measure))
        return [(str(event_id), int(str(n))) for event_id, n in rows]

    def count_figures(self, measure: str | None) -> int:
        """Give how many things are counted."""
        sql = f"SELECT COUNT(*) FROM figure_list WHERE {_is('measure', measure)}"  # noqa: S608
        ((found,),) = self._link.rows(sql, **_given(measure=measure))
        return int(str(found))

    def days(self) -> tuple[str, str] | None:
        """Give the first and the last day on which a report of an event came out, or None where none is known."""
        ends = [  # one by one, since an index gives one end at a time
            next(self._link.rows(f"SELECT {which}(published) FROM event_list WHERE published > ''"))[0]  # noqa: S608
            for which in ("MIN", "MAX")
        ]
        return None if ends[0] is None else (str(ends[0])[:10], str(ends[1])[:10])

    def published(self, since: datetime, until: datetime, clocks: Clocks) -> list[tuple[str, datetime]]:
        """Give the reports that came out from one instant on and before or at another: own id, and when.

        A report of which only the day is known counts at that day's end.
        """
        sql = (
            "SELECT document_id, known_from FROM headers WHERE known_from > :since AND known_from <= :until "  # noqa: S608
            f"AND n IN ({CURRENT_HEADERS}) ORDER BY known_from, document_id"
        )
        rows = self._link.rows(sql, since=to_stamp(since), until=to_stamp(until), **clocks.values)
        return [(str(document_id), from_stamp(str(known))) for document_id, known in rows]

    def suggest(self, text: str, limit: int) -> tuple[SearchHit, ...]:
        """Give events and actors that have all words of the text, the last by its beginning, the best first."""
        return suggest(self._link, text, limit)

    def newest(self) -> datetime | None:
        """Give the moment of the newest report on record, or None where no date is known."""
        ((found,),) = self._link.rows("SELECT MAX(known_from) FROM headers")
        return None if found is None else from_stamp(str(found))

    def _distinct(self, column: str) -> list[str]:
        rows = self._link.rows(f"SELECT DISTINCT {column} FROM event_list")  # noqa: S608  our own column names
        return sorted(str(found) for (found,) in rows)


def _events_sql(wanted: EventFilter, part: Part, order: Order) -> tuple[str, dict[str, Value]]:
    columns = ORDERS[order.name]
    where, values = _where(wanted)
    if order.after is not None:
        names = [f"after_{n}" for n in range(len(columns))]
        values |= dict(zip(names, order.after, strict=True))
        sign = "<" if order.is_down else ">"
        where += f" AND ({', '.join(columns)}) {sign} ({', '.join(f':{name}' for name in names)})"
    way = " DESC" if order.is_down else ""
    sql = (
        f"SELECT event_id, {', '.join(columns)} FROM event_list WHERE {where} "  # noqa: S608  our own names
        f"ORDER BY {', '.join(column + way for column in columns)} LIMIT :limit OFFSET :offset"
    )
    return sql, {**values, "limit": part.limit, "offset": part.offset}


def _where(wanted: EventFilter) -> tuple[str, dict[str, Value]]:
    """Give the conditions of a filter, and the values that they name: only those that are asked for."""
    days = wanted.days
    told: list[tuple[str, str, Value]] = [
        ("frame = :frame", "frame", wanted.frame),
        ("process = :process", "process", wanted.process),
        ("status = :status", "status", wanted.status),
        ("REPLACE(parties, :party, '') <> parties", "party", None if wanted.party is None else f",{wanted.party},"),
        ("REPLACE(actors, :actor, '') <> actors", "actor", None if wanted.actor is None else f"\n{wanted.actor}\n"),
        ("REPLACE(places, :place, '') <> places", "place", None if not wanted.place else wanted.place.casefold()),
        ("REPLACE(words, :text, '') <> words", "text", None if not wanted.text else wanted.text.casefold()),
        ("origins >= :origins", "origins", wanted.origins or None),
        ("disputed = :disputed", "disputed", 1 if wanted.is_disputed else None),
        ("dated = 1 AND starts < :until", "until", None if days is None else days.end.isoformat()),
        ("ends > :since", "since", None if days is None else days.start.isoformat()),
    ]
    used = [(sql, name, value) for sql, name, value in told if value is not None]
    return " AND ".join(sql for sql, _, _ in used) or "1 = 1", {name: value for _, name, value in used}


def _is(column: str, value: str | None) -> str:
    return "1 = 1" if value is None else f"{column} = :{column}"


def _given(**values: Value) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value is not None}
