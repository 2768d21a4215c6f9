"""Happened: the figures of an event that took place, without those that were only planned for it.

A view and an event come in, figures go out. Reports of a plan and of what came of it are one event; a number that only
the plan has is not what took place. Of an event that did not take place, or is to come, the figures stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.model import QuantityRef, Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.model import Cell, Event
    from dragoman.query.view import View

HAPPENED = frozenset({Status.OCCURRED, Status.ONGOING})
"""Statuses of what takes place. Source: CODEBOOK, Status."""


def figures_that_happened(view: View, event: Event) -> tuple[QuantityRef, ...]:
    """Give the figures of an event, each carried by a report that says that it happened."""
    if event.status not in HAPPENED:
        return event.quantities
    claims = view.claims(event.claims)
    real = {claim_id for claim_id, active in claims.items() if active.claim.status in HAPPENED}
    if len(real) == len(claims):
        return event.quantities
    told = (_shown(cell, real) for cell in event.cells if _is_figure(cell.best))
    return tuple(_quantity(value) for value in told if value is not None)


def _is_figure(value: Any) -> bool:
    return isinstance(value, dict) and "measure" in value


def _shown(cell: Cell, real: set[str]) -> Mapping[str, Any] | None:
    """Give the value shown if a report of the deed has it, else that of most origins which one has."""
    held: Sequence[Any] = [value for value in cell.values if not real.isdisjoint(value.claims)]
    if not held:
        return None
    chosen: Mapping[str, Any] = max(held, key=lambda value: (value.value == cell.best, value.counts.origins)).value
    return chosen


def _quantity(value: Mapping[str, Any]) -> QuantityRef:
    return QuantityRef(
        value["measure"],
        value["value"],
        value["low"],
        value["high"],
        unit=value["unit"],
        of=value["of"],
        effect=value["effect"],
    )
