"""Disputes: what the reports disagree on, and what only seems so, event by event.

A view comes in, one shape a dispute goes out, in order of time. Nothing is decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.query.events import dispute_shapes
from dragoman.query.timeline import time_key

if TYPE_CHECKING:
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
    events = [view.event(event)] if event is not None else sorted(view.events(), key=time_key)
    found = [
        dispute
        for each in events
        for dispute in each.disputes
        if kind in (None, dispute.kind.value) and verdict in (None, dispute.verdict)
    ]
    view.claims(found_id for dispute in found for value in dispute.values for found_id in value.claims)
    return dispute_shapes(view, found)
