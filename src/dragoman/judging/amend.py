"""Amend: the claims of one report as people mended them, with those that people added.

A report's claims and the judgements on it come in, claims go out; nothing that the engine wrote is changed. A
judgement whose evidence or words are not there any more has no effect, and its standing is dormant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.errors import BadSlotError, EvidenceError
from dragoman.judging.keys import Attachments, place_in
from dragoman.judging.slots import build_claim, mend_claim
from dragoman.judging.standing import in_force
from dragoman.model import ActiveClaim, Claim, Document, Judgement
from dragoman.values import content_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CONSTRUCTIVE = ("add", "edit")
"""Kinds of judgements that make claims other than they were read."""


@dataclass(frozen=True, slots=True)
class Amended:
    """What is needed of a report beside its claims.

    Attributes:
        origin_of: From where the passage of a claim comes: a document id, or ``source:<id>``.
    """

    document: Document
    origin_of: Callable[[Document, Claim], str]


def added_id(judgement: Judgement) -> str:
    """Give the id of the claim that a judgement adds."""
    return content_id("clm", "added", judgement.id)


def is_reviewed(active: ActiveClaim) -> bool:
    """Whether a person added or mended this claim."""
    return bool(active.judgements)


def amend(report: Amended, actives: Sequence[ActiveClaim], judgements: Iterable[Judgement]) -> list[ActiveClaim]:
    """Give the claims of one report as they stand after its judgements, in the order of the text.

    Args:
        report: The revision of today.
        actives: Its claims as the engine read them.
        judgements: Any; those that neither add nor mend a claim of this report are passed over.
    """
    names = {report.document.id, report.document.given_id}
    claims = list(actives)
    for judgement in in_force(judgements):
        if judgement.target.get("document") not in names:
            continue
        if judgement.kind == "edit":
            _mend(claims, judgement)
        elif judgement.kind == "add":
            _add(claims, judgement, report)
    return sorted(claims, key=lambda active: active.claim.evidence[0].start) if claims != list(actives) else claims


def _mend(claims: list[ActiveClaim], judgement: Judgement) -> None:
    active = Attachments(claims).find(judgement.target)
    if active is None:
        return
    try:
        claim = mend_claim(active.claim, judgement.value, active.document.text)
    except (BadSlotError, EvidenceError):  # its words are not in this revision: dormant
        return
    claims[claims.index(active)] = replace(active, claim=claim, judgements=(*active.judgements, judgement.id))


def _add(claims: list[ActiveClaim], judgement: Judgement, report: Amended) -> None:
    document = report.document
    place = place_in(document, judgement.target)
    if place is None:
        return
    try:
        claim = build_claim(document, {**judgement.value, "id": added_id(judgement)}, place)
    except (BadSlotError, EvidenceError):  # its words are not in this revision: dormant
        return
    label = f"r{1 + sum(bool(active.claim.label.startswith('r')) for active in claims)}"
    claims.append(
        ActiveClaim(
            claim=replace(claim, label=label),
            document=document,
            origin=report.origin_of(document, claim),
            recorded_at=judgement.recorded_at,
            published=document.told_at(claim.evidence[0].span.start),
            judgements=(judgement.id,),
        )
    )
