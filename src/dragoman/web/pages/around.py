"""Around: one round of talks, and what is reported of the fourteen days before and after it, side by side.

What the query gives comes in; its events by kind, its statements and its counts by day go out, as lists and as a strip.
Nothing is said of cause.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dragoman.query.around import around
from dragoman.web.kinds import OTHER, kind_of, title_of
from dragoman.web.pages.strip import draw_strip
from dragoman.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.query.shapes import AroundShape, EventShape
    from dragoman.web.pages.ask import Ask

ORDER = ("violence", "exchange", "deal", "talks", "pressure", "speech", OTHER)
"""The order of kinds: what happens in the field first, since that is what a round is looked at beside."""
LISTED = 25
"""Events of a kind that are listed, those of most origins."""
TELLING = 3
"""Words that a statement has at least to be listed: "it" and "which" say nothing out of their sentence."""
SAID = 40
"""Statements that are listed."""


def build_around(ask: Ask) -> dict[str, Any]:
    """Give what was reported of the fourteen days before and after a round, by kind, with what stands behind it."""
    found = around(ask.view, ask.names["event_id"])
    said = found["statements"]
    lanes = [lane for kind in ORDER if (lane := _lane(kind, found["events"]))["every"]]
    return {
        "head": f"Around: {found['title']}",
        "event_id": found["event_id"],
        "title": found["title"],
        "first": found["first"],
        "last": found["last"],
        "lanes": lanes,
        "said": [one for one in said if len(one["words"].split()) >= TELLING][:SAID],
        "all_said": len(said),
        "looked": found["looked"],
        "reports": sum(one["reports"] for one in found["reports"]),
        "strip": _strip(ask, found, lanes),
    }


def _strip(ask: Ask, found: AroundShape, lanes: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    occurred = ask.view.event(found["event_id"]).occurred
    if occurred is None or found["first"] is None or found["last"] is None:
        return None
    first, last = date.fromisoformat(found["first"]), date.fromisoformat(found["last"])
    rows = [(lane["title"], lane["kind"], "events", _days_of(lane["every"], first, last)) for lane in lanes]
    said = Counter(date.fromisoformat(one["day"]) for one in found["statements"])
    reports = Counter({date.fromisoformat(one["day"]): one["reports"] for one in found["reports"]})
    rows += [("Statements", "speech", "statements", said), ("Reports", "reports", "reports", reports)]
    drawn = draw_strip(rows, first, last, (occurred.first_day, occurred.last_day))
    for row, lane in zip(drawn["rows"], lanes, strict=False):  # an event of two days has a bar on each, and is one
        row["total"] = counted(len(lane["every"]), "events")
    return drawn


def _lane(kind: str, shapes: Iterable[EventShape]) -> dict[str, Any]:
    """Give the events of a kind, those that are listed in order of time."""
    every = [one for one in shapes if kind_of(one["frame"]) == kind]
    most = sorted(every, key=lambda one: -one["counts"]["origins"])[:LISTED]
    return {
        "kind": kind,
        "title": title_of(kind),
        "every": every,
        "events": [one for one in every if one in most],
        "reports": sum(one["counts"]["reports"] for one in every),
    }


def _days_of(events: Iterable[EventShape], first: date, last: date) -> Counter[date]:
    """Count the events of each day; one of several days counts on each of them."""
    days: Counter[date] = Counter()
    for one in events:
        if one["occurred"] is not None:
            day, end = (date.fromisoformat(one["occurred"][at][:10]) for at in ("start", "end"))
            while day <= min(end, last):
                days[day] += day >= first
                day += timedelta(1)
    return +days
