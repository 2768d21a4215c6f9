"""Talks: the rounds of talks and what came of them. Types only."""

# ruff: noqa: TC001  JSON Schemas are generated from these types at run time
from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from dragoman.query.shapes.event import CellValueShape, DisputeShape
from dragoman.query.shapes.parts import (
    ClaimRef,
    CountsShape,
    IntervalShape,
    ParticipantShape,
    PlaceShape,
    QuantityShape,
)


class SideShape(TypedDict):
    """One side of a round.

    Attributes:
        party: The side.
        head: Of its delegation, where a report calls somebody so.
        delegates: The others who are named.
    """

    party: str
    head: ParticipantShape | None
    delegates: list[ParticipantShape]


class RoundStepShape(TypedDict):
    """One step in a round's life.

    Attributes:
        published_at: Of the report.
        published_at_local: The same, as printed.
        state: Into which the round came.
        claim: That reports it.
    """

    published_at: str | None
    published_at_local: str | None
    state: str
    claim: ClaimRef


class TermShape(TypedDict):
    """A term that was proposed, refused or agreed in or around a round.

    Attributes:
        event_id: Of the proposal, rejection or agreement.
        title: Of that event.
        status: Of that event.
        party: Whose act it was; null where several or none are known.
        issue: As in the codebook.
        quotes: Its content in the reports' words.
        counts: What stands behind it.
        claims: Those that carry it.
    """

    event_id: str
    title: str
    status: str
    party: str | None
    issue: str | None
    quotes: list[str]
    counts: CountsShape
    claims: list[ClaimRef]


class FateShape(TypedDict):
    """A later event that reports on a commitment.

    Attributes:
        event_id: Of the event.
        title: Of the event.
        status: occurred, ongoing, cancelled, not_occurred, denied.
        occurred: World time.
        not_after: First publication of an undated past event: a bound, never a date.
        quantities: The figures shown.
        disputed: Whether a dispute about it is open.
        counts: What stands behind it.
    """

    event_id: str
    title: str
    status: str
    occurred: IntervalShape | None
    not_after: str | None
    quantities: list[QuantityShape]
    disputed: bool
    counts: CountsShape


class CommitmentShape(TypedDict):
    """A commitment and what became of it, according to whom.

    Attributes:
        id: Of the commitment.
        event_id: Of the agreement, or of the plan where no agreement is on record.
        title: Of that event.
        by: Parties that made it.
        to: Parties to whom.
        what: The claims that state it.
        quotes: What was promised, in the reports' words.
        quantities: How many of what, every figure that is given.
        issue: As in the codebook.
        round_id: Event of the round in which it was made.
        made_at: When it was made.
        due: Until when.
        state: What was reported of it.
        reported: Later events that report on it, in order of time.
        according_to: The claims on which the state rests.
    """

    id: str
    event_id: str
    title: str
    by: list[str]
    to: list[str]
    what: list[ClaimRef]
    quotes: list[str]
    quantities: list[QuantityShape]
    issue: str
    round_id: str | None
    made_at: IntervalShape | None
    due: IntervalShape | None
    state: Literal["no_report", "partly", "done", "contested"]
    reported: list[FateShape]
    according_to: list[ClaimRef]


class NextStepShape(TypedDict):
    """A meeting or an exchange that reports of a round announce for the time after.

    Attributes:
        event_id: Of the event.
        title: Of the event.
        frame: talks or exchange.
        status: What is known of it by now.
        occurred: World time.
        counts: What stands behind it.
    """

    event_id: str
    title: str
    frame: str
    status: str
    occurred: IntervalShape | None
    counts: CountsShape


class TalksShape(TypedDict):
    """A round of talks as it stands.

    Attributes:
        process: Id of the peace process in the dossier.
        round: Its number.
        event_id: Of the event.
        title: Of the event.
        state: proposed, announced, confirmed, postponed, under way, held, cancelled.
        occurred: World time.
        dates: Every time that a report gives.
        place: The most specific place.
        venue: Every place that a report gives.
        sides: Who sits on each side.
        mediators: Who mediates, hosts, observes.
        duration: Every length that a report gives.
        outcomes: What came of it, in every wording.
        proposed: Terms put forward.
        refused: Terms refused.
        agreed: Terms agreed.
        commitments: Followed from what was agreed.
        next: What its reports announce for the time after.
        history: Its life, step by step.
        counts: What stands behind it.
        disputes: About it.
    """

    process: str | None
    round: int | None
    event_id: str
    title: str
    state: str
    occurred: IntervalShape | None
    dates: list[CellValueShape]
    place: PlaceShape | None
    venue: list[CellValueShape]
    sides: list[SideShape]
    mediators: list[ParticipantShape]
    duration: list[CellValueShape]
    outcomes: list[CellValueShape]
    proposed: list[TermShape]
    refused: list[TermShape]
    agreed: list[TermShape]
    commitments: list[CommitmentShape]
    next: list[NextStepShape]
    history: list[RoundStepShape]
    counts: CountsShape
    disputes: list[DisputeShape]
