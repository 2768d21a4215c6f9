"""Figures on one scale: each quantity of a claim as a closed range, so that two can be held against each other.

A ``QuantityRef`` comes in, a ``Reading`` goes out, or None where the words give no figure. Nothing is averaged,
and money is never converted from one currency to another.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from dragoman.merge.names import name_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.merge.rules import Rules
    from dragoman.model import QuantityRef


class Scope(NamedTuple):
    """What a figure counts: only figures of one scope can contradict each other.

    Attributes:
        unit: The unit after scaling (``h`` for every duration), or None.
        of: Words of the thing or side counted, without those that say no more than the measure.
    """

    measure: str
    effect: str | None
    unit: str | None
    of: frozenset[str]


class Reading(NamedTuple):
    """One figure as a range, both ends included; a plain value is a range of no length.

    Attributes:
        low, high: 0 and infinity where the words leave an end open.
    """

    scope: Scope
    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether the words give one figure."""
        return self.low == self.high

    @property
    def nominal(self) -> float:
        """The figure that the words name: the lower end, or the upper where only that is given."""
        return self.low if self.low > 0 or math.isinf(self.high) else self.high


def read_quantity(quantity: QuantityRef, rules: Rules) -> Reading | None:
    """Put a quantity on the common scale, or give None where it is vague or empty."""
    bounds = (quantity.value, quantity.low, quantity.high)
    if quantity.vague or all(bound is None for bound in bounds):
        return None
    scale = rules.numbers.hours.get(quantity.unit or "", None) if quantity.measure == "duration" else None
    factor = 1.0 if scale is None else scale
    low, high = (quantity.value, quantity.value) if quantity.value is not None else (quantity.low, quantity.high)
    scope = Scope(
        quantity.measure,
        quantity.effect,
        quantity.unit if scale is None else "h",
        frozenset(name_words(quantity.of or "", rules.names)) - rules.numbers.silent,
    )
    return Reading(scope, 0.0 if low is None else low * factor, math.inf if high is None else high * factor)


def same_scope(first: Scope, second: Scope) -> bool:
    """Say whether two figures count the same thing, as far as their words tell.

    Words that say no more than the measure are gone already; of what is left, half of the shorter must be shared.
    "Five children" and plain "five killed" are two scopes: nothing says that the second counts children.
    """
    if first.measure != second.measure or first.unit != second.unit:
        return False
    if first.effect is not None and second.effect is not None and first.effect != second.effect:
        return False
    shorter = min(len(first.of), len(second.of))
    if not shorter:
        return not first.of and not second.of
    return 2 * len(first.of & second.of) >= shorter


def compatible(first: Reading, second: Reading, rules: Rules) -> bool:
    """Say whether both figures can be true: the ranges meet, or miss each other by no more than rounding.

    "Over 4,000" allows 4,100; "over an hour" and "under two hours" meet.
    """
    low, high = max(first.low, second.low), min(first.high, second.high)
    if low <= high:
        return True
    near = rules.numbers.duration_near if first.scope.measure == "duration" else rules.numbers.near
    rounded = first.scope.measure == "duration" or _is_round(low, rules) or _is_round(high, rules)
    return rounded and low - high <= near * low


def is_sum(whole: Sequence[Reading], parts: Sequence[Reading]) -> bool:
    """Say whether a figure is the sum of several of the same measure ("390 people": 270 soldiers and 120 civilians)."""
    for measure in {part.scope.measure for part in parts}:
        listed = [part.low for part in parts if part.exact and part.scope.measure == measure]
        sums = {each.low for each in whole if each.exact and each.scope.measure == measure}
        if len(listed) > 1 and sum(listed) in sums:
            return True
    return False


def ratio(first: Reading, second: Reading) -> float:
    """Give how many times the larger of two figures holds the smaller (at least 1; infinity for a zero).

    A range counts by its known end: "over 4,000" by 4,000.
    """
    small, large = sorted((first.nominal, second.nominal))
    return math.inf if small == 0 < large else 1.0 if large == 0 else large / small


def _is_round(figure: float, rules: Rules) -> bool:
    digits = f"{figure:.0f}".rstrip("0")
    return figure >= rules.numbers.round_from and figure % 1 == 0 and len(digits) <= rules.numbers.round_digits
