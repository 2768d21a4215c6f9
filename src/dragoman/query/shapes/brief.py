"""Brief: a page of sentences, each with its sources. Types only."""

# ruff: noqa: TC001  JSON Schemas are generated from these types at run time
from __future__ import annotations

from typing_extensions import TypedDict

from dragoman.query.shapes.parts import ClaimRef


class LineShape(TypedDict):
    """One sentence of a brief.

    Attributes:
        text: The sentence, without its numbers.
        sources: Numbers of its sources.
        event_id: What it is about; null where it counts several.
    """

    text: str
    sources: list[int]
    event_id: str | None


class SectionShape(TypedDict):
    """A part of a brief.

    Attributes:
        heading: Its heading.
        lines: Its sentences.
    """

    heading: str
    lines: list[LineShape]


class SourceShape(TypedDict):
    """A numbered source.

    Attributes:
        number: From 1, in the order of first use.
        claim: The words of the report, with the link that opens it at them.
    """

    number: int
    claim: ClaimRef


class BriefShape(TypedDict):
    """A page on a process: key points first, then what changed, rounds, disputes, commitments.

    Attributes:
        title: Of the page.
        since: From when changes are told, in UTC; null where they are not.
        as_of: The instant of the view, in UTC; null for the record as it stands.
        process: The peace process, or null for all.
        sections: In order; a section without lines is left out.
        sources: Every source that a sentence names.
    """

    title: str
    since: str | None
    as_of: str | None
    process: str | None
    sections: list[SectionShape]
    sources: list[SourceShape]
