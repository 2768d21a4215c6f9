"""Lists: disputes, figures, commitments, positions and exchanges, each one query, shown as it is."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from dragoman.model.listing import EventFilter
from dragoman.query import commitments, figures, positions
from dragoman.query.disputes import disputes_of
from dragoman.query.events import event_shape
from dragoman.query.figures import figures_of
from dragoman.web.pages.paging import turn_to
from dragoman.wording import FATES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.query.shapes import EventShape, PositionShape
    from dragoman.web.pages.ask import Ask

FEW_SHIFTS, MOST_SHIFTS = 8, 500
"""Shifts of a side on an issue that are shown: the last few, and as many as a page holds where these two are chosen."""
FIGURE_ROWS = 10
"""Of one page of figures: a series of a large record has a hundred reports."""
MOST_POINTS = 12
"""Figures of a series that are shown: the last ones; the event has all."""
LONG_ROWS = 20
"""Of one page, where a row is a table of values with their reports."""


SIDES = 60
"""Of one page of positions: a row is a side on an issue with its last shifts."""
MOST_FATES = 12
"""Reports of what came of a commitment that are shown: the last ones; the event has all."""

DISPUTED = {
    "kinds": [(kind, f"{kind}s") for kind in ("number", "date", "place", "actor", "denial")],
    "verdicts": [
        ("open", "open"),
        ("update", "only an update"),
        ("other-scope", "another scope"),
        ("other-unit", "another unit"),
        ("settled", "settled by a decision"),
    ],
}
"""What a reader can choose of disputes, in words."""


def build_disputes(ask: Ask) -> dict[str, Any]:
    """Give what is open first, then what only seems to be in dispute, with why."""
    kind, verdict, lists = ask.text("kind"), ask.text("verdict"), ask.view.lists
    pager = turn_to(ask, lists.count_disputes(kind, verdict), LONG_ROWS)
    rows = disputes_of(ask.view, lists.disputes(kind, verdict, pager.part, open_first=True))
    titles = lists.titles(list({row["event_id"] for row in rows}))
    return {"head": "Disputes", "rows": rows, "titles": titles, **DISPUTED, **pager.shown}


def build_figures(ask: Ask) -> dict[str, Any]:
    """Give the series of figures, those of most reports first; of one side those that it gives or that count it."""
    measure, party, lists = ask.text("measure"), ask.text("party"), ask.view.lists
    if party is not None:  # whose voice gives a figure is known of its claims alone
        found = sorted(figures(ask.view, measure=measure, party=party), key=lambda figure: -len(figure["series"]))
        pager = turn_to(ask, len(found), FIGURE_ROWS)
        return {"head": "Figures", "rows": pager.cut(found), "most": MOST_POINTS, **pager.shown}
    pager = turn_to(ask, lists.count_figures(measure), FIGURE_ROWS)
    rows = ask.view.once(
        f"figures {measure} {pager.part}",
        lambda: figures_of(ask.view, lists.figures(measure, pager.part, longest_first=True)),
    )
    return {"head": "Figures", "rows": rows, "most": MOST_POINTS, **pager.shown}


def build_commitments(ask: Ask) -> dict[str, Any]:
    """Give what was promised, by whom and to whom, and what is reported of it."""
    found = commitments(ask.view, party=ask.text("party"), issue=ask.text("issue"), state=ask.text("state"))
    pager = turn_to(ask, len(found), LONG_ROWS)
    return {
        "head": "Commitments",
        "rows": pager.cut(found),
        "states": list(FATES.items()),
        "parties": sorted({side for one in commitments(ask.view) for side in one["by"]}),
        "most": MOST_FATES,
        **pager.shown,
    }


def build_positions(ask: Ask) -> dict[str, Any]:
    """Give the positions as a table of issues, each with the sides that speak on it."""
    party, issue = ask.text("party"), ask.text("issue")
    every = positions(ask.view)
    issues: dict[str, list[PositionShape]] = {}
    for position in positions(ask.view, party=party, issue=issue):
        issues.setdefault(position["issue"], []).append(position)
    rows = [(name, row) for name, sides in sorted(issues.items()) for row in _together(sides)]
    pager = turn_to(ask, len(rows), SIDES)
    return {
        "head": "Positions",
        "issues": [(name, [row for _, row in found]) for name, found in groupby(pager.cut(rows), itemgetter(0))],
        "most_shifts": FEW_SHIFTS if None in (party, issue) else MOST_SHIFTS,
        "parties": sorted({position["party"] for position in every}),
        "topics": sorted({position["issue"] for position in every}),
        **pager.shown,
    }


def _together(sides: Iterable[PositionShape]) -> list[list[PositionShape]]:
    """Give sides that say one thing with one voice, in the same words of the same report, as one row."""
    rows: dict[tuple[str, ...], list[PositionShape]] = {}
    for side in sides:
        same = (side["latest"]["id"], side["stance"], side["words"], "" if not side["shifts"] else side["party"])
        rows.setdefault(same, []).append(side)
    return list(rows.values())


def build_exchanges(ask: Ask) -> dict[str, Any]:
    """Give the ledger of exchanges in order of time: each whole with its stages, where they are on its page."""
    wanted, lists = EventFilter(frame="exchange", party=ask.text("party")), ask.view.lists
    pager = turn_to(ask, lists.count(wanted))
    found = [event_shape(event) for event in lists.events(wanted, pager.part)]
    known = {event["id"] for event in found}
    stages: dict[str, list[EventShape]] = {}
    wholes = []
    for event in found:
        whole = event["part_of"]
        if whole in known and whole is not None:
            stages.setdefault(whole, []).append(event)
        else:
            wholes.append(event)
    return {"head": "Exchanges", "wholes": wholes, "stages": stages, **pager.shown}
