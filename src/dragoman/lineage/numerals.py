"""Numerals: the first words of a stretch come in, the number that they spell goes out.

It knows figures, number words and magnitudes ("1,200", "twenty-five", "1.2 million"), for comparing two wordings;
``resolve`` reads quantities with what is counted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.lineage.drift_words import DriftWords

TEN, TWENTY = 10, 20
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")


def number_of(shown: Sequence[str], words: DriftWords) -> tuple[float | None, int, bool]:
    """Read a number at the head of a run of words.

    Args:
        shown: The next words, at least one; as printed.
        words: Of the language.

    Returns:
        Its value or None, how many of the words it takes (1 where there is none), and whether it is an ordinal.
    """
    first = shown[0].casefold()
    if first in words.ordinals:
        return words.ordinals[first], 1, True
    value = _figure(first)
    if value is None:
        value = words.numbers.get(first)
    if value is None:
        return None, 1, False
    taken = 1
    if first in words.numbers and len(shown) > 1 and _is_unit_after(value, words.numbers.get(shown[1].casefold())):
        value += words.numbers[shown[1].casefold()]
        taken = 2
    for word in shown[taken:]:
        if word.casefold() not in words.magnitudes:
            break
        value *= words.magnitudes[word.casefold()]
        taken += 1
    return value, taken, False


def _is_unit_after(tens: float, unit: float | None) -> bool:
    """Whether two number words are one number ("twenty-five")."""
    return unit is not None and tens >= TWENTY and tens % TEN == 0 and 0 < unit < TEN


def _figure(word: str) -> float | None:
    if _GROUPED.fullmatch(word):
        return float(word.replace(",", ""))
    return float(word) if _PLAIN.fullmatch(word) else None
