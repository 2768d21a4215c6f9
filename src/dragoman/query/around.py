"""Around: what is reported of the fourteen days before and after an event, such as a round of talks.

A view and an event come in; the events that have their days there go out, with what sides said in reports of these
days, and how many reports came out each day, since where less is written less is known. Nothing is said of cause.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from dragoman.model.listing import EventFilter
from dragoman.query.events import event_shape
from dragoman.query.refs import instant_text, printed_text
from dragoman.store.listing import Part
from dragoman.store.reports import Clocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.model import Document, Event, Statement
    from dragoman.query.shapes import AroundShape, SaidShape
    from dragoman.query.view import View
    from dragoman.values import Instant

AROUND = timedelta(days=14)
"""How far before and after an event its surroundings reach. Source: our choice, as the coverage of a round fades."""
MOST_EVENTS = 2_000
"""Events that are given."""
READ = 120
"""Reports nearest to the event whose statements are given."""


def around(view: View, name: str) -> AroundShape:
    """Give what surrounds an event; of one whose days are not known, nothing.

    Args:
        view: The record from one point of view.
        name: The event's id, an id that it had, or the beginning of either.

    Raises:
        NotFoundError: DG120, nothing has that name.
        AmbiguousIdError: DG121, several have it.
    """
    event = view.event(name)
    if event.occurred is None:
        return _shape(event, None)
    begins, ends = event.occurred.first_day, event.occurred.last_day
    first, last = begins - AROUND, ends + AROUND
    found = view.lists.events(EventFilter(since=first, until=last), Part(MOST_EVENTS))
    reports = _reports_by_day(view, first, last)
    nearest = sorted(reports, key=lambda pair: abs((pair[1] - begins).days))[:READ]
    shape = _shape(event, (first, last))
    shape["events"] = [event_shape(each) for each in found if each.id != event.id and _is_short(each)]
    shape["statements"] = _once_each(_said(view, [document for document, _ in nearest]))
    shape["reports"] = [
        {"day": day.isoformat(), "reports": number} for day, number in sorted(Counter(d for _, d in reports).items())
    ]
    shape["looked"] = len(nearest)
    return shape


def _shape(event: Event, days: tuple[date, date] | None) -> AroundShape:
    first, last = days or (None, None)
    return {
        "event_id": event.id,
        "title": event.title,
        "first": None if first is None else first.isoformat(),
        "last": None if last is None else last.isoformat(),
        "events": [],
        "statements": [],
        "reports": [],
        "looked": 0,
    }


def _reports_by_day(view: View, first: date, last: date) -> list[tuple[str, date]]:
    """Give the reports of these days with the day on which each came out, by the clocks of the view."""
    since, until = (datetime.combine(day, time(), UTC) for day in (first, last + timedelta(1)))
    rows = view.store.listing().published(since, until, Clocks(view.as_of, view.recorded_as_of))
    return [(document, (known - timedelta(microseconds=1)).date()) for document, known in rows]


def _said(view: View, documents: Iterable[str]) -> Iterator[SaidShape]:
    """Give what voices of a side are reported to say, each with its report."""
    for document_id in documents:
        for document, statement in view.statements(document_id):
            if document.published is not None and any(voice.party for voice in statement.voices):
                yield _statement(document, statement, document.published.instant)


def _once_each(said: Iterable[SaidShape]) -> list[SaidShape]:
    """Give each statement once, in order of publication, as its first report has it, with how many have it."""
    found: dict[tuple[str, str], SaidShape] = {}
    docs: dict[tuple[str, str], set[str]] = {}
    for one in sorted(said, key=lambda one: one["published_at"]):
        same = (one["party"], one["words"].casefold())
        found.setdefault(same, one)
        docs.setdefault(same, set()).add(one["doc"])
    for same, one in found.items():
        one["reports"] = len(docs[same])
    return list(found.values())


def _statement(document: Document, statement: Statement, instant: Instant) -> SaidShape:
    voice = next(voice for voice in statement.voices if voice.party)
    words = " … ".join(part.span.of(document.text) for part in statement.content)
    return {
        "doc": document.doc,
        "source": document.source,
        "published_at": instant_text(instant) or "",
        "published_at_local": printed_text(instant) or "",
        "day": instant.day.isoformat(),
        "name": voice.name,
        "party": str(voice.party),
        "issue": statement.issue,
        "words": " ".join(words.split()),
        "reports": 1,
    }


def _is_short(event: Event) -> bool:
    """Whether an event's time says that it belongs to these days: not "since 2022"."""
    return event.occurred is not None and event.occurred.last_day - event.occurred.first_day <= AROUND
