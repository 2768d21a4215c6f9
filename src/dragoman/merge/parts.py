"""Parts: which event is a stage or tally of a larger one. A part points at its whole and is never merged into it.

Facts of events of one frame come in, a map from part to whole goes out. A whole has the same sides, a stretch of
time that holds the part's and is longer, or the plain larger figure of an exchange still without days.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from dragoman.merge.geography import Relation
from dragoman.merge.quantities import Reading, same_scope
from dragoman.model import PlaceRef

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.merge.cells import Facts
    from dragoman.merge.geography import Geography
    from dragoman.merge.rules import Rules


@dataclass(frozen=True, slots=True)
class Extent:
    """How far an event reaches, for telling wholes from parts.

    Attributes:
        key: Canonical order of events.
        span: Ordinals of its time, end-exclusive; None where undated.
        published: Ordinals of the first and last day of publication, or None.
    """

    key: int
    frame: str
    mode: str | None
    sides: frozenset[str]
    span: tuple[float, float] | None
    published: tuple[int, int] | None
    places: tuple[PlaceRef, ...]
    readings: tuple[Reading, ...]
    ongoing: bool


def extent_of(key: int, facts: Facts, mode: str | None, span: tuple[float, float] | None) -> Extent:
    """Give the reach of one event from its facts, its mode and the time that is shown."""
    days = [member.published for member in facts.members if member.published is not None]
    return Extent(
        key=key,
        frame=facts.members[0].claim.frame,
        mode=mode,
        sides=frozenset().union(*(member.sides for member in facts.members)),
        span=span,
        published=(min(days), max(days)) if days else None,
        places=tuple(group.shown for group in facts.places),
        readings=tuple(cell.values[cell.best].value.reading for cell in facts.figures),
        ongoing=all(member.claim.status == "ongoing" for member in facts.members),
    )


def find_wholes(extents: Sequence[Extent], rules: Rules, geography: Geography) -> dict[int, int]:
    """Give the whole of each event that has one: the smallest that holds it, then the first.

    Args:
        extents: Of events of any frames, in canonical order.
        rules: How much larger a whole must be.
        geography: Says whether a part's place lies in the whole's.
    """
    wholes: dict[tuple[str, str], list[Extent]] = defaultdict(list)
    for extent in extents:
        if extent.readings or _frames_talks(extent, rules):
            for party in sorted(extent.sides):
                wholes[(extent.frame, party)].append(extent)
    found: dict[int, int] = {}
    for part in extents:
        near = {whole.key: whole for party in part.sides for whole in wholes[(part.frame, party)]}
        holding = [whole for whole in near.values() if _holds(whole, part, rules, geography)]
        if holding:
            found[part.key] = min(holding, key=lambda whole: (_length(whole), whole.key)).key
    return found


def _holds(whole: Extent, part: Extent, rules: Rules, geography: Geography) -> bool:
    if whole.key == part.key or whole.sides != part.sides or not _places_fit(whole, part, geography):
        return False
    if _frames_talks(whole, rules):
        return part.mode == "round" and _near(whole, part, rules)
    if not _larger(whole, part, rules):
        return False
    if whole.span is not None and part.span is not None:
        return whole.span[0] <= part.span[0] and part.span[1] <= whole.span[1] and _length(whole) > _length(part)
    return whole.frame in rules.families.stages and whole.span is None and _near(whole, part, rules)


def _frames_talks(extent: Extent, rules: Rules) -> bool:
    """Say whether it is a process under way rather than one meeting."""
    return extent.frame in rules.families.rounds and extent.mode is None and extent.ongoing


def _larger(whole: Extent, part: Extent, rules: Rules) -> bool:
    """Say whether a figure of the whole is clearly larger than the part's of the same scope."""
    return any(
        same_scope(large.scope, small.scope) and large.nominal >= rules.numbers.stage_ratio * small.nominal > 0
        for large, small in product(whole.readings, part.readings)
    )


def _places_fit(whole: Extent, part: Extent, geography: Geography) -> bool:
    if not whole.places or not part.places:
        return True
    return geography.best(whole.places, part.places)[0] is not Relation.APART


def _near(whole: Extent, part: Extent, rules: Rules) -> bool:
    """Say whether both were reported within the window that joins undated claims."""
    if whole.published is None or part.published is None:
        return False
    first, last = max(whole.published[0], part.published[0]), min(whole.published[1], part.published[1])
    return first - last <= rules.window_days


def _length(extent: Extent) -> float:
    return float("inf") if extent.span is None else extent.span[1] - extent.span[0]
