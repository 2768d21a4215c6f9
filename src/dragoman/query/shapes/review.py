"""Review: what people decided, what waits for a decision, and how far two coders agree. Types only."""

# ruff: noqa: TC001  JSON Schemas are generated from these types at run time
from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

from dragoman.query.shapes.event import JudgementShape
from dragoman.query.shapes.parts import ClaimRef


class LoggedShape(JudgementShape):
    """A judgement in the log.

    Attributes:
        state: Whether it has its effect; dormant where its evidence is in no claim any more.
        target: The evidence that it attaches to: report, frame, offsets and words.
        claims: Ids of the claims that it attaches to now.
        event_id: The event of the first of them.
        hash: Its link in the chain.
    """

    state: Literal["in force", "undone", "dormant"]
    target: dict[str, Any]
    claims: list[str]
    event_id: str | None
    hash: str | None


class ConflictShape(TypedDict):
    """Two judgements in force by two reviewers that cannot both be meant.

    Attributes:
        first: Id of the earlier.
        second: Id of the later, which has its effect.
        what: What they differ on.
    """

    first: str
    second: str
    what: str


class ReviewLogShape(TypedDict):
    """What people decided, in the order of recording.

    Attributes:
        head: Newest link of the chain, to be kept elsewhere.
        judgements: Each with where it stands.
        conflicts: Those that disagree.
    """

    head: str
    judgements: list[LoggedShape]
    conflicts: list[ConflictShape]


ReasonKind = Literal["event", "value", "dispute", "conflict", "dormant", "unsure"]


class ReasonShape(TypedDict):
    """Why something waits for a decision.

    Attributes:
        kind: The whole event, the value shown of a field or an open dispute stands on the claim; two judgements
            disagree, one found no claim any more, or the reader is not sure.
        field: The field of the value or of the dispute; null where the reason is about none.
        words: The same in a phrase.
    """

    kind: ReasonKind
    field: str | None
    words: str


class QueuedShape(TypedDict):
    """One thing that waits for a decision.

    Attributes:
        kind: A claim to look at, two judgements that disagree, or one that found no claim any more.
        id: Of the claim or judgement; of a conflict, its second judgement.
        event_id: The event concerned.
        title: Of that event, or of the report.
        why: What a decision would change, one phrase each.
        reasons: The same, each with its kind and its field apart.
        weight: The order: values that would change, times reports of the event; null in the order by uncertainty.
        confidence: How sure a learned reader is of the claim, 0 to 1; null from rules.
        claim: The claim.
    """

    kind: Literal["claim", "conflict", "dormant"]
    id: str
    event_id: str | None
    title: str | None
    why: list[str]
    reasons: list[ReasonShape]
    weight: int | None
    confidence: float | None
    claim: ClaimRef | None


class AgreementFieldShape(TypedDict):
    """How far two coders agree on one field.

    Attributes:
        field: As in the codebook; ``claim`` is whether both coded the clause at all.
        units: Clauses that both coded, or that one did for ``claim``.
        same: On how many they agree.
        alpha: Krippendorff's alpha for nominal data; null where it has no meaning, as where nothing varies.
    """

    field: str
    units: int
    same: int
    alpha: float | None


class DifferenceShape(TypedDict):
    """One field on which two coders differ.

    Attributes:
        doc: The report.
        quote: The words.
        field: As in the codebook; ``claim`` where one coder has none.
        first: What the first coder has.
        second: What the second has.
        codings: Ids of the two codings; null where a coder has none.
    """

    doc: str
    quote: str
    field: str
    first: Any
    second: Any
    codings: list[str | None]


class AgreementShape(TypedDict):
    """How far two coders agree who coded the same reports without seeing each other.

    Attributes:
        coders: Their names, in order.
        docs: The reports that both have finished.
        fields: Field by field.
        differences: Every field on which they differ.
    """

    coders: list[str]
    docs: list[str]
    fields: list[AgreementFieldShape]
    differences: list[DifferenceShape]


class TouchedShape(TypedDict):
    """An event as it stands after a decision.

    Attributes:
        id: Of the event.
        title: Of the event.
    """

    id: str
    title: str


class DecisionShape(TypedDict):
    """What was recorded by one decision.

    Attributes:
        judgements: Those that are new; empty where the same was in force already.
        head: Newest link of the chain.
        events: The events that the claims concerned are in now.
    """

    judgements: list[JudgementShape]
    head: str
    events: list[TouchedShape]


class LockShape(TypedDict):
    """Who has what in hand, on the pages of review or over the API.

    Attributes:
        item: Id of an event, or of a report.
        holder: Name of the account.
        until: When it ends unless it is renewed.
    """

    item: str
    holder: str
    until: str
