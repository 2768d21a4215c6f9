"""Board: the rounds of talks, each with its life, its sides, and what was proposed, refused and agreed.

A view comes in, one shape a round goes out, in order of time. Which term belongs to which round is told by the
reports' own links ("he proposed that…" in the report of the round), by its sides acting on its days, or, without a
date, by its sides acting in a report that tells of this round alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.query.events import cell_values, claim_refs, dispute_shapes, participants
from dragoman.query.refs import (
    claim_ref,
    counts_shape,
    instant_text,
    interval_shape,
    participant_shape,
    place_shape,
    printed_text,
)
from dragoman.query.timeline import time_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dragoman.model import ActiveClaim, Delegation, Event, Round
    from dragoman.query.shapes import RoundStepShape, SideShape, TalksShape, TermShape
    from dragoman.query.view import View

TERMS = {"proposal": "proposed", "rejection": "refused", "agreement": "agreed"}
"""Frames whose events are terms, and the list of a round in which they stand."""


def talks(view: View, *, process: str | None = None, party: str | None = None) -> list[TalksShape]:
    """Give the rounds of talks, the earliest first.

    Args:
        view: The record from one point of view.
        process: Only rounds of this peace process.
        party: Only rounds in which this side takes part.
    """
    rounds = [found for found in view.rounds() if _is_wanted(found, process, party)]
    events = {found.event_id: view.event(found.event_id) for found in rounds}
    terms = [event for frame in TERMS for event in view.events(frame=frame)] if rounds else []
    rounds.sort(key=lambda found: time_key(events[found.event_id]))
    view.claims(found_id for event in (*events.values(), *terms) for found_id in event.claims)  # all in one question
    told = _told_in(view, events.values())
    return [
        _talks_shape(view, found, event, [term for term in terms if _belongs(view, term, event, told)])
        for found in rounds
        for event in [events[found.event_id]]
    ]


def _is_wanted(found: Round, process: str | None, party: str | None) -> bool:
    if process is not None and found.process != process:
        return False
    return party is None or any(side.party == party for side in found.sides)


def _talks_shape(view: View, found: Round, event: Event, related: list[Event]) -> TalksShape:
    return {
        "process": found.process,
        "round": found.number,
        "event_id": event.id,
        "title": event.title,
        "state": found.state.value,
        "occurred": interval_shape(event.occurred),
        "place": place_shape(event.places[0]) if event.places else None,
        "venue": cell_values(view, event, "places"),
        "sides": [_side_shape(side) for side in found.sides],
        "mediators": participants(found.mediators),
        "duration": cell_values(view, event, "duration"),
        "outcomes": cell_values(view, event, "outcome"),
        "proposed": _terms(view, related, "proposal"),
        "refused": _terms(view, related, "rejection"),
        "agreed": _terms(view, related, "agreement"),
        "commitments": [],
        "history": _history(view, found),
        "counts": counts_shape(event.counts),
        "disputes": dispute_shapes(view, event.disputes),
    }


def _side_shape(side: Delegation) -> SideShape:
    return {
        "party": side.party,
        "head": None if side.head is None else participant_shape(side.head),
        "delegates": participants(side.delegates),
    }


def _history(view: View, found: Round) -> list[RoundStepShape]:
    claims = view.claims(step.claim for step in found.history)
    return [
        {
            "published_at": instant_text(step.published),
            "published_at_local": printed_text(step.published),
            "state": step.state.value,
            "claim": claim_ref(claims[step.claim]),
        }
        for step in found.history
        if step.claim in claims
    ]


def _terms(view: View, related: Iterable[Event], frame: str) -> list[TermShape]:
    return [_term_shape(view, term) for term in related if term.frame == frame]


def _term_shape(view: View, term: Event) -> TermShape:
    parties = {filler.party for filler in term.roles.actor}
    return {
        "event_id": term.id,
        "title": term.title,
        "status": term.status.value,
        "party": parties.pop() if len(parties) == 1 else None,
        "issue": None if term.content is None else term.content.issue,
        "quotes": [] if term.content is None else [span.quote for span in term.content.spans],
        "counts": counts_shape(term.counts),
        "claims": claim_refs(view, term.claims),
    }


def _told_in(view: View, events: Iterable[Event]) -> dict[str, set[str]]:
    """Give the rounds of which each report tells, by document id."""
    told: dict[str, set[str]] = {}
    for event in events:
        for active in view.claims(event.claims).values():
            told.setdefault(active.claim.document_id, set()).add(event.id)
    return told


def _belongs(view: View, term: Event, talk: Event, told: Mapping[str, set[str]]) -> bool:
    """Whether a term is one of this round.

    It is where a report links the two; where a side of the round acts on its days; and, without a date, where a side
    of the round acts in a report that tells of this round alone.
    """
    if _are_linked(view.claims(term.claims).values(), view.claims(talk.claims).values()):
        return True
    sides = {filler.party for filler in talk.roles.actor if filler.party is not None}
    if not any(filler.party in sides for filler in term.roles.actor):
        return False
    if term.occurred is not None:
        return talk.occurred is not None and term.occurred.overlaps(talk.occurred)
    return any(told.get(active.claim.document_id) == {talk.id} for active in view.claims(term.claims).values())


def _are_linked(terms: Iterable[ActiveClaim], talks_claims: Iterable[ActiveClaim]) -> bool:
    """Whether a claim of the one is about a claim of the other, in one report."""
    by_report = {(active.claim.document_id, active.claim.label): active.claim for active in talks_claims}
    return any(
        any((term.claim.document_id, label) in by_report for label in term.claim.about)
        or any(
            term.claim.label in claim.about and claim.document_id == term.claim.document_id
            for claim in by_report.values()
        )
        for term in terms
    )
