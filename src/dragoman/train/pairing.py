"""Pairing: which of the rules' claims a reader has too.

Claims of one report come in twice, pairs go out: of one frame, with evidence that shares enough characters, one to
one, so that the evidence shared is greatest.

Source: the scorer of the gold reports (Dice coefficient of the two sets of spans from 0.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.model import Claim
    from dragoman.train.reports import Gold

SHARED = 0.2
"""Dice coefficient from which evidence is the same. Source: the scorer of the gold reports."""


def pair(gold: Sequence[Gold], claims: Sequence[Claim]) -> list[tuple[int, int]]:
    """Give the pairs: number of the reader's claim, number of the program's."""
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 (only where it is trained)

    if not gold or not claims:
        return []
    theirs = [_characters((e["start"], e["end"]) for e in g["evidence"]) for g in gold]
    ours = [_characters((e.start, e.end) for e in c.evidence) for c in claims]
    weight = np.zeros((len(gold), len(claims)))
    for i, g in enumerate(gold):
        for j, c in enumerate(claims):
            if g["frame"] == c.frame:
                dice = 2 * len(theirs[i] & ours[j]) / max(1, len(theirs[i]) + len(ours[j]))
                weight[i, j] = 1 + dice if dice >= SHARED else 0
    rows, columns = linear_sum_assignment(-weight)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if weight[i, j] > 0]


def _characters(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {n for start, end in spans for n in range(start, end)}
