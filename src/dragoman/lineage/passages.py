"""Passages: the runs of words that two reports share, with exact places in both.

The own words of two reports in, runs out. Every run is equal word for word; nothing is bridged over a change.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from dragoman.lineage.words import SHINGLE_WORDS
from dragoman.model import Passage
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.lineage.words import OwnWords, Shingle

MOST_PLACES = 8
"""Places of one shingle in the earlier report that are tried; a refrain that stands more often gains nothing."""


class Run(NamedTuple):
    """A run of equal words: indices of its first word in both reports, and how many words."""

    here: int
    there: int
    length: int


def shared_runs(later: OwnWords, earlier: OwnWords) -> tuple[Run, ...]:
    """Give the longest runs of equal words, of ``SHINGLE_WORDS`` and more, in the order of the later report.

    Runs do not overlap in the later report. Work is linear in the words of both, times ``MOST_PLACES``.
    """
    return tuple(_runs(later, earlier, _places(earlier)))


def to_passages(runs: Sequence[Run], later: OwnWords, earlier: OwnWords) -> tuple[Passage, ...]:
    """Give the runs as spans in the two texts."""
    return tuple(Passage(_span(later, run.here, run.length), _span(earlier, run.there, run.length)) for run in runs)


def _places(earlier: OwnWords) -> dict[Shingle, list[int]]:
    places: dict[Shingle, list[int]] = defaultdict(list)
    for start, shingle in earlier.shingles():
        if len(places[shingle]) < MOST_PLACES:
            places[shingle].append(start)
    return places


def _runs(later: OwnWords, earlier: OwnWords, places: dict[Shingle, list[int]]) -> Iterator[Run]:
    done = 0
    for start, shingle in later.shingles():
        if start < done or shingle not in places:
            continue
        best = max((Run(start, place, _length(later, earlier, start, place)) for place in places[shingle]), key=_longer)
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


def _span(own: OwnWords, first: int, length: int) -> Span:
    return Span(own.spans[first].start, own.spans[first + length - 1].end)
