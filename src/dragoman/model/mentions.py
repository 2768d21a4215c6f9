"""Mentions: the words of a report linked to actors, places, times, things and quantities.

One ``Mentions`` record holds all of a document, each tuple sorted by span; spans of one kind never
overlap. A link that cannot be made is ``None``: the words stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.knowledge import ActorKind, Precision
from dragoman.values import Interval, Span


class TimexKind(StrEnum):
    """TIMEX3 types."""

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression.

    Attributes:
        span: The expression's words.
        text: The expression as printed.
        value: TIMEX3 value (``2025-06-02``, ``2025-W23``, ``P3D``, ``PRESENT_REF``), or None where unresolved.
        interval: The days it can mean, or None (a duration, or no publication date to count from).
        relation: How an event stands to the interval: ``in``, ``since``, ``until``, ``before``, ``after``.
        anchored: Whether it needed the publication date ("Tuesday", "overnight").
    """

    span: Span
    text: str
    kind: TimexKind
    value: str | None
    interval: Interval | None
    relation: str = "in"
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words that name an actor.

    Attributes:
        span: The whole naming phrase without its article ("Turkish Foreign Minister Hakan Fidan").
        name: What is shown: the name proper ("Hakan Fidan"), verbatim from the text.
        head: Index of the syntactic head token.
        actor_id: The dossier's actor, or None.
        party: From the dossier, an adjective, an apposition or a title in the text; None where nothing says.
        office: Title or office printed with it, or None.
        by: ``name``, ``metonym``, ``adjective``, ``descriptor``, ``pronoun``, ``recogniser``.
        antecedent: Span of the mention that a pronoun or short name stands for, or None.
        further: Parties beside ``party`` where one phrase names several ("Russian and Ukrainian delegations").
    """

    span: Span
    name: str
    head: int
    kind: ActorKind
    actor_id: str | None = None
    party: str | None = None
    office: str | None = None
    by: str = "name"
    antecedent: Span | None = None
    further: tuple[str, ...] = ()

    @property
    def parties(self) -> tuple[str, ...]:
        """Every party that the words name, in text order; empty where they name none."""
        return () if self.party is None else (self.party, *self.further)

    @property
    def is_named(self) -> bool:
        """Whether a name of its own stands here, not an office, a capital or a word for it."""
        return self.by in {"name", "recogniser"}


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place.

    Attributes:
        name: What is shown, verbatim from the text.
        place_id: Id in the gazetteer or a pack, or None where the gazetteer lacks it.
    """

    span: Span
    name: str
    head: int
    precision: Precision
    place_id: str | None = None
    country: str | None = None
    adm1: str | None = None
    lat: int | float | None = None
    lon: int | float | None = None
    administered_by: str | None = None


@dataclass(frozen=True, slots=True)
class ThingMention:
    """Words that name a weapon, an aircraft, an operation."""

    span: Span
    thing_id: str
    kind: str
    mode: str | None
    name: str


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A number with what it counts.

    Attributes:
        span: The number, its bound words and its unit ("over 4,000 kilometres").
        value, low, high: As in the codebook: plain figure, or bounds.
        unit: ``min|h|d|week|month|year``, ``km``, ``percent``, ISO 4217, or None for a count.
        noun: Lemma of what is counted ("drone", "prisoner"), or None.
        noun_head: Token index of that noun, or None.
        vague: Words alone ("dozens").
    """

    span: Span
    head: int
    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    unit: str | None = None
    noun: str | None = None
    noun_head: int | None = None
    vague: bool = False
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything that was linked in one document."""

    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[Timex, ...] = ()
    things: tuple[ThingMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
