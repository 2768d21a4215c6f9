"""Terms: what was proposed, refused and agreed in a round, and what its reports announce for the time after.

A view and its rounds come in; for each round the events that belong to it go out. Which term belongs to which round is
told by the reports' own links ("he proposed that…" in the report of the round), by its days, or, without a date, by the
round that its report is about. It takes no side and adds no words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.model import Status
from dragoman.query.timeline import time_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.model import ActiveClaim, Event
    from dragoman.query.view import View
    from dragoman.values import Interval

TERMS = ("proposal", "rejection", "agreement")
"""Frames whose events are terms."""

STEPS = ("talks", "exchange")
"""Frames whose events can be what a round's reports announce: the rest is the content of a term."""

NEAR_DAYS = 7
"""A report is about a round within a week of it. Source: CODEBOOK, the window of claims without a date."""

_TO_COME = frozenset({Status.PLANNED, Status.PROPOSED})
_VOID = frozenset({Status.CANCELLED, Status.DENIED, Status.NOT_OCCURRED})


class Agenda:
    """Tells which terms and next steps belong to which round.

    Args:
        view: The record from one point of view.
        rounds: The events that are rounds.
    """

    def __init__(self, view: View, rounds: Sequence[Event]) -> None:
        self._view = view
        view.claims(found_id for event in rounds for found_id in event.claims)  # all in one question
        self._rounds = {event.id: event for event in rounds}
        self._dated = _Dated(rounds)
        self._told = {event.id: self._by_report(event) for event in rounds}
        self._telling = self._by_document()
        self._homes = self._find_homes()
        reports = sorted(self._telling)
        days = [event.occurred for event in rounds if event.occurred is not None]
        near = [event for frame in TERMS for event in view.events_near(frame, reports, days)]
        self._terms = [event for event in near if is_telling(event)]
        self._steps = [event for frame in STEPS for event in view.events_near(frame, reports, ())]
        view.claims(found_id for event in (*self._terms, *self._steps) for found_id in event.claims)

    def terms(self, talk: Event) -> list[Event]:
        """Give the terms of a round."""
        return self._terms_of.get(talk.id, [])

    def next_steps(self, talk: Event) -> list[Event]:
        """Give the meetings and exchanges that reports of this round announce, in order of time."""
        return sorted(self._steps_of.get(talk.id, []), key=time_key)

    def rounds_of(self, term: Event) -> list[Event]:
        """Give the rounds of which a term is one, in the order in which the rounds were given.

        It is one where a report links it to the round that was held; where a side acts on the round's days; and,
        without a date, where a side acts in a report about this round. What proposes the round itself belongs to its
        life.
        """
        claims = self._view.claims(term.claims).values()
        near = {talk for active in claims for talk in self._telling.get(active.claim.document_id, ())}
        if term.occurred is None:
            near |= self._homes_of(claims)
        else:
            near |= {talk.id for talk in self._dated.touching(term.occurred)}
        return [talk for talk in self._in_order(near) if self._belongs(term, talk)]

    def _belongs(self, term: Event, talk: Event) -> bool:
        linked = self._linked(term, talk)
        if linked:
            return not all(active.claim.status in _TO_COME for active in linked)
        if not _may_act(term, talk):
            return False
        if term.occurred is not None:
            return talk.occurred is not None and term.occurred.overlaps(talk.occurred)
        return talk.id in self._homes_of(self._view.claims(term.claims).values())

    @cached_property
    def _terms_of(self) -> dict[str, list[Event]]:
        """The terms of each round, by its event's id."""
        found: dict[str, list[Event]] = defaultdict(list)
        for term in self._terms:
            for talk in self.rounds_of(term):
                found[talk.id].append(term)
        return found

    @cached_property
    def _steps_of(self) -> dict[str, list[Event]]:
        """What reports of each round announce, by the id of its event."""
        found: dict[str, list[Event]] = defaultdict(list)
        for step in self._steps:
            announcing = [a for a in self._view.claims(step.claims).values() if a.claim.status in _TO_COME]
            for talk in self._in_order(self._homes_of(announcing) - {step.id}):
                ahead = (self._home(active) == talk.id and not _precedes(active, talk) for active in announcing)
                if _may_act(step, talk) and any(ahead):
                    found[talk.id].append(step)
        return found

    def _in_order(self, ids: set[str]) -> list[Event]:
        """Give the rounds of these ids, in the order in which they were given."""
        return [self._rounds[talk] for talk in sorted(ids, key=self._places.__getitem__)]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {talk: place for place, talk in enumerate(self._rounds)}

    def _homes_of(self, claims: Iterable[ActiveClaim]) -> set[str]:
        """Give the rounds that the reports of these claims are about."""
        return {home for active in claims if (home := self._home(active)) is not None}

    def _by_report(self, event: Event) -> dict[str, list[ActiveClaim]]:
        found: dict[str, list[ActiveClaim]] = defaultdict(list)
        for active in self._view.claims(event.claims).values():
            found[active.claim.document_id].append(active)
        return dict(found)

    def _linked(self, term: Event, talk: Event) -> list[ActiveClaim]:
        """Give the claims of the round that one of the term is about, or that are about it, in one report."""
        told = self._told[talk.id]
        return [
            active
            for said in self._view.claims(term.claims).values()
            for active in told.get(said.claim.document_id, ())
            if active.claim.label in said.claim.about or said.claim.label in active.claim.about
        ]

    def _home(self, active: ActiveClaim) -> str | None:
        return self._homes.get(active.claim.document_id)

    def _by_document(self) -> dict[str, list[str]]:
        """Give the rounds of which each report tells, by document id."""
        found: dict[str, list[str]] = defaultdict(list)
        for talk, told in self._told.items():
            for document in told:
                found[document].append(talk)
        return dict(found)

    def _find_homes(self) -> dict[str, str]:
        """Give the round that each report is about, by document id."""
        found = {}
        for document, talks in self._telling.items():
            published = self._told[talks[0]][document][0].published
            day = None if published is None else published.day.toordinal()
            home = _about([self._rounds[talk] for talk in talks], day)
            if home is not None:
                found[document] = home.id
        return found


class _Dated:
    """Finds the rounds that touch a stretch of time."""

    def __init__(self, rounds: Sequence[Event]) -> None:
        dated = [(event.occurred, event) for event in rounds if event.occurred is not None]
        dated.sort(key=lambda found: found[0].start)
        self._events = dated
        self._starts = [when.start.toordinal() for when, _ in dated]
        self._longest = max((when.length.days + 1 for when, _ in dated), default=0)

    def touching(self, when: Interval) -> list[Event]:
        """Give the rounds that share some time with it."""
        first = bisect_left(self._starts, when.start.toordinal() - self._longest)
        last = bisect_left(self._starts, when.end.toordinal() + 1)
        return [event for known, event in self._events[first:last] if known.overlaps(when)]


def _about(events: Sequence[Event], day: int | None) -> Event | None:
    """Give the round that a report of some day is about: the one just held, else the next, else its only one."""
    starts = {event.id: None if event.occurred is None else event.occurred.first_day.toordinal() for event in events}
    if day is not None:
        dated = [(start, event.id) for event in events if (start := starts[event.id]) is not None]
        held = [pair for pair in dated if 0 <= day - pair[0] <= NEAR_DAYS]
        ahead = [pair for pair in dated if pair[0] > day]
        chosen = max(held) if held else min(ahead) if ahead else None
        if chosen is not None:
            return next(event for event in events if event.id == chosen[1])
        events = [event for event in events if starts[event.id] is None]
    return events[0] if len(events) == 1 else None


def _precedes(active: ActiveClaim, talk: Event) -> bool:
    """Say whether a report is older than the round that it is about."""
    if active.published is None or talk.occurred is None:
        return False
    return active.published.day < talk.occurred.first_day


def is_telling(term: Event) -> bool:
    """Say whether a term came about and says what it is: in words, or at least by its issue."""
    if term.status in _VOID or (term.frame != "proposal" and term.status in _TO_COME):
        return False
    return term.content is not None and (bool(term.content.spans) or term.content.issue != "other")


def _may_act(event: Event, talk: Event) -> bool:
    """Say whether a side of the round acts, or nobody is named."""
    sides = {filler.party for filler in talk.roles.actor if filler.party is not None}
    acting = {filler.party for filler in event.roles.actor if filler.party is not None}
    return not acting or not acting.isdisjoint(sides)
