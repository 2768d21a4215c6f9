"""Draft: the sentences of a text checked against the record. Types only."""

# ruff: noqa: TC001  JSON Schemas are generated from these types at run time
from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

from dragoman.query.shapes.parts import ClaimRef, CountsShape


class FindingOnClaimShape(TypedDict):
    """What the record has on one thing that a sentence claims.

    Attributes:
        verdict: Of this claim alone.
        frame: Of the claim.
        event_id: The event of the record that it was compared with; null where there is none like it.
        title: Of that event.
        agree: Fields that a report gives as the sentence does.
        differ: Fields that every report gives otherwise.
        open: Fields of the sentence on which the record says nothing.
        said: What the sentence has, by field that differs.
        reported: What the reports have, by field that differs.
    """

    verdict: Literal["supported", "contradicted", "partly", "not-in-record"]
    frame: str
    event_id: str | None
    title: str | None
    agree: list[str]
    differ: list[str]
    open: list[str]
    said: dict[str, Any]
    reported: dict[str, Any]


class LintShape(TypedDict):
    """One sentence of a text, against the record.

    Attributes:
        sentence: The sentence.
        start: Where it begins in the text.
        end: Where it ends.
        verdict: Of all that it claims; not-in-record also where nothing in it can be checked.
        support: The claims on record that say the same.
        oppose: The claims on record that say otherwise.
        counts: What stands behind the events that it agrees with; null where there are none.
        findings: Claim by claim.
    """

    sentence: str
    start: int
    end: int
    verdict: Literal["supported", "contradicted", "partly", "not-in-record"]
    support: list[ClaimRef]
    oppose: list[ClaimRef]
    counts: CountsShape | None
    findings: list[FindingOnClaimShape]
