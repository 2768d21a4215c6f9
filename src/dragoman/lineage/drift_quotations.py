"""Drift of quotations: words between quotation marks that are not those of the original.

An aligned pair of sentences in, changes out. A quotation that is only cut shorter is not altered.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING

from dragoman.lineage.changes import Change, change
from dragoman.model.drift import DriftKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.lineage.alignment import Aligned
    from dragoman.lineage.drift_words import DriftWords
    from dragoman.lineage.sentences import Token

FEWEST_WORDS = 3
CUTS = ("delete", "insert")
SHORTEST_SPELT = 5
LEAST_SPELT_ALIKE = 90
"""Likeness of two spellings of one word, 0 to 100. Source: colour and color have 91, labour and labor 91."""
LEAST_LIKE = 0.6
"""Words in common over the mean of both, for two quotations to be of one utterance. Source: planted changes."""


def quotation_changes(pair: Aligned, words: DriftWords) -> Iterator[Change]:  # noqa: ARG001  one form for all finders
    """Give quotations whose inner words were altered."""
    originals = _quotations(pair.there.tokens)
    for quoted in _quotations(pair.here.tokens):
        rated = [(_likeness(original, quoted), i) for i, original in enumerate(originals)]
        likeness, at = max(rated, default=(0.0, 0))
        if likeness >= LEAST_LIKE and _is_altered(originals[at], quoted):
            yield change(DriftKind.QUOTATION, originals[at], quoted)


def _quotations(tokens: Sequence[Token]) -> list[list[Token]]:
    runs = [list(run) for is_quoted, run in groupby(tokens, key=_is_of_speaker) if is_quoted]
    return [run for run in runs if len(run) >= FEWEST_WORDS]


def _is_of_speaker(token: Token) -> bool:
    return token.is_quoted and not token.is_bracketed


def _words(tokens: Sequence[Token]) -> list[str]:
    return [token.word for token in tokens]


def _likeness(one: Sequence[Token], other: Sequence[Token]) -> float:
    return SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio()


def _is_altered(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether words differ between the first and the last that both have: what is cut off at an end does not count."""
    edits = SequenceMatcher(None, _words(one), _words(other), autojunk=False).get_opcodes()
    inner = edits[1 if edits[0][0] in CUTS else 0 : -1 if edits[-1][0] in CUTS else None]
    return any(
        kind != "equal" and not _is_spelling(_words(one)[start:end], _words(other)[from_:to])
        for kind, start, end, from_, to in inner
    )


def _is_spelling(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether words are the same in another spelling ("favourable", "favorable"), or only set apart otherwise."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 (native library)

    bare, bare_other = "".join(one), "".join(other)
    shortest = min(len(bare), len(bare_other))
    return bare == bare_other or (shortest >= SHORTEST_SPELT and bool(ratio(bare, bare_other) >= LEAST_SPELT_ALIKE))
