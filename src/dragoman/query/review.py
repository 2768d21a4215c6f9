"""Review: what people decided, where it stands, and what disagrees.

A view comes in, the log's shape goes out; the judgements on one event too. What is coded blind is not shown here
before both coders are done: see ``review_coding``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.judging import Attachments, State, find_conflicts, standings
from dragoman.query.refs import utc_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dragoman.judging import Conflict, Standing
    from dragoman.model import Event, Judgement
    from dragoman.query.shapes import ConflictShape, DecisionShape, JudgementShape, LoggedShape, ReviewLogShape
    from dragoman.query.view import View

HIDDEN = "coded blind"
"""What stands in the log for the value of a coding."""


def stand(view: View) -> tuple[Standing, ...]:
    """Give where each judgement stands, in the order in which they take effect."""
    judgements = view.judgements()
    if not judgements:
        return ()
    documents = sorted({str(key.get("document")) for each in judgements for key in _keys(each)})
    return standings(judgements, Attachments(view.claims_of(documents)))


def conflicts_of(view: View, found: Sequence[Standing]) -> tuple[Conflict, ...]:
    """Give the judgements that disagree; values that two set for one event meet."""
    return find_conflicts(found, view.events_of([claim for each in found for claim in each.claims]))


def review_log(view: View) -> ReviewLogShape:
    """Give what people decided, in the order of recording, with the head of the chain."""
    found = {each.judgement.id: each for each in stand(view)}
    events = view.events_of([claim for each in found.values() for claim in each.claims])
    links = view.store.links()
    logged = [_logged(found[each.id], events, links.get(each.id)) for each in view.judgements()]
    conflicts = [conflict_shape(each) for each in find_conflicts(tuple(found.values()), events)]
    return {"head": view.store.head(), "judgements": logged, "conflicts": conflicts}


def _logged(standing: Standing, events: Mapping[str, str], link: str | None) -> LoggedShape:
    judgement = standing.judgement
    return {
        **judgement_shape(judgement),
        "state": standing.state.value,
        "target": {name: judgement.target.get(name) for name in ("document", "frame", "start", "end", "quote")},
        "claims": list(standing.claims),
        "event_id": event_of(standing, events),
        "hash": link,
    }


def event_of(standing: Standing, events: Mapping[str, str]) -> str | None:
    """Give the event that a judgement is about: that of its first claim, or the one it was made on."""
    found = [events[claim] for claim in standing.claims if claim in events]
    known = standing.judgement.target.get("event")
    return found[0] if found else None if known is None else str(known)


def conflict_shape(conflict: Conflict) -> ConflictShape:
    """Give two judgements that disagree."""
    return {"first": conflict.first, "second": conflict.second, "what": conflict.what}


def judgement_shape(judgement: Judgement) -> JudgementShape:
    """Give what a person decided; a blind coding without what was coded."""
    return {
        "id": judgement.id,
        "kind": judgement.kind,
        "value": HIDDEN if judgement.kind == "code" else judgement.value,
        "reviewer": judgement.reviewer,
        "reason": judgement.reason,
        "recorded_at": str(utc_text(judgement.recorded_at)),
    }


def decision(view: View, judgements: Iterable[Judgement], claims: Iterable[str]) -> DecisionShape:
    """Give what a decision recorded, and the events that its claims are in now.

    Args:
        view: The record after it.
        judgements: Those that were new.
        claims: Ids of the claims concerned.
    """
    events = dict.fromkeys(view.events_of(list(claims)).values())
    return {
        "judgements": [judgement_shape(each) for each in judgements],
        "head": view.store.head(),
        "events": [{"id": found, "title": view.event(found).title} for found in events],
    }


def judgements_on(view: View, event: Event) -> list[Judgement]:
    """Give the judgements on an event or its claims, in the order of recording, with what took them back.

    A rejected claim is in the event no more: what rejected it is found by the event it was made on.
    """
    ids = {event.id, *event.former_ids}
    on: set[str] = set()
    for standing in stand(view):
        judgement = standing.judgement
        made_on = standing.state is not State.DORMANT and judgement.target.get("event") in ids
        if made_on or set(standing.claims) & set(event.claims):
            on.add(judgement.id)
    undone_by = {each.id for each in view.judgements() if each.kind == "undo" and each.value in on}
    return [judgement for judgement in view.judgements() if judgement.id in on | undone_by]


def _keys(judgement: Judgement) -> Iterable[Mapping[str, Any]]:
    yield judgement.target
    others = judgement.value if isinstance(judgement.value, list | tuple) else ()
    yield from (key for key in others if isinstance(key, dict))
