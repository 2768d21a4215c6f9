"""Signs that a name is a place, or that it is not: the words around it, its size, the persons of the document.

A scanned document and its candidates come in; each method answers one question about one candidate. What
follows from the answers is for ``places_judge``.

Source: Leidner (2007), ch. 3; thresholds measured on the training reports and on TR-News, see bench/geoparsing.py.
"""

from __future__ import annotations

from collections import Counter
from enum import IntEnum
from typing import TYPE_CHECKING

from dragoman.model import Precision
from dragoman.resolve.places_scan import PLACE_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.resolve.places_scan import Candidate, Scan

SHORT_KEY = 3
"""Keys up to this length ("us", "uk", "may") must be printed in capitals or be marked as a place by a word."""
LOOK_BACK = 3
"""Words before a name that are looked at: a preposition, an article, an adjective."""

_HOLDERS = frozenset({Precision.COUNTRY, Precision.REGION})


class Support(IntEnum):
    """How strongly the words around a name mark it as a place."""

    NONE = 0
    DIRECTIONAL = 1
    LOCATIVE = 2


class Signs:
    """What one document says about its candidates."""

    def __init__(self, scan: Scan, candidates: Iterable[Candidate]) -> None:
        self._scan = scan
        self._surnames = _surnames(scan)
        self._holders = {
            candidate.first
            for candidate in candidates
            for hit in candidate.hits
            if hit.place.precision in _HOLDERS and not hit.is_other
        }

    def support(self, candidate: Candidate) -> Support:
        """Say how strongly the words before and after the name mark it as a place."""
        is_town_of = candidate.kind is not None and not candidate.kind.is_part
        if is_town_of or self._has_holder(candidate):
            return Support.LOCATIVE
        tokens, lexicon = self._scan.tokens, self._scan.lexicon
        for at in range(candidate.first - 1, max(-1, candidate.first - 1 - LOOK_BACK), -1):
            word = tokens[at].text.lower()
            if word in lexicon.locative:
                return Support.LOCATIVE
            if word in lexicon.directional:
                return Support.DIRECTIONAL
            if word not in lexicon.between and word not in lexicon.directions:
                break
        return Support.NONE

    def needs_support(self, candidate: Candidate) -> bool:
        """Whether the name is as often an ordinary word, a venue meant as its tenant, or a code in lower case."""
        lexicon = self._scan.lexicon
        if candidate.hits[0].is_pack or not candidate.key:
            return False
        if any(hit.place.id in lexicon.venues for hit in candidate.hits) or candidate.key in lexicon.ambiguous:
            return True
        if len(candidate.key) > SHORT_KEY or candidate.length > 1:
            return False
        letters = [char for char in self._scan.tokens[candidate.first].text if char.isalpha()]
        return not all(char.isupper() for char in letters)

    def is_salient(self, candidate: Candidate, people: int) -> bool:
        """Whether some place of that name is a pack's, a country, a land, or has that many people.

        A lone alternate name needs twice as many: they are often words of other languages.
        """
        return any(
            hit.is_pack
            or hit.place.precision is Precision.COUNTRY
            or hit.place.id.startswith("world.")
            or hit.place.population >= (2 * people if hit.is_other and candidate.length == 1 else people)
            for hit in candidate.hits
        )

    def is_surname(self, candidate: Candidate) -> bool:
        """Whether it is the last word of a person whom the document names in full."""
        return candidate.length == 1 and self._scan.tokens[candidate.first].text in self._surnames

    def is_titled(self, candidate: Candidate) -> bool:
        """Whether a title stands before a lone name ("Sen. Lincoln")."""
        if candidate.first == 0 or candidate.label in PLACE_LABELS or candidate.kind is not None:
            return False
        before = self._scan.tokens[candidate.first - 1].text
        return before[:1].upper() + before[1:] in self._scan.lexicon.titles

    def ends_organisation(self, candidate: Candidate) -> bool:
        """Whether it is the last part of "Bank of X", "University of X"."""
        tokens, at = self._scan.tokens, candidate.first - 1
        if at > 0 and tokens[at].text.lower() == "the":
            at -= 1
        return at > 0 and tokens[at].text == "of" and tokens[at - 1].text in self._scan.lexicon.organisation_of

    def begins_organisation(self, candidate: Candidate) -> bool:
        """Whether the capitals after it end in the head of an organisation ("Kharkiv Regional Council")."""
        scan, at = self._scan, candidate.last
        while at < len(scan.tokens) and scan.is_capital[at]:
            at += 1
        if at == candidate.last or candidate.is_kind_phrase:
            return False
        return scan.tokens[at - 1].text in scan.lexicon.organisation_heads

    def names_body(self, candidate: Candidate) -> bool:
        """Whether a phrase is a body or a person by its own words ("Police Department", "Discovery Channel")."""
        words = {token.text for token in self._scan.tokens[candidate.first : candidate.last]}
        return bool(words & self._scan.lexicon.organisation_heads) or self.is_surname(candidate)

    def touches_names(self, candidate: Candidate) -> bool:
        """Whether another capitalised name stands directly before or after, so that it is part of a longer name."""
        before, after = candidate.first - 1, candidate.last
        if before >= 0 and self._scan.is_proper(before):
            return True
        return after < len(self._scan.tokens) and self._scan.is_proper(after)

    def is_proper(self, candidate: Candidate) -> bool:
        """Whether every capitalised word of the name is tagged as one."""
        return all(self._scan.is_proper(n) for n in range(*candidate.name) if self._scan.is_capital[n])

    def is_demonym(self, candidate: Candidate) -> bool:
        """Whether it is the adjective or the people of a country."""
        return self._scan.tokens[candidate.first].text in self._scan.lexicon.demonyms

    def _has_holder(self, candidate: Candidate) -> bool:
        """Whether a comma or "in" and a country, region or abbreviation follow ("Paris, Texas")."""
        tokens, lexicon, after = self._scan.tokens, self._scan.lexicon, candidate.last
        if after + 1 >= len(tokens) or tokens[after].text not in (",", "in"):
            return False
        at = after + 1
        while at < len(tokens) - 1 and (tokens[at].text == "the" or tokens[at].text in lexicon.directions):
            at += 1
        return at in self._holders or (tokens[after].text == "," and tokens[at].text in lexicon.abbreviations)


def _surnames(scan: Scan) -> frozenset[str]:
    """Give the last words of the persons whom the document names in full; such a word alone is the person.

    Words that the recogniser calls a place more often are left out: it reads "Remember Aleppo" as a person.
    """
    last_words: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for name in scan.analysis.names:
        words = [scan.tokens[n].text for n in range(name.first, name.last) if scan.is_capital[n]]
        if name.label == "PERSON" and len(words) > 1:
            last_words[words[-1]] += 1
        elif name.label in PLACE_LABELS and len(words) == 1:
            places[words[0]] += 1
    return frozenset(word for word, count in last_words.items() if places[word] <= count)
