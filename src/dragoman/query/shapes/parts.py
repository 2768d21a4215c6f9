"""Parts: the small shapes of which the large ones are made. Types only."""

from __future__ import annotations

from typing_extensions import TypedDict

As = TypedDict("As", {"as": "str | None"})  # a word of Python, so no class can name it
As.__doc__ = """In which capacity.

Attributes:
    as: head, supervisor, mediator, host, facilitator, observer, guarantor.
"""


class CountsShape(TypedDict):
    """How many stand behind a value: three counts, never one, and the parties that speak on record.

    Attributes:
        reports: Reports that carry it.
        origins: Independent origins among them; copies of one wire are one.
        voices: Distinct voices; a report that names none speaks with its outlet's.
        parties: Sides whose persons or offices say it on record: alpha-3 of a state, or a short name.
    """

    reports: int
    origins: int
    voices: int
    parties: list[str]


class IntervalShape(TypedDict):
    """World time, both ends inclusive.

    Attributes:
        start: ISO 8601 date, or date-time where granularity is ``hour``.
        end: The same.
        granularity: Of the ends: hour, night, day, week, month, season, year.
    """

    start: str
    end: str
    granularity: str


class QuoteShape(TypedDict):
    """Words of a report.

    Attributes:
        start: First code point in the report's text.
        end: The code point after the last.
        quote: The words, verbatim.
    """

    start: int
    end: int
    quote: str


class EvidenceShape(QuoteShape):
    """Words of a report with those around them (W3C TextQuoteSelector).

    Attributes:
        prefix: Up to 32 code points before.
        suffix: Up to 32 code points after.
    """

    prefix: str
    suffix: str


class VoiceShape(TypedDict):
    """One link of a chain of attribution.

    Attributes:
        name: As the report names it.
        kind: person, office, agency, outlet, unnamed.
        party: The side whose voice it is.
        chain: Number of the chain that it belongs to; voices of one chain stand nearest first.
    """

    name: str
    kind: str
    party: str | None
    chain: int


class ClaimRef(TypedDict):
    """A claim, by where it stands and who says it.

    Attributes:
        id: Of the claim.
        doc: The report: the id given in its input, else our own.
        url: Of the report.
        title: Of the report.
        source: The outlet, as given.
        published_at: When the report came out.
        published_at_local: The same, as printed.
        attribution: The voices; empty where the report speaks in its own.
        evidence: The words that carry it.
        link: The report opened at these words; null where it has no address.
    """

    id: str
    doc: str
    url: str | None
    title: str | None
    source: str | None
    published_at: str | None
    published_at_local: str | None
    attribution: list[VoiceShape]
    evidence: list[EvidenceShape]
    link: str | None


class PlaceShape(TypedDict):
    """Where it happened.

    Attributes:
        name: As a report names it.
        country: ISO 3166-1 alpha-2.
        adm1: First-order division.
        lat: WGS 84 degrees.
        lon: WGS 84 degrees.
        precision: exact, settlement, district, region, country.
        administered_by: Who holds a contested place, where that differs: alpha-2.
    """

    name: str
    country: str | None
    adm1: str | None
    lat: float | None
    lon: float | None
    precision: str
    administered_by: str | None


class ParticipantShape(As):
    """Somebody or something in a role.

    Attributes:
        id: In the dossier.
        name: As a report names it.
        party: The side that it acts for.
        effect: What happened to a target: targeted, hit, damaged, destroyed.
    """

    id: str | None
    name: str
    party: str | None
    effect: str | None


class RolesShape(TypedDict):
    """Who takes part.

    Attributes:
        actor: Who did it; of talks and the like, all sides.
        target: To or against whom or what.
        mediator: Who mediates, hosts, observes.
        delegate: Persons who take part.
    """

    actor: list[ParticipantShape]
    target: list[ParticipantShape]
    mediator: list[ParticipantShape]
    delegate: list[ParticipantShape]


class QuantityShape(TypedDict):
    """How many of what.

    Attributes:
        measure: As in the codebook.
        value: A plain figure.
        low: At least.
        high: At most.
        unit: Of the figure.
        of: What is counted, in a report's words.
        effect: What happened to what is counted.
        vague: Whether there are words alone ("dozens").
        words: Those words.
    """

    measure: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    of: str | None
    effect: str | None
    vague: bool
    words: str | None


class ContentShape(TypedDict):
    """What was demanded, offered, refused, threatened or agreed.

    Attributes:
        spans: In a report's words.
        issue: As in the codebook.
        condition: The words of a condition.
    """

    spans: list[QuoteShape]
    issue: str
    condition: QuoteShape | None


class OutcomeShape(QuoteShape):
    """What came of talks, in a report's words.

    Attributes:
        attribution: Whose words they are, where they have a voice of their own.
    """

    attribution: list[VoiceShape]
