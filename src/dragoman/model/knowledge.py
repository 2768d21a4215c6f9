"""Knowledge: what a dossier says of actors, offices, places, things and processes.

Party codes are ISO 3166-1 alpha-3 for a state, else the short name of the armed side or body.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from dragoman.model.claim import PlaceRef


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    FORCE = "force"
    ARMED_GROUP = "armed_group"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    PERSON = "person"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office held for a time.

    Attributes:
        office: As named in English ("Minister of Defence").
        party: State or side on whose behalf.
        start, end: Inclusive days; None where open or not known.
    """

    office: str
    party: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or some body that acts, is acted upon, or speaks.

    Attributes:
        id: Slug, unique in the dossier (``state.RUS``, ``person.umerov``).
        names: Shown name first, then spellings in any script.
        metonyms: Words that stand for it only as subject or speaker ("Kremlin", "Moscow", "White House").
        adjectives: Demonyms and adjectives ("Russian", "Russians").
        party: What it acts for; for a state its own code.
        part_of: Id of the actor that it belongs to, or None.
    """

    id: str
    kind: ActorKind
    names: tuple[str, ...]
    party: str | None = None
    country: str | None = None
    metonyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    part_of: str | None = None
    source: str | None = None


class Precision(StrEnum):
    """How exactly a place is known, finest first."""

    EXACT = "exact"
    SETTLEMENT = "settlement"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Place:
    """A place with coordinates.

    Attributes:
        id: ``geonames:<n>``, ``iso:<code>``, ``icao:<code>`` or a pack's slug.
        country: ISO 3166-1 alpha-2.
        administered_by: ISO 3166-1 alpha-2 of who holds a contested place, where that differs.
        adm1: ISO 3166-2 code or name of the first-order division.
        lat, lon: WGS 84 degrees; None where not known.
        population: For choosing between namesakes; 0 where not known.
        within: Id of the place that holds it, or None.
        is_derived: The coordinates are the population-weighted mean of the towns within, not the place's own.
    """

    id: str
    names: tuple[str, ...]
    precision: Precision
    country: str | None
    adm1: str | None = None
    lat: int | float | None = None
    lon: int | float | None = None
    population: int = 0
    administered_by: str | None = None
    within: str | None = None
    is_derived: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """A weapon, aircraft or other named thing.

    Attributes:
        kind: ``drone``, ``missile``, ``aircraft``, ``artillery``, ``bomb``, ``air_defence``, ``operation``, ...
        mode: The strike mode that it implies, or None.
    """

    id: str
    names: tuple[str, ...]
    kind: str
    mode: str | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class ProcessRound:
    """The identity of a round, not its facts: those come from reports.

    Attributes:
        number: Ordinal within the process.
        around: Days between which a report may place it, inclusive; for joining only, never shown as a date.
    """

    number: int
    around: tuple[date, date] | None = None
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Process:
    """A peace process: who talks with whom, and which rounds belong to it."""

    id: str
    names: tuple[str, ...]
    parties: tuple[str, ...]
    start: date | None = None
    places: tuple[str, ...] = ()
    rounds: tuple[ProcessRound, ...] = ()


@dataclass(frozen=True, slots=True)
class FrameCodes:
    """What other vocabularies call a frame, each with its source."""

    plover: str | None = None
    acled: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A common noun that, with a state's adjective, names a body of that state ("Turkish", "foreign ministry").

    Attributes:
        words: Lower-case heads, singular and plural, without the adjective.
        kind: What the whole phrase names.
        office: True where the words name a post and its holder ("president"), not a body.
        plain: True where the words say too little to be an office's voice (plain "officials").
    """

    words: tuple[str, ...]
    kind: ActorKind
    office: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """Words before or beside a person's name that say what the person is.

    Attributes:
        words: As printed, with case ("President", "Gen.").
        voice: Kind of voice that the title alone, without a name, is: ``person``, ``office``, ``unnamed``.
        office: The office as tenures name it ("Foreign Minister"), or None where it names none ("Mr").
    """

    words: tuple[str, ...]
    voice: str
    office: str | None = None


class Containment(Protocol):
    """What the merge asks a gazetteer: whether one place lies inside another."""

    def holds(self, outer: PlaceRef, inner: PlaceRef) -> bool | None:
        """Say whether ``inner`` lies in ``outer``, or None where the gazetteer does not know both."""
        ...
