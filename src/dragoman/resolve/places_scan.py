"""One document laid out for finding places: its tokens, its recognised names, and the spans that may be places.

An analysis comes in, ``Scan`` answers what the finders ask of it again and again. ``Candidate`` is what they
make; nothing here says whether it is a place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dragoman.resolve.gazetteer import Hit
from dragoman.resolve.gazetteer_keys import place_key
from dragoman.resolve.gazetteer_sources import AIRFIELD, DISTRICT
from dragoman.resolve.places_lexicon import Kind

if TYPE_CHECKING:
    from dragoman.model import Analysis
    from dragoman.resolve.gazetteer import Gazetteer
    from dragoman.resolve.places_lexicon import PlaceLexicon

MISREAD_LABELS = frozenset({"PERSON", "ORG"})
"""What the recogniser calls names of places that it does not know ("in Dafniya"). Source: training reports."""

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
"""OntoNotes labels of places."""

_SPECIAL_KEYS = {"airfield": AIRFIELD, "district": DISTRICT}


class NamePart(NamedTuple):
    """Tokens first to last (exclusive)."""

    first: int
    last: int


@dataclass(slots=True)
class Candidate:
    """A span that may name a place.

    Attributes:
        first, last: Tokens of the whole phrase, last exclusive.
        name: Tokens of the name without its kind words.
        key: Gazetteer key of the name; empty for an abbreviation.
        kind: What a kind word says of it, or None.
        label: OntoNotes label of the recogniser's name that covers the same name, or None.
        whole_key: Gazetteer key of the phrase with its kind word; empty without one.
        hits: The gazetteer's places, filled in later.
        is_namesake: The hits only bear the name of the phrase ("Orekhovo-Zuyevo district"): they tell its country.
        is_whole_phrase: The gazetteer has the phrase with its kind word.
    """

    first: int
    last: int
    name: NamePart
    key: str
    kind: Kind | None = None
    label: str | None = None
    whole_key: str = ""
    hits: tuple[Hit, ...] = ()
    is_namesake: bool = False
    is_whole_phrase: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key under which the phrase may stand in the gazetteer, best first."""
        special = _SPECIAL_KEYS.get(self.group)
        middle = (self.key + special,) if special else ()
        return tuple(key for key in (self.whole_key, *middle, self.key) if key)

    @property
    def group(self) -> str:
        """The group of its kind word, or empty."""
        return self.kind.group if self.kind else ""

    @property
    def is_kind_phrase(self) -> bool:
        """Whether a kind word is part of the phrase ("Belaya air base", not "the city of Kharkiv")."""
        return self.kind is not None and self.kind.is_part

    @property
    def length(self) -> int:
        """Tokens of the phrase."""
        return self.last - self.first


class Scan:
    """One document's tokens with what is asked of them again and again."""

    def __init__(self, analysis: Analysis, gazetteer: Gazetteer, lexicon: PlaceLexicon) -> None:
        self.analysis, self.tokens, self.gazetteer, self.lexicon = analysis, analysis.tokens, gazetteer, lexicon
        self.name_at: list[int] = [-1] * len(analysis.tokens)
        for n, name in enumerate(analysis.names):
            self.name_at[name.first : name.last] = [n] * (name.last - name.first)
        self.is_capital = [token.text[:1].isupper() for token in self.tokens]

    def key(self, first: int, last: int) -> str:
        """Give the gazetteer key of tokens first to last (exclusive)."""
        return place_key(self.analysis.text[self.tokens[first].start : self.tokens[last - 1].end])

    def label(self, token: int) -> str | None:
        """Give the recogniser's label at a token, or None."""
        n = self.name_at[token]
        return None if n < 0 else self.analysis.names[n].label

    def label_of(self, first: int, last: int) -> str | None:
        """Give the label of the recognised name that is just these tokens, but for article and possessive, or None."""
        n = self.name_at[first]
        if n < 0:
            return None
        name = self.analysis.names[n]
        return name.label if self.trimmed(name.first, name.last) == (first, last) else None

    def trimmed(self, first: int, last: int) -> NamePart:
        """Give a recognised name without lower-case words before it, possessive and white space after it."""
        while first < last and not self.is_capital[first]:
            first += 1
        while last > first and (self.is_possessive(last - 1) or not self.tokens[last - 1].text.strip()):
            last -= 1
        return NamePart(first, last)

    def is_possessive(self, token: int) -> bool:
        """Whether a token is the possessive ending."""
        return self.tokens[token].text in self.lexicon.possessives

    def is_held(self, first: int) -> bool:
        """Whether "in" or the like stands right before a name, an Arabic article of it left out."""
        at = first - 1
        while at >= 0 and (self.tokens[at].text == "-" or self.tokens[at].text.lower() in self.lexicon.articles):
            at -= 1
        return at >= 0 and self.tokens[at].text.lower() in self.lexicon.holding_in

    def is_proper(self, token: int) -> bool:
        """Whether a token is capitalised and tagged as a name."""
        return self.is_capital[token] and self.tokens[token].pos == "PROPN"
