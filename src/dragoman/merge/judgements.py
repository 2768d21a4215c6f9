"""Judgements: what people decided, attached to the claims of today by the evidence it was made on.

Judgements and sketches come in, rulings go out: which claims are rejected, which belong together or apart, which
values are set. A judgement that finds no claim is dormant and named, never dropped in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dragoman.merge.sketch import Sketch
    from dragoman.model import Judgement

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that a person set for a field of the event of a claim."""

    claim: str
    field: str
    value: Any
    judgement: str


@dataclass(frozen=True, slots=True)
class Rulings:
    """What the judgements in force say of the claims at hand.

    Attributes:
        rejected: Ids of claims that are left out.
        must, cannot: Pairs of claim ids, smaller first; a later judgement on a pair overrules an earlier.
        settings: In the order they were made.
        dormant: Ids of judgements whose evidence no claim carries any more.
    """

    rejected: frozenset[str]
    must: frozenset[Pair]
    cannot: frozenset[Pair]
    settings: tuple[Setting, ...]
    dormant: tuple[str, ...]


def rule(judgements: Iterable[Judgement], sketches: Sequence[Sketch]) -> Rulings:
    """Attach the judgements in force to the claims."""
    ordered = sorted(judgements, key=lambda judgement: (judgement.recorded_at, judgement.id))
    undone = _undone(ordered)
    rejected: set[str] = set()
    links: dict[Pair, str] = {}
    settings: list[Setting] = []
    dormant: list[str] = []
    for judgement in ordered:
        if judgement.id in undone or judgement.kind == "undo":
            continue
        claim = _find(judgement.target, sketches)
        others = [_find(key, sketches) for key in _keys(judgement)]
        if claim is None or None in others:
            dormant.append(judgement.id)
        elif judgement.kind == "reject":
            rejected.add(claim)
        elif judgement.kind == "set":
            settings.append(Setting(claim, judgement.value["field"], judgement.value["value"], judgement.id))
        else:
            links.update({_pair(claim, other): judgement.kind for other in others if other not in (None, claim)})
    return Rulings(
        frozenset(rejected),
        frozenset(pair for pair, kind in links.items() if kind == "must-link"),
        frozenset(pair for pair, kind in links.items() if kind == "cannot-link"),
        tuple(settings),
        tuple(dormant),
    )


def _undone(ordered: Sequence[Judgement]) -> set[str]:
    """Give the ids that are undone; an undo that is itself undone undoes nothing."""
    undone: set[str] = set()
    for judgement in reversed(ordered):
        if judgement.kind == "undo" and judgement.id not in undone:
            undone.add(str(judgement.value))
    return undone


def _keys(judgement: Judgement) -> list[Mapping[str, Any]]:
    if judgement.kind not in ("must-link", "cannot-link"):
        return []
    return list(judgement.value) if isinstance(judgement.value, list | tuple) else [judgement.value]


def _find(key: Mapping[str, Any], sketches: Sequence[Sketch]) -> str | None:
    """Give the claim of that document and frame whose evidence shares most with the key's span."""
    best: tuple[int, str] | None = None
    for sketch in sketches:
        document = sketch.active.document
        if key["document"] not in (document.id, document.given_id) or key.get("frame") not in (
            None,
            sketch.claim.frame,
        ):
            continue
        shared = sum(
            max(0, min(evidence.end, key["end"]) - max(evidence.start, key["start"]))
            for evidence in sketch.claim.evidence
        )
        if shared and (best is None or (-shared, sketch.claim.id) < best):
            best = (-shared, sketch.claim.id)
    return None if best is None else best[1]


def _pair(first: str, second: str) -> Pair:
    return (first, second) if first <= second else (second, first)
