"""Events: the timeline, as lanes and as a list, and one event with all its values and their words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.query import show, timeline
from dragoman.query.events import event_shape
from dragoman.query.timeline import time_key
from dragoman.web.kinds import KINDS, OTHER, kind_of
from dragoman.wording import counts_words, time_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.query.shapes import EventShape, ShowShape
    from dragoman.web.pages.ask import Ask

ROWS = 100
"""Events of one page of the list."""
EPOCH = date(1970, 1, 1)
FILTERS = ("frame", "party", "place", "status", "disputed", "origins", "text", "since", "until", "process")


def build_timeline(ask: Ask) -> dict[str, Any]:
    """Give the events that the filters leave, one page of them, and what can be chosen."""
    found = events_of(ask)
    page = ask.number("page", 1)
    chosen = {name: ask.text(name) for name in FILTERS}
    everything = ask.view.events()
    return {
        "head": "Timeline",
        "rows": found[(page - 1) * ROWS : page * ROWS],
        "total": len(found),
        "page": page,
        "pages": max(1, -(-len(found) // ROWS)),
        "chosen": chosen,
        "choices": {
            "frame": sorted({event.frame for event in everything}),
            "status": sorted({str(event.status) for event in everything}),
            "party": sorted({party for event in everything for party in event.counts.parties}),
        },
        "kinds": [(kind, title) for kind, (title, _) in KINDS.items()],
        "lanes_url": ask.links.to("timeline.json", **{name: value for name, value in chosen.items() if value}),
    }


def events_of(ask: Ask) -> list[EventShape]:
    """Give the events that the filters of an address leave, in order of time."""
    found: Iterable[EventShape] = timeline(
        ask.view,
        frame=ask.text("frame"),
        party=ask.text("party"),
        process=ask.text("process"),
        since=ask.day("since"),
        until=ask.day("until"),
    )
    place, text, status = ask.text("place"), ask.text("text"), ask.text("status")
    origins, is_disputed = ask.number("origins", 0, least=0), ask.text("disputed") is not None
    return [
        event
        for event in found
        if (status is None or event["status"] == status)
        and (event["disputed"] or not is_disputed)
        and event["counts"]["origins"] >= origins
        and (place is None or any(place.casefold() in where["name"].casefold() for where in event["places"]))
        and (text is None or text.casefold() in event["title"].casefold())
    ]


def lanes_of(ask: Ask) -> dict[str, Any]:
    """Give the events in columns for the canvas: ids, lanes, first and last days since 1970, and flags.

    ``flags`` adds 1 where the event is disputed, 2 where the day is a bound, 4 where it is hedged, 8 where it is
    ahead of us; ``origins`` counts origins.
    """
    lanes = [*KINDS, OTHER]
    columns: dict[str, list[Any]] = {name: [] for name in ("id", "lane", "first", "last", "flags", "origins")}
    for event in events_of(ask):
        span = span_of(event)
        if span is None:
            continue
        columns["id"].append(event["id"])
        columns["lane"].append(lanes.index(kind_of(event["frame"])))
        columns["first"].append(span[0])
        columns["last"].append(span[1])
        columns["flags"].append(
            event["disputed"]
            + 2 * (event["occurred"] is None)
            + 4 * event["hedged"]
            + 8 * (event["status"] in {"planned", "proposed"})
        )
        columns["origins"].append(event["counts"]["origins"])
    titles = [*(title for title, _ in KINDS.values()), "Other"]
    used = len(lanes) if len(KINDS) in columns["lane"] else len(KINDS)
    return {"lanes": titles[:used], "kinds": lanes[:used], **columns}


def span_of(event: EventShape) -> tuple[int, int] | None:
    """Give first and last day since 1970; an undated event stands at its first publication, and is drawn as a bound."""
    occurred, bound = event["occurred"], event["not_after"] or event["first_published_at_local"]
    if occurred is not None:
        return _days(occurred["start"]), _days(occurred["end"])
    return None if bound is None else (_days(bound), _days(bound))


def _days(iso: str) -> int:
    return (date.fromisoformat(iso[:10]) - EPOCH).days


def tip_of(ask: Ask) -> str:
    """Give an event in two lines: its title; when, and what stands behind it."""
    event = event_shape(ask.view.event(ask.names["event_id"]))
    return f"{event['title']}\n{time_words(event['occurred'], event['not_after'])} · {counts_words(event['counts'])}"


def build_event(ask: Ask) -> dict[str, Any]:
    """Give one event: its cells with numbered evidence, its disputes, history, parts, and what stands around it."""
    event = show(ask.view, ask.names["event_id"])
    parts = sorted((found for found in ask.view.events() if found.part_of == event["id"]), key=time_key)
    return {
        "head": event["title"],
        "event": event,
        "whole": _title_of(ask, event["part_of"]),
        "parts": [{"id": found.id, "title": found.title} for found in parts],
        "reports": list(_reports_of(event)),
        "numbers": {cell["field"]: number for number, cell in enumerate(event["cells"], start=1)},
    }


def _title_of(ask: Ask, event_id: str | None) -> dict[str, str] | None:
    if event_id is None:
        return None
    whole = ask.view.event(event_id)
    return {"id": whole.id, "title": whole.title}


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
