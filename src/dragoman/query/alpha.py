"""Alpha: how far coders agree beyond chance, for nominal data.

Units with the coders' values come in, one number goes out: 1 is perfect, 0 what chance would give, less is worse
than chance; None where every value is the same, so that chance cannot be told from agreement.

Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, sections A to C (nominal data, any number of
observers, missing data). The one maintained library for it is under the GPL, which this project cannot ship.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence


def nominal_alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Give Krippendorff's alpha for nominal data.

    Args:
        units: For each unit the values that coders gave it; a coder who gave none is left out, and a unit with fewer
            than two values says nothing.
    """
    paired = [values for values in units if len(values) > 1]
    totals: Counter[Hashable] = Counter(value for values in paired for value in values)
    number = sum(totals.values())
    expected = number * number - sum(count * count for count in totals.values())
    if not expected:
        return None
    observed = sum(_disagreeing_pairs(values) / (len(values) - 1) for values in paired)
    return 1 - (number - 1) * observed / expected


def _disagreeing_pairs(values: Sequence[Hashable]) -> int:
    """Give how many ordered pairs of values of one unit differ."""
    return len(values) ** 2 - sum(count * count for count in Counter(values).values())
