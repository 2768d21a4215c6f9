"""Things: weapons, aircraft and named operations that the packs know, found by longest match.

An analysis comes in, ``ThingMention`` records go out, sorted, none overlapping another. A name is one only in the
case in which it is printed: "a patriot", "the mirage", "a grad student" are no weapons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.dossier import fold
from dragoman.model import Analysis, Thing, ThingMention
from dragoman.values import Span

if TYPE_CHECKING:
    from dragoman.dossier import Dossier

MAX_WORDS = 6
"""Longest name that is looked up, in tokens ("Tu - 95 MS" is four)."""


class ThingIndex:
    """The packs' things by their first words."""

    def __init__(self, dossier: Dossier) -> None:
        self._names = dossier.thing_names
        self._things = dossier.things_by_id
        self._first = frozenset(key.split()[0] for key in dossier.thing_names)
        self._lower = frozenset(name for thing in dossier.things for name in thing.names if name.islower())

    def find(self, analysis: Analysis) -> tuple[ThingMention, ...]:
        """Find the things that a document names."""
        found: list[ThingMention] = []
        i, tokens = 0, analysis.tokens
        opening = {sentence.first for sentence in analysis.sentences}
        while i < len(tokens):
            last = self._longest(analysis, i, is_first=i in opening) if self._may_begin(tokens[i].text) else None
            if last is None:
                i += 1
                continue
            words = analysis.text[tokens[i].start : tokens[last - 1].end]
            thing = self._things[self._names[fold(words)][0]]
            found.append(_mention(thing, words, Span(tokens[i].start, tokens[last - 1].end)))
            i = last
        return tuple(found)

    def _may_begin(self, word: str) -> bool:
        key = word.casefold() if word.isascii() else fold(word)
        return key in self._first or key.split("-")[0] in self._first

    def _longest(self, analysis: Analysis, first: int, *, is_first: bool) -> int | None:
        """Give the token after the longest name that begins at ``first``, or None."""
        tokens = analysis.tokens
        for last in range(min(len(tokens), first + MAX_WORDS), first, -1):
            words = analysis.text[tokens[first].start : tokens[last - 1].end]
            if fold(words) not in self._names:
                continue
            if is_first and words.isalpha() and words.casefold() not in self._lower and tokens[first].pos != "PROPN":
                continue  # every first word has a capital, so it says nothing
            if self._is_printed_as_name(words):
                return last
        return None

    def _is_printed_as_name(self, words: str) -> bool:
        """Whether the case is a name's: a capital first, a type number, or a spelling that packs have in lower case."""
        return words[0].isupper() or words in self._lower or any(c.isdigit() for c in words)


def _mention(thing: Thing, words: str, span: Span) -> ThingMention:
    return ThingMention(span=span, thing_id=thing.id, kind=thing.kind, mode=thing.mode, name=words)
