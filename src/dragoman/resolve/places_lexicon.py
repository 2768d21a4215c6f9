"""The words of place, indexed for looking at tokens one by one.

The data of ``lang/<code>/places.yaml`` comes in (kept with the gazetteer), a ``PlaceLexicon`` goes out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.model import Precision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


@dataclass(frozen=True, slots=True)
class PlaceLexicon:
    """The words of place of one language; all in lower case but names of organisations and titles."""

    kinds: Phrases
    prefixes: Phrases
    directions: frozenset[str]
    direction_heads: frozenset[str]
    locative: frozenset[str]
    directional: frozenset[str]
    organisation_heads: frozenset[str]
    organisation_of: frozenset[str]
    titles: frozenset[str]
    ambiguous: frozenset[str]
    abbreviations: Mapping[str, str]
    demonyms: Mapping[str, str]
    venues: frozenset[str]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> PlaceLexicon:
        """Index the data that the gazetteer keeps."""
        return cls(
            kinds=_phrases(data["kinds"]),
            prefixes=_phrases(data["prefixes"]),
            directions=frozenset(data["directions"]),
            direction_heads=frozenset(data["direction_heads"]),
            locative=frozenset(data["locative"]),
            directional=frozenset(data["directional"]),
            organisation_heads=frozenset(data["organisation_heads"]),
            organisation_of=frozenset(data["organisation_of"]),
            titles=frozenset(data["titles"]),
            ambiguous=frozenset(data["ambiguous"]),
            abbreviations=data["abbreviations"],
            demonyms=data["demonyms"],
            venues=frozenset(data["venues"]),
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
