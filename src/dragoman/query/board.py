"""Board: the rounds of talks, each with its life, its sides, and what was proposed, refused and agreed.

A view comes in, one shape a round goes out, in order of time. Which term belongs to which round is told in ``terms``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.query.commitments import Commitments
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
from dragoman.query.terms import Agenda
from dragoman.query.timeline import time_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.model import Delegation, Event, Round
    from dragoman.query.shapes import NextStepShape, RoundStepShape, SideShape, TalksShape, TermShape
    from dragoman.query.view import View


def talks(view: View, *, process: str | None = None, party: str | None = None) -> list[TalksShape]:
    """Give the rounds of talks, the earliest first.

    Args:
        view: The record from one point of view.
        process: Only rounds of this peace process.
        party: Only rounds in which this side takes part.
    """
    every = view.board("talks", lambda: _every(view))
    return [each for each in every if _is_wanted(each, process, party)]


def _every(view: View) -> list[TalksShape]:
    rounds = view.rounds()
    if not rounds:
        return []
    events = {found.event_id: view.event(found.event_id) for found in rounds}
    agenda = Agenda(view, list(events.values()))
    promised = Commitments(view, agenda)
    ordered = sorted(rounds, key=lambda found: time_key(events[found.event_id]))
    return [_talks_shape(view, each, events[each.event_id], agenda, promised) for each in ordered]


def _is_wanted(found: TalksShape, process: str | None, party: str | None) -> bool:
    if process is not None and found["process"] != process:
        return False
    return party is None or any(side["party"] == party for side in found["sides"])


def _talks_shape(view: View, found: Round, event: Event, agenda: Agenda, promised: Commitments) -> TalksShape:
    related = agenda.terms(event)
    return {
        "process": found.process,
        "round": found.number,
        "event_id": event.id,
        "title": event.title,
        "state": found.state.value,
        "occurred": interval_shape(event.occurred),
        "dates": cell_values(view, event, "occurred"),
        "place": place_shape(event.places[0]) if event.places else None,
        "venue": cell_values(view, event, "places"),
        "sides": [_side_shape(side) for side in found.sides],
        "mediators": participants(found.mediators),
        "duration": cell_values(view, event, "duration"),
        "outcomes": cell_values(view, event, "outcome"),
        "proposed": _terms(view, related, "proposal"),
        "refused": _terms(view, related, "rejection"),
        "agreed": _terms(view, related, "agreement"),
        "commitments": promised.of_round(event),
        "next": [_next_shape(step) for step in agenda.next_steps(event)],
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


def _next_shape(step: Event) -> NextStepShape:
    return {
        "event_id": step.id,
        "title": step.title,
        "frame": step.frame,
        "status": step.status.value,
        "occurred": interval_shape(step.occurred),
        "counts": counts_shape(step.counts),
    }
