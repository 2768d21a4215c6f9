"""Words: a document's own words, with where they stand and which of them it quotes.

A document comes in, its words without zones (other than a title) go out. Words are compared by their letters and
digits, in lower case; the text itself is not touched, and every span counts in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.model import ZoneKind
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.model import Document

SHINGLE_WORDS = 5
"""Words in a row that count as shared wording. Source: Broder (1997) and Clough et al. (2002, the METER corpus) use
four to ten for news; at five, 759 reports of one day have 99 % of their chance overlaps (names, set phrases) below
one shingle in a hundred."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_QUOTED = re.compile(
    r"“[^“”]{2,1200}”|(?<![\w\"])\"(?=\S)[^\"]{2,1200}(?<=\S)\"(?!\w)|«[^«»]{2,1200}»|„[^„“”]{2,1200}[“”]"
)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The own words of one document, in order.

    Attributes:
        words: In lower case, with straight apostrophes; None stands where a zone was left out.
        starts, ends: Where each stands in the text; where a zone was left out, both are its end.
        quoted: Whether each stands between quotation marks.
    """

    words: tuple[str | None, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[bool, ...]

    @property
    def count(self) -> int:
        """How many words there are."""
        return len(self.words) - self.words.count(None)

    def span(self, first: int, length: int) -> Span:
        """Give where a run of words stands in the text."""
        return Span(self.starts[first], self.ends[first + length - 1])

    def shingles(self) -> Iterator[tuple[int, str]]:
        """Give each run of ``SHINGLE_WORDS`` words with the index of its first; none runs over a zone."""
        run: list[str] = []
        for i, word in enumerate(self.words):
            if word is None:
                run = []
                continue
            run.append(word)
            if len(run) > SHINGLE_WORDS:
                del run[0]
            if len(run) == SHINGLE_WORDS:
                yield i + 1 - SHINGLE_WORDS, " ".join(run)


def own_words(document: Document) -> OwnWords:
    """Give the words of a document that are its own or that it quotes: all but those in zones other than a title."""
    text = document.text
    zones = left_out(document)
    quotes = quoted_stretches(text)
    words: list[str | None] = []
    starts: list[int] = []
    ends: list[int] = []
    quoted: list[bool] = []
    zone_at = quote_at = 0
    folded = _fold(text)
    for found in _WORD.finditer(folded):
        start, end = found.span()
        while zone_at < len(zones) and zones[zone_at][1] <= start:
            if words and words[-1] is not None:
                words.append(None)
                starts.append(zones[zone_at][1])
                ends.append(zones[zone_at][1])
                quoted.append(False)
            zone_at += 1
        if zone_at < len(zones) and zones[zone_at][0] < end:
            continue
        while quote_at < len(quotes) and quotes[quote_at][1] <= start:
            quote_at += 1
        words.append(found.group())
        starts.append(start)
        ends.append(end)
        quoted.append(quote_at < len(quotes) and quotes[quote_at][0] <= start)
    return OwnWords(tuple(words), tuple(starts), tuple(ends), tuple(quoted))


def quoted_stretches(text: str) -> list[tuple[int, int]]:
    """Give what stands between quotation marks, the marks included, in order."""
    return [found.span() for found in _QUOTED.finditer(text)]


def _fold(text: str) -> str:
    """Give the text in lower case with straight apostrophes, every character where it was.

    The few characters whose lower case is longer (the Turkish dotted capital I) stay as they are.
    """
    folded = text.casefold()
    if len(folded) != len(text):
        folded = "".join(low if len(low := char.casefold()) == 1 else char for char in text)
    return folded.replace("’", "'")


def left_out(document: Document) -> list[tuple[int, int]]:
    """Give the stretches that are not the report's own words, merged and in order."""
    merged: list[tuple[int, int]] = []
    spans = sorted(zone.span for zone in document.zones if zone.kind is not ZoneKind.TITLE)
    for span in spans:
        if merged and span.start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span.end))
        else:
            merged.append((span.start, span.end))
    return merged
