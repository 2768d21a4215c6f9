"""Lists: events, disputes and figures, a part at a time, of the record as it stands or as it was.

``Lists`` is what a view gives: the store's own, which read by indexes, or ``PastLists`` over the events that there were
at an instant. Both give the same for the same events.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from dragoman.model.listing import EventFilter, listed_disputes, listed_figures, time_key
from dragoman.store.listing import BY_TIME, ORDERS, WHOLE, Order, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dragoman.model import Event
    from dragoman.model.listing import ListedEvent

_DRAWN = ("event_id", "frame", "status", "first_day", "last_day", "dated", "disputed", "hedged", "origins")
_LOCATED = ("frame", "first_day", "last_day", "place")


class Lists(Protocol):
    """The lists of a view; what each gives stands at ``store.listing.Listing``."""

    def events(self, wanted: EventFilter, part: Part = WHOLE, order: Order = BY_TIME) -> list[Event]:
        """Give a part of the events that are wanted."""
        ...

    def places(self, wanted: EventFilter, part: Part = WHOLE, order: Order = BY_TIME) -> list[tuple[Any, ...]]:
        """Give the place in the order of each event of a part."""
        ...

    def count(self, wanted: EventFilter) -> int:
        """Give how many events are wanted."""
        ...

    def choices(self) -> dict[str, list[str]]:
        """Give what can be chosen."""
        ...

    def drawn(self, wanted: EventFilter, most: int) -> list[tuple[Any, ...]]:
        """Give what is drawn of the events that are wanted and have a day, those of most origins first."""
        ...

    def by_day(self) -> list[tuple[str, int, int]]:
        """Give how many events of each frame begin on each day."""
        ...

    def located(self, wanted: EventFilter, most: int) -> list[tuple[Any, ...]]:
        """Give the first place of each event that is wanted and has a day, those of most origins first."""
        ...

    def parts_of(self, event_ids: Sequence[str]) -> list[Event]:
        """Give the events that are a part of one of these, in order of time."""
        ...

    def named(self, event_ids: Sequence[str]) -> list[Event]:
        """Give the events of these ids, in this order."""
        ...

    def titles(self, event_ids: Sequence[str]) -> dict[str, str]:
        """Give the titles of these events, by id."""
        ...

    def disputes(self, kind: str | None, verdict: str | None, part: Part, *, open_first: bool) -> list[tuple[str, int]]:
        """Give a part of the disputes: the id of the event, and which of its disputes."""
        ...

    def count_disputes(self, kind: str | None, verdict: str | None) -> int:
        """Give how many disputes there are."""
        ...

    def figures(self, measure: str | None, part: Part, *, longest_first: bool) -> list[tuple[str, int]]:
        """Give a part of the things counted: the id of the event, and which of its cells."""
        ...

    def count_figures(self, measure: str | None) -> int:
        """Give how many things are counted."""
        ...

    def days(self) -> tuple[str, str] | None:
        """Give the first and the last day on which a report of an event came out."""
        ...


class PastLists:
    """The lists of the events of a past.

    Args:
        rows: Of each event, as it is listed.
        named: Gives the events of some ids, by id; one that is not of this past is absent.
        events: Gives all of them; asked for disputes and figures alone.
    """

    def __init__(
        self,
        rows: Iterable[ListedEvent],
        named: Callable[[Sequence[str]], Mapping[str, Event]],
        events: Callable[[], Iterable[Event]],
    ) -> None:
        self._rows = sorted(rows, key=lambda row: (row.starts, row.ends, row.event_id))
        self._named, self._all = named, events

    @cached_property
    def _events(self) -> list[Event]:
        return sorted(self._all(), key=time_key)

    def events(self, wanted: EventFilter, part: Part = WHOLE, order: Order = BY_TIME) -> list[Event]:
        """Give a part of the events that are wanted."""
        return self.named([row.event_id for row in self._part(wanted, part, order)])

    def places(self, wanted: EventFilter, part: Part = WHOLE, order: Order = BY_TIME) -> list[tuple[Any, ...]]:
        """Give the place in the order of each event of a part."""
        return [_place_of(row, order) for row in self._part(wanted, part, order)]

    def count(self, wanted: EventFilter) -> int:
        """Give how many events are wanted."""
        return sum(map(wanted.wants, self._rows))

    def choices(self) -> dict[str, list[str]]:
        """Give what can be chosen: the frames and statuses of events, the sides that speak, each sorted."""
        return {
            "frame": sorted({row.frame for row in self._rows}),
            "status": sorted({row.status for row in self._rows}),
            "party": sorted({code for row in self._rows for code in row.voices.split(",") if code}),
        }

    def drawn(self, wanted: EventFilter, most: int) -> list[tuple[Any, ...]]:
        """Give what is drawn of the events that are wanted and have a day, those of most origins first."""
        return [tuple(getattr(row, name) for name in _DRAWN) for row in self._dated(wanted)[:most]]

    def by_day(self) -> list[tuple[str, int, int]]:
        """Give how many events of each frame begin on each day."""
        days = Counter((row.frame, row.first_day) for row in self._rows if row.dated and row.first_day is not None)
        return [(frame, day, number) for (frame, day), number in days.items()]

    def located(self, wanted: EventFilter, most: int) -> list[tuple[Any, ...]]:
        """Give the first place of each event that is wanted and has a day, those of most origins first."""
        rows = self._dated(wanted)
        return [tuple(getattr(row, name) for name in _LOCATED) for row in rows if row.place is not None][:most]

    def parts_of(self, event_ids: Sequence[str]) -> list[Event]:
        """Give the events that are a part of one of these, in order of time."""
        return self.named([row.event_id for row in self._rows if row.part_of in event_ids])

    def named(self, event_ids: Sequence[str]) -> list[Event]:
        """Give the events of these ids, in this order."""
        found = self._named(event_ids)
        return [found[event_id] for event_id in event_ids if event_id in found]

    def titles(self, event_ids: Sequence[str]) -> dict[str, str]:
        """Give the titles of these events, by id."""
        return {event.id: event.title for event in self.named(event_ids)}

    def disputes(self, kind: str | None, verdict: str | None, part: Part, *, open_first: bool) -> list[tuple[str, int]]:
        """Give a part of the disputes: the id of the event, and which of its disputes; in order of time."""
        rows = [
            row
            for event in self._events
            for row in listed_disputes(event)
            if kind in (None, row.kind) and verdict in (None, row.verdict)
        ]
        if open_first:
            rows.sort(key=lambda row: row.is_shut)
        return [(row.event_id, row.n) for row in _cut(rows, part)]

    def count_disputes(self, kind: str | None, verdict: str | None) -> int:
        """Give how many disputes there are."""
        return len(self.disputes(kind, verdict, WHOLE, open_first=False))

    def figures(self, measure: str | None, part: Part, *, longest_first: bool) -> list[tuple[str, int]]:
        """Give a part of the things counted: the id of the event, and which of its cells; in order of time."""
        rows = [row for event in self._events for row in listed_figures(event) if measure in (None, row.measure)]
        if longest_first:
            rows.sort(key=lambda row: -row.points)
        return [(row.event_id, row.n) for row in _cut(rows, part)]

    def count_figures(self, measure: str | None) -> int:
        """Give how many things are counted."""
        return len(self.figures(measure, WHOLE, longest_first=False))

    def days(self) -> tuple[str, str] | None:
        """Give the first and the last day on which a report of an event came out, or None where none is known."""
        days = [row.published[:10] for row in self._rows if row.published]
        return (min(days), max(days)) if days else None

    def _dated(self, wanted: EventFilter) -> list[ListedEvent]:
        rows = [row for row in self._rows if row.first_day is not None and wanted.wants(row)]
        return sorted(rows, key=lambda row: (row.origins, row.event_id), reverse=True)

    def _part(self, wanted: EventFilter, part: Part, order: Order) -> list[ListedEvent]:
        rows = [row for row in self._rows if wanted.wants(row)]
        rows.sort(key=lambda row: _place_of(row, order), reverse=order.is_down)
        if order.after is not None:
            rows = [row for row in rows if _is_after(_place_of(row, order), order)]
        return _cut(rows, part)


def _place_of(row: ListedEvent, order: Order) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in ORDERS[order.name])


def _is_after(place: tuple[Any, ...], order: Order) -> bool:
    last = order.after or ()
    return place < last if order.is_down else place > last


def _cut(rows: list[Any], part: Part) -> list[Any]:
    return rows[part.offset : part.offset + part.limit]
