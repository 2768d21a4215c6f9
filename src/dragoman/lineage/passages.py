"""Passages: the runs of words that two reports share, with exact places in both.

The own words of two reports in, runs out. Every run is equal word for word; nothing is bridged over a change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.lineage.words import SHINGLE_WORDS
from dragoman.model import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.lineage.wording import Wording
    from dragoman.lineage.words import OwnWords


class Run(NamedTuple):
    """A run of equal words: indices of its first word in both reports, and how many words."""

    here: int
    there: int
    length: int


def shared_runs(later: Wording, earlier: Wording) -> tuple[Run, ...]:
    """Give the longest runs of equal words, of ``SHINGLE_WORDS`` and more, in the order of the later report.

    Runs do not overlap in the later report. Work is linear in the words of both, times the places kept of a shingle.
    """
    return tuple(_runs(later, earlier))


def to_passages(runs: Sequence[Run], later: Wording, earlier: Wording) -> tuple[Passage, ...]:
    """Give the runs as spans in the two texts."""
    return tuple(Passage(later.own.span(run.here, run.length), earlier.own.span(run.there, run.length)) for run in runs)


def _runs(later: Wording, earlier: Wording) -> Iterator[Run]:
    done = 0
    for start, shingle in later.shingles:
        if start < done or shingle not in earlier.places:
            continue
        runs = (Run(start, place, _length(later.own, earlier.own, start, place)) for place in earlier.places[shingle])
        best = max(runs, key=_longer)
        done = start + best.length
        yield best


def _longer(run: Run) -> tuple[int, int]:
    return run.length, -run.there


def _length(later: OwnWords, earlier: OwnWords, here: int, there: int) -> int:
    length = SHINGLE_WORDS
    most = min(len(later.words) - here, len(earlier.words) - there)
    while length < most and later.words[here + length] == earlier.words[there + length] is not None:
        length += 1
    return length
