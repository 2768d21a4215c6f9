"""Events: an event, its cells and its disputes as JSON shapes.

A view and its events come in, shapes go out. The claims behind a value are looked up in the view; a claim that a
person added has no words of a report and is not among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from dragoman.query.refs import (
    claim_ref,
    content_shape,
    counts_shape,
    instant_text,
    interval_shape,
    outcome_shape,
    participant_shape,
    place_shape,
    printed_text,
    quantity_shape,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.model import Cell, CellValue, Dispute, Event, Filler
    from dragoman.query.shapes import (
        CellShape,
        CellValueShape,
        ClaimRef,
        DisputeShape,
        EventShape,
        ParticipantShape,
    )
    from dragoman.query.view import View


def event_shape(event: Event) -> EventShape:
    """Give an event without its cells."""
    roles = event.roles
    return {
        "id": event.id,
        "frame": event.frame,
        "mode": event.mode,
        "status": event.status.value,
        "hedged": event.hedged,
        "name": event.name,
        "round": event.round,
        "process": event.process,
        "title": event.title,
        "occurred": interval_shape(event.occurred),
        "not_after": None if event.not_after is None else event.not_after.isoformat(),
        "places": [place_shape(place) for place in event.places],
        "roles": {
            "actor": participants(roles.actor),
            "target": participants(roles.target),
            "mediator": participants(roles.mediator),
            "delegate": participants(roles.delegate),
        },
        "quantities": [quantity_shape(quantity) for quantity in event.quantities],
        "content": content_shape(event.content),
        "outcome": [outcome_shape(outcome) for outcome in event.outcome],
        "counts": counts_shape(event.counts),
        "disputed": event.disputed,
        "part_of": event.part_of,
        "salience": event.salience.value,
        "first_published_at": instant_text(event.first_published),
        "first_published_at_local": printed_text(event.first_published),
        "last_published_at": instant_text(event.last_published),
        "last_published_at_local": printed_text(event.last_published),
    }


def participants(fillers: Iterable[Filler]) -> list[ParticipantShape]:
    """Give those in one role."""
    return [participant_shape(filler) for filler in fillers]


def claim_refs(view: View, ids: Iterable[str]) -> list[ClaimRef]:
    """Give the claims of these ids, in their order."""
    return [claim_ref(active) for active in view.claims(ids).values()]


def value_shape(view: View, value: CellValue) -> CellValueShape:
    """Give one value with the claims that carry it."""
    return {"value": value.value, "counts": counts_shape(value.counts), "claims": claim_refs(view, value.claims)}


def cell_shape(view: View, cell: Cell) -> CellShape:
    """Give all values of one field."""
    return {
        "field": cell.field,
        "best": cell.best,
        "status": cell.status.value,
        "values": [value_shape(view, value) for value in cell.values],
    }


def cell_values(view: View, event: Event, field: str) -> list[CellValueShape]:
    """Give every value of a field of an event; figures of one measure stand under its name, whatever they count."""
    return [
        value_shape(view, value)
        for cell in event.cells
        if cell.field == field or cell.field.split("/", 1)[0].split("#", 1)[0] == field
        for value in cell.values
    ]


def dispute_shape(view: View, dispute: Dispute) -> DisputeShape:
    """Give one dispute."""
    shape = {
        "id": dispute.id,
        "event_id": dispute.event_id,
        "field": dispute.field,
        "kind": dispute.kind.value,
        "verdict": dispute.verdict,
        "why": dispute.why,
        "values": [value_shape(view, value) for value in dispute.values],
    }
    return cast("DisputeShape", shape)  # the verdict is a plain text in the record


def dispute_shapes(view: View, disputes: Iterable[Dispute]) -> list[DisputeShape]:
    """Give several disputes."""
    return [dispute_shape(view, dispute) for dispute in disputes]
