"""Conditions on a match: what looks like a time and is none is refused here.

A match and its surroundings come in, yes or no goes out. "May" the verb, "June 20 people", "Security Council
Resolution 1701" and "a 30-year-old" are told apart by the words beside them and, where there is one, by the
analysis.

Source: false matches seen on gold-train and TimeBank.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from typing import TYPE_CHECKING, NamedTuple

from dragoman.resolve.times_anchor import whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.lang.lexicon import TimeLexicon
    from dragoman.model import Analysis, Token
    from dragoman.resolve.times_grammar import Found, Words

_LEAP_YEAR = 2000

MAX_PAIR_DAYS = 14
"""Days between "16 and 17 May" at most; a larger second number counts something else."""


class Surroundings(NamedTuple):
    """A document with its words and the start of each token."""

    analysis: Analysis
    lexicon: TimeLexicon
    words: Words
    starts: Sequence[int]

    def token_at(self, start: int) -> Token | None:
        """Give the token that begins at a code point, or None."""
        i = bisect_left(self.starts, start)
        tokens = self.analysis.tokens
        return tokens[i] if i < len(tokens) and tokens[i].start == start else None

    def word(self, i: int) -> str:
        """Give a word in lower case, or nothing beyond the text's ends."""
        return self.words.word(i).lower() if 0 <= i < len(self.words.spans) else ""


def holds(found: Found, around: Surroundings) -> bool:
    """Whether all of a rule's conditions hold for a match."""
    return all(_CHECKS[name](found, around) for name in found.rule.checks)


def known_checks() -> frozenset[str]:
    """Give the names that a rule may use under ``check``."""
    return frozenset(_CHECKS)


def _not_counted(found: Found, around: Surroundings) -> bool:
    """The last figure does not count the noun after it: "in June 20 people died", "May 3 percent".

    An article before the date makes it an adjective: "the May 16 talks".
    """
    following = around.word(found.last)
    if following in around.lexicon.words["scale"] or following in around.lexicon.words["magnitude"]:
        return False
    figure = around.token_at(around.words.spans[found.last - 1][0])
    if figure is None or ("year" in found.got and "day" in found.got):
        return True
    before, beside = around.word(found.first - 1), around.analysis.tokens[figure.i + 1 : figure.i + 2]
    if before in around.lexicon.month_only and beside and beside[0].tag == "NNS":
        return False
    head = around.analysis.tokens[figure.head]
    counts = figure.dep == "nummod" and head.start >= found.end and head.tag == "NNS"
    return not counts or before in around.lexicon.determiners


def _real_day(found: Found, _: Surroundings) -> bool:
    """The month has such a day: no 31 June."""
    month, day, year = (whole(found.got, name) for name in ("month", "day", "year"))
    return month is not None and day is not None and day <= monthrange(year or _LEAP_YEAR, month)[1]


def _pair(found: Found, around: Surroundings) -> bool:
    """The second figure of "May 27 and 28" is a later day near by and counts nothing."""
    first, second = whole(found.got, "day") or 0, whole(found.got, "to") or 0
    figure = around.token_at(around.words.spans[found.last - 1][0])
    counts = figure is not None and figure.dep == "nummod" and around.analysis.tokens[figure.head].start >= found.end
    return first < second <= first + MAX_PAIR_DAYS and not counts


def _introduced(found: Found, around: Surroundings) -> bool:
    """A bare month is no verb and no person: "May" needs an introducing word, "Theresa May" has the wrong one."""
    month = around.token_at(found.start)
    before = around.words.word(found.first - 1) if found.first else ""
    is_introduced = before.lower() in around.lexicon.words["prep"]
    if whole(found.got, "month") in around.lexicon.ambiguous_months:
        return is_introduced and (month is None or month.pos not in {"AUX", "VERB"})
    if month is None:
        return True
    tokens = around.analysis.tokens
    first, after = tokens[max(month.i - 1, 0) : month.i], tokens[month.i + 1 : month.i + 2]
    is_surname = not is_introduced and _are_one_name((*first, month))
    return not is_surname and not _are_one_name((month, *after))


def _are_one_name(pair: tuple[Token, ...]) -> bool:
    """Whether two neighbouring words are given name and surname: proper nouns, one modifying the other."""
    if len(pair) != 2:  # noqa: PLR2004 (a pair)
        return False
    one, other = pair
    return one.pos == other.pos == "PROPN" and one.dep == "compound" and one.head in {other.i, other.head}


def _not_age(found: Found, around: Surroundings) -> bool:
    """A length is no age: "a 30-year-old", "two months old"."""
    ages = around.lexicon.ages
    following = around.word(found.last)
    is_joined = following in around.lexicon.words["hyphen"] and around.word(found.last + 1) in ages
    return following not in ages and not is_joined


def _not_bracketed(found: Found, around: Surroundings) -> bool:
    """A clock time alone in brackets, without zone or half of day, is the length of a film: "(2:04)"."""
    opened = around.word(found.first - 1) in around.lexicon.words["open"]
    return not (opened and found.last == found.first + 1 and around.word(found.last) in around.lexicon.words["close"])


def _not_verb(found: Found, around: Surroundings) -> bool:
    """The first word is no verb: "it could last months"."""
    token = around.token_at(found.start)
    return token is None or token.pos not in {"VERB", "AUX"}


_CHECKS = {
    "not_counted": _not_counted,
    "real_day": _real_day,
    "pair": _pair,
    "introduced": _introduced,
    "not_age": _not_age,
    "not_verb": _not_verb,
    "not_bracketed": _not_bracketed,
}
