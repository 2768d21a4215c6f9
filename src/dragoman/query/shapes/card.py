"""The card of ``read``: what one report says, and what several share. Types only."""

from __future__ import annotations

from typing_extensions import TypedDict

from dragoman.query.shapes.event import CellValueShape, EventShape
from dragoman.query.shapes.parts import ClaimRef, QuoteShape, VoiceShape


class CardEventShape(EventShape):
    """An event as one report tells it: its values are those of this report alone, its id is that of the whole.

    Attributes:
        claims: The claims of this report.
        time_words: Words of time that could not be resolved; null where there are none.
    """

    claims: list[ClaimRef]
    time_words: str | None


class CardStatementShape(TypedDict):
    """What the report attributes to someone.

    Attributes:
        voices: The chain, nearest first.
        content: The words.
        kind: direct, indirect, mixed.
        issue: What it is about.
    """

    voices: list[VoiceShape]
    content: list[QuoteShape]
    kind: str
    issue: str | None


class HedgeShape(QuoteShape):
    """Words that leave open whether something happened ("reportedly"), or all words of a claim that others hedge.

    Attributes:
        event_id: Of what they hedge.
    """

    event_id: str


class ReportCardShape(TypedDict):
    """One report on one card.

    Attributes:
        doc: The id given in its input, else our own.
        title: Its title.
        source: The outlet, as given.
        published_at: When it came out, in UTC.
        published_at_local: The same, as printed.
        needs_publication_date: Whether its relative dates stay unresolved for want of one.
        events: What it reports.
        statements: What it attributes to others.
        hedges: Words that hedge whether something happened.
        notes: What could not be read as given, with the reason.
    """

    doc: str
    title: str | None
    source: str | None
    published_at: str | None
    published_at_local: str | None
    needs_publication_date: bool
    events: list[CardEventShape]
    statements: list[CardStatementShape]
    hedges: list[HedgeShape]
    notes: list[str]


class AgreeShape(TypedDict):
    """An event that several of the reports tell.

    Attributes:
        event_id: Of the event.
        title: As a sentence.
        docs: The reports.
    """

    event_id: str
    title: str
    docs: list[str]


class DifferShape(TypedDict):
    """A field of one event on which the reports differ.

    Attributes:
        event_id: Of the event.
        title: As a sentence.
        field: Of the event.
        values: Each value with the claims that carry it.
    """

    event_id: str
    title: str
    field: str
    values: list[CellValueShape]


class SharedShape(TypedDict):
    """An origin that stands behind several of the reports.

    Attributes:
        origin: Id of a report, or ``source:<id>`` of an agency.
        docs: The reports that come from it.
        shares: Part of each one's own words, 0 to 1.
    """

    origin: str
    docs: list[str]
    shares: list[float]


class ReadShape(TypedDict):
    """The whole card.

    Attributes:
        reports: One card a report.
        agree: Events that several tell.
        differ: Fields on which they differ.
        shared: Origins that they share; empty where no report copies another or a common wire.
    """

    reports: list[ReportCardShape]
    agree: list[AgreeShape]
    differ: list[DifferShape]
    shared: list[SharedShape]
