"""Words: where what a language model copied stands in the report, by exact offsets, or nowhere.

A piece of a text and copied words come in; a span goes out whose words are the report's own. Only white space may
differ, since answers come through JSON and line ends get lost; nothing else is bent to fit, and a part of a word is
no word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_WORDS = 400
"""Words of one copy that are looked for; a longer one is no clause. Source: the longest evidence in training has 71."""


class Piece:
    """A stretch of a report in which copied words are looked for."""

    def __init__(self, text: str, whole: Span) -> None:
        self.whole = whole
        self.text = text[whole.start : whole.end]
        self._known: dict[str, tuple[Span, ...]] = {}

    def find(self, words: str, near: int | None = None) -> Span | None:
        """Give the place of copied words: the one nearest to an offset of the report, else the first.

        Args:
            words: As copied.
            near: Offset in the whole text.
        """
        found = self.places(words)
        if near is None:
            return found[0] if found else None
        return min(found, key=lambda span: (abs(span.start - near), span.start), default=None)

    def places(self, words: str) -> tuple[Span, ...]:
        """Give every place of copied words, as offsets of the whole text, in text order."""
        if words not in self._known:
            self._known[words] = tuple(self._places(words))
        return self._known[words]

    def _places(self, words: str) -> Iterator[Span]:
        parts = words.split()
        if not 0 < len(parts) <= MAX_WORDS:
            return
        pattern = r"\s+".join(map(re.escape, parts))
        before = r"(?<!\w)" if parts[0][0].isalnum() else ""
        after = r"(?!\w)" if parts[-1][-1].isalnum() else ""
        for match in re.finditer(before + pattern + after, self.text):
            yield Span(self.whole.start + match.start(), self.whole.start + match.end())
