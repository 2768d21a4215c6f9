"""Claims and statements: what a report says happened, and what it attributes to whom.

The fields are the codebook's. A claim is made by one extraction run from one document revision and
never changed; its ``event`` and ``part_of`` come from the merge and live in the record, not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.knowledge import Precision
from dragoman.values import Interval, Span


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Words of the text by exact offsets: code points, end-exclusive, ``quote`` verbatim."""

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Evidence:
        """Give the evidence that these offsets select."""
        return cls(start, end, text[start:end])

    @property
    def span(self) -> Span:
        """The offsets alone."""
        return Span(self.start, self.end)


class Status(StrEnum):
    """What the report says of the event, seen from its publication."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"
    CANCELLED = "cancelled"
    NOT_OCCURRED = "not_occurred"
    DENIED = "denied"


class Salience(StrEnum):
    """A main point of the report, or mentioned in passing."""

    MAIN = "main"
    MINOR = "minor"


class VoiceKind(StrEnum):
    """What kind of voice speaks."""

    PERSON = "person"
    OFFICE = "office"
    AGENCY = "agency"
    OUTLET = "outlet"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of a chain of attribution.

    Attributes:
        chain: Which chain it belongs to (0, 1, ...); voices of one chain stand in order, nearest first.
        party: The side whose voice it is, or None. An unnamed source in a state's medium has none.
    """

    name: str
    kind: VoiceKind
    party: str | None = None
    chain: int = 0
    actor_id: str | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Filler:
    """Somebody or something in a role.

    Attributes:
        name: Verbatim from the text.
        party: State (alpha-3) or armed side that it acts for, or None.
        qualifier: ``as`` in JSON: head, supervisor, mediator, host, facilitator, observer, guarantor.
        effect: For targets: targeted, hit, damaged, destroyed.
        hedged, attribution: Where this value has a hedge or a voice of its own.
    """

    name: str
    party: str | None = None
    qualifier: str | None = None
    effect: str | None = None
    hedged: bool = False
    attribution: tuple[Voice, ...] = ()
    actor_id: str | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Roles:
    """Who takes part, by role."""

    actor: tuple[Filler, ...] = ()
    target: tuple[Filler, ...] = ()
    mediator: tuple[Filler, ...] = ()
    delegate: tuple[Filler, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """Where it happened, as named and as linked; fields as in ``Place``."""

    name: str
    precision: Precision
    country: str | None = None
    adm1: str | None = None
    lat: int | float | None = None
    lon: int | float | None = None
    administered_by: str | None = None
    place_id: str | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class QuantityRef:
    """How many of what.

    Attributes:
        value, low, high: A plain figure, or bounds; all None where ``vague``.
        of: The side or thing counted, in the report's words.
        vague, words: Words alone ("dozens"), kept but never compared.
    """

    measure: str
    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    unit: str | None = None
    of: str | None = None
    effect: str | None = None
    vague: bool = False
    words: str | None = None
    hedged: bool = False
    attribution: tuple[Voice, ...] = ()
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What was demanded, offered, refused, threatened or agreed, in the report's words."""

    spans: tuple[Evidence, ...]
    issue: str
    condition: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of talks, in the report's words."""

    evidence: Evidence
    attribution: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that one report says happened, is happening, or is meant to happen.

    Attributes:
        id: Over document revision, frame, evidence spans and the ordinal among equals.
        label: Unique within the document (``c1``, ``c2``); ``id`` in the exported form.
        document_id, revision: The report and the revision that was read.
        time: The days it can mean, or None where the text gives no ground.
        time_words: The words that gave the time, also where they stay unresolved ("this Wednesday" without a
            publication date).
        about: Labels of the claims of this document that it speaks of.
        rule: Which trigger of the frame fired, for ``explain``.
        confidence: How sure a learned reader is of it, 0 to 1; None from rules and people, which give none.
    """

    id: str
    label: str
    document_id: str
    revision: str
    frame: str
    status: Status
    evidence: tuple[Evidence, ...]
    mode: str | None = None
    hedged: bool = False
    round: int | None = None
    name: str | None = None
    time: Interval | None = None
    time_words: Evidence | None = None
    time_relation: str | None = None
    places: tuple[PlaceRef, ...] = ()
    roles: Roles = Roles()
    quantities: tuple[QuantityRef, ...] = ()
    attribution: tuple[Voice, ...] = ()
    content: Content | None = None
    outcome: tuple[Outcome, ...] = ()
    about: tuple[str, ...] = ()
    salience: Salience = Salience.MINOR
    rule: str | None = None
    confidence: int | float | None = None


class StatementKind(StrEnum):
    """How the words are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a report attributes to someone, event or not.

    Attributes:
        source: The words that name the speaker.
        cue: The words that attribute ("said", "according to"); None where only the layout does.
        content: What is attributed, one span or several.
        voices: The chain, nearest first.
        verb: Lemma of the cue ("deny", "announce"), for status.
    """

    id: str
    document_id: str
    revision: str
    source: Evidence | None
    cue: Evidence | None
    content: tuple[Evidence, ...]
    voices: tuple[Voice, ...]
    kind: StatementKind
    verb: str | None = None
    issue: str | None = None
