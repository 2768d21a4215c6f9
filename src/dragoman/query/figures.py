"""Figures: how many of what, event by event, each with every report's figure in order of publication.

A view comes in, one shape for each thing counted goes out, with four readings side by side: conservative, low, best,
high. They are figures that somebody gave, never an average. Vague words are no figures. A side's figure of the losses
of another side is marked as such.

Source: the three estimates after UCDP GED Codebook 24.1 (low, best, high); the marking of losses by who gives them
after Every Casualty, Standards for Casualty Recording (2016), 4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.model.listing import counts_something
from dragoman.query.refs import claim_ref, instant_text, interval_shape, printed_text
from dragoman.store.listing import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dragoman.model import ActiveClaim, Cell, Event, QuantityRef
    from dragoman.query.shapes import FigureShape, PointShape, ReadingsShape
    from dragoman.query.view import View

LOSSES = frozenset({"killed", "injured", "missing", "detained"})
"""Measures that are losses by themselves. Source: CODEBOOK, measures."""

HARMS = frozenset({"hit", "damaged", "destroyed"})
"""Effects that make a loss of what is counted. Source: CODEBOOK, ``effect``."""

MINUTES = {"min": 1, "h": 60, "d": 1440, "week": 10080}
"""Minutes of the units of time that have a fixed length; months and years have none. Source: CODEBOOK, ``duration``."""


def figures(
    view: View, *, event: str | None = None, measure: str | None = None, party: str | None = None
) -> list[FigureShape]:
    """Give the figures on record, event by event in order of time.

    Args:
        view: The record from one point of view.
        event: Only of the event of this name.
        measure: Only of this measure.
        party: Only those that a voice of this side gives, or that count its losses.
    """
    if event is None:
        shapes = figures_of(view, view.lists.figures(measure, WHOLE, longest_first=False))
    else:
        found = view.event(event)
        told = [cell for cell in found.cells if counts_something(cell)]
        shapes = _figures(view, [(found, cell) for cell in told if measure in (None, cell.values[0].value["measure"])])
    return [shape for shape in shapes if party is None or _concerns(shape, party)]


def figures_of(view: View, rows: Sequence[tuple[str, int]]) -> list[FigureShape]:
    """Give the figures of these rows, each the id of an event and which of its cells, in this order."""
    events = {event.id: event for event in view.lists.named(list({row[0] for row in rows}))}
    return _figures(view, [(events[event_id], events[event_id].cells[n]) for event_id, n in rows])


def _figures(view: View, told: Sequence[tuple[Event, Cell]]) -> list[FigureShape]:
    view.claims(found_id for _, cell in told for value in cell.values for found_id in value.claims)
    return [_figure(view, event, cell) for event, cell in told]


def _concerns(shape: FigureShape, party: str) -> bool:
    return party == shape["losses_of"] or any(point["party"] == party for point in shape["series"])


def _figure(view: View, event: Event, cell: Cell) -> FigureShape:
    first = cell.values[0].value
    losing = _losing(event, first)
    points = sorted(_points(view, cell, losing), key=_published)
    return {
        "measure": first["measure"],
        "of": next((value.value["of"] for value in cell.values if value.value["of"]), None),
        "unit": cell.best["unit"],
        "effect": first["effect"],
        "event_id": event.id,
        "title": event.title,
        "occurred": interval_shape(event.occurred),
        "places": [place.name for place in event.places],
        "part_of": event.part_of,
        "losses_of": losing,
        "status": cell.status.value,
        "readings": _readings(cell, points),
        "series": [point.shape for point in points],
    }


def _losing(event: Event, quantity: Mapping[str, Any]) -> str | None:
    """Give the side whose losses a figure counts: the one that was struck, where there is one."""
    if quantity["measure"] not in LOSSES and quantity["effect"] not in HARMS:
        return None
    struck = {filler.party for filler in event.roles.target if filler.party is not None}
    return struck.pop() if len(struck) == 1 else None


class _Point:
    """One figure of one claim."""

    def __init__(self, active: ActiveClaim, quantity: QuantityRef, losing: str | None) -> None:
        chain = quantity.attribution or active.claim.attribution
        voice, party = (chain[-1].name, chain[-1].party) if chain else (active.document.source, None)
        self.unit = quantity.unit
        self.moment = active.published
        ends = [end for end in (quantity.value, quantity.low, quantity.high) if end is not None]
        self.low, self.high = min(ends), max(ends)
        self.shape: PointShape = {
            "published_at": instant_text(active.published),
            "published_at_local": printed_text(active.published),
            "value": quantity.value,
            "low": quantity.low,
            "high": quantity.high,
            "unit": quantity.unit,
            "voice": voice,
            "party": party,
            "claimed_by_other": losing is not None and party is not None and party != losing,
            "hedged": quantity.hedged,
            "origin": active.origin,
            "claim": claim_ref(active),
        }


def _points(view: View, cell: Cell, losing: str | None) -> Iterator[_Point]:
    for value in cell.values:
        wanted = tuple(value.value[end] for end in ("measure", "value", "low", "high", "unit"))
        for active in view.claims(value.claims).values():
            own = [each for each in active.claim.quantities if each.measure == wanted[0] and not each.vague]
            same = [each for each in own if (each.measure, each.value, each.low, each.high, each.unit) == wanted]
            yield from (_Point(active, each, losing) for each in (same or own)[:1])


def _published(point: _Point) -> tuple[bool, Any, str]:
    moment = None if point.moment is None else point.moment.counts_from
    return moment is None, moment, point.shape["claim"]["id"]


def _readings(cell: Cell, points: Sequence[_Point]) -> ReadingsShape:
    """Read the latest figure of each voice, in the unit of the one shown; units that do not convert are left out."""
    latest = {(point.shape["voice"], point.shape["party"]): point for point in points}
    told = [
        (point, factor) for point in latest.values() if (factor := _factor(point.unit, cell.best["unit"])) is not None
    ]
    best = cell.best
    return {
        "conservative": min((p.low * factor for p, factor in told if not p.shape["claimed_by_other"]), default=None),
        "low": min((point.low * factor for point, factor in told), default=None),
        "best": next((best[end] for end in ("value", "low", "high") if best[end] is not None), None),
        "high": max((point.high * factor for point, factor in told), default=None),
    }


def _factor(unit: str | None, shown: str | None) -> float | None:
    if unit == shown:
        return 1.0
    here, there = MINUTES.get(unit or ""), MINUTES.get(shown or "")
    return None if here is None or there is None else here / there
