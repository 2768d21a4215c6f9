"""The record: events folded from claims, their cells, disputes and rounds, and what people decide.

Facts (runs, claims, judgements) are appended and never changed; everything else here is derived and
can be rebuilt from them with the same result.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from dragoman.model.claim import Claim, Content, Filler, Outcome, PlaceRef, QuantityRef, Roles, Salience, Status
from dragoman.model.report import Document
from dragoman.values import Instant, Interval


@dataclass(frozen=True, slots=True)
class Run:
    """One reading of one document revision by one engine with one dossier.

    Attributes:
        id: Over the three; the same input gives the same run, and nothing new is written.
        engine: Version of the extraction engine.
        dossier: Digest of the compiled dossier.
        recorded_at: Aware UTC.
    """

    id: str
    document_id: str
    revision: str
    engine: str
    dossier: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ActiveClaim:
    """A claim of an active run with the report it stands in and the origin of its passage.

    Attributes:
        origin: Id of the document, or ``source:<id>`` of the agency, that the passage comes from.
        published: The report's, or None where unknown (then it is on the recorded clock only).
        document: The report without its text being read here; for names, links and order.
        judgements: Ids of the judgements that added or mended it, in order; empty as the engine read it.
    """

    claim: Claim
    document: Document
    origin: str
    recorded_at: datetime
    published: Instant | None = None
    judgements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many reports, independent origins and distinct voices stand behind a value, and which parties speak."""

    reports: int
    origins: int
    voices: int
    parties: tuple[str, ...]


class CellStatus(StrEnum):
    """How the values of one field stand to each other."""

    AGREED = "agreed"
    SINGLE = "single"
    DISPUTED = "disputed"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class CellValue:
    """One value of a field with the claims that carry it.

    Attributes:
        value: JSON-ready: text, number, or mapping as in the codebook's field.
        claims: Ids, in the order of publication.
    """

    value: Any
    counts: Counts
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """All values of one field of one event; ``best`` is the value shown, never an average."""

    field: str
    best: Any
    status: CellStatus
    values: tuple[CellValue, ...]


class DisputeKind(StrEnum):
    """What the reports disagree on."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    ACTOR = "actor"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True)
class Dispute:
    """Values that cannot both be right, or that only seem so.

    Attributes:
        verdict: ``open``, ``update``, ``other-scope``, ``other-unit`` or ``settled``.
        why: One sentence for a person.
    """

    id: str
    event_id: str
    field: str
    kind: DisputeKind
    verdict: str
    why: str
    values: tuple[CellValue, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened or is meant to, from all reports of it.

    Attributes:
        id: Hash of the anchor claim's evidence key; the anchor is the minimum by (published_at, document
            id, start, frame).
        former_ids: Ids under which it stood while other claims were its anchor.
        occurred: World time, or None. ``not_after``: the first publication, a bound for undated past events.
        claims: Ids of its claims in order of publication.
    """

    id: str
    frame: str
    status: Status
    title: str
    counts: Counts
    claims: tuple[str, ...]
    mode: str | None = None
    hedged: bool = False
    name: str | None = None
    round: int | None = None
    process: str | None = None
    occurred: Interval | None = None
    not_after: date | None = None
    places: tuple[PlaceRef, ...] = ()
    roles: Roles = Roles()
    quantities: tuple[QuantityRef, ...] = ()
    content: Content | None = None
    outcome: tuple[Outcome, ...] = ()
    disputed: bool = False
    part_of: str | None = None
    salience: Salience = Salience.MINOR
    first_published: Instant | None = None
    last_published: Instant | None = None
    former_ids: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    disputes: tuple[Dispute, ...] = ()


class RoundState(StrEnum):
    """Where a round of talks stands in its life."""

    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    CONFIRMED = "confirmed"
    POSTPONED = "postponed"
    UNDER_WAY = "under way"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class RoundStep:
    """One step in a round's life, with the claim that reports it."""

    published: Instant | None
    state: RoundState
    claim: str


@dataclass(frozen=True, slots=True)
class Delegation:
    """One side of a round: its head and the others who are named."""

    party: str
    head: Filler | None = None
    delegates: tuple[Filler, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """A talks event as a round of a process, with its life."""

    event_id: str
    process: str | None
    number: int | None
    state: RoundState
    history: tuple[RoundStep, ...]
    sides: tuple[Delegation, ...] = ()
    mediators: tuple[Filler, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about a claim or an event; undo is a judgement too.

    Attributes:
        kind: must-link, cannot-link, set, reject, add, edit, unverifiable, note, undo, code (a blind coding).
        target: The evidence key that it attaches to (document, frame, start, end), so that a re-read keeps it.
    """

    id: str
    kind: str
    target: dict[str, Any]
    value: Any
    reviewer: str
    reason: str
    recorded_at: datetime
