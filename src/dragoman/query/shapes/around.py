"""Around: what is reported of the days before and after an event. Types only."""

# ruff: noqa: TC001  JSON Schemas are generated from these types at run time
from __future__ import annotations

from typing_extensions import TypedDict

from dragoman.query.shapes.event import EventShape


class SaidShape(TypedDict):
    """What a voice of a side is reported to say, as the first report of these days has it.

    Attributes:
        doc: The report.
        source: Its outlet.
        published_at: When it came out, in UTC.
        published_at_local: The same, as printed.
        day: The day on which it came out.
        name: The voice, as printed.
        party: Its side.
        issue: As in the codebook; null where it is not known.
        words: Verbatim, parts joined.
        reports: How many of the reports that were looked at have these words of this side.
    """

    doc: str
    source: str | None
    published_at: str
    published_at_local: str
    day: str
    name: str
    party: str
    issue: str | None
    words: str
    reports: int


class CoverageShape(TypedDict):
    """How much was written on a day.

    Attributes:
        day: The day.
        reports: How many reports on record came out on it.
    """

    day: str
    reports: int


class AroundShape(TypedDict):
    """What is reported of the fourteen days before and after an event; nothing is said of cause.

    Attributes:
        event_id: Of the event.
        title: Of the event.
        first: The first of these days; null where the event's own day is not known.
        last: The last of them.
        events: Those that have their days there, in order of time; without those that last longer than two weeks.
        statements: What voices of a side are reported to say, each once, in order of publication.
        reports: How many reports came out, by day; a day without one is left out.
        looked: Reports whose statements were looked at: those nearest to the event, where there are many.
    """

    event_id: str
    title: str
    first: str | None
    last: str | None
    events: list[EventShape]
    statements: list[SaidShape]
    reports: list[CoverageShape]
    looked: int
