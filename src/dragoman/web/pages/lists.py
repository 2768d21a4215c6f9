"""Lists: disputes, figures, commitments, positions and exchanges, each one query, shown as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.query import commitments, disputes, figures, positions, timeline

if TYPE_CHECKING:
    from dragoman.query.shapes import EventShape, PositionShape
    from dragoman.web.pages.ask import Ask

ROWS = 100


def build_disputes(ask: Ask) -> dict[str, Any]:
    """Give what is open first, then what only seems to be in dispute, with why."""
    found = disputes(ask.view, kind=ask.text("kind"), verdict=ask.text("verdict"))
    titles = {event.id: event.title for event in ask.view.events()}
    rows, page, pages = _cut(ask, sorted(found, key=lambda dispute: dispute["verdict"] != "open"))
    return {"head": "Disputes", "rows": rows, "titles": titles, "total": len(found), "page": page, "pages": pages}


def build_figures(ask: Ask) -> dict[str, Any]:
    """Give the series of figures, those with most points first."""
    found = figures(ask.view, measure=ask.text("measure"), party=ask.text("party"))
    rows, page, pages = _cut(ask, sorted(found, key=lambda figure: -len(figure["series"])))
    return {"head": "Figures", "rows": rows, "total": len(found), "page": page, "pages": pages}


def build_commitments(ask: Ask) -> dict[str, Any]:
    """Give what was promised, by whom and to whom, and what is reported of it."""
    found = commitments(ask.view, party=ask.text("party"), issue=ask.text("issue"), state=ask.text("state"))
    return {"head": "Commitments", "rows": found}


def build_positions(ask: Ask) -> dict[str, Any]:
    """Give the positions as a table of issues, each with the sides that speak on it."""
    issues: dict[str, list[PositionShape]] = {}
    for position in positions(ask.view, party=ask.text("party"), issue=ask.text("issue")):
        issues.setdefault(position["issue"], []).append(position)
    return {"head": "Positions", "issues": sorted(issues.items())}


def build_exchanges(ask: Ask) -> dict[str, Any]:
    """Give the ledger of exchanges: each whole with its stages, in order of time."""
    found = timeline(ask.view, frame="exchange", party=ask.text("party"))
    known = {event["id"] for event in found}
    stages: dict[str, list[EventShape]] = {}
    wholes = []
    for event in found:
        whole = event["part_of"]
        if whole in known and whole is not None:
            stages.setdefault(whole, []).append(event)
        else:
            wholes.append(event)
    return {"head": "Exchanges", "wholes": wholes, "stages": stages}


def _cut(ask: Ask, rows: list[Any]) -> tuple[list[Any], int, int]:
    page = ask.number("page", 1)
    return rows[(page - 1) * ROWS : page * ROWS], page, max(1, -(-len(rows) // ROWS))
