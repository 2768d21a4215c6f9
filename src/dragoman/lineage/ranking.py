"""Ranking: which reports to compare with one more report, by the values of its signature that they hold.

For each value the keys of the reports that hold it come in; the keys worth comparing go out, the most alike first.
It reads no text and no store.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from dragoman.model.ports import MOST_ALIKE, MOST_HOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

K = TypeVar("K", int, str)


def most_alike(holders: Iterable[Sequence[K]], shared: int) -> list[K]:
    """Give at most ``MOST_ALIKE`` reports with at least ``shared`` values in common.

    A value counts the more, the fewer reports hold it, so that the furniture of an outlet's pages hides nothing;
    one that more than ``MOST_HOLDERS`` hold does not count at all. Equals go by key.

    Args:
        holders: For each value of a signature, the reports that hold it; of more than ``MOST_HOLDERS``, any of them.
        shared: Least number of values in common, from 1.
    """
    counts: Counter[K] = Counter()
    weights: dict[K, float] = {}
    for keys in holders:
        if len(keys) > MOST_HOLDERS:
            continue
        counts.update(keys)
        for key in keys:
            weights[key] = weights.get(key, 0.0) + 1 / len(keys)
    enough = [key for key, count in counts.items() if count >= shared]
    enough.sort(key=lambda key: (-weights[key], key))
    return enough[:MOST_ALIKE]
