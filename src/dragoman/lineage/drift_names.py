"""Drift of days and names: a weekday or date that became another, a name spelt otherwise.

An aligned pair of sentences in, changes out. Another form of a word ("Iran", "Iranian") is no other spelling, and
"on Sunday" for "June 1" is no other day as far as words tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.lineage.changes import Change, change
from dragoman.model.drift import DriftKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.lineage.alignment import Aligned, Edit
    from dragoman.lineage.drift_words import DriftWords
    from dragoman.lineage.sentences import Token

LEAST_LIKE = 70
"""Likeness of two spellings of one name, 0 to 100. Source: Umerov and Umjerow have 77, Zelensky and Selenskyj 71.
Peskov and Pskov, which are two names, have 91: both passages are shown, and the reader judges."""
SHORTEST_NAME = 4


def date_changes(pair: Aligned, words: DriftWords) -> Iterator[Change]:
    """Give weekdays, months, days of the month and years that became others."""
    for days in (words.weekdays, words.months):
        before = [token for token in pair.there.tokens if token.word in days]
        after = [token for token in pair.here.tokens if token.word in days]
        if before and after and not {token.word for token in before} & {token.word for token in after}:
            yield change(DriftKind.DATE, before[:1], after[:1])
            return
    for edit in pair.edits:
        yield from _other_day(pair, edit, words)


def name_changes(pair: Aligned, words: DriftWords) -> Iterator[Change]:
    """Give names that are spelt otherwise: capitalised words in one place that are alike and not the same."""
    said = {token.word for token in pair.here.tokens}
    known = {token.word for token in pair.there.tokens}
    for edit in pair.edits:
        before = [token for token in edit.there if _is_name(token, words) and token.word not in said]
        after = [token for token in edit.here if _is_name(token, words) and token.word not in known]
        for one in before:
            other = next((token for token in after if _is_respelt(one.word, token.word, words)), None)
            if other is not None:
                yield change(DriftKind.NAME, [one], [other])


def _other_day(pair: Aligned, edit: Edit, words: DriftWords) -> Iterator[Change]:
    before = [token for token in edit.there if _is_of_date(token, pair.there.tokens, words)]
    after = [token for token in edit.here if _is_of_date(token, pair.here.tokens, words)]
    for one, other in zip(before, after, strict=False):
        if one.number != other.number:
            yield change(DriftKind.DATE, [one], [other])


def _is_of_date(token: Token, tokens: Sequence[Token], words: DriftWords) -> bool:
    if token.number is None:
        return False
    at = tokens.index(token)
    return any(neighbour.word in words.months for neighbour in tokens[max(0, at - 2) : at + 2])


def _is_name(token: Token, words: DriftWords) -> bool:
    is_day = token.word in words.weekdays or token.word in words.months
    return len(token.word) >= SHORTEST_NAME and token.shown[0].isupper() and not is_day


def _is_respelt(one: str, other: str, words: DriftWords) -> bool:
    from anyascii import anyascii  # noqa: PLC0415 (a table of all scripts)
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 (native library)

    bare = [anyascii(word).casefold().replace("'", "").replace("-", "") for word in (one, other)]
    shorter, longer = sorted(bare, key=len)
    if longer.startswith(shorter) and longer[len(shorter) :] in words.derived_endings | {""}:
        return False
    return bool(ratio(shorter, longer) >= LEAST_LIKE)
