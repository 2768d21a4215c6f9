"""Pledges: what the sides bound themselves to do, each with the plans that carry it out.

A view and its rounds come in, pledges go out, in the order in which they were first reported. A pledge is an agreement
that says what was agreed, with the exchanges, truces or deliveries that its reports announce; or such a plan alone,
where a side that acts in it says so on record. What became of it is told in ``fates``; nothing is judged here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dragoman.model import Event, Status
from dragoman.query.terms import NEAR_DAYS, is_telling
from dragoman.query.timeline import time_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dragoman.model import QuantityRef
    from dragoman.query.terms import Agenda
    from dragoman.query.view import View
    from dragoman.values import Interval

PLANS = ("exchange", "ceasefire", "aid")
"""Frames whose events carry out what was agreed; their planned ones are promises."""

ISSUE_OF_MODE = {
    "prisoners": "prisoners", "hostages": "prisoners", "civilians": "civilians", "children": "children",
    "remains": "remains",
}  # fmt: skip
"""Source: CODEBOOK, modes of ``exchange`` and the issues of ``content`` (hostages are prisoners)."""

COUNTED = ("exchanged", "bodies", "money", "count")
"""Measures that can say how much was promised. Source: CODEBOOK, measures."""

_PROMISED = frozenset({Status.PLANNED, Status.PROPOSED})


@dataclass(frozen=True, slots=True)
class Pledge:
    """One thing that was promised.

    Attributes:
        agreements: Where it was agreed, in order of time; none for a plan that a side announced.
        plans: The events that are to carry it out.
        issue: As in the codebook.
        parties: The sides bound by it, in alphabetical order.
        talk: The round of talks in which it was agreed, or None.
        known: The day of its first report, or None where no report has a date.
    """

    agreements: tuple[Event, ...]
    plans: tuple[Event, ...]
    issue: str
    parties: tuple[str, ...]
    talk: Event | None
    known: date | None

    @property
    def first(self) -> Event:
        """The event that names the pledge."""
        return (*self.agreements, *self.plans)[0]

    @property
    def made(self) -> Interval | None:
        """When it was agreed: its own date, else that of the round in which it was."""
        dated = [event.occurred for event in self.agreements if event.occurred is not None]
        if dated:
            return dated[0]
        return None if self.talk is None or not self.agreements else self.talk.occurred

    @property
    def figures(self) -> tuple[QuantityRef, ...]:
        """How much was promised, each figure once, that of most origins first."""
        told = [
            (event, each)
            for event in (*self.agreements, *(plan for plan in self.plans if plan.status in _PROMISED))
            for each in event.quantities
            if each.measure in COUNTED and not each.vague
        ]
        told.sort(key=lambda pair: -pair[0].counts.origins)
        return tuple({(each.measure, each.value, each.low, each.high): each for _, each in reversed(told)}.values())[
            ::-1
        ]


def plans_on_record(view: View) -> list[Event]:
    """Give the events that carry out, or may carry out, what was agreed."""
    return [event for frame in PLANS for event in view.events(frame=frame)]


def find_pledges(view: View, agenda: Agenda, plans: Sequence[Event]) -> list[Pledge]:
    """Give the pledges on record, in the order in which they were first reported.

    Args:
        view: The record from one point of view.
        agenda: Tells which agreement belongs to which round.
        plans: Those on record.
    """
    agreements = [event for event in view.events(frame="agreement") if is_telling(event)]
    view.claims(found_id for event in agreements for found_id in event.claims)  # all in one question
    links = _Links(view, agreements, plans)
    talks = {event.id: next(iter(agenda.rounds_of(event)), None) for event in agreements}
    found = [_pledge(group, talks) for group in links.groups()]
    return sorted((each for each in found if each is not None), key=_order)


def issue_of(event: Event) -> str | None:
    """Give what an event is about, by its content, its mode or what it counts; None where nothing tells."""
    if event.content is not None:
        return event.content.issue
    if event.frame in ("ceasefire", "aid"):
        return event.frame
    if event.mode in ISSUE_OF_MODE:
        return ISSUE_OF_MODE[event.mode]
    return "remains" if any(each.measure == "bodies" for each in event.quantities) else None


def sides_of(event: Event) -> frozenset[str]:
    """Give the parties that act in an event."""
    return frozenset(filler.party for filler in event.roles.actor if filler.party is not None)


def first_day(event: Event) -> date | None:
    """Give the day of the first report of an event."""
    return None if event.first_published is None else event.first_published.day


def _order(pledge: Pledge) -> tuple[date, str]:
    return pledge.known or date.max, pledge.first.id


class _Links:
    """Groups agreements and plans that are one pledge."""

    def __init__(self, view: View, agreements: Sequence[Event], plans: Sequence[Event]) -> None:
        self._view = view
        self._events = [*agreements, *plans]
        self._index = {event.id: n for n, event in enumerate(self._events)}
        self._parent = list(range(len(self._events)))
        self._numbers = [_numbers(event) for event in self._events]
        self._sides = [sides_of(event) for event in self._events]

    def groups(self) -> list[list[Event]]:
        """Give the groups that hold an agreement, or a plan that a side of it has voiced."""
        for pair in self._told():
            self._join(*pair)
        for pair in self._alike():
            if not self._are_apart(*pair):
                self._join(*pair)
        found: dict[int, list[Event]] = defaultdict(list)
        for n, event in enumerate(self._events):
            found[self._root(n)].append(event)
        return [sorted(group, key=time_key) for group in found.values() if any(map(_binds, group))]

    def _told(self) -> Iterable[tuple[int, int]]:
        """Give the pairs that the reports themselves link: an agreement about an exchange to come."""
        stating = [event for event in self._events if event.frame == "agreement"]
        about = [
            (self._index[event.id], active.claim.document_id, label)
            for event in stating
            for active in self._view.claims(event.claims).values()
            for label in active.claim.about
        ]
        named = self._named({document for _, document, _ in about})
        for agreement, document, label in about:
            other = named.get((document, label))
            if other is not None and self._events[other].status in _PROMISED:
                yield agreement, other

    def _named(self, documents: Iterable[str]) -> dict[tuple[str, str], int]:
        """Give the event of each claim of these reports that is in one of the events, by report and label."""
        claims = self._view.claims_of(sorted(documents))
        homes = self._view.events_of([active.claim.id for active in claims])
        found = ((each.claim, self._index.get(homes.get(each.claim.id, ""))) for each in claims)
        return {(claim.document_id, claim.label): n for claim, n in found if n is not None}

    def _alike(self) -> Iterable[tuple[int, int]]:
        """Give the pairs of one issue and one week that have a side in common.

        Source: CODEBOOK, the window of a claim without a date.
        """
        by_issue: dict[str, list[int]] = defaultdict(list)
        for n, event in enumerate(self._events):
            issue = issue_of(event)
            if issue not in (None, "other") and (event.frame == "agreement" or event.status in _PROMISED):
                by_issue[str(issue)].append(n)
        for same in by_issue.values():
            told = sorted((known.toordinal(), n) for n in same if (known := first_day(self._events[n])) is not None)
            days = [day for day, _ in told]
            for place, (day, one) in enumerate(told):
                near = told[place + 1 : bisect_right(days, day + NEAR_DAYS)]
                yield from ((one, two) for _, two in near if not self._sides[one].isdisjoint(self._sides[two]))

    def _are_apart(self, one: int, two: int) -> bool:
        """Say whether the groups of two events promise other figures; asked pair by pair, as the groups grow."""
        mine, other = self._numbers[self._root(one)], self._numbers[self._root(two)]
        return bool(mine) and bool(other) and mine.isdisjoint(other)

    def _root(self, n: int) -> int:
        while self._parent[n] != n:
            n = self._parent[n]
        return n

    def _join(self, one: int, two: int) -> None:
        first, second = sorted((self._root(one), self._root(two)))
        self._parent[second] = first
        self._numbers[first] |= self._numbers[second]


def _binds(event: Event) -> bool:
    """Say whether an event makes a pledge: an agreement, or a plan that one of its own sides has voiced."""
    if event.frame == "agreement":
        return True
    return event.status is Status.PLANNED and not sides_of(event).isdisjoint(event.counts.parties)


def _numbers(event: Event) -> set[float]:
    return {
        end
        for each in event.quantities
        if each.measure in COUNTED
        for end in (each.value, each.low, each.high)
        if end is not None
    }


def _pledge(group: Sequence[Event], talks: Mapping[str, Event | None]) -> Pledge | None:
    agreements = tuple(event for event in group if event.frame == "agreement")
    plans = tuple(event for event in group if event.frame != "agreement")
    issues = [issue for event in (*agreements, *plans) if (issue := issue_of(event)) not in (None, "other")]
    parties = sorted({party for event in agreements or plans for party in sides_of(event)})
    if not parties:
        return None
    days = [day for event in group if (day := first_day(event)) is not None]
    talk = next((found for event in agreements if (found := talks.get(event.id)) is not None), None)
    known = min(days, default=None)
    return Pledge(agreements, plans, str(issues[0]) if issues else "other", tuple(parties), talk, known)
