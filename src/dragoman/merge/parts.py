"""Parts: which event is a stage or tally of a larger one. A part points at its whole and is never merged into it.

Two events of one frame come in, a yes or no goes out; ``kin`` asks it of all. A whole has the same sides, a stretch of
time that holds the part's and is longer, or the plain larger figure of an exchange still without days.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from dragoman.merge.details import SIDES, STAGED
from dragoman.merge.geography import Relation
from dragoman.merge.identity import SHORT_DAYS
from dragoman.merge.quantities import Reading, same_scope
from dragoman.merge.sketch import Key
from dragoman.model import PlaceRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.merge.cells import Facts
    from dragoman.merge.geography import Geography
    from dragoman.merge.rules import Rules


STAGE_GAP_DAYS = 2.0
"""Stages of one exchange follow each other within this many days. Source: the exchanges of May and of June 2025 in the
project's fact list, whose stages lie one to three days apart."""

MONTH = 30
"""Days of a bucket of time; it only narrows the search."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far an event reaches, for telling wholes from parts.

    Attributes:
        key: Canonical order of events.
        span: Ordinals of its time, end-exclusive; None where undated.
        published: Ordinals of the first and last day of publication, or None.
    """

    key: Key
    frame: str
    mode: str | None
    sides: frozenset[str]
    span: tuple[float, float] | None
    published: tuple[int, int] | None
    places: tuple[PlaceRef, ...]
    readings: tuple[Reading, ...]
    ongoing: bool


def extent_of(key: Key, facts: Facts, mode: str | None, span: tuple[float, float] | None) -> Extent:
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


def can_hold(extent: Extent, rules: Rules) -> bool:
    """Say whether an event can be a whole at all."""
    return bool(extent.readings) or _frames_talks(extent, rules)


def announces(extent: Extent) -> bool:
    """Say whether it is an exchange told without days, which stages may follow."""
    return extent.span is None and extent.published is not None and _total(extent) > 0


def _total(extent: Extent) -> float:
    return max((reading.nominal for reading in extent.readings if reading.scope.measure == STAGED), default=0.0)


def reach_of(whole: Extent, rules: Rules) -> tuple[int, float, float, Key]:
    """Sort wholes by how closely they hold: by their days, then those announced without, then tallies of years."""
    length = _length(whole)
    rank = 1 if whole.span is None else 2 if length > rules.long_days else 0
    return (rank, length, max((reading.nominal for reading in whole.readings), default=0.0), whole.key)


def months_of(extent: Extent, rules: Rules) -> Iterator[int]:
    """Give the months that its days, or the days of its reports with the window about them, touch."""
    if extent.span is not None:
        yield from range(int(extent.span[0] // MONTH), int(extent.span[1] // MONTH) + 1)
    if extent.published is not None:
        first, last = extent.published[0] - rules.window_days, extent.published[1] + rules.window_days
        yield from range(first // MONTH, last // MONTH + 1)


def later_stages(whole: Extent, stages: Iterable[Extent], rules: Rules) -> list[Key]:
    """Give the stages of an exchange that was announced without days, day after day, up to its figure.

    The first follows within the window of the last report of the announcement, each other within a few days of the
    one before. A stage without a figure counts only between or after others.

    Args:
        whole: The announcement.
        stages: Dated events from its first report on, in order of time.
        rules: The window, and how much larger than a stage it must be.
    """
    total = _total(whole)
    if whole.published is None or not total:
        return []
    reach, left = float(whole.published[1] + rules.window_days + 1), total * (1 + rules.numbers.near)
    found: list[Key] = []
    for stage in stages:
        if stage.span is None or stage.span[0] > reach:
            break
        if stage.mode != whole.mode or not _sides_fit(whole, stage) or _length(stage) > SHORT_DAYS:
            continue
        figure = _freed(stage, total / rules.numbers.stage_ratio)
        if figure is None and not found:
            continue
        left -= figure or 0.0
        if left < 0 or (figure is not None and figure * rules.numbers.stage_ratio > total):
            break
        found.append(stage.key)
        reach = stage.span[1] + STAGE_GAP_DAYS
    return found


def _freed(stage: Extent, most: float) -> float | None:
    """Give how many a stage freed: its largest figure that a stage can have, since its reports name the whole's too."""
    freed = [reading.nominal for reading in stage.readings if reading.scope.measure == STAGED]
    return max((each for each in freed if each <= most), default=max(freed, default=None))


def holds(whole: Extent, part: Extent, rules: Rules, geography: Geography) -> bool:
    """Say whether a whole of the same frame and sides holds a part; the places, which cost most, are asked last."""
    if whole.key == part.key or not _modes_fit(whole, part, rules) or not _sides_fit(whole, part):
        return False
    if _frames_talks(whole, rules):
        fits = part.mode == "round" and _near(whole, part, rules)
    else:
        fits = _times_fit(whole, part, rules) and _larger(whole, part, rules)
    return fits and _places_fit(whole, part, geography)


def _times_fit(whole: Extent, part: Extent, rules: Rules) -> bool:
    if whole.span is not None and part.span is not None:
        return whole.span[0] <= part.span[0] and part.span[1] <= whole.span[1] and _length(whole) > _length(part)
    if whole.frame not in rules.families.stages or whole.span is not None or not _near(whole, part, rules):
        return False
    return part.span is None or whole.published is None or part.span[0] >= whole.published[0]


def _frames_talks(extent: Extent, rules: Rules) -> bool:
    """Say whether it is a process under way rather than one meeting."""
    return extent.frame in rules.families.rounds and extent.mode is None and extent.ongoing


def _larger(whole: Extent, part: Extent, rules: Rules) -> bool:
    """Say whether a figure of the whole is clearly larger than the part's of the same scope.

    Where neither has days, twice the figure counts both sides of one exchange.
    """
    dated = whole.span is not None or part.span is not None
    return any(
        same_scope(large.scope, small.scope)
        and large.nominal >= rules.numbers.stage_ratio * small.nominal > 0
        and (dated or large.nominal != SIDES * small.nominal)
        for large, small in product(whole.readings, part.readings)
    )


def _sides_fit(whole: Extent, part: Extent) -> bool:
    """Say whether the sides are the same, or one of two hands over its part."""
    alone = len(part.sides) == 1 and len(whole.sides) == 2  # noqa: PLR2004
    return part.sides == whole.sides or (alone and part.sides < whole.sides)


def _modes_fit(whole: Extent, part: Extent, rules: Rules) -> bool:
    return all({whole.mode, part.mode} != set(pair) for pair in rules.modes.exclusive)


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
