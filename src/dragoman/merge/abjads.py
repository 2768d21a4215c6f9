"""Abjads: whether a name in Arabic or Hebrew letters and another one, in those or Latin letters, can be one.

Two names come in, a yes or no goes out. Such scripts write few vowels: consonants alone are compared, of the whole name
and of its end. What letters stand for is data (``rules.yaml``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

if TYPE_CHECKING:
    from dragoman.merge.rules import AbjadRules

_ABJAD = re.compile("[\u0590-\u05ff\u0600-\u06ff]")
_WORD = re.compile(r"[^\W\d_]+")
_INNER = str.maketrans({"\u200c": "", "\u200d": "", "\u05be": " ", "-": " ", "'": "", "’": ""})


def is_abjad(name: str) -> bool:
    """Say whether a name is written in Arabic or Hebrew letters."""
    return _ABJAD.search(name) is not None


def same_consonants(first: str, second: str, rules: AbjadRules) -> bool:
    """Say whether two names have the same consonants, nearly, as wholes and at their ends."""
    mine, other = consonants_of(first, rules), consonants_of(second, rules)
    if not mine or not other:
        return False
    whole, also = "".join(mine), "".join(other)
    last, end = mine[-1], also[-len(mine[-1]) :]
    if is_abjad(first) and not is_abjad(second):  # a Latin surname is one word; "نصر الله" is two
        last, end = other[-1], whole[-len(other[-1]) :]
    alike = Indel.normalized_similarity(whole, also) >= rules.whole_ratio
    return alike and Indel.normalized_similarity(last, end) >= rules.last_ratio


def consonants_of(name: str, rules: AbjadRules) -> list[str]:
    """Give the consonants of each word of a name; words without any are left out."""
    found = (_consonants(word, rules) for word in _WORD.findall(name.translate(_INNER)))
    return [word for word in found if word]


def _consonants(word: str, rules: AbjadRules) -> str:
    if is_abjad(word):
        letters = _letters(rules)
        return "".join(letters.get(letter, "") for letter in re.sub(rules.article, "", word))
    word = word.casefold()
    for old, new in rules.latin:
        word = re.sub(old, new, word)
    return word


@cache
def _letters(rules: AbjadRules) -> dict[str, str]:
    return {letter: consonant for consonant, letters in rules.letters for letter in letters}
