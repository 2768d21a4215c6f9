"""Exchanges as a ledger: who exchanged how many with whom, per side, which stage of which whole, according to whom.

A view comes in, one line for each exchange and figure goes out, in order of time. A figure is given as it is reported:
of one side, or of each where the reports say so; nothing is added up and no figure is carried from a whole to a stage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.exports.stages import figure_groups, is_side, said_of, size_of
from dragoman.query import timeline
from dragoman.query.happened import figures_that_happened
from dragoman.query.refs import quantity_shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dragoman.query import View
    from dragoman.wording import Shape


def export_exchanges(view: View) -> Iterator[dict[str, Any]]:
    """Give every exchange, a line for each figure of it, in order of time."""
    events = ledger_events(view, timeline(view, frame="exchange"))
    titles = {event["id"]: event["title"] for event in events}
    wholes = {event["id"]: [size for each in event["quantities"] if (size := size_of(each))] for event in events}
    for event in events:
        whole = event["part_of"] or ""
        groups: Sequence[Sequence[Shape]] = figure_groups(event["quantities"], wholes.get(whole, ())) or [()]
        for group in groups:
            yield {
                **_exchange(event, titles.get(whole)),
                **_figure(group),
                "according_to": voices_of(view, event["id"]),
            }


def ledger_events(view: View, events: Iterable[Shape]) -> list[dict[str, Any]]:
    """Give events with the figures of what took place, without those that were only planned."""
    return [
        {**event, "quantities": [quantity_shape(each) for each in figures_that_happened(view, view.event(event["id"]))]}
        for event in events
    ]


def _exchange(event: Shape, whole_title: str | None) -> dict[str, Any]:
    return {
        "event": event["id"],
        "title": event["title"],
        "kind": event["mode"],
        "status": event["status"],
        "occurred": event["occurred"],
        "not_after": event["not_after"],
        "sides": sorted({who["party"] for who in event["roles"]["actor"] if who["party"]}),
        "stage": event["round"],
        "part_of": event["part_of"],
        "whole": whole_title,
        "counts": event["counts"],
        "disputed": event["disputed"],
    }


def _figure(group: Sequence[Shape]) -> dict[str, Any]:
    """Give one figure, and the side that it is said of: "each" where both have it."""
    first = next((each for each in group if not is_side(each) and each["of"]), group[0] if group else None)
    keys = ("measure", "value", "low", "high")
    numbers = {key: None if first is None else first[key] for key in keys}
    of = None if first is None or is_side(first) else first["of"]
    return {"side": said_of(group), **numbers, "of": of}


def voices_of(view: View, event_id: str) -> list[str]:
    """Give who says it, each once: the voices of its claims, else their outlets."""
    names: dict[str, None] = {}
    for active in view.claims(view.event(event_id).claims).values():
        chain = active.claim.attribution
        names.setdefault(chain[-1].name if chain else str(active.document.source or active.document.doc))
    return list(names)
