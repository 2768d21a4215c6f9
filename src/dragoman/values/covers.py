"""Covers: whether any of many spans holds or touches a given one, asked often over a long text.

Spans come in once, in any order and overlapping as they may; each answer takes a binary search. It does not say
which span it was.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable


class Spanned(Protocol):
    """Anything with a start and an end, in code points, end-exclusive."""

    @property
    def start(self) -> int:
        """First code point."""
        ...

    @property
    def end(self) -> int:
        """Code point after the last."""
        ...


class Covers:
    """Many spans of one text, as what they cover together."""

    def __init__(self, spans: Iterable[Spanned]) -> None:
        ordered = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def holds(self, span: Spanned) -> bool:
        """Whether one of the spans contains this one."""
        n = bisect_right(self._starts, span.start)
        return n > 0 and self._ends[n - 1] >= span.end

    def touches(self, span: Spanned) -> bool:
        """Whether one of the spans shares a code point with this one."""
        n = bisect_left(self._starts, span.end)
        return n > 0 and self._ends[n - 1] > span.start

    def has(self, at: int) -> bool:
        """Whether one of the spans contains a code point."""
        n = bisect_right(self._starts, at)
        return n > 0 and self._ends[n - 1] > at
