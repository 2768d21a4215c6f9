"""Event: one event with all its values, their words in their reports, and the days around it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dragoman.model.listing import EPOCH
from dragoman.query import show
from dragoman.web.kinds import KINDS, OTHER, kind_of, title_of
from dragoman.web.pages.places import places_shown
from dragoman.web.pages.strip import NARROW, draw_strip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.query import View
    from dragoman.query.shapes import EventShape, ShowShape
    from dragoman.web.pages.ask import Ask

NEAR = timedelta(days=14)
"""How far before and after an event its surroundings reach; what lasts longer has none."""


def build_event(ask: Ask) -> dict[str, Any]:
    """Give one event: its cells with numbered evidence, its disputes, history, parts, and what stands around it."""
    event = show(ask.view, ask.names["event_id"])
    parts = ask.view.lists.parts_of([event["id"]])
    return {
        "head": event["title"],
        "event": event,
        "whole": _title_of(ask, event["part_of"]),
        "parts": [{"id": found.id, "title": found.title} for found in parts],
        "reports": list(_reports_of(event)),
        "surroundings": surroundings_of(ask, event),
        "is_mapped": bool(places_shown(event)),
        "numbers": {cell["field"]: number for number, cell in enumerate(event["cells"], start=1)},
    }


def surroundings_of(ask: Ask, event: EventShape) -> dict[str, Any] | None:
    """Give how many events of each kind begin in the days around one, drawn; None where its day is not known."""
    if event["occurred"] is None:
        return None
    begins, ends = (date.fromisoformat(event["occurred"][end][:10]) for end in ("start", "end"))
    if ends - begins > NEAR:
        return None
    first, last = begins - NEAR, ends + NEAR
    rows = []
    for kind, days in days_by_kind(ask.view).items():
        near = Counter({day: number for day, number in days.items() if first <= day <= last})
        if near:
            rows.append((title_of(kind), kind, "events", near))
    return draw_strip(rows, first, last, (begins, ends), NARROW)


def days_by_kind(view: View) -> dict[str, Counter[date]]:
    """Give how many events of each kind begin on each day, kept until the record changes."""
    return view.once("days", lambda: _count_days(view))


def _count_days(view: View) -> dict[str, Counter[date]]:
    days: dict[str, Counter[date]] = {kind: Counter() for kind in (*KINDS, OTHER)}
    for frame, day, number in view.lists.by_day():
        days[kind_of(frame)][EPOCH + timedelta(day)] += number
    return days


def _title_of(ask: Ask, event_id: str | None) -> dict[str, str] | None:
    if event_id is None:
        return None
    return {"id": event_id, "title": ask.view.lists.titles([event_id]).get(event_id, event_id)}


def _reports_of(event: ShowShape) -> Iterator[dict[str, Any]]:
    """Give each report once, in order of publication, with the evidence of all values that stand on it, numbered."""
    reports: dict[str, dict[str, Any]] = {}
    for number, cell in enumerate(event["cells"], start=1):
        for value in cell["values"]:
            for claim in value["claims"]:
                report = reports.setdefault(claim["doc"], {"claim": claim, "quotes": {}})
                for evidence in claim["evidence"]:
                    spot = report["quotes"].setdefault((evidence["start"], evidence["end"]), (evidence, []))
                    if number not in spot[1]:
                        spot[1].append(number)
    for report in sorted(reports.values(), key=lambda found: found["claim"]["published_at"] or "9"):
        quotes = sorted(report["quotes"].items())
        yield {"claim": report["claim"], "quotes": [quote for _, quote in quotes]}
