"""Order: which sentences of two reports go together in one order, from what each sentence holds.

What the sentences of two reports hold (words or anchors) in, pairs of places out, rising in both. Two who tell one
event on their own tell it in orders of their own; who renders a text keeps its order.

Source: monotone alignment after Gale and Church (1993), by what is in common in place of lengths.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
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
        The rising pairs that have most in common, what few sentences hold counting for more. A place of the earlier
        report stands for its sentence and the one after it.
    """
    held = Counter(each for sentence in earlier for each in sentence)
    places = list(zip(earlier, [*earlier[1:], frozenset()], strict=False))[:MOST_SENTENCES]
    best: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())] * len(places)
    alike = 0
    for i, needed in enumerate(later[:MOST_SENTENCES]):
        enough = [max(fewest, least * min(len(needed), len(first))) for first, _ in places]
        scores = [_score(needed & (a | b), held, most) for (a, b), most in zip(places, enough, strict=True)]
        alike += any(scores)
        best = _grown(best, i, scores)
    return InOrder(best[-1][1] if best else (), alike)


def _score(common: AbstractSet[Hashable], held: Counter[Hashable], enough: float) -> float:
    return sum(1 / held[each] for each in common) if len(common) >= enough else 0.0


def _grown(
    best: list[tuple[float, tuple[tuple[int, int], ...]]], i: int, scores: Sequence[float]
) -> list[tuple[float, tuple[tuple[int, int], ...]]]:
    """Give for each place of the earlier report the best chain that ends there or before, one sentence further."""
    grown: list[tuple[float, tuple[tuple[int, int], ...]]] = []
    for j, (value, chain) in enumerate(best):
        with_it = (value + scores[j], (*chain, (i, j))) if scores[j] else (value, chain)
        grown.append(max(with_it, (value, chain), *grown[-1:], key=lambda each: each[0]))
    return grown
