"""Coding: what each of several people coded of one report without seeing the others, and how it lies side by side.

Judgements of the kind ``code`` come in; codings, their pairs and the values of their fields go out. Nothing of a
coding has an effect on the record before it is adjudicated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dragoman.judging.keys import place_in
from dragoman.judging.slots import build_claim
from dragoman.judging.standing import in_force
from dragoman.model import Claim, Judgement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dragoman.model import Document

DONE = "done"
"""The value that ends a coding: from then on it may be compared, and takes no further claim."""


@dataclass(slots=True)
class Coding:
    """What one person coded of one report.

    Attributes:
        document: The report's id.
        claims: The judgements, one a claim, in order.
        is_done: Whether the coder has finished.
    """

    coder: str
    document: str
    claims: list[Judgement] = field(default_factory=list)
    is_done: bool = False


def codings_of(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Coding]:
    """Give the codings on record, by report and coder."""
    found: dict[tuple[str, str], Coding] = {}
    for judgement in in_force(judgements):
        if judgement.kind != "code":
            continue
        key = (str(judgement.target["document"]), judgement.reviewer)
        coding = found.setdefault(key, Coding(judgement.reviewer, key[0]))
        if judgement.value == DONE:
            coding.is_done = True
        else:
            coding.claims.append(judgement)
    return found


@dataclass(frozen=True, slots=True)
class Coded:
    """One claim of a coding: the judgement and what it says."""

    judgement: Judgement
    claim: Claim


def coded_claims(document: Document, coding: Coding | None) -> list[Coded]:
    """Give the claims of a coding, in the order of the text, without those whose words are not in this revision."""
    made = []
    for judgement in () if coding is None else coding.claims:
        place = place_in(document, judgement.target)
        if place is not None:
            made.append(Coded(judgement, build_claim(document, {**judgement.value, "id": judgement.id}, place)))
    return sorted(made, key=lambda each: each.claim.evidence[0].start)


@dataclass(frozen=True, slots=True)
class Side:
    """Two codings of one clause; one of them may have none."""

    first: Coded | None
    second: Coded | None


def side_by_side(first: Sequence[Coded], second: Sequence[Coded]) -> list[Side]:
    """Pair the claims of two codings: those that share most of their words first, of one frame before others."""
    likely = sorted(
        (-(one.claim.frame == other.claim.frame), -shared_part(one.claim, other.claim), n, m)
        for n, one in enumerate(first)
        for m, other in enumerate(second)
        if shared_part(one.claim, other.claim) > 0
    )
    pairs: dict[int, int] = {}
    for _, _, n, m in likely:
        if n not in pairs and m not in pairs.values():
            pairs[n] = m
    sides = [Side(one, second[pairs[n]] if n in pairs else None) for n, one in enumerate(first)]
    sides += [Side(None, other) for m, other in enumerate(second) if m not in pairs.values()]
    return sorted(sides, key=lambda side: _start(side.first or side.second))


def shared_part(one: Claim, other: Claim) -> float:
    """Give the part of their words that two claims share, 0 to 1 (Jaccard, over code points of the evidence)."""
    mine = {at for found in one.evidence for at in range(found.start, found.end)}
    theirs = {at for found in other.evidence for at in range(found.start, found.end)}
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def _start(coded: Coded | None) -> int:
    return 0 if coded is None else coded.claim.evidence[0].start


def _fillers(role: str) -> Callable[[Claim], Any]:
    return lambda claim: sorted(filler.party or filler.name for filler in getattr(claim.roles, role))


COMPARED: dict[str, Callable[[Claim], Any]] = {
    "frame": lambda claim: claim.frame,
    "mode": lambda claim: claim.mode,
    "status": lambda claim: claim.status.value,
    "hedged": lambda claim: claim.hedged,
    "round": lambda claim: claim.round,
    "time": lambda claim: None if claim.time is None else dict(claim.time.to_outside()),
    "places": lambda claim: sorted(place.name for place in claim.places),
    "actor": _fillers("actor"),
    "target": _fillers("target"),
    "mediator": _fillers("mediator"),
    "delegate": _fillers("delegate"),
    "quantities": lambda claim: sorted(
        [q.measure, q.value, q.low, q.high, q.unit] for q in sorted(claim.quantities, key=str)
    ),
    "attribution": lambda claim: [voice.party or voice.name for voice in claim.attribution],
    "issue": lambda claim: None if claim.content is None else claim.content.issue,
    "salience": lambda claim: claim.salience.value,
}
"""The fields that are compared, each with its value as plain JSON; sets are sorted, since their order says nothing."""
