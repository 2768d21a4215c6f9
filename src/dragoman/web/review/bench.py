"""Bench: one thing that waits for a decision, with all that a decision needs beside it.

A view and the id of a claim, an event or a judgement come in; the values of the bench go out: the claim's words in
their report, marked and numbered as the fields of its event are, the other reports of the event, what it could be
merged with, and what people decided about it before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.errors import ReviewError
from dragoman.pipeline.review_typed import typed_lines
from dragoman.query import show
from dragoman.query.refs import claim_ref
from dragoman.query.timeline import time_key
from dragoman.web.review.passages import passages_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.model import ActiveClaim, Event
    from dragoman.query import View
    from dragoman.query.shapes import ShowShape

LIKELY = 8
"""Events that are offered to be merged with. Source: our choice."""
CLAIM, EVENT, JUDGEMENT = "clm_", "evt_", "jdg_"


def build_bench(view: View, item: str) -> dict[str, Any]:
    """Give the bench of a claim, an event or a judgement.

    Raises:
        NotFoundError: DG120, nothing has that id.
        ReviewError: DG131, it is of another kind.
    """
    if item.startswith(JUDGEMENT):
        return _of_judgement(view, item)
    if item.startswith(EVENT):
        event = view.event(item)
        return _bench(view, event, next(iter(view.claims(event.claims).values()), None))
    if not item.startswith(CLAIM):
        raise ReviewError(item, "it is no claim, event or judgement.", "Choose from the queue.")
    active = view.store.claim(item)
    found = view.events_of([active.claim.id]).get(active.claim.id)
    return _bench(view, None if found is None else view.event(found), active)


def _of_judgement(view: View, item: str) -> dict[str, Any]:
    """Give the bench of what a judgement is about; of a dormant one, the judgement alone."""
    judgement = view.store.judgement(item)
    found = [view.store.claim(str(judgement.target["claim"]))] if _is_there(view, judgement.target) else []
    if found:
        return build_bench(view, found[0].claim.id)
    known = judgement.target.get("event")
    if known is not None:
        return build_bench(view, str(known))
    return _bench(view, None, None)


def _is_there(view: View, target: Any) -> bool:
    return target.get("claim") is not None and str(target["claim"]) in view.claims([str(target["claim"])])


def _bench(view: View, event: Event | None, active: ActiveClaim | None) -> dict[str, Any]:
    shape = None if event is None else show(view, event.id)
    numbers = {} if shape is None else {cell["field"]: n for n, cell in enumerate(shape["cells"], start=1)}
    claims = [] if event is None else list(view.claims(event.claims).values())
    return {
        "event": shape,
        "numbers": numbers,
        "active": active,
        "claim": None if active is None else claim_ref(active),
        "passages": [] if active is None else passages_of(active, numbers),
        "lines": None if active is None else _lines(active),
        "carried": carried_by(shape, active),
        "others": [_other(each) for each in claims if active is None or each.claim.id != active.claim.id],
        "likely": [] if event is None else list(likely_same(view, event)),
    }


def _lines(active: ActiveClaim) -> dict[str, str]:
    """Give the claim's slots as the fields of a form."""
    return {name: "\n".join(line.text for line in found) for name, found in typed_lines(active.claim).items()}


def carried_by(event: ShowShape | None, active: ActiveClaim | None) -> set[tuple[str, int]]:
    """Give the values that stand on a claim: the field, and the place of the value in it from 0."""
    if event is None or active is None:
        return set()
    return {
        (cell["field"], place)
        for cell in event["cells"]
        for place, value in enumerate(cell["values"])
        if any(claim["id"] == active.claim.id for claim in value["claims"])
    }


def _other(active: ActiveClaim) -> dict[str, Any]:
    return {"id": active.claim.id, "ref": claim_ref(active), "status": active.claim.status.value}


def likely_same(view: View, event: Event) -> Iterator[dict[str, Any]]:
    """Give events of the same frame, the nearest in time first, those with the same sides before others."""
    sides = set(event.counts.parties) | _sides(event)
    rows = sorted(
        (-len(sides & (set(other.counts.parties) | _sides(other))), _days_apart(event, other), other.id, other)
        for other in view.events(frame=event.frame)
        if other.id != event.id
    )
    chosen: Sequence[Event] = [row[-1] for row in rows[:LIKELY]]
    for other in chosen:
        yield {"id": other.id, "title": other.title, "reports": other.counts.reports}


def _sides(event: Event) -> set[str]:
    return {filler.party for filler in (*event.roles.actor, *event.roles.target) if filler.party}


def _days_apart(one: Event, other: Event) -> int:
    first, second = time_key(one)[0], time_key(other)[0]
    return abs((first - second).days)
