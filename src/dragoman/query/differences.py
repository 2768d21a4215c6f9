"""Differences: what the reports disagree on, how figures went, and what changed between two views.

Views come in, shapes go out. What changed is told field by field, with the claims that came in between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.query.events import claim_refs, dispute_shapes, event_shape
from dragoman.query.refs import claim_ref, instant_text, printed_text, utc_text
from dragoman.query.timeline import time_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dragoman.model import ActiveClaim, Event, QuantityRef
    from dragoman.query.shapes import ChangeShape, DiffShape, DisputeShape, FigureShape, PointShape
    from dragoman.query.view import View

COMPARED = (
    "title", "status", "mode", "hedged", "name", "round", "occurred", "not_after", "places", "roles", "quantities",
    "content", "outcome", "disputed", "part_of", "counts",
)  # fmt: skip
"""Fields of an event whose change is told; the others follow from these."""


def disputes(view: View, *, event: str | None = None, kind: str | None = None) -> list[DisputeShape]:
    """Give what the reports disagree on, event by event in order of time.

    Args:
        view: The record from one point of view.
        event: Only on the event of this name.
        kind: Only of this kind: number, date, place, actor, denial.
    """
    events = [view.event(event)] if event is not None else sorted(view.events(), key=time_key)
    found = [dispute for each in events for dispute in each.disputes if kind in (None, dispute.kind.value)]
    view.claims(found_id for dispute in found for value in dispute.values for found_id in value.claims)
    return dispute_shapes(view, found)


def figures(view: View, *, event: str | None = None, measure: str | None = None) -> list[FigureShape]:
    """Give every figure of each measure of an event, in order of publication; vague words are no figures.

    Args:
        view: The record from one point of view.
        event: Only of the event of this name.
        measure: Only of this measure.
    """
    events = [view.event(event)] if event is not None else sorted(view.events(), key=time_key)
    view.claims(found_id for each in events for found_id in each.claims)
    return [shape for each in events for shape in _figures_of(view, each, measure)]


def diff(before: View, after: View) -> DiffShape:
    """Give what changed from one view to another, event by event in order of time.

    An event is the same in both where they share its first claim. What is only in the earlier view was taken back.
    """
    earlier, later = before.events(), after.events()
    was = {claim: event for event in earlier for claim in event.claims}
    changes: list[ChangeShape] = []
    met: set[str] = set()
    for event in sorted(later, key=time_key):
        old = next((was[claim] for claim in event.claims if claim in was and was[claim].id not in met), None)
        met |= set() if old is None else {old.id}
        changes += _changes(after, old, event)
    gone = [event for event in earlier if event.id not in met]
    changes += [_went(before, event) for event in gone]
    return {"from": _instant(before), "to": _instant(after), "changes": changes}


def _instant(view: View) -> str | None:
    return utc_text(view.as_of or view.recorded_as_of)


def _went(before: View, event: Event) -> ChangeShape:
    because = claim_refs(before, event.claims)
    return {"event_id": event.id, "field": "event", "before": event.title, "after": None, "because": because}


def _changes(after: View, old: Event | None, event: Event) -> list[ChangeShape]:
    new = [claim for claim in event.claims if old is None or claim not in old.claims]
    if old is None:
        because = claim_refs(after, event.claims)
        return [{"event_id": event.id, "field": "event", "before": None, "after": event.title, "because": because}]
    then: Mapping[str, Any] = event_shape(old)
    now: Mapping[str, Any] = event_shape(event)
    return [
        {
            "event_id": event.id,
            "field": field,
            "before": then[field],
            "after": now[field],
            "because": claim_refs(after, _carrying(event, field, new)),
        }
        for field in COMPARED
        if then[field] != now[field]
    ]


def _carrying(event: Event, field: str, new: list[str]) -> list[str]:
    """Give the new claims that carry a value of the field, or all new ones where none is known to."""
    cells = [cell for cell in event.cells if cell.field == field]
    carrying = {claim for cell in cells for value in cell.values for claim in value.claims}
    return [claim for claim in new if claim in carrying] or new


def _figures_of(view: View, event: Event, measure: str | None) -> Iterable[FigureShape]:
    series: dict[tuple[str, str | None, str | None, str | None], list[PointShape]] = {}
    for active in view.claims(event.claims).values():
        for quantity in active.claim.quantities:
            if quantity.vague or measure not in (None, quantity.measure):
                continue
            key = (quantity.measure, quantity.of, quantity.unit, quantity.effect)
            series.setdefault(key, []).append(_point(active, quantity))
    for (found, of, unit, effect), points in series.items():
        yield {
            "measure": found,
            "of": of,
            "unit": unit,
            "effect": effect,
            "event_id": event.id,
            "series": points,
        }


def _point(active: ActiveClaim, quantity: QuantityRef) -> PointShape:
    chain = quantity.attribution or active.claim.attribution
    return {
        "published_at": instant_text(active.published),
        "published_at_local": printed_text(active.published),
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "voice": chain[-1].name if chain else active.document.source,
        "party": chain[-1].party if chain else None,
        "origin": active.origin,
        "claim": claim_ref(active),
    }
