"""Around: one round of talks, and what is reported of the fourteen days before and after it, side by side.

A round comes in; strikes, exchanges and whatever else has its days there go out, with what sides said in reports of
these days, and how many reports came out each day, since where less is written less is known. Nothing is said of cause.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from dragoman.model.listing import EventFilter
from dragoman.query.events import event_shape
from dragoman.query.refs import instant_text
from dragoman.store.listing import Part
from dragoman.store.reports import Clocks
from dragoman.web.kinds import OTHER, kind_of, title_of
from dragoman.web.pages.strip import draw_strip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.model import Document, Event, Statement
    from dragoman.query.shapes import EventShape
    from dragoman.web.pages.ask import Ask

AROUND = timedelta(days=14)
"""How far before and after a round its surroundings reach."""
ORDER = ("violence", "exchange", "deal", "talks", "pressure", "speech", OTHER)
"""The order of kinds: what happens in the field first, since that is what a round is looked at beside."""
MOST_EVENTS = 2_000
"""Events that are looked at; the strip and the lists say so where there are more."""
LISTED = 25
"""Events of a kind that are listed, those of most origins."""
TELLING = 3
"""Words that a statement has at least to be listed: "it" and "which" say nothing out of their sentence."""
READ, SAID = 120, 40
"""Reports nearest to the round whose statements are looked at, and statements that are listed."""


def build_around(ask: Ask) -> dict[str, Any]:
    """Give what was reported of the fourteen days before and after a round, by kind, with what stands behind it."""
    event = ask.view.event(ask.names["event_id"])
    values: dict[str, Any] = {"head": f"Around: {event.title}", "event_id": event.id, "title": event.title}
    if event.occurred is None:
        return {**values, "first": None, "last": None, "lanes": [], "said": [], "strip": None}
    begins, ends = event.occurred.first_day, event.occurred.last_day
    first, last = begins - AROUND, ends + AROUND
    found = ask.view.lists.events(EventFilter(since=first, until=last), Part(MOST_EVENTS))
    shapes = [event_shape(each) for each in found if each.id != event.id and _is_short(each)]
    reports = _reports_by_day(ask, first, last)
    nearest = sorted(reports, key=lambda pair: abs((pair[1] - begins).days))[:READ]
    said = _once_each(_said(ask, [document for document, _ in nearest]))
    lanes = [_lane(kind, shapes) for kind in ORDER if any(kind_of(one["frame"]) == kind for one in shapes)]
    rows = [(lane["title"], lane["kind"], "events", _days_of(lane["every"], first, last)) for lane in lanes]
    rows.append(("Statements", "speech", "statements", Counter(one["day"] for one in said)))
    rows.append(("Reports", "reports", "reports", Counter(day for _, day in reports)))
    return {
        **values,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "lanes": lanes,
        "said": [one for one in said if len(one["words"].split()) >= TELLING][:SAID],
        "all_said": len(said),
        "looked": len(nearest),
        "reports": len(reports),
        "strip": draw_strip(rows, first, last, (begins, ends)),
    }


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


def _reports_by_day(ask: Ask, first: date, last: date) -> list[tuple[str, date]]:
    """Give the reports of these days with the day on which each came out, by the clocks of the view."""
    view = ask.view
    since, until = (datetime.combine(day, time(), UTC) for day in (first, last + timedelta(1)))
    clocks = Clocks(view.as_of, view.recorded_as_of)
    rows = view.store.listing().published(since, until, clocks)
    return [(document, (known - timedelta(microseconds=1)).date()) for document, known in rows]


def _said(ask: Ask, documents: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Give what voices of a side are reported to say, each with its report."""
    for document_id in documents:
        for document, statement in ask.view.statements(document_id):
            if document.published is not None and any(voice.party for voice in statement.voices):
                yield _statement(document, statement)


def _once_each(said: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each statement once, in order of publication, as its first report has it, with how many have it."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for one in sorted(said, key=lambda one: one["published_at"] or ""):
        known = found.setdefault((one["party"], one["words"].casefold()), {**one, "docs": set()})
        known["docs"].add(one["doc"])
    for one in found.values():
        one["reports"] = len(one.pop("docs"))
    return list(found.values())


def _statement(document: Document, statement: Statement) -> dict[str, Any]:
    instant = document.published.instant if document.published else None
    voice = next(voice for voice in statement.voices if voice.party)
    words = " … ".join(part.span.of(document.text) for part in statement.content)
    return {
        "doc": document.doc,
        "source": document.source,
        "published_at": instant_text(instant),
        "day": None if instant is None else instant.day,
        "name": voice.name,
        "party": voice.party,
        "issue": statement.issue,
        "words": " ".join(words.split()),
    }


def _is_short(event: Event) -> bool:
    """Whether an event's time says that it belongs to these days: not "since 2022"."""
    return event.occurred is not None and event.occurred.last_day - event.occurred.first_day <= AROUND
