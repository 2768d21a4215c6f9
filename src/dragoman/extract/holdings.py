"""Holdings: which attribution holds which stretch of a text, while quotations are given to attributions.

Attributions and the sentences of their text come in; answers cost as much as what lies in a sentence or two, however
long the text is. Content grows as quotations are given; nothing else of an attribution changes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dragoman.extract.speech import Speech
    from dragoman.model import Sentence
    from dragoman.values import Span


class Holdings:
    """The attributions of one document, by number, and what each holds so far."""

    def __init__(self, speeches: Iterable[Speech], sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._speeches: list[Speech] = []
        self._content: list[list[Span]] = []
        self._lasts: list[int] = []
        self._by_last: dict[int, set[int]] = {}
        self._by_sentence: dict[int, list[int]] = {}
        self._spans: dict[int, list[tuple[Span, int]]] = {}
        for speech in speeches:
            self.add(speech)

    def __len__(self) -> int:
        return len(self._speeches)

    def __getitem__(self, n: int) -> Speech:
        """Give an attribution as it was added: its content may have grown since."""
        return self._speeches[n]

    def add(self, speech: Speech) -> None:
        """Add an attribution, numbered after the others."""
        n = len(self._speeches)
        last = max([self._sentences[speech.sentence].end, *(span.end for span in speech.content)])
        self._speeches.append(speech)
        self._content.append(list(speech.content))
        self._lasts.append(last)
        self._by_last.setdefault(last, set()).add(n)
        self._by_sentence.setdefault(speech.sentence, []).append(n)
        for span in speech.content:
            self._enter(span, n)

    def give(self, n: int, span: Span) -> None:
        """Let an attribution hold a further stretch."""
        insort(self._content[n], span)
        self._enter(span, n)
        if span.end > self._lasts[n]:
            self._by_last[self._lasts[n]].discard(n)
            self._lasts[n] = span.end
            self._by_last.setdefault(span.end, set()).add(n)

    def has_content(self, n: int) -> bool:
        """Whether an attribution holds anything so far."""
        return bool(self._content[n])

    def beside(self, start: int, end: int) -> list[int]:
        """Give the attributions whose cue's sentence holds the first or the last code point of a stretch."""
        numbers = sorted({self._sentence(start), self._sentence(end - 1)})
        return [n for number in numbers for n in self._by_sentence.get(number, ())]

    def holding(self, start: int, end: int) -> list[int]:
        """Give the attributions that hold any of a stretch, in their order."""
        found = {
            n
            for number in range(self._sentence(start), self._sentence(end - 1) + 1)
            for span, n in self._spans.get(number, ())
            if span.start < end and start < span.end
        }
        return sorted(found)

    def ending(self, first: int, last: int) -> list[int]:
        """Give the attributions whose sentence and content end at one of these offsets, both inclusive."""
        return sorted(n for at in range(first, last + 1) for n in self._by_last.get(at, ()))

    def speeches(self) -> Iterator[Speech]:
        """Give the attributions with all that they hold, those that hold nothing left out."""
        for speech, content in zip(self._speeches, self._content, strict=True):
            if content:
                yield replace(speech, content=tuple(content))

    def _enter(self, span: Span, n: int) -> None:
        for number in range(self._sentence(span.start), self._sentence(max(span.start, span.end - 1)) + 1):
            self._spans.setdefault(number, []).append((span, n))

    def _sentence(self, at: int) -> int:
        return max(bisect_right(self._starts, at) - 1, 0)


class Nesting:
    """Whether a point of a text lies in what another attribution than its own holds, asked in text order or not."""

    def __init__(self, speeches: Iterable[Speech]) -> None:
        spans = sorted((span.start, span.end, speech.cue) for speech in speeches for span in speech.content)
        self._starts = [start for start, _, _ in spans]
        self._best: list[tuple[tuple[int, int], tuple[int, int]]] = []
        first, second = (0, -1), (0, -1)
        for _, end, cue in spans:
            if cue == first[1]:
                first = max(first, (end, cue))
            elif end > first[0]:
                first, second = (end, cue), first
            elif cue != first[1] and end > second[0]:
                second = (end, cue)
            self._best.append((first, second))

    def has(self, at: int, cue: int) -> bool:
        """Whether an attribution by another cue holds a code point."""
        n = bisect_right(self._starts, at)
        return n > 0 and any(end > at for end, other in self._best[n - 1] if other != cue)


def within(starts: Sequence[int], start: int, end: int) -> range:
    """Give the numbers of those of some ordered, disjoint stretches that may touch one, by where they start."""
    return range(max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end))
