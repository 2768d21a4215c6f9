"""Drift words: what a language's ``drift.yaml`` says of hedges, attributions, bounds, scopes, days and numbers.

The file comes in, a frozen table goes out, made once a language. A language without the file has none, and no drift
is looked for in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.lang.files import LexiconFile, language_file

if TYPE_CHECKING:
    from collections.abc import Iterable

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DriftWords:
    """The lists of ``drift.yaml``; phrases as runs of words, the longest first."""

    abbreviations: frozenset[str]
    function_words: frozenset[str]
    hedges: tuple[Phrase, ...]
    not_hedges: tuple[Phrase, ...]
    attributions: tuple[Phrase, ...]
    not_attributions: tuple[Phrase, ...]
    bounds: tuple[tuple[Phrase, str], ...]
    vague: tuple[Phrase, ...]
    restrictors: tuple[Phrase, ...]
    partitives: frozenset[str]
    scope_links: frozenset[str]
    scope_ends: frozenset[str]
    shares: frozenset[str]
    weekdays: frozenset[str]
    months: frozenset[str]
    day_words: frozenset[str]
    numbers: Mapping[str, float]
    ordinals: Mapping[str, float]
    magnitudes: Mapping[str, float]
    derived_endings: frozenset[str]


@lru_cache(maxsize=8)
def drift_words(language: str | None) -> DriftWords | None:
    """Give the words of a language, those of English where it cannot be told; None where it has none.

    Raises:
        DossierFileError: DG201, the file is not in order.
    """
    file = language_file(language or "en", "drift")
    if file is None:
        return None
    return DriftWords(
        abbreviations=_words(file, "abbreviations"),
        function_words=_words(file, "function_words"),
        hedges=_phrases(file, "hedges"),
        not_hedges=_phrases(file, "not_hedges"),
        attributions=_phrases(file, "attributions"),
        not_attributions=_phrases(file, "not_attributions"),
        bounds=_bounds(file),
        vague=_phrases(file, "vague"),
        restrictors=_phrases(file, "restrictors"),
        partitives=_words(file, "partitives"),
        scope_links=_words(file, "scope_links"),
        scope_ends=_words(file, "scope_ends"),
        shares=_words(file, "shares"),
        weekdays=_words(file, "weekdays"),
        months=_words(file, "months"),
        day_words=_words(file, "day_words"),
        numbers=_numbers(file, "numbers"),
        ordinals=_numbers(file, "ordinals"),
        magnitudes=_numbers(file, "magnitudes"),
        derived_endings=_words(file, "derived_endings"),
    )


def _words(file: LexiconFile, key: str) -> frozenset[str]:
    return frozenset(str(word) for word in file.rows(key))


def _phrases(file: LexiconFile, key: str) -> tuple[Phrase, ...]:
    return _longest_first(tuple(str(row).split()) for row in file.rows(key))


def _bounds(file: LexiconFile) -> tuple[tuple[Phrase, str], ...]:
    """Give each bound with the side that it leaves open, the longest first."""
    sides = {
        tuple(str(row).split()): side
        for side, rows in file.table("bounds").items()
        for row in file.as_rows(rows, "bounds")
    }
    return tuple((phrase, sides[phrase]) for phrase in _longest_first(sides))


def _longest_first(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    return tuple(sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)))


def _numbers(file: LexiconFile, key: str) -> Mapping[str, float]:
    return {str(word): float(str(value)) for word, value in file.table(key).items()}
