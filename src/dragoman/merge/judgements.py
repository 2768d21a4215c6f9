"""Judgements: what people decided, attached to the claims of today by the evidence it was made on.

Judgements and sketches come in, rulings go out: which claims are rejected, which belong together or apart, which
values are set. What people added or mended is among the claims already. A judgement that finds no claim is dormant
and named, never dropped in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.judging import Attachments, State, standings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


NOTHING_RULED = Rulings(frozenset(), frozenset(), frozenset(), (), ())
"""What no judgement says."""


def rule(judgements: Iterable[Judgement], sketches: Sequence[Sketch]) -> Rulings:
    """Attach the judgements in force to the claims."""
    given = tuple(judgements)
    if not given:
        return NOTHING_RULED
    found = standings(given, Attachments(sketch.active for sketch in sketches))
    standing = [each for each in found if each.state is State.IN_FORCE and each.claims]
    links: dict[Pair, str] = {}
    for each in standing:
        target, *others = each.claims
        links |= {_pair(target, other): each.judgement.kind for other in others if other != target}
    return Rulings(
        rejected=frozenset(each.claims[0] for each in standing if each.judgement.kind == "reject"),
        must=frozenset(pair for pair, kind in links.items() if kind == "must-link"),
        cannot=frozenset(pair for pair, kind in links.items() if kind == "cannot-link"),
        settings=tuple(_setting(each.claims[0], each.judgement) for each in standing if each.judgement.kind == "set"),
        dormant=tuple(each.judgement.id for each in found if each.state is State.DORMANT),
    )


def set_otherwise(before: Rulings, after: Rulings) -> set[str]:
    """Give the claims of whose events people set other values than before."""
    former, later = ({(each.claim, each.judgement) for each in one.settings} for one in (before, after))
    return {claim for claim, _ in former ^ later}


def _setting(claim: str, judgement: Judgement) -> Setting:
    return Setting(claim, judgement.value["field"], judgement.value["value"], judgement.id)


def _pair(first: str, second: str) -> Pair:
    return (first, second) if first <= second else (second, first)
