"""Standing: which judgements are in force, undone or dormant, on which claims, and which of them disagree.

Judgements and the claims of today come in, standings and conflicts go out. A dormant judgement, whose evidence no
claim carries any more, is named and never dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, Any

from dragoman.model import Judgement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dragoman.judging.keys import Attachments

LINKS = ("must-link", "cannot-link")
MADE = ("add", "edit")
APART = ("undo", "code")
"""Kinds that attach to no claim: what takes another back, and a coding that is not yet adjudicated."""


class State(StrEnum):
    """Whether a judgement has its effect."""

    IN_FORCE = "in force"
    UNDONE = "undone"
    DORMANT = "dormant"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a judgement stands.

    Attributes:
        claims: Ids of the claims it attaches to, its target's first; empty where it is undone, dormant or apart.
    """

    judgement: Judgement
    state: State
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two judgements in force by two reviewers that cannot both be meant.

    Attributes:
        first, second: Ids, in the order of recording; the later one has its effect.
        what: What they differ on, in a few words.
    """

    first: str
    second: str
    what: str


def in_order(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Give judgements in the order in which they take effect."""
    return sorted(judgements, key=lambda judgement: (judgement.recorded_at, judgement.id))


def undone_ids(ordered: Sequence[Judgement]) -> frozenset[str]:
    """Give the ids that are undone; an undo that is itself undone undoes nothing."""
    undone: set[str] = set()
    for judgement in reversed(ordered):
        if judgement.kind == "undo" and judgement.id not in undone:
            undone.add(str(judgement.value))
    return frozenset(undone)


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Give the judgements that nobody took back, in order; an undo itself is none of them."""
    ordered = in_order(judgements)
    undone = undone_ids(ordered)
    return [judgement for judgement in ordered if judgement.id not in undone and judgement.kind != "undo"]


def standings(judgements: Iterable[Judgement], claims: Attachments) -> tuple[Standing, ...]:
    """Say of each judgement where it stands.

    Args:
        judgements: All on record, in any order.
        claims: Those of today, as mended and added by people.
    """
    ordered = in_order(judgements)
    undone = undone_ids(ordered)
    return tuple(Standing(each, State.UNDONE) if each.id in undone else _standing(each, claims) for each in ordered)


def _standing(judgement: Judgement, claims: Attachments) -> Standing:
    if judgement.kind in APART:
        return Standing(judgement, State.IN_FORCE)
    if judgement.kind in MADE:
        found = [claims.made_by(judgement.id)]
    else:
        found = [claims.find(key) for key in (judgement.target, *linked_keys(judgement))]
    ids = tuple(each.claim.id for each in found if each is not None)
    return Standing(judgement, State.IN_FORCE, ids) if len(ids) == len(found) else Standing(judgement, State.DORMANT)


def linked_keys(judgement: Judgement) -> list[Mapping[str, Any]]:
    """Give the keys of the other claims that a link names."""
    if judgement.kind not in LINKS:
        return []
    return list(judgement.value) if isinstance(judgement.value, list | tuple) else [judgement.value]


def find_conflicts(found: Sequence[Standing], event_of: Mapping[str, str] | None = None) -> tuple[Conflict, ...]:
    """Give the pairs of judgements by two reviewers that cannot both be meant, in the order of recording.

    Args:
        found: Where the judgements stand.
        event_of: The event of each claim: values that were set for one event then meet, whatever claim they name.
    """
    events = event_of or {}
    standing = [each for each in found if each.state is State.IN_FORCE and each.claims]
    met: dict[tuple[str, str], str] = {}
    for meeting in _meetings(standing, events):
        for one, other in combinations(meeting, 2):
            what = _difference(one, other)
            if what is not None:
                met[(one.judgement.id, other.judgement.id)] = what
    order = {each.judgement.id: place for place, each in enumerate(standing)}
    pairs = sorted(met.items(), key=lambda row: (order[row[0][0]], order[row[0][1]]))
    return tuple(Conflict(first, second, what) for (first, second), what in pairs)


def _meetings(standing: Sequence[Standing], events: Mapping[str, str]) -> Iterator[list[Standing]]:
    """Give the standings that speak of one claim, or of one event."""
    by_place: dict[str, list[Standing]] = {}
    for each in standing:
        places = {*each.claims, *(events[claim] for claim in each.claims[:1] if claim in events)}
        for place in places:
            by_place.setdefault(place, []).append(each)
    yield from by_place.values()


def _difference(one: Standing, other: Standing) -> str | None:
    first, second = one.judgement, other.judgement
    if first.reviewer == second.reviewer:
        return None
    kinds = {first.kind, second.kind}
    if kinds == {*LINKS} and _pairs(one) & _pairs(other):
        return "one event or two"
    if kinds == {"set"} and first.value["field"] == second.value["field"] and first.value != second.value:
        return str(first.value["field"])
    if one.claims[0] != other.claims[0]:
        return None
    if "reject" in kinds and kinds & {"add", "edit", "set"}:
        return "whether the claim stands"
    if kinds == {"edit"}:
        return _slots_that_differ(first.value, second.value)
    return None


def _pairs(standing: Standing) -> set[frozenset[str]]:
    target, *others = standing.claims
    return {frozenset((target, other)) for other in others}


def _slots_that_differ(first: Mapping[str, Any], second: Mapping[str, Any]) -> str | None:
    names = [name for name in first if name in second and first[name] != second[name]]
    return ", ".join(names) or None
