"""Names across spellings: whether two names, as two reports print them, mean one person or body.

Two names (with what each acts for) come in, a yes or no goes out. It knows no person: the respellings
are data (``rules.yaml``), and what a dossier knows reaches it as ``actor_id``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from anyascii import anyascii
from rapidfuzz.distance import Indel

from dragoman.merge.abjads import is_abjad, same_consonants

if TYPE_CHECKING:
    from dragoman.merge.rules import NameRules

_WORD = re.compile(r"[a-z0-9]+")
_SOFT = re.compile(r"(?<=[a-z])['`’](?=[a-z])(?!s\b)")
"""A mark inside a romanised word, of a soft sign or an ayin; that of a genitive is none."""


class Named(Protocol):
    """Anything with a name, the side it acts for and perhaps the dossier's id."""

    @property
    def name(self) -> str:
        """Verbatim from the text."""
        ...

    @property
    def party(self) -> str | None:
        """What it acts for."""
        ...

    @property
    def actor_id(self) -> str | None:
        """The dossier's id, where the name was linked."""
        ...


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text: ASCII, case-folded, without marks."""
    return tuple(_WORD.findall(_SOFT.sub("", anyascii(text).casefold())))


def name_words(name: str, rules: NameRules) -> tuple[str, ...]:
    """Give the words of a name without articles and the like."""
    return tuple(word for word in words_of(name) if word not in rules.ignored)


def is_bare(name: str, rules: NameRules) -> bool:
    """Say whether a name is made of words that name nobody ("the delegations", "each side")."""
    return rules.bare.issuperset(name_words(name, rules))


def spelling_key(word: str, rules: NameRules) -> str:
    """Give one key for the romanisations of one surname (Sybiha and Sibiga, Zelensky and Selenskyj)."""
    for old, new in rules.respellings:
        word = re.sub(old, new, word)
    return word


def same_name(first: str, second: str, rules: NameRules) -> bool:
    """Say whether one name is the other, whole or cut short ("EU" is not "European Union": that needs an id)."""
    mine, other = set(name_words(first, rules)), set(name_words(second, rules))
    return bool(mine) and bool(other) and (mine <= other or other <= mine)


def same_surname(first: str, second: str, rules: NameRules) -> bool:
    """Say whether two surnames are spellings of one.

    Equal keys are one. Near ones are one only if both are long, begin alike and have the same consonants, several of
    them, and neither is the other's feminine form: so Umerov is Umjerow, and Peskov is not Pskov.

    Source: DESIGN section 4 (the pairs that must and must not match); ratio >= 0.77 and six letters as in
    ``rules.yaml``, measured on the spellings of the project's fact list.
    """
    mine, other = spelling_key(first, rules), spelling_key(second, rules)
    if mine == other:
        return True
    both = ((mine, other), (other, mine))
    if min(len(mine), len(other)) < rules.near_letters or (mine[0] in _VOWELS) != (other[0] in _VOWELS):
        return False
    if any(re.sub(male, female, one) == two for male, female in rules.feminine for one, two in both):
        return False
    mine, other = _sounds(mine, rules), _sounds(other, rules)
    shared = _consonants(mine)
    if len(shared) < rules.near_consonants or shared != _consonants(other):
        return False
    return Indel.normalized_similarity(mine, other) >= rules.near_ratio


def same_actor(first: Named, second: Named, rules: NameRules) -> bool:
    """Say whether two fillers or voices are one: by the dossier's id where both have one, else by party and name."""
    if first.actor_id is not None and second.actor_id is not None:
        return first.actor_id == second.actor_id
    if first.party is not None and second.party is not None and first.party != second.party:
        return False
    if same_name(first.name, second.name, rules):
        return True
    if is_abjad(first.name) or is_abjad(second.name):
        return same_consonants(first.name, second.name, rules.abjads)
    mine, other = name_words(first.name, rules), name_words(second.name, rules)
    if not mine or not other or not same_surname(mine[-1], other[-1], rules):
        return False
    return len(mine) == 1 or len(other) == 1 or _given_names_agree(mine[0], other[0], rules)


def _given_names_agree(first: str, second: str, rules: NameRules) -> bool:
    mine, other = spelling_key(first, rules), spelling_key(second, rules)
    if len(mine) == 1 or len(other) == 1:
        return mine[0] == other[0]
    return Indel.normalized_similarity(mine, other) >= rules.given_ratio


_VOWELS = frozenset("aeiou")


def _sounds(key: str, rules: NameRules) -> str:
    for old, new in rules.sounds:
        key = re.sub(old, new, key)
    return key


def _consonants(word: str) -> str:
    return re.sub(r"[aeiou]", "", word)
