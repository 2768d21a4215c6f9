"""Disputes: what the reports disagree on, and what only seems so, event by event.

A view comes in, one shape a dispute goes out, in order of time. Nothing is decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.query.events import dispute_shapes
from dragoman.store.listing import WHOLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.query.shapes import DisputeShape
    from dragoman.query.view import View


def disputes(
    view: View, *, event: str | None = None, kind: str | None = None, verdict: str | None = None
) -> list[DisputeShape]:
    """Give what the reports disagree on, event by event in order of time.

    Args:
        view: The record from one point of view.
        event: Only on the event of this name.
        kind: Only of this kind: number, date, place, actor, denial.
        verdict: Only of this verdict: open, update, other-scope, other-unit, settled.
    """
    if event is None:
        return disputes_of(view, view.lists.disputes(kind, verdict, WHOLE, open_first=False))
    found = [
        dispute
        for dispute in view.event(event).disputes
        if kind in (None, dispute.kind.value) and verdict in (None, dispute.verdict)
    ]
    return dispute_shapes(view, found)


def disputes_of(view: View, rows: Sequence[tuple[str, int]]) -> list[DisputeShape]:
    """Give the disputes of these rows, each the id of an event and which of its disputes, in this order."""
    events = {event.id: event for event in view.lists.named(list({row[0] for row in rows}))}
    found = [events[event_id].disputes[n] for event_id, n in rows]
    view.claims(found_id for dispute in found for value in dispute.values for found_id in value.claims)
    return dispute_shapes(view, found)
