"""Talks: the board of rounds, by process, the latest first, and what a reader must see of each at a glance.

A view comes in, the board goes out: for each round the shape of the query, its name, the value shown of its day, place
and length apart from others that are given, what is open between the reports, who told its state, and what comes next.
Nothing is weighed here: what is shown first is what the record shows as best.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.query import talks
from dragoman.web.pages.paging import turn_to

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.query.shapes import CellValueShape, NextStepShape, TalksShape
    from dragoman.web.pages.ask import Ask

ROUNDS = 30
"""Of one page: a round is a card."""
MOST, STEPS = 12, 6
"""Values of one row of a card, and steps of its life, that are shown; the event has all."""
GIVEN = ("occurred", "places", "duration")
"""Fields whose disputes stand beside their own row of a card; those of others have a row of theirs."""
TO_COME = frozenset({"planned", "proposed"})


def build_talks(ask: Ask) -> dict[str, Any]:
    """Give the board: processes in order of their latest round, rounds the latest first, those of no process last."""
    found = talks(ask.view, process=ask.text("process"), party=ask.text("party"))
    pager = turn_to(ask, len(found), ROUNDS)
    groups: dict[str | None, list[dict[str, Any]]] = {}
    for one in pager.cut(found[::-1]):
        groups.setdefault(one["process"], []).append(card_of(one))
    board = sorted(groups.items(), key=lambda group: group[0] is None)
    return {"head": "Talks", "board": board, "most": MOST, "steps": STEPS, **pager.shown}


def card_of(one: TalksShape) -> dict[str, Any]:
    """Give what the board shows of a round."""
    disputes = [found for found in one["disputes"] if found["verdict"] == "open"]
    dates, places = _best_first(one["dates"], one["occurred"]), _best_first(one["venue"], one["place"])
    return {
        "one": one,
        "name": _name(one),
        "dates": dates,
        "places": places,
        "disputed": {field: [found for found in disputes if found["field"] == field] for field in GIVEN},
        "other_disputes": [found for found in disputes if found["field"] not in GIVEN],
        "open": disputes,
        "told": one["history"][-1] if one["history"] else None,
        "next": next_step(one["next"]),
        "unnamed": [side["party"] for side in one["sides"] if _is_unnamed(side)],
    }


def next_step(steps: Sequence[NextStepShape]) -> NextStepShape | None:
    """Give the one step that is shown at a glance: what most origins tell, of what is still to come if anything is."""
    ahead = [step for step in steps if step["status"] in TO_COME] or steps
    return max(ahead, key=lambda step: step["counts"]["origins"], default=None)


def _name(one: TalksShape) -> str:
    if one["round"] is not None:
        return f"Round {one['round']}"
    return "A round without a number" if one["process"] else one["title"]


def _best_first(values: Sequence[CellValueShape], best: Any) -> list[CellValueShape]:
    """Give the values with the one that the record shows first, the others in their order."""
    return sorted(values, key=lambda value: value["value"] != best)


def _is_unnamed(side: Mapping[str, Any]) -> bool:
    return side["head"] is None and not side["delegates"]
