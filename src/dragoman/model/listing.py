"""Listing: what of an event is asked for when many are listed, as plain values that a database can compare.

An event comes in, its row goes out; a filter tells of a row whether it is wanted. The same rules hold for events that
were folded for an instant of the past, in memory, and for those on record, in SQL (``store.listing``).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from dragoman.model.knowledge import Precision
from dragoman.values import Interval

if TYPE_CHECKING:
    from dragoman.model.claim import Filler
    from dragoman.model.record import Cell, Event

EPOCH = date(1970, 1, 1)
_FIRST_DAY, _LAST_DAY = date(1, 1, 1), date(9999, 12, 30)


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are wanted; None leaves a question out.

    Attributes:
        party: Only in which this side has a role.
        actor: Only in which this actor of the dossier has a role.
        process: Only rounds of this peace process.
        place: Only with a place whose name has these letters, whatever their case.
        text: Only with these letters in the title, whatever their case.
        origins: Only with at least so many origins.
        is_disputed: Only where a dispute is open.
        since: Only what touches this day or a later one; what has no date is left out.
        until: Only what touches this day or an earlier one; what has no date is left out.
    """

    frame: str | None = None
    party: str | None = None
    actor: str | None = None
    process: str | None = None
    status: str | None = None
    place: str | None = None
    text: str | None = None
    origins: int = 0
    is_disputed: bool = False
    since: date | None = None
    until: date | None = None

    @property
    def days(self) -> Interval | None:
        """The stretch of days that is asked for."""
        if self.since is None and self.until is None:
            return None
        return Interval.days(self.since or _FIRST_DAY, self.until or _LAST_DAY)

    def wants(self, row: ListedEvent) -> bool:
        """Say whether an event is wanted."""
        return (
            self.frame in (None, row.frame)
            and self.process in (None, row.process)
            and self.status in (None, row.status)
            and (self.party is None or f",{self.party}," in row.parties)
            and (self.actor is None or f"\n{self.actor}\n" in row.actors)
            and (self.place is None or self.place.casefold() in row.places)
            and (self.text is None or self.text.casefold() in row.words)
            and row.origins >= self.origins
            and (not self.is_disputed or bool(row.disputed))
            and self._is_in_days(row)
        )

    def _is_in_days(self, row: ListedEvent) -> bool:
        days = self.days
        return days is None or (
            bool(row.dated) and row.starts < days.end.isoformat() and days.start.isoformat() < row.ends
        )


class ListedEvent(NamedTuple):
    """One event as it is listed: texts that sort as what they stand for does, and whole numbers.

    Attributes:
        starts, ends: Its place in the order of time: its date, else the end of the day of its first report, else the
            end of time; ISO 8601.
        dated: 1 where that is its date.
        first_day, last_day: Days since 1970-01-01 at which it is drawn, both inclusive: of its date, else its bound,
            else its first report; None where there is none.
        published: Moment of its first report in UTC, ISO 8601; empty where none is known.
        parties: Sides with a role, each between commas.
        voices: Sides that speak on record, each between commas.
        actors: Ids of those with a role, each on a line of its own, with an empty one before and after.
        place: Its first place as JSON, where it is known nearer than the country; None where there is none.
        places: Names of its places in small letters, a line each.
        words: Its title in small letters.
    """

    event_id: str
    frame: str
    status: str
    process: str | None
    starts: str
    ends: str
    dated: int
    first_day: int | None
    last_day: int | None
    published: str
    origins: int
    reports: int
    disputed: int
    hedged: int
    part_of: str | None
    parties: str
    voices: str
    actors: str
    place: str | None
    places: str
    words: str


def listed(event: Event) -> ListedEvent:
    """Give the row of an event."""
    starts, ends, _ = time_key(event)
    first_day, last_day = _days_of(event) or (None, None)
    return ListedEvent(
        event_id=event.id,
        frame=event.frame,
        status=event.status.value,
        process=event.process,
        starts=starts.isoformat(),
        ends=ends.isoformat(),
        dated=int(event.occurred is not None),
        first_day=first_day,
        last_day=last_day,
        published=_moment(event),
        origins=event.counts.origins,
        reports=event.counts.reports,
        disputed=int(event.disputed),
        hedged=int(event.hedged),
        part_of=event.part_of,
        parties=_between_commas(sorted({party for party in parties_of(event) if party is not None})),
        voices=_between_commas(event.counts.parties),
        actors=_on_lines({filler.actor_id for filler in fillers_of(event) if filler.actor_id is not None}),
        place=_place(event),
        places="\n".join(place.name.casefold() for place in event.places),
        words=event.title.casefold(),
    )


def time_key(event: Event) -> tuple[datetime, datetime, str]:
    """Give the place of an event in the order of time: its date, else its first publication, else the end."""
    if event.occurred is not None:
        return event.occurred.start, event.occurred.end, event.id
    if event.first_published is not None:
        reported = datetime.combine(event.first_published.day, time.max)
        return reported, reported, event.id
    return datetime.max, datetime.max, event.id  # noqa: DTZ901  world time has no zone


def parties_of(event: Event) -> set[str | None]:
    """Give the sides that have a role in an event."""
    return {filler.party for filler in fillers_of(event)}


def fillers_of(event: Event) -> tuple[Filler, ...]:
    """Give all that have a role in an event."""
    roles = event.roles
    return (*roles.actor, *roles.target, *roles.mediator, *roles.delegate)


def _days_of(event: Event) -> tuple[int, int] | None:
    if event.occurred is not None:
        shown = event.occurred.to_outside()
        return _day_number(shown["start"]), _day_number(shown["end"])
    bound = event.not_after or (None if event.first_published is None else event.first_published.day)
    return None if bound is None else ((bound - EPOCH).days, (bound - EPOCH).days)


def _day_number(iso: str) -> int:
    return (date.fromisoformat(iso[:10]) - EPOCH).days


def _place(event: Event) -> str | None:
    """Give the first place; every event of a war is "in the country", which says too little to be drawn."""
    if not event.places or event.places[0].precision is Precision.COUNTRY:
        return None
    place = event.places[0]
    told = {name: getattr(place, name) for name in ("name", "country", "adm1", "lat", "lon")}
    return json.dumps({**told, "precision": place.precision.value}, ensure_ascii=False)


def _moment(event: Event) -> str:
    return "" if event.first_published is None else event.first_published.counts_from.isoformat(timespec="microseconds")


def _on_lines(ids: set[str]) -> str:
    return "".join(f"\n{each}\n" for each in sorted(ids))


def _between_commas(codes: list[str] | tuple[str, ...]) -> str:
    return f",{','.join(codes)}," if codes else ""


class ListedDispute(NamedTuple):
    """One dispute as it is listed: the ``n``-th of its event, whose place in time it has."""

    event_id: str
    n: int
    kind: str
    verdict: str
    is_shut: int
    starts: str
    ends: str


class ListedFigure(NamedTuple):
    """One thing counted as it is listed: the ``n``-th cell of its event, with how many claims give a figure."""

    event_id: str
    n: int
    measure: str
    points: int
    starts: str
    ends: str


def listed_disputes(event: Event) -> list[ListedDispute]:
    """Give the rows of an event's disputes."""
    starts, ends, _ = time_key(event)
    return [
        ListedDispute(
            event.id,
            n,
            dispute.kind.value,
            dispute.verdict,
            int(dispute.verdict != "open"),
            starts.isoformat(),
            ends.isoformat(),
        )
        for n, dispute in enumerate(event.disputes)
    ]


def listed_figures(event: Event) -> list[ListedFigure]:
    """Give the rows of an event's figures."""
    starts, ends, _ = time_key(event)
    return [
        ListedFigure(
            event.id,
            n,
            str(cell.values[0].value["measure"]),
            sum(len(value.claims) for value in cell.values),
            starts.isoformat(),
            ends.isoformat(),
        )
        for n, cell in enumerate(event.cells)
        if counts_something(cell)
    ]


def counts_something(cell: Cell) -> bool:
    """Say whether a cell holds figures."""
    first = cell.values[0].value
    return isinstance(first, dict) and "measure" in first
