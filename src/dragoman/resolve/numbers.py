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
    """Read "an" of "over an hour" as one, "half an" as a half, "a" of "a hundred" with its magnitude."""
    if tokens[i].text.casefold() not in {"a", "an"} or i + 1 >= len(tokens):
        return None
    after = tokens[i + 1]
    if (scale := lexicon.magnitudes.get(after.text.casefold())) is not None:
        return Number(i, i + 2, scale)
    if after.lemma not in lexicon.units or lexicon.units[after.lemma] == "percent":
        return None
    if i and tokens[i - 1].text.casefold() == "half":
        return Number(i - 1, i + 1, 0.5)
    return Number(i, i + 1, 1) if find_bound(tokens, i, lexicon) is not None else None


def _cardinal(tokens: tuple[Token, ...], i: int, lexicon: QuantityLexicon) -> Number | None:
    if (by_article := _article(tokens, i, lexicon)) is not None:
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
        scale = lexicon.magnitudes.get(word)
        if scale is not None:
            total, current = (total + current * scale, 0.0) if scale > 100 else (total, current * scale)  # noqa: PLR2004
        elif (more := lexicon.cardinals.get(word)) is not None and more < _room(current):
            current += more
        else:
            break
        last += 1
    return Number(i, last, total + current)


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
    if word == "dozen":
        return 12 if token.pos == "NUM" or token.tag in {"NN", "CD"} else None
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
