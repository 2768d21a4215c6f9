"""One: an event with everything that is known about it: its cells, disputes, judgements, and how it came to be.

A view and a name come in, one shape goes out. The history is read off the cells: a report is a step where it was the
first to bring a value, and where a later text of it dropped a claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.query.events import cell_shape, dispute_shapes, event_shape
from dragoman.query.refs import claim_ref, instant_text, printed_text, utc_text
from dragoman.query.review import judgement_shape, judgements_on
from dragoman.query.revisions import withdrawn_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
        "history": [
            *_reported(event, claims),
            *_withdrawn(view, event, claims.values()),
            *(_decided(found) for found in judgements),
        ],
    }


def _reported(event: Event, claims: dict[str, ActiveClaim]) -> list[StepShape]:
    """Give a step for each report that was the first to bring a value."""
    brought: dict[str, list[str]] = {}
    for cell in event.cells:
        for value in cell.values:
            for first in value.claims[:1]:
                brought.setdefault(first, []).append(f"{cell.field}: {plain(value.value)}")
    return [_step(claims[found_id], "; ".join(brought[found_id])) for found_id in claims if found_id in brought]


def _withdrawn(view: View, event: Event, claims: Iterable[ActiveClaim]) -> Iterator[StepShape]:
    """Give a step for each claim of the event's kind that a revision of one of its reports dropped."""
    for active, revision, recorded_at in withdrawn_from(view, event, (each.claim.document_id for each in claims)):
        yield {
            "recorded_at": str(utc_text(recorded_at)),
            "published_at": None if revision.published is None else instant_text(revision.published.instant),
            "published_at_local": None if revision.published is None else printed_text(revision.published.instant),
            "what": f"withdrawn by revision {revision.revision}: “{active.claim.evidence[0].quote}”",
            "because": claim_ref(active),
        }


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
