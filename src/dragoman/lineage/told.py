"""Told: which sentences of an earlier report tell what a sentence of a later one tells, in other words.

Sentences in, places out. It compares content words and figures, not wording: who works a report over, or cites one,
words anew. It decides nothing on dependence; that is for who asks.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from dragoman.lineage.drift_words import drift_words
from dragoman.lineage.sentences import sentences_of
from dragoman.lineage.stretches import overlap, stretches_of
from dragoman.model import Passage
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dragoman.lineage.sentences import Sentence
    from dragoman.model import Document

LEAST_TOLD, FEWEST_TOLD = 0.5, 4
"""Content words of a later sentence that one sentence of the earlier report, or it with the one after it, must have.
Source: the pairs that were looked at in ``bench/lineage_pairs.yaml``; of the sentences of two reports that only tell
one matter, three in a hundred have as many in common, of those of a rewrite that are worded anew one in three."""
COVERED = 0.5
"""Part of a sentence in runs of equal words from which it is taken over, not worded anew."""


_NONE: frozenset[str] = frozenset()


class Told(NamedTuple):
    """How many content words and figures of a sentence another place has, and where that is: a sentence or two."""

    common: int
    span: Span


def find_told(sentence: Sentence, sentences: Sequence[Sentence]) -> Told | None:
    """Give the first place that has most of a sentence's content words and figures; None where it has too few."""
    needed = said_in(sentence)
    return _best(needed, sentences, _holders(sentences, needed))


def reworded(later: Document, earlier: Document, shared: Sequence[Passage]) -> tuple[Passage, ...]:
    """Give the sentences of a report that tell in other words what the report tells that it works over.

    Args:
        later: The copy or rewrite.
        earlier: Its original.
        shared: The runs of words that both have.

    Returns:
        In the order of the later report, each sentence with its place in the original; none that stands in shared
        runs for most of it, and none where the languages differ or have no words of drift.
    """
    words = drift_words(later.language)
    if words is None or later.language != earlier.language:
        return ()
    theirs = sentences_of(earlier, words)
    holders = _holders(theirs)
    taken = [stretch.here for stretch in stretches_of(shared)]
    own = (sentence for sentence in sentences_of(later, words) if not _is_taken(sentence.span, taken))
    found = ((sentence.span, _best(said_in(sentence), theirs, holders)) for sentence in own)
    return tuple(Passage(here, told.span) for here, told in found if told is not None)


def said_in(sentence: Sentence) -> frozenset[str]:
    """Give the content words and figures of a sentence."""
    return sentence.content | {f"{token.number:g}" for token in sentence.tokens if token.number is not None}


def _holders(sentences: Sequence[Sentence], wanted: frozenset[str] | None = None) -> Mapping[str, list[int]]:
    """Give where each content word stands, of those that are wanted."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, sentence in enumerate(sentences):
        said = said_in(sentence)
        for word in said if wanted is None else said & wanted:
            holders[word].append(i)
    return holders


def _best(needed: frozenset[str], sentences: Sequence[Sentence], holders: Mapping[str, list[int]]) -> Told | None:
    had: dict[int, set[str]] = defaultdict(set)
    for word in needed & holders.keys():
        for i in holders[word]:
            had[i].add(word)
    places = sorted({place for i in had for place in (i - 1, i) if place >= 0})
    ranked = ((len(had.get(i, _NONE) | had.get(i + 1, _NONE)), -i) for i in places)
    common, at = max(ranked, default=(0, 0))
    if common < max(FEWEST_TOLD, LEAST_TOLD * len(needed)):
        return None
    return Told(common, Span(*_place(-at, had, sentences)))


def _place(at: int, had: Mapping[int, set[str]], sentences: Sequence[Sentence]) -> Iterator[int]:
    """Give the bounds of a sentence and the one after it, without either where it adds nothing."""
    first, after = had.get(at, _NONE), had.get(at + 1, _NONE)
    yield sentences[at if first - after else at + 1].span.start
    yield sentences[at + 1 if after - first else at].span.end


def _is_taken(span: Span, taken: Sequence[Span]) -> bool:
    return sum(overlap(span, other) for other in taken) >= COVERED * len(span)
