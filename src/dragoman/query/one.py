"""One: an event with everything that is known about it: its cells, disputes, judgements, and how it came to be.

A view and a name come in, one shape goes out. The history is read off the cells: a report is a step where it was the
first to bring a value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.query.events import cell_shape, dispute_shapes, event_shape
from dragoman.query.refs import claim_ref, instant_text, printed_text, utc_text
from dragoman.query.review import judgement_shape, judgements_on

if TYPE_CHECKING:
    from dragoman.model import ActiveClaim, Event, Judgement
    from dragoman.query.shapes import ShowShape, StepShape
    from dragoman.query.view import View


def show(view: View, name: str) -> ShowShape:
    """Give one event by its id, an id that it had, or the beginning of either.

    Raises:
        NotFoundError: DG120, no event has it.
        AmbiguousIdError: DG121, several events have it.
    """
    event = view.event(name)
    claims = view.claims(event.claims)
    judgements = judgements_on(view, event)
    return {
        **event_shape(event),
        "cells": [cell_shape(view, cell) for cell in event.cells],
        "disputes": dispute_shapes(view, event.disputes),
        "judgements": [judgement_shape(found) for found in judgements],
        "history": [*_reported(event, claims), *(_decided(found) for found in judgements)],
    }


def _reported(event: Event, claims: dict[str, ActiveClaim]) -> list[StepShape]:
    """Give a step for each report that was the first to bring a value."""
    brought: dict[str, list[str]] = {}
    for cell in event.cells:
        for value in cell.values:
            for first in value.claims[:1]:
                brought.setdefault(first, []).append(f"{cell.field}: {plain(value.value)}")
    return [_step(claims[found_id], "; ".join(brought[found_id])) for found_id in claims if found_id in brought]


def _step(active: ActiveClaim, what: str) -> StepShape:
    return {
        "recorded_at": str(utc_text(active.recorded_at)),
        "published_at": instant_text(active.published),
        "published_at_local": printed_text(active.published),
        "what": what,
        "because": claim_ref(active),
    }


def _decided(judgement: Judgement) -> StepShape:
    return {
        "recorded_at": str(utc_text(judgement.recorded_at)),
        "published_at": None,
        "published_at_local": None,
        "what": f"{judgement.kind} by {judgement.reviewer}: {judgement.reason}",
        "because": None,
    }


def plain(value: Any) -> str:
    """Give the value of a cell in a few words."""
    if not isinstance(value, dict):
        return str(value)
    if "granularity" in value:
        return str(value["start"]) if value["start"] == value["end"] else f"{value['start']} to {value['end']}"
    if "measure" in value:
        return _figure(value)
    return str(value.get("name") or value.get("issue") or ", ".join(f"{key} {part}" for key, part in value.items()))


def _figure(value: dict[str, Any]) -> str:
    ends = (("", "value"), ("at least ", "low"), ("at most ", "high"))
    said = " and ".join(f"{words}{value[end]:g}" for words, end in ends if value.get(end) is not None)
    return " ".join(part for part in (said, value.get("unit"), value.get("of")) if part)
