"""Headings: the lines of a text that are its title, its inner headings, or a tag that a page repeats.

A text and its title come in, zones go out. Only text in lines has headings; a text that came as one line has none.

Source: the two seed reports and 139 reports in running text, looked at by hand. No line of the latter is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from dragoman.model import Zone, ZoneKind
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_HEADING_WORDS = 14
LONGEST_TITLE_WORDS = 28
FEWEST_PARAGRAPH_WORDS = 18
_LINE = re.compile(r"[^\n\r]+")
_ENDS_LIKE_A_SENTENCE = (".", ",", ";", ":", "…", ".”", '."', ".’", ".'")
_LIST_ITEM = re.compile(r"[-–—•*·▪‣]|\d+[.)]")


class _Line(NamedTuple):
    span: Span
    words: str
    word_count: int

    @property
    def is_open(self) -> bool:
        """Whether it lacks the end of a sentence and the mark of a list."""
        return not self.words.endswith(_ENDS_LIKE_A_SENTENCE) and not _LIST_ITEM.match(self.words)


def find_title(text: str) -> str | None:
    """Give the title that a plain text begins with: its first line that is a heading with a paragraph after it.

    Lines that the text repeats, and a page's icon line, are passed over.
    """
    lines = _lines(text)
    repeated = _repeated(lines)
    for i, line in enumerate(lines[:-1]):
        if line.words.startswith("Site icon ") or line.words in repeated:
            continue
        is_title = line.is_open and 1 < line.word_count <= LONGEST_TITLE_WORDS
        paragraph_follows = any(later.word_count >= FEWEST_PARAGRAPH_WORDS for later in lines[i + 1 :])
        return line.words if is_title and paragraph_follows else None
    return None


def find_headings(text: str, title: str | None) -> tuple[Zone, ...]:
    """Give the zones of the title where the text repeats it, of inner headings, and of repeated tags."""
    lines = _lines(text)
    repeated = _repeated(lines)
    zones = [Zone(line.span, ZoneKind.BOILERPLATE) for line in lines if line.words in repeated]
    zones += [Zone(line.span, ZoneKind.TITLE) for line in _inner_headings(lines) if line.words not in repeated]
    at_top = _title_at_top(text, title)
    if at_top is not None:
        zones = [Zone(at_top, ZoneKind.TITLE), *(zone for zone in zones if not zone.span.overlaps(at_top))]
    return tuple(zones)


def _lines(text: str) -> list[_Line]:
    lines = []
    for found in _LINE.finditer(text):
        words = found.group().strip()
        if words:
            start = found.start() + found.group().index(words)
            lines.append(_Line(Span(start, start + len(words)), words, len(words.split())))
    return lines


def _repeated(lines: Sequence[_Line]) -> frozenset[str]:
    seen = Counter(line.words for line in lines if line.is_open and line.word_count <= LONGEST_HEADING_WORDS)
    return frozenset(words for words, times in seen.items() if times > 1)


def _inner_headings(lines: Sequence[_Line]) -> Iterator[_Line]:
    """Give short open lines that stand between a paragraph and the paragraph that they head."""
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        is_short = line.is_open and line.word_count <= LONGEST_HEADING_WORDS and line.words[0].isupper()
        if is_short and after.word_count >= FEWEST_PARAGRAPH_WORDS and before.word_count >= FEWEST_PARAGRAPH_WORDS:
            yield line


def _title_at_top(text: str, title: str | None) -> Span | None:
    """Find the title in the first few hundred code points, with any white space between its words."""
    words = title.split() if title else []
    top = text[: 400 + 2 * len(title or "")]
    if not words or " ".join(words).casefold() not in " ".join(top.split()).casefold():
        return None
    found = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE).search(top)
    if found is None or text[: found.start()].count(". ") > 0:
        return None
    ends_a_line = text[found.end() : found.end() + 1] in {"", "\n", "\r"}
    return Span(*found.span()) if ends_a_line or found.start() == 0 else None
