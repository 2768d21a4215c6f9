"""Event: an event, its cells, its disputes and its history. Types only."""

# ruff: noqa: TC001  JSON Schemas are generated from these types at run time
from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

from dragoman.query.shapes.parts import (
    ClaimRef,
    ContentShape,
    CountsShape,
    IntervalShape,
    OutcomeShape,
    PlaceShape,
    QuantityShape,
    RolesShape,
)


class EventShape(TypedDict):
    """One thing that happened or is meant to, from all reports of it.

    Attributes:
        id: Of the event; ids that it had before lead to it too.
        frame: As in the codebook.
        mode: As in the codebook.
        status: Of the latest report that does not deny it.
        hedged: Whether every report hedges it.
        name: Proper name of an operation or initiative.
        round: Ordinal of a round.
        process: Id of the peace process in the dossier.
        title: One plain sentence.
        occurred: World time.
        not_after: First publication of an undated past event: a bound, never a date.
        places: Most specific first.
        roles: Who takes part.
        quantities: The figures shown.
        content: Of acts of speech and agreements.
        outcome: Of talks.
        counts: What stands behind it; those of its parts are not in it.
        disputed: Whether a dispute about it is open.
        part_of: Id of the whole that it is a stage or tally of.
        salience: main or minor.
        first_published_at: Of the first report.
        first_published_at_local: The same, as printed.
        last_published_at: Of the last report.
        last_published_at_local: The same, as printed.
    """

    id: str
    frame: str
    mode: str | None
    status: str
    hedged: bool
    name: str | None
    round: int | None
    process: str | None
    title: str
    occurred: IntervalShape | None
    not_after: str | None
    places: list[PlaceShape]
    roles: RolesShape
    quantities: list[QuantityShape]
    content: ContentShape | None
    outcome: list[OutcomeShape]
    counts: CountsShape
    disputed: bool
    part_of: str | None
    salience: str
    first_published_at: str | None
    first_published_at_local: str | None
    last_published_at: str | None
    last_published_at_local: str | None


class CellValueShape(TypedDict):
    """One value of a field.

    Attributes:
        value: In the form of the field.
        counts: What stands behind it.
        claims: Those that carry it, in order of publication.
    """

    value: Any
    counts: CountsShape
    claims: list[ClaimRef]


class CellShape(TypedDict):
    """All values of one field of an event.

    Attributes:
        field: Its name; figures are named by measure and what is counted.
        best: The value shown: one of them, never an average.
        status: How the values stand to each other.
        values: Each with what stands behind it.
    """

    field: str
    best: Any
    status: Literal["agreed", "single", "disputed", "updated"]
    values: list[CellValueShape]


class DisputeShape(TypedDict):
    """Values that cannot both be right, or that only seem so.

    Attributes:
        id: Of the dispute.
        event_id: Of the event.
        field: On which the reports differ.
        kind: What they differ on.
        verdict: Whether it is open, or why it is none.
        why: One sentence.
        values: The values, each with what stands behind it.
    """

    id: str
    event_id: str
    field: str
    kind: Literal["number", "date", "place", "actor", "denial"]
    verdict: Literal["open", "update", "other-scope", "other-unit", "settled"]
    why: str
    values: list[CellValueShape]


class JudgementShape(TypedDict):
    """What a person decided.

    Attributes:
        id: Of the judgement.
        kind: must-link, cannot-link, set, reject, add, edit, unverifiable, note, undo.
        value: What was decided.
        reviewer: Who decided.
        reason: Why.
        recorded_at: When, in UTC.
    """

    id: str
    kind: str
    value: Any
    reviewer: str
    reason: str
    recorded_at: str


class StepShape(TypedDict):
    """One step by which an event came to be what it is.

    Attributes:
        recorded_at: When we had it, in UTC.
        published_at: When the report came out; null for a judgement.
        published_at_local: The same, as printed.
        what: What was new with it.
        because: The claim; null for a judgement.
    """

    recorded_at: str
    published_at: str | None
    published_at_local: str | None
    what: str
    because: ClaimRef | None


class ShowShape(EventShape):
    """An event with everything that is known about it.

    Attributes:
        cells: Every field with all its values.
        disputes: On it, open or not.
        judgements: On it or its claims.
        history: In order of publication, then judgements.
    """

    cells: list[CellShape]
    disputes: list[DisputeShape]
    judgements: list[JudgementShape]
    history: list[StepShape]
