"""Order: which sentences of two reports go together in one order, from what each sentence holds.

What the sentences of two reports hold (words or anchors) in, pairs of places out, rising in both. Two who tell one
event on their own tell it in orders of their own; who renders a text keeps its order.

Source: monotone alignment after Gale and Church (1993), by what is in common in place of lengths.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

MOST_SENTENCES = 200
"""Sentences of a report that are looked at, from its first. Source: house rule, for the work; longer reports are
collections."""


class InOrder(NamedTuple):
    """Places that go together, rising in both, and how many of the later report go with any at all."""

    pairs: tuple[tuple[int, int], ...]
    alike: int


def in_order(
    later: Sequence[AbstractSet[Hashable]], earlier: Sequence[AbstractSet[Hashable]], fewest: int, least: float
) -> InOrder:
    """Align two reports sentence by sentence.

    Args:
        later: What each of its sentences holds.
        earlier: The same of the report before.
        fewest: Least that two must have in common.
        least: Least part that they must have in common, of the one that holds less.

    Returns:
        Of the sentences with those that they are most like, what few sentences hold counting for more, the most that
        stand in one order; sentences of the later report may share one of the earlier.
    """
    held = Counter(each for report in (later, earlier) for sentence in report for each in sentence)
    best: list[tuple[int, int]] = []
    for i, needed in enumerate(later[:MOST_SENTENCES]):
        scores = [
            sum(1 / held[each] for each in common)
            if len(common := needed & there) >= max(fewest, least * min(len(needed), len(there)))
            else 0.0
            for there in earlier[:MOST_SENTENCES]
        ]
        if any(scores):
            best.append((i, scores.index(max(scores))))
    return InOrder(tuple(_rising(best)), len(best))


def _rising(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give the longest run of pairs whose places in the earlier report do not fall."""
    ends: list[int] = []
    before: list[int | None] = []
    at: list[int] = []
    for n, (_, place) in enumerate(pairs):
        length = bisect_right(ends, place)
        before.append(at[length - 1] if length else None)
        ends[length : length + 1] = [place]
        at[length : length + 1] = [n]
    run: list[tuple[int, int]] = []
    last = at[-1] if at else None
    while last is not None:
        run.append(pairs[last])
        last = before[last]
    yield from reversed(run)
