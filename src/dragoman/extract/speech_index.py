"""Speech index: which attributions hold a point of the text, or are told by a word, without asking all of them.

The attributions of a document come in once; answers cost as much as the attributions of one sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.extract.speech import Speech
    from dragoman.model import Sentence


class SpeechIndex:
    """The attributions of one document by the sentences that their content touches, and by cue."""

    def __init__(self, speech: Iterable[Speech], sentences: Sequence[Sentence]) -> None:
        self._starts = [s.start for s in sentences]
        self._by_sentence: dict[int, list[Speech]] = {}
        self._by_cue: dict[int, list[Speech]] = {}
        for one in speech:
            self._by_cue.setdefault(one.cue, []).append(one)
            for number in sorted({n for span in one.content for n in self._touched(span.start, span.end)}):
                self._by_sentence.setdefault(number, []).append(one)

    def _touched(self, start: int, end: int) -> range:
        return range(self._at(start), max(self._at(start) + 1, bisect_left(self._starts, end)))

    def _at(self, start: int) -> int:
        """Give the number of the sentence that holds a code point, or that ends before it."""
        return max(bisect_right(self._starts, start) - 1, 0)

    def covering(self, start: int) -> list[Speech]:
        """Give the attributions whose content holds a code point, in text order."""
        return [s for s in self._by_sentence.get(self._at(start), ()) if s.covers(start)]

    def told_by(self, cue: int) -> list[Speech]:
        """Give the attributions whose cue is a token."""
        return self._by_cue.get(cue, [])
