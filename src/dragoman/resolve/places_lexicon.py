"""The words of place, indexed for looking at tokens one by one.

The data of ``lang/<code>/places.yaml`` comes in (kept with the gazetteer), a ``PlaceLexicon`` goes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.model import Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.model import Token


class Kind(NamedTuple):
    """What a kind word says of a name.

    Attributes:
        precision: How exactly a place of this kind is known.
        group: Kinds that name the same thing ("airport", "air base").
        stands_alone: Whether the phrase is a place without a locative word before it.
        is_part: Whether the word, standing before the name, is part of it ("Gulf of Oman").
    """

    precision: Precision
    group: str
    stands_alone: bool = True
    is_part: bool = True


Phrases = dict[str, list[tuple[tuple[str, ...], Kind]]]
"""First word in lower case, to the phrases that begin with it, longest first."""


WORD_LISTS = (
    "directions", "direction_heads", "locative", "directional", "joined_by_comma", "organisation_heads",
    "organisation_of", "titles", "ambiguous", "venues", "connectors", "articles", "possessives", "between",
    "listing", "holding", "holding_in", "plurals",
)  # fmt: skip
"""The plain lists of words of the lexicon file."""


@dataclass(frozen=True, slots=True)
class PlaceLexicon:
    """The words of place of one language; all in lower case but names of organisations and titles.

    Attributes:
        sites: Groups whose kind words make a place of a person's name too.
        alone: Groups whose kind words make a place of an unknown name that no locative word marks.
        of_countries: Words that make a place of a country's adjective.
        plurals: Kind words before "of" that a list of names follows.
        holding_in: Locative words after which an unknown name is a place whatever the recogniser calls it.
        capitals: Name of the seat of government of each country.
        named_after_towns: Groups whose unknown places lie where the town of their name does.
    """

    kinds: Phrases
    prefixes: Phrases
    of_countries: Phrases
    capitals: Mapping[str, str]
    sites: frozenset[str]
    alone: frozenset[str]
    named_after_towns: frozenset[str]
    abbreviations: Mapping[str, str]
    demonyms: Mapping[str, str]
    directions: frozenset[str]
    direction_heads: frozenset[str]
    locative: frozenset[str]
    directional: frozenset[str]
    joined_by_comma: frozenset[str]
    organisation_heads: frozenset[str]
    organisation_of: frozenset[str]
    titles: frozenset[str]
    ambiguous: frozenset[str]
    venues: frozenset[str]
    connectors: frozenset[str]
    articles: frozenset[str]
    possessives: frozenset[str]
    between: frozenset[str]
    listing: frozenset[str]
    holding: frozenset[str]
    holding_in: frozenset[str]
    plurals: frozenset[str]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> PlaceLexicon:
        """Index the data that the gazetteer keeps."""
        groups = data["groups"]
        return cls(
            kinds=_phrases(data["kinds"]),
            prefixes=_phrases(data["prefixes"]),
            of_countries=_phrases(data["of_countries"]),
            capitals=data["capitals"],
            sites=frozenset(groups["sites"]),
            alone=frozenset(groups["alone"]),
            named_after_towns=frozenset(groups["named_after_towns"]),
            abbreviations=data["abbreviations"],
            demonyms=data["demonyms"],
            **{name: frozenset(data[name]) for name in WORD_LISTS},
        )


def match_phrase(phrases: Phrases, tokens: Sequence[Token], at: int) -> tuple[int, Kind] | None:
    """Give the end (exclusive token index) and kind of the longest phrase that begins at a token, or None."""
    options = phrases.get(tokens[at].text.lower())
    if options is None:
        return None
    for words, kind in options:
        end = at + len(words)
        if end <= len(tokens) and all(tokens[at + n].text.lower() == word for n, word in enumerate(words)):
            return end, kind
    return None


def _phrases(rows: Sequence[Mapping[str, Any]]) -> Phrases:
    found: Phrases = {}
    for row in rows:
        kind = Kind(Precision(row["precision"]), row["group"], row.get("alone", True), row.get("part", True))
        for phrase in row["words"]:
            words = tuple(phrase.lower().split())
            found.setdefault(words[0], []).append((words, kind))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found
