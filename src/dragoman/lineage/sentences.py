"""Sentences: a document comes in, its own sentences with their tokens go out, for comparing two reports.

Sentences are cut roughly, by marks and abbreviations; ``analyse`` cuts them for reading. A token keeps where it
stands, whether it is quoted, and what number it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.lineage.numerals import number_of
from dragoman.lineage.words import left_out, quoted_stretches
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.lineage.drift_words import DriftWords
    from dragoman.model import Document

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|[\n\r]+")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*|%")
LONGEST_BRACKET = 120
LEAST_TELLING = 100
"""Smaller numbers stand before the same word in unlike sentences ("two men"); shares do not. Source: house rule."""
_WORD_BEFORE = re.compile(r"[\w.]+$")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number.

    Attributes:
        word: In lower case, with straight apostrophes.
        shown: As printed.
        number: Its value, where it is a number in figures or words.
        is_ordinal: Whether it counts places in a row.
    """

    word: str
    shown: str
    span: Span
    number: float | None
    is_ordinal: bool
    is_quoted: bool
    is_bracketed: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its tokens, the words in it that say what it tells, and its figures with what they count."""

    span: Span
    tokens: tuple[Token, ...]
    content: frozenset[str]
    figures: frozenset[tuple[float, str]]


def sentences_of(document: Document, words: DriftWords) -> tuple[Sentence, ...]:
    """Give the sentences of a report that are its own or that it quotes."""
    text = document.text
    quotes = quoted_stretches(text)
    cut = [_sentence(text, span, quotes, words) for span in sentence_spans(text, left_out(document), words)]
    return tuple(sentence for sentence in cut if sentence.tokens)


def sentence_spans(text: str, without: Sequence[tuple[int, int]], words: DriftWords) -> Iterator[Span]:
    """Give where the sentences of a text stand that are outside some stretches, in order."""
    at = 0
    for start, end in (*without, (len(text), len(text))):
        yield from _cut(text, at, start, words)
        at = max(at, end)


def _cut(text: str, start: int, end: int, words: DriftWords) -> Iterator[Span]:
    at = start
    for found in _END.finditer(text, start, end):
        if found.group()[0] == "." and _is_inside(text, found, words):
            continue
        yield from _trimmed(text, at, found.end())
        at = found.end()
    yield from _trimmed(text, at, end)


def _is_inside(text: str, full_stop: re.Match[str], words: DriftWords) -> bool:
    """Whether a full stop belongs to an abbreviation or an initial, or no new sentence begins after it."""
    before = _WORD_BEFORE.search(text, max(0, full_stop.start() - 12), full_stop.start())
    word = before.group().casefold() if before else ""
    following = text[full_stop.end() : full_stop.end() + 8].lstrip()[:1]
    return word in words.abbreviations or (len(word) == 1 and word.isalpha()) or following.islower()


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    if words.strip():
        first = start + len(words) - len(words.lstrip())
        yield Span(first, first + len(words.strip()))


def _sentence(text: str, span: Span, quotes: Sequence[tuple[int, int]], words: DriftWords) -> Sentence:
    tokens = tuple(_tokens(text, span, quotes, words))
    content = frozenset(
        token.word.removesuffix("'s")
        for token in tokens
        if token.number is None and token.word not in words.function_words
    )
    return Sentence(span, tokens, content, frozenset(_figures(tokens, words)))


def _figures(tokens: Sequence[Token], words: DriftWords) -> Iterator[tuple[float, str]]:
    """Give the numbers of a sentence that are no small ones, each with what it counts."""
    for i, token in enumerate(tokens):
        counted = [each.word for each in tokens[i + 1 : i + 3] if each.word not in words.function_words - {"%"}]
        if token.number is not None and counted:
            is_telling = counted[0] in words.shares or token.number >= LEAST_TELLING
            yield from [(token.number, counted[0])] if is_telling else []


def _tokens(text: str, span: Span, quotes: Sequence[tuple[int, int]], words: DriftWords) -> Iterator[Token]:
    starts = [start for start, _ in quotes]
    found = list(_TOKEN.finditer(text, span.start, span.end))
    i = 0
    while i < len(found):
        shown = [match.group() for match in found[i : i + 3]]
        number, length, is_ordinal = number_of(shown, words)
        start, end = found[i].start(), found[i + length - 1].end()
        at = bisect_right(starts, start) - 1
        is_quoted = at >= 0 and start < quotes[at][1]
        printed = text[start:end]
        word = printed.casefold().replace("’", "'").replace(".", "" if number is None else ".")
        yield Token(word, printed, Span(start, end), number, is_ordinal, is_quoted, _is_bracketed(text, start, end))
        i += length


def _is_bracketed(text: str, start: int, end: int) -> bool:
    """Whether a word is an editor's, between square brackets."""
    opened = text.rfind("[", max(0, start - LONGEST_BRACKET), start)
    return opened >= 0 and text.find("]", opened, start) < 0 <= text.find("]", end, end + LONGEST_BRACKET)
