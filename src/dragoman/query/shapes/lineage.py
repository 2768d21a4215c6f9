"""Where reports come from, what copies changed, and what outlets do. Types only."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from dragoman.query.shapes.parts import ClaimRef, QuoteShape


class DriftPassageShape(QuoteShape):
    """A sentence of a report.

    Attributes:
        doc: The report.
    """

    doc: str


class DriftShape(TypedDict):
    """One thing that a copy changed of its original, with the sentence of both.

    Attributes:
        kind: What was changed.
        before: The words that differ, in the original; empty where it has none.
        after: The same in the copy.
        there: The sentence of the original.
        here: The sentence of the copy.
    """

    kind: Literal["figure", "scope_lost", "hedge_lost", "hedge_added", "attribution_lost", "date", "name", "quotation"]
    before: str
    after: str
    there: DriftPassageShape
    here: DriftPassageShape


class SharedPassageShape(TypedDict):
    """Words that two reports share, or a sentence of one with what it tells anew of the other.

    Attributes:
        here: In the later report.
        there: In the earlier one; null where it is not at hand.
    """

    here: QuoteShape
    there: QuoteShape | None


class RelationShape(TypedDict):
    """How one report depends on another, or on a medium.

    Attributes:
        doc: The other report; null where only the medium is credited.
        source: The other's outlet, as given, or the id of the medium that is credited.
        title: Of the other report.
        published_at: When the other report came out.
        published_at_local: The same, as printed.
        kind: How the later of the two depends on the earlier.
        share: Part of the later one's own words that is the earlier one's; 1 for a credit of the whole text, null for
            one of a part.
        delay_min: Minutes between the two publications; null where one is not known to the minute.
        one_house: Whether one owner stands behind both outlets; null where an owner is not known.
        passages: Words that both have, one for one; of a translation, sentences with those that they render.
        reworded: Sentences of the later one that tell in other words what the earlier one tells.
    """

    doc: str | None
    source: str | None
    title: str | None
    published_at: str | None
    published_at_local: str | None
    kind: Literal["copy", "rewrite", "translation", "quote", "credit"]
    share: float | None
    delay_min: int | None
    one_house: bool | None
    passages: list[SharedPassageShape]
    reworded: list[SharedPassageShape]


class OriginShareShape(TypedDict):
    """One origin of a report.

    Attributes:
        origin: A report, or ``source:`` and the id of a medium.
        share: Part of the report's own words, 0 to 1.
    """

    origin: str
    share: float


class TextChangeShape(TypedDict):
    """One place where a revision's text differs from the one before.

    Attributes:
        before: The words that went; null where words only came.
        after: The words that came; null where words only went.
    """

    before: QuoteShape | None
    after: QuoteShape | None


class RevisionShape(TypedDict):
    """One text of a report that was replaced by a later one.

    Attributes:
        revision: Its id.
        replaced_by: The id of the revision that came after it.
        recorded_at: When the later one came into this record.
        changes: Where the two differ, in the order of the text.
        withdrawn: Claims of the earlier text that the later one does not make any more.
    """

    revision: str
    replaced_by: str
    recorded_at: str
    changes: list[TextChangeShape]
    withdrawn: list[ClaimRef]


class EntryShape(TypedDict):
    """One dated entry of a live page, by its place in the text.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last character.
        published_at: When it came out; null where that is not known.
        published_at_local: The same, as printed.
    """

    start: int
    end: int
    published_at: str | None
    published_at_local: str | None


class ReportLineageShape(TypedDict):
    """Where one report comes from, who took from it, what was changed, and its earlier texts.

    Attributes:
        doc: The report.
        url: Of the report.
        title: Of the report.
        source: The outlet, as given, else as the dossier names it by its address.
        owner: Who owns the outlet; null where that is not known.
        byline: Who wrote it, as printed.
        published_at: When it came out.
        published_at_local: The same, as printed.
        published_known_by: How that is known: option, json, meta, url, text, feed.
        modified_at: When the report says that it was last changed; null where it does not say.
        modified_at_local: The same, as printed.
        modified_known_by: How that is known, as above.
        entries: Of a live page, in the order of the text.
        notes: What a reader should know of how the text was read, one sentence each.
        origin: The one origin under which the report counts.
        origins: Every origin with its share, the largest first.
        sources: What it is made from, in order of publication.
        copies: What was made from it, in order of publication.
        drift: What it changed of its sources.
        drift_in_copies: What its copies changed of it.
        revisions: Its earlier texts, the oldest first.
    """

    doc: str
    url: str | None
    title: str | None
    source: str | None
    owner: str | None
    byline: str | None
    published_at: str | None
    published_at_local: str | None
    published_known_by: str | None
    modified_at: str | None
    modified_at_local: str | None
    modified_known_by: str | None
    entries: list[EntryShape]
    notes: list[str]
    origin: str
    origins: list[OriginShareShape]
    sources: list[RelationShape]
    copies: list[RelationShape]
    drift: list[DriftShape]
    drift_in_copies: list[DriftShape]
    revisions: list[RevisionShape]


class RelianceShape(TypedDict):
    """On whom an outlet relies, and how fast.

    Attributes:
        source: The other outlet, as given or by its name in the dossier.
        reports: Reports that copy, work over, quote or credit it.
        delay_min: Median of the minutes after the other's publication; null where none is known to the minute.
        one_house: Whether one owner stands behind both; null where an owner is not known.
    """

    source: str
    reports: int
    delay_min: int | None
    one_house: bool | None


class OutletShape(TypedDict):
    """What one outlet's reports in the record are.

    Attributes:
        source: Its name as given; null for reports without an outlet.
        source_id: In the dossier; null where it is not there.
        kind: Of medium; null where it is not in the dossier.
        owner: Who owns it; null where that is not known.
        party: The state or side that it answers to; null where none is known.
        reports: In the record.
        own: Reports that are its own, passages and claims from others left aside.
        copies: Reports that print another's words.
        rewrites: Reports that work another's over.
        credited: Reports whose whole text it credits to a medium of which no report is at hand.
        partly: Own reports with a passage or claim from others.
        taken_up: Reports of others that are made from its own.
        relies_on: On whom, the most first.
        drift: How many changes its copies made, by kind.
        drifts: The changes themselves; empty unless asked for.
    """

    source: str | None
    source_id: str | None
    kind: str | None
    owner: str | None
    party: str | None
    reports: int
    own: int
    copies: int
    rewrites: int
    credited: int
    partly: int
    taken_up: int
    relies_on: list[RelianceShape]
    drift: dict[str, int]
    drifts: list[DriftShape]
