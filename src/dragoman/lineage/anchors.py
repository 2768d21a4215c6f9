"""Anchors: the names and figures of a report, which stay what they are in a translation.

A document in, its sentences with their anchors out, and a few prints of them by which reports in other languages find
each other. Names are keyed across scripts and spellings; figures by their value, however they are grouped. A script
without capital letters has figures only. Anchors find and align; they are never shown.

Source: anchors of sentence alignment (Simard, Foster and Isabelle 1992, cognates); of its words only names and figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.lang.files import LexiconFile
from dragoman.lineage.drift_words import drift_words
from dragoman.lineage.kept import KEPT, by_revision
from dragoman.lineage.sentences import sentence_spans
from dragoman.lineage.words import left_out
from dragoman.values import Keyed, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dragoman.model import Document

Anchor = str | float
FEWEST_SOUNDS = 3
"""A key of fewer is one of too many names. Source: house rule."""
LEAST_TELLING = 10
"""Smaller figures are as often words, or words in the other language. Source: style guides spell one to nine."""
PRINTS = 8
"""Prints that are kept of a report's anchors. Source: a translation has three in ten neighbours in common with its
original (the example reports), so that nineteen in twenty share one of eight least prints; the index keeps within 2 kB
a report."""
_PRINT_BITS = 0xFFFFFFFF
_TOKEN = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[^\W\d_]+")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_SPACED = re.compile(r"(?<!\S)(\d{1,3})\s(?=\d{3}(?!\d))")
"""Thousands set apart by a space. Source: ISO 80000-1, 7.3.1."""
_OPENING = "\"'“„«([—–-"


@dataclass(frozen=True, slots=True)
class AnchoredSentence:
    """A sentence with its anchors, in order, each once."""

    span: Span
    anchors: tuple[Anchor, ...]


def anchored_sentences(document: Document) -> tuple[AnchoredSentence, ...]:
    """Give the sentences of a report that have anchors, in order; a few hundred reports are kept."""
    return _kept(by_revision(document))


def anchor_prints(document: Document) -> tuple[int, ...]:
    """Give the least prints of neighbouring anchors, ``PRINTS`` of them at most, as 32-bit values."""
    from rensa import RMinHash  # noqa: PLC0415 (native library)

    run = [anchor for sentence in anchored_sentences(document) for anchor in sentence.anchors]
    neighbours = {f"{one}\0{other}".encode() for one, other in pairwise(run) if one != other}
    if not neighbours:
        return ()
    (hashes,) = RMinHash.hash_token_sets([sorted(neighbours)])
    return tuple(sorted({value & _PRINT_BITS for value in hashes})[:PRINTS])


@lru_cache(maxsize=KEPT)
def _kept(key: Keyed[Document]) -> tuple[AnchoredSentence, ...]:
    document = key.value
    cutting = drift_words(document.language) or drift_words("en")
    if cutting is None:
        return ()
    numbers = cutting.numbers if drift_words(document.language) else {}
    spans = sentence_spans(document.text, left_out(document), cutting)
    cut = (AnchoredSentence(span, tuple(_anchors(document.text, span, numbers))) for span in spans)
    return tuple(sentence for sentence in cut if sentence.anchors)


def _anchors(text: str, span: Span, numbers: Mapping[str, float]) -> Iterable[Anchor]:
    """Give the anchors of a sentence, each once; its first word, which is in capitals anyway, is none."""
    found: dict[Anchor, None] = {}
    for i, printed in enumerate(_SPACED.sub(r"\1", span.of(text)).split()):
        first = printed[0]
        if first.islower():
            anchors: Iterable[Anchor | None] = (numbers.get(printed),)
        elif first.isalnum() or first in _OPENING:
            anchors = map(_anchor, _TOKEN.findall(printed)[i == 0 and first.isalpha() :])
        else:
            continue
        found.update(dict.fromkeys(each for each in anchors if each is not None))
    return (each for each in found if isinstance(each, str) or each >= LEAST_TELLING)


def _anchor(shown: str) -> Anchor | None:
    if shown[0].isdigit():
        return _figure(shown)
    return sounds_of(shown) if shown[0].isupper() else None


def _figure(shown: str) -> float:
    return float(re.sub(r"\D", "", shown)) if _GROUPED.fullmatch(shown) else float(shown.replace(",", "."))


@lru_cache(maxsize=1 << 14)
def sounds_of(name: str) -> str | None:
    """Give the key of a name; None where it has too few sounds."""
    from anyascii import anyascii  # noqa: PLC0415 (a table of all scripts)

    key = anyascii(name).casefold()
    for old, new in _sounds():
        key = old.sub(new, key)
    return key if len(key) >= FEWEST_SOUNDS else None


@lru_cache(maxsize=1)
def _sounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    file = LexiconFile(Path(str(files("dragoman.lineage").joinpath("anchors.yaml"))))
    return tuple(_pairs(file))


def _pairs(file: LexiconFile) -> Iterator[tuple[re.Pattern[str], str]]:
    for row in file.rows("sounds"):
        old, new = map(str, file.as_rows(row, "sounds"))
        yield re.compile(old), new
