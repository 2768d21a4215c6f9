"""Numbers: read one number from tokens, in digits or words, and the words that bound it.

Tokens come in, ``Number`` and ``BoundWords`` records go out. It knows no units and no nouns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.model import Token

_DIGITS = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$")
_ORDINAL_DIGITS = re.compile(r"(\d+)(?:st|nd|rd|th)$", re.IGNORECASE)
_DIGITS_SUFFIX = re.compile(r"(\d+(?:\.\d+)?)(bn|mln|m|k|km)$", re.IGNORECASE)
_SUFFIX = {"bn": 1e9, "mln": 1e6, "m": 1e6, "k": 1e3}
MAX_BOUND_WORDS = 4

ARTICLES = frozenset({"a", "an"})
SHORT_UNITS = frozenset({"min", "h"})
"""Units that an article counts by itself ("lasted an hour"); "a week" and "a year" are mostly rates or dates."""
MAX_FRACTION_TOKENS = 6
"""Tokens of the longest fraction after a number: "-and-a-half"."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in tokens ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    value: float
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class BoundWords:
    """Words that bound the number after them: ``kind`` is low, high or about; ``first`` is their first token."""

    first: int
    kind: str


@dataclass(frozen=True, slots=True)
class QuantityLexicon:
    """The words of ``lang/<code>/quantities.yaml``, indexed."""

    cardinals: Mapping[str, int]
    magnitudes: Mapping[str, int]
    ordinals: Mapping[str, int]
    bounds: Mapping[tuple[str, ...], str]
    after_low: frozenset[tuple[str, ...]]
    vague: frozenset[str]
    vague_of: frozenset[str]
    zero: frozenset[str]
    units: Mapping[str, str]
    currency: Mapping[str, str]
    fractions: Mapping[str, float]
    mile_km: float

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> QuantityLexicon:
        """Index the file's data."""
        return cls(
            cardinals=dict(data["units_of_number"]),
            magnitudes=dict(data["magnitudes"]),
            ordinals=dict(data["ordinals"]),
            bounds={tuple(p.split()): kind for kind, phrases in data["bounds"].items() for p in phrases},
            after_low=frozenset(tuple(p.split()) for p in data["after_low"]),
            vague=frozenset(data["vague"]),
            vague_of=frozenset(data["vague_of"]),
            zero=frozenset(data["zero"]),
            units={word: unit for unit, words in data["units"].items() for word in words},
            currency={word.casefold(): code for code, words in data["currency"].items() for word in words},
            fractions=dict(data["fractions"]),
            mile_km=float(data["mile_km"]),
        )

    def is_after_low(self, tokens: tuple[Token, ...], at: int) -> bool:
        """Whether words such as "or more" stand at token ``at``."""
        return any(_words(tokens, at, at + len(phrase)) == phrase for phrase in self.after_low)


def read_number(tokens: tuple[Token, ...], i: int, lexicon: QuantityLexicon) -> Number | None:
    """Read the number that begins at token ``i``, or give None.

    "Two hundred", "4.5 million", "1,000", "twenty-five", "3rd" and "second" are numbers; "one" is one only
    where the tagger sees a numeral ("one rocket", not "one of the aims" as pronoun). A "second" that the
    tagger takes for a unit of time is no ordinal.
    """
    token = tokens[i]
    word = token.text.casefold()
    ordinal = lexicon.ordinals.get(word) if token.tag in {"JJ", "RB", "NNP"} else None
    if ordinal is not None:
        return Number(i, i + 1, ordinal, ordinal=True)
    if found := _ORDINAL_DIGITS.match(word):
        return Number(i, i + 1, int(found[1]), ordinal=True)
    return _cardinal(tokens, i, lexicon)


def _article(tokens: tuple[Token, ...], i: int, lexicon: QuantityLexicon) -> Number | None:
    """Read "an" of "over an hour" as one, "half an" as a half, "a" of "a hundred" with its magnitude.

    A bare "a week" is mostly a rate or a date; it counts only with a bound or a fraction ("a week and a half").
    """
    if _word(tokens, i) not in ARTICLES or i + 1 >= len(tokens):
        return None
    after = tokens[i + 1]
    first, part = (i - 1, 0.5) if i and _word(tokens, i - 1) == "half" else (i, 1.0)
    if (scale := lexicon.magnitudes.get(after.text.casefold())) is not None:
        return Number(first, i + 2, scale * part)
    unit = lexicon.units.get(after.lemma)
    if unit is None or unit == "percent":
        return None
    is_counted = part != 1 or unit in SHORT_UNITS or read_fraction(tokens, i + 2, lexicon) is not None
    return Number(first, i + 1, part) if is_counted or find_bound(tokens, i, lexicon) is not None else None


def _part_of_unit(tokens: tuple[Token, ...], i: int, lexicon: QuantityLexicon) -> Number | None:
    """Read "a quarter of an" and "three quarters of an" before a unit."""
    count = 1.0 if _word(tokens, i) in ARTICLES else _simple(tokens[i], lexicon)
    part = lexicon.fractions.get(tokens[i + 1].lemma) if i + 1 < len(tokens) else None
    if count is None or part is None or _word(tokens, i + 2) != "of" or _word(tokens, i + 3) not in ARTICLES:
        return None
    is_unit = i + 4 < len(tokens) and lexicon.units.get(tokens[i + 4].lemma, "percent") != "percent"
    return Number(i, i + 4, count * part) if is_unit else None


def read_fraction(tokens: tuple[Token, ...], at: int, lexicon: QuantityLexicon) -> Number | None:
    """Read "and a half", "-and-a-half" or "and three quarters" at token ``at``, or give None.

    "And a quarter of the delegates" is no fraction of what stands before it.
    """
    words = [k for k in range(at, min(at + MAX_FRACTION_TOKENS, len(tokens))) if tokens[k].text not in {"-", "–"}]
    if len(words) < 3 or _word(tokens, words[0]) != "and":  # noqa: PLR2004 ("and", "a", "half")
        return None
    count = 1.0 if _word(tokens, words[1]) in ARTICLES else _simple(tokens[words[1]], lexicon)
    part = lexicon.fractions.get(tokens[words[2]].lemma)
    last = words[2] + 1
    if count is None or part is None or count * part >= 1 or _word(tokens, last) == "of":
        return None
    return Number(at, last, count * part)


def _word(tokens: tuple[Token, ...], i: int) -> str:
    """Give a token's text in lower case, or nothing beyond the last."""
    return tokens[i].text.casefold() if i < len(tokens) else ""


def _cardinal(tokens: tuple[Token, ...], i: int, lexicon: QuantityLexicon) -> Number | None:
    by_article = _part_of_unit(tokens, i, lexicon) or _article(tokens, i, lexicon)
    if by_article is not None:
        return by_article
    value = _simple(tokens[i], lexicon)
    if value is None:
        return None
    last = i + 1
    total, current = 0.0, value
    while last < len(tokens):
        word = tokens[last].text.casefold()
        if word in {"-", "and"} and last + 1 < len(tokens) and _continues(tokens, last, lexicon):
            last += 1
            continue
        scale = lexicon.magnitudes.get(word) or _money_scale(tokens, i, last, lexicon)
        if scale is not None:
            total, current = (total + current * scale, 0.0) if scale > 100 else (total, current * scale)  # noqa: PLR2004
        elif (more := lexicon.cardinals.get(word)) is not None and more < _room(current):
            current += more
        else:
            break
        last += 1
    fraction = read_fraction(tokens, last, lexicon)
    if fraction is not None:
        return Number(i, fraction.last, total + current + fraction.value)
    return Number(i, last, total + current)


def _money_scale(tokens: tuple[Token, ...], first: int, at: int, lexicon: QuantityLexicon) -> float | None:
    """Give the magnitude of a letter after a sum with its sign ("$5.5 m"); elsewhere "m" is metres."""
    if at != first + 1 or not first or tokens[first - 1].text.casefold() not in lexicon.currency:
        return None
    return _SUFFIX.get(tokens[at].text.casefold().rstrip("."))


def _continues(tokens: tuple[Token, ...], at: int, lexicon: QuantityLexicon) -> bool:
    """Whether a hyphen or "and" stands inside a number in words ("twenty-five", "two hundred and ten")."""
    before, after = tokens[at - 1].text.casefold(), tokens[at + 1].text.casefold()
    if tokens[at].text == "-":
        return (
            before in lexicon.cardinals and after in lexicon.cardinals and tokens[at].end == tokens[at + 1].start
        ) or (after in lexicon.magnitudes)
    return before in lexicon.magnitudes and after in lexicon.cardinals


def _room(current: float) -> float:
    """How large a part may follow: tens take units, hundreds take tens."""
    if current and current % 100 == 0:
        return 100
    if current and current % 10 == 0:
        return 10
    return 0


def _simple(token: Token, lexicon: QuantityLexicon) -> float | None:
    word = token.text.casefold()
    if _DIGITS.match(word):
        return float(word.replace(",", ""))
    if found := _DIGITS_SUFFIX.match(word):
        return float(found[1]) * _SUFFIX.get(found[2], 1)
    if word == "dozen" and token.tag in {"NN", "CD"}:
        return float(lexicon.magnitudes[word])
    if word in lexicon.cardinals and (token.pos == "NUM" or token.tag == "CD"):
        return float(lexicon.cardinals[word])
    return None


def find_bound(tokens: tuple[Token, ...], first: int, lexicon: QuantityLexicon) -> BoundWords | None:
    """Find the longest bound phrase that ends right before token ``first`` (a currency sign may stand between)."""
    end = first
    if end and tokens[end - 1].text.casefold() in lexicon.currency:
        end -= 1
    for length in range(min(MAX_BOUND_WORDS, end), 0, -1):
        kind = lexicon.bounds.get(_words(tokens, end - length, end))
        if kind is not None:
            return BoundWords(end - length, kind)
    return None


def _words(tokens: tuple[Token, ...], first: int, last: int) -> tuple[str, ...]:
    return tuple(t.text.casefold() for t in tokens[first:last])
