"""Which actor mention stands at which token while actors are found, and where the analyser saw dates and places.

An analysis and mentions come in, answers by token go out. It decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.model import ActorMention, Analysis

_TIMES = frozenset({"DATE", "TIME"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})


class Cover:
    """Mentions by token, and the stretches of other names."""

    def __init__(self, analysis: Analysis, mentions: Iterable[ActorMention] = ()) -> None:
        self._tokens = analysis.tokens
        self._starts = {t.start: t.i for t in analysis.tokens}
        self.by_token: dict[int, ActorMention] = {}
        self.times = _tokens_of(analysis, _TIMES)
        self.places = _tokens_of(analysis, _PLACES)
        self.sentence_of = _sentence_numbers(analysis)
        for mention in mentions:
            self.add(mention)

    def add(self, mention: ActorMention) -> None:
        """Note a mention for all tokens of its span."""
        for i in self.tokens_of(mention):
            self.by_token[i] = mention

    def get(self, i: int) -> ActorMention | None:
        """Give the mention over token ``i``, or None."""
        return self.by_token.get(i)

    def tokens_of(self, mention: ActorMention) -> range:
        """Give the indices of a mention's tokens."""
        first = last = self._starts[mention.span.start]
        while last < len(self._tokens) and self._tokens[last].start < mention.span.end:
            last += 1
        return range(first, last)


def _tokens_of(analysis: Analysis, labels: frozenset[str]) -> frozenset[int]:
    return frozenset(i for name in analysis.names if name.label in labels for i in range(name.first, name.last))


def _sentence_numbers(analysis: Analysis) -> list[int]:
    numbers = [0] * len(analysis.tokens)
    for n, sentence in enumerate(analysis.sentences):
        for i in range(sentence.first, sentence.last):
            numbers[i] = n
    return numbers
