"""Phrases: where the words of a list stand among the tokens of a sentence.

Tokens and phrases in, runs of tokens out; a longer phrase wins over a shorter one inside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.lineage.drift_words import Phrase
    from dragoman.lineage.sentences import Token

Run = tuple["Token", ...]


def find_phrases(tokens: Sequence[Token], phrases: Sequence[Phrase], without: Sequence[Phrase] = ()) -> list[Run]:
    """Give the runs of tokens that are one of these phrases, in order.

    Args:
        tokens: Of a sentence.
        phrases: The longest first.
        without: Longer phrases that are something else; what stands inside one is not given.
    """
    words = [token.word for token in tokens]
    barred = {i for start, end in _spans(words, without) for i in range(start, end)}
    return [tuple(tokens[a:b]) for a, b in _spans(words, phrases) if not barred.intersection(range(a, b))]


def ending_at(tokens: Sequence[Token], end: int, phrases: Sequence[Phrase]) -> Run:
    """Give the phrase that ends just before a token; nothing where there is none."""
    for phrase in phrases:
        start = end - len(phrase)
        if start >= 0 and tuple(token.word for token in tokens[start:end]) == phrase:
            return tuple(tokens[start:end])
    return ()


def _spans(words: Sequence[str], phrases: Sequence[Phrase]) -> list[tuple[int, int]]:
    by_first: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        by_first.setdefault(phrase[0], []).append(phrase)
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(words):
        fits = (p for p in by_first.get(words[i], ()) if tuple(words[i : i + len(p)]) == p)
        longest = next(fits, None)
        if longest is None:
            i += 1
            continue
        found.append((i, i + len(longest)))
        i += len(longest)
    return found
