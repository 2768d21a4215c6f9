"""Talks: the board of rounds, by process, and one round with the fortnights around it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dragoman.query import talks, timeline
from dragoman.web.kinds import KINDS, kind_of
from dragoman.web.pages.paging import turn_to

if TYPE_CHECKING:
    from dragoman.query.shapes import EventShape, TalksShape
    from dragoman.web.pages.ask import Ask

ROUNDS = 30
"""Of one page: a round is a card."""
AROUND = timedelta(days=14)
"""How far before and after a round its surroundings reach."""


def build_talks(ask: Ask) -> dict[str, Any]:
    """Give the board: processes in order of their first round, the rounds of none last."""
    found = talks(ask.view, process=ask.text("process"), party=ask.text("party"))
    pager = turn_to(ask, len(found), ROUNDS)
    rounds = pager.cut(found)
    groups: dict[str | None, list[TalksShape]] = {}
    for one in rounds:
        groups.setdefault(one["process"], []).append(one)
    board = sorted(groups.items(), key=lambda group: group[0] is None)
    return {"head": "Talks", "board": board, **pager.shown}


def build_around(ask: Ask) -> dict[str, Any]:
    """Give what was reported of the fourteen days before and after a round, by kind, with what stands behind it."""
    event = ask.view.event(ask.names["event_id"])
    lanes: dict[str, list[EventShape]] = {kind: [] for kind in KINDS}
    first = last = None
    if event.occurred is not None:
        first, last = event.occurred.start.date() - AROUND, event.occurred.end.date() + AROUND
        for found in timeline(ask.view, since=first, until=last):
            if found["id"] != event.id and _is_short(found):
                lanes.setdefault(kind_of(found["frame"]), []).append(found)
    return {"head": f"Around: {event.title}", "event_id": event.id, "lanes": lanes, "first": first, "last": last}


def _is_short(event: EventShape) -> bool:
    """Whether an event's time says that it belongs to these days: not "since 2022"."""
    occurred = event["occurred"]
    if occurred is None:
        return False
    first, last = (date.fromisoformat(occurred[end][:10]) for end in ("start", "end"))
    return last - first <= AROUND
