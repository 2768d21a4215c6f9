"""Sums: the weights of two claims added up fast, since it is done fifty times for each claim.

Two sketches come in, the sum of their weights goes out, the same that ``Comparison.total`` explains, or a conflict.
What claims alike share is added once and kept; a detail of which one claim says nothing is not looked at; and where the
sum cannot reach a floor any more, the rest is left.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, NamedTuple

from dragoman.merge.details import DETAILS
from dragoman.merge.features import FACTS, WHEN, is_long
from dragoman.merge.identity import compare_time
from dragoman.merge.sketch import DETAILS_TOLD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.merge.features import Context, Feature
    from dragoman.merge.sketch import Sketch
    from dragoman.model import Status

    Weights = Mapping[str, Mapping[str, float | None]]
    Sum = tuple[float, bool]
    Lapse = tuple[Status, Status, int, str | None, bool]

CONFLICT = float("-inf")
"""The total of two claims that cannot be one."""

NEVER: Sum = (CONFLICT, False)
START: Sum = (0.0, False)

SLACK = 1e-9
"""Far below the hundredths of the weights, far above what floats lose in adding them."""

SILENT = "none"
"""The level of a detail of which one claim says nothing."""

_ONE_MISSING = "places"
"""The detail that tells silence of one from silence of both, and is always looked at."""


class _Step(NamedTuple):
    """One feature with its weights, the levels that anchor, and the most that it and later ones can still add."""

    level_of: Feature
    weights: Mapping[str, float | None]
    anchors: frozenset[str]
    hope: float


class Sums:
    """Adds up the weights of two claims.

    Args:
        weights: By feature, then by level; None is a conflict.
        anchors: Levels, by feature, of which a pair needs one.
        context: Rules and map.
    """

    def __init__(self, weights: Weights, anchors: Mapping[str, frozenset[str]], context: Context) -> None:
        self._weights, self._anchors, self._context = weights, anchors, context
        self._unanchored = weights["anchor"]["none"] or 0.0
        self._facts, self._when = self._steps(FACTS), self._steps(WHEN)
        self._details = [self._told(told) for told in range(1 << len(DETAILS_TOLD))]
        self._like: dict[tuple[object, ...], Sum] = {}
        self._lapses: dict[Lapse, Sum] = {}

    def emptied(self) -> Sums:
        """Give one by the same weights that has kept nothing: what is kept holds for claims of one frame."""
        other = copy(self)
        other._like, other._lapses = {}, {}  # noqa: SLF001  of its own kind
        return other

    def weigh(self, a: Sketch, b: Sketch, floor: float) -> float:
        """Give the sum for two claims of two reports, or minus infinity where it is a conflict or below the floor.

        Args:
            a: The one that comes first in canonical order.
            b: The other, of the same frame.
            floor: Where the sum cannot reach this any more, a conflict is given at once.
        """
        facts: tuple[object, ...] = (a.facts, b.facts)
        if a.process is not None and b.process is not None:
            facts += (is_long(a, self._context), is_long(b, self._context))
        like = self._like.get(facts)
        if like is None:
            like = self._like[facts] = self._add(a, b, self._facts, START, CONFLICT)
        if like is NEVER:
            return CONFLICT
        when = self._sum_when(a, b)
        if when is NEVER:
            return CONFLICT
        steps, silent = self._details[a.told & b.told]
        start = (like[0] + when[0] + silent, like[1] or when[1])
        total, anchored = self._add(a, b, steps, start, floor - SLACK)
        return round(total if anchored else total + self._unanchored, 6)

    def _sum_when(self, a: Sketch, b: Sketch) -> Sum:
        """Give the sum of the features of time; kept for claims that no exact fact can identify.

        It then hangs on nothing but both statuses, the days between the publications, and how the dates stand.
        """
        if a.published is None or b.published is None or (a.exact and b.exact):
            return self._add(a, b, self._when, START, CONFLICT)
        level = None
        if a.span is not None or b.span is not None:
            level = compare_time(a, b, self._context.rules)
        dated = a.span is not None and b.span is not None
        key = (a.status, b.status, -1 if dated else b.published - a.published, level, a.fine and b.fine)
        found = self._lapses.get(key)
        if found is None:
            found = self._lapses[key] = self._add(a, b, self._when, START, CONFLICT)
        return found

    def _add(self, a: Sketch, b: Sketch, steps: Sequence[_Step], start: Sum, floor: float) -> Sum:
        total, anchored = start
        context = self._context
        for level_of, weights, anchors, hope in steps:
            if total + hope < floor:
                return NEVER
            level = level_of(a, b, context)
            weight = weights[level]
            if weight is None:
                return NEVER
            total += weight
            anchored = anchored or level in anchors
        return total, anchored

    def _told(self, told: int) -> tuple[list[_Step], float]:
        """Give the steps worth taking where both claims tell these details, and what the silence on others weighs."""
        silent = {name for place, name in enumerate(DETAILS_TOLD) if not told & (1 << place) and name != _ONE_MISSING}
        steps = self._steps([(name, level_of) for name, level_of in DETAILS if name not in silent])
        return steps, sum(self._weights[name][SILENT] or 0.0 for name in sorted(silent))

    def _steps(self, features: Sequence[tuple[str, Feature]]) -> list[_Step]:
        steps: list[_Step] = []
        hope = 0.0
        for name, level_of in reversed(features):
            hope += max(0.0, *(weight or 0.0 for weight in self._weights[name].values()))
            steps.append(_Step(level_of, self._weights[name], self._anchors.get(name, frozenset()), hope))
        return steps[::-1]
