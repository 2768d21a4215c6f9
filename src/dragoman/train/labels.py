"""Labels: what readers claimed of a report, by sentence and frame.

A report comes in, arrays over (sentence, frame) go out. An event counts as first told in the sentence of its earliest
evidence: labels on every mention would have it told again and again.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dragoman.model import Salience, Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.model import Analysis
    from dragoman.train.reports import Gold, Report

STATUSES = tuple(status.value for status in Status)


@dataclass(frozen=True, slots=True)
class Labels:
    """Of one report, by (sentence, frame).

    Attributes:
        first, told: How many claims are first told there; whether any is told there.
        hedged, main: Whether one of them is hedged, is a main point.
        status: Number of the status of the first of them, or -1.
    """

    first: NDArray[np.int64]
    told: NDArray[np.int64]
    hedged: NDArray[np.int64]
    main: NDArray[np.int64]
    status: NDArray[np.int64]


def labels_of(report: Report, frames: Mapping[str, int]) -> Labels:
    """Give what readers claimed; claims of frames that are not asked for are left out."""
    shape = (len(report.analysis.sentences), len(frames))
    first, told, hedged, main = (np.zeros(shape, dtype=np.int64) for _ in range(4))
    status = np.full(shape, -1, dtype=np.int64)
    for claim in report.gold:
        f = frames.get(claim["frame"])
        if f is None:
            continue
        numbers = sentences_of(claim, report.analysis)
        first[numbers[0], f] += 1
        for n in numbers:
            told[n, f] = 1
            hedged[n, f] |= bool(claim.get("hedged"))
            main[n, f] |= claim.get("salience") == Salience.MAIN.value
            if status[n, f] < 0:
                status[n, f] = STATUSES.index(claim["status"])
    return Labels(first, told, hedged, main, status)


def sentences_of(claim: Gold, analysis: Analysis) -> Sequence[int]:
    """Give the sentences in which a claim's evidence begins, in text order, each once."""
    starts = [s.start for s in analysis.sentences]
    return sorted({max(0, bisect_right(starts, e["start"] + 1) - 1) for e in claim["evidence"]})
