"""Drift of hedges and attributions: what the copy vouches for and its original did not, or the other way.

An aligned pair of sentences in, changes out. What stands inside quotation marks is the speaker's, and not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.lineage.changes import Change, change
from dragoman.lineage.phrases import find_phrases
from dragoman.model.drift import DriftKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.lineage.alignment import Aligned
    from dragoman.lineage.drift_words import DriftWords
    from dragoman.lineage.phrases import Run
    from dragoman.lineage.sentences import Token

FEWEST_WORDS = 5
"""A piece shorter than this is no sentence that could lack a speaker."""
LEAST_TAKEN = 0.5
"""Part of the copy's content words that the original's sentence must have, for what is told to be the same."""
ANCHOR_WORDS = 2


def hedge_changes(pair: Aligned, words: DriftWords) -> Iterator[Change]:
    """Give the hedge that the copy lacks, or has and the original has not."""
    there = _hedges(pair.there.tokens, words)
    here = _hedges(pair.here.tokens, words)
    if there and not here and _is_anchored(there[0], pair.there.tokens, pair.here.content, words):
        yield change(DriftKind.HEDGE_LOST, there[0], ())
    elif here and not there and _is_anchored(here[0], pair.here.tokens, pair.there.content, words):
        yield change(DriftKind.HEDGE_ADDED, (), here[0])


def attribution_changes(pair: Aligned, words: DriftWords) -> Iterator[Change]:
    """Give the attribution that the copy lacks: it says by itself what the original has from somebody."""
    there = find_phrases(_plain(pair.there.tokens), words.attributions, words.not_attributions)
    here = find_phrases(_plain(pair.here.tokens), words.attributions, words.not_attributions)
    own = _plain(pair.here.tokens)
    is_told = len(own) >= FEWEST_WORDS and 2 * len(own) > len(pair.here.tokens)
    common = len(pair.here.content & pair.there.content)
    if there and not here and is_told and common >= LEAST_TAKEN * len(pair.here.content):
        yield change(DriftKind.ATTRIBUTION_LOST, there[0], ())


def _hedges(tokens: Sequence[Token], words: DriftWords) -> list[Run]:
    """Give the hedges of a sentence; a hedging word with a capital inside it is a name or a month."""
    runs = find_phrases(_plain(tokens), words.hedges, words.not_hedges)
    return [run for run in runs if run[0] == tokens[0] or run[0].shown[0].islower()]


def _is_anchored(hedge: Sequence[Token], tokens: Sequence[Token], other: frozenset[str], words: DriftWords) -> bool:
    """Whether what is hedged is told in the other sentence too: one of the next two words that say something."""
    after = tokens[tokens.index(hedge[-1]) + 1 :]
    said = [token.word for token in after if token.word not in words.function_words][:ANCHOR_WORDS]
    return not said or any(word in other for word in said)


def _plain(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if not token.is_quoted]
