"""Terms: what was proposed, refused and agreed in a round, and what its reports announce for the time after.

A view and its rounds come in; for each round the events that belong to it go out. Which term belongs to which round is
told by the reports' own links ("he proposed that…" in the report of the round), by its days, or, without a date, by the
round that its report is about. It takes no side and adds no words.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dragoman.model import Status
from dragoman.query.timeline import time_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.model import ActiveClaim, Event
    from dragoman.query.view import View

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
        self._told = {event.id: self._by_report(event) for event in rounds}
        self._homes = self._find_homes(rounds)
        reports = sorted({document for told in self._told.values() for document in told})
        days = [event.occurred for event in rounds if event.occurred is not None]
        near = [event for frame in TERMS for event in view.events_near(frame, reports, days)]
        self._terms = [event for event in near if is_telling(event)]
        self._steps = [event for frame in STEPS for event in view.events_near(frame, reports, ())]
        view.claims(found_id for event in (*self._terms, *self._steps) for found_id in event.claims)

    def terms(self, talk: Event) -> list[Event]:
        """Give the terms of a round."""
        return [term for term in self._terms if self.belongs(term, talk)]

    def next_steps(self, talk: Event) -> list[Event]:
        """Give the meetings and exchanges that reports of this round announce, in order of time."""
        found = [
            event
            for event in self._steps
            if event.id != talk.id
            and _may_act(event, talk)
            and any(
                active.claim.status in _TO_COME and self._home(active) == talk.id and not _precedes(active, talk)
                for active in self._view.claims(event.claims).values()
            )
        ]
        return sorted(found, key=time_key)

    def belongs(self, term: Event, talk: Event) -> bool:
        """Say whether a term is one of this round.

        It is where a report links it to the round that was held; where a side acts on the round's days; and, without a
        date, where a side acts in a report about this round. What proposes the round itself belongs to its life.
        """
        linked = self._linked(term, talk)
        if linked:
            return not all(active.claim.status in _TO_COME for active in linked)
        if not _may_act(term, talk):
            return False
        if term.occurred is not None:
            return talk.occurred is not None and term.occurred.overlaps(talk.occurred)
        return any(self._home(active) == talk.id for active in self._view.claims(term.claims).values())

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

    def _find_homes(self, rounds: Sequence[Event]) -> dict[str, str]:
        """Give the round that each report is about, by document id."""
        told: dict[str, dict[str, Event]] = defaultdict(dict)
        days: dict[str, int | None] = {}
        for event in rounds:
            for document, (active, *_) in self._told[event.id].items():
                told[document][event.id] = event
                days[document] = None if active.published is None else active.published.day.toordinal()
        homes = {document: _about(list(events.values()), days[document]) for document, events in told.items()}
        return {document: event.id for document, event in homes.items() if event is not None}


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
