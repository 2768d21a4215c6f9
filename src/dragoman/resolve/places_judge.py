"""Judge candidates: which spans name a place, and which a person, a body, a people, a paper or nothing.

Candidates come in, those that are places go out, longest first and none overlapping. It does not say
which place of that name is meant.

Source: Leidner (2007), ch. 3, for geo/non-geo ambiguity; thresholds measured on the training reports and on
TR-News (Gritta et al. 2020), see bench/geoparsing.py.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dragoman.model import Precision
from dragoman.resolve.places_spans import PLACE_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.model import Name
    from dragoman.resolve.places_spans import Candidate, Scan

LARGE_TOWN = 100_000
"""People from which a lone name is taken as the town though the recogniser is silent."""
METROPOLIS = 900_000
"""People from which a name is taken as the town though the recogniser calls it a person ("Kiev")."""
KNOWN_TOWN = 15_000
"""People from which a name of several words is, and a lone one after a locative word though it is called a person."""
SHORT_KEY = 3
"""Keys up to this length ("us", "uk", "may") must be printed in capitals or be called a place by the recogniser."""

_LOOK_BACK = 3
_SKIPPED = frozenset({"the", "a", "an", '"', "“", "'", "‘", "all", "both", "part", "parts", "most", "much", "nearby", "occupied", "besieged"})
_PLACES_ALONE = frozenset({"airfield", "town", "district", "region", "crossing"})
_BLOCKING = frozenset({"NORP", "EVENT", "PRODUCT"})


class Judge:
    """What one document says about which names are places."""

    def __init__(self, scan: Scan, candidates: Iterable[Candidate]) -> None:
        self._scan = scan
        self._candidates = list(candidates)
        self._surnames = _surnames(scan)
        self._starts = {candidate.first for candidate in self._candidates if candidate.hits}

    def places(self) -> list[Candidate]:
        """Give the candidates that are places, in text order, none overlapping another."""
        accepted = [candidate for candidate in self._best_of_kinds() if self._is_place(candidate)]
        accepted.sort(key=lambda c: (-(c.last - c.first), not c.hits, c.kind is None))
        taken: set[int] = set()
        chosen: list[Candidate] = []
        for candidate in accepted:
            tokens = range(candidate.first, candidate.last)
            if taken.isdisjoint(tokens):
                taken.update(tokens)
                chosen.append(candidate)
        return sorted(chosen, key=lambda c: c.first)

    def _best_of_kinds(self) -> Iterator[Candidate]:
        """Give the candidates, keeping of those that share a kind word only the best reading."""
        groups: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
        for candidate in self._candidates:
            if candidate.kind is None or not candidate.kind.is_part or candidate.name.first != candidate.first:
                yield candidate
            else:
                groups[candidate.name.last, candidate.last].append(candidate)
        for group in groups.values():
            known = [candidate for candidate in group if candidate.hits]
            whole = [candidate for candidate in known or group if self._is_proper(candidate)]
            yield max(whole or known or group, key=lambda c: c.last - c.first)

    def _is_proper(self, candidate: Candidate) -> bool:
        tokens = self._scan.tokens[candidate.name.first : candidate.name.last]
        return all(token.pos == "PROPN" for token in tokens if token.text[:1].isupper())

    def _is_place(self, candidate: Candidate) -> bool:
        if self._is_of_organisation(candidate) or self._is_titled(candidate) or self._heads_organisation(candidate):
            return False
        if candidate.kind is not None and candidate.kind.is_part:
            return self._is_kind_of_place(candidate)
        around = self._around(candidate)
        if around is not None and not self._is_free_of(candidate, around):
            return False
        if candidate.label in PLACE_LABELS:
            return self._is_recognised(candidate)
        if candidate.label is not None:
            return self._is_mislabelled(candidate)
        return around is not None or self._is_unlabelled(candidate)

    def _is_kind_of_place(self, candidate: Candidate) -> bool:
        """Whether "X air base" is one: X is a name, not a person, and what is unknown stands where a place stands."""
        labels = {self._scan.label(n) for n in range(*candidate.name)}
        stands_alone = candidate.kind is not None and candidate.kind.stands_alone
        if candidate.hits and stands_alone:
            return True
        if not candidate.hits and (labels & {*_BLOCKING, "PERSON"} or not self._is_proper(candidate)):
            return False
        if self._support(candidate) == "locative":
            return True
        return stands_alone and (bool(labels & PLACE_LABELS) or self._is_plain(candidate, labels))

    def _is_plain(self, candidate: Candidate, labels: set[str | None]) -> bool:
        """Whether an unknown name with a kind word that only places have stands clear of other names."""
        group = candidate.kind.group if candidate.kind else ""
        return group in _PLACES_ALONE and labels == {None} and not self._touches_names(candidate)

    def _around(self, candidate: Candidate) -> Name | None:
        """Give the recogniser's name that overlaps the candidate without being it, or None."""
        if candidate.label is not None:
            return None
        numbers = {self._scan.name_at[n] for n in range(candidate.first, candidate.last)} - {-1}
        return self._scan.analysis.names[min(numbers)] if numbers else None

    def _is_free_of(self, candidate: Candidate, around: Name) -> bool:
        """Whether a candidate inside or across another name can be a place of its own."""
        if around.label in PLACE_LABELS:
            return bool(candidate.hits) and self._is_salient(candidate, KNOWN_TOWN)
        covers = candidate.first <= around.first and around.last <= candidate.last
        if covers and around.label != "NORP":
            return self._is_salient(candidate, KNOWN_TOWN) and self._is_proper(candidate)
        return False

    def _is_recognised(self, candidate: Candidate) -> bool:
        """Whether what the recogniser calls a place is taken as one."""
        if not candidate.hits:
            return self._support(candidate) == "locative" and not self._is_surname(candidate)
        if self._needs_support(candidate):
            return self._support(candidate) is not None
        return not self._is_surname(candidate) or self._support(candidate) is not None

    def _is_mislabelled(self, candidate: Candidate) -> bool:
        """Whether a name that the recogniser calls a person, a body or a thing is a place after all."""
        if candidate.label in ("NORP", "DATE", "TIME") or not candidate.hits or self._is_surname(candidate):
            return False
        is_pack = any(hit.is_pack for hit in candidate.hits)
        if self._support(candidate) == "locative":
            return is_pack or self._is_salient(candidate, KNOWN_TOWN)
        if self._needs_support(candidate):
            return False
        return is_pack or self._is_salient(candidate, METROPOLIS if candidate.label == "PERSON" else LARGE_TOWN)

    def _is_unlabelled(self, candidate: Candidate) -> bool:
        """Whether a name that the recogniser passes over is a place."""
        if not candidate.hits or not self._is_proper(candidate) or self._is_surname(candidate):
            return False
        if self._touches_names(candidate):
            return False
        support = self._support(candidate)
        if self._needs_support(candidate):
            return support == "locative"
        if any(hit.is_pack for hit in candidate.hits) or support == "locative":
            return True
        is_long = candidate.last - candidate.first > 1
        return self._is_salient(candidate, KNOWN_TOWN if is_long else LARGE_TOWN)

    def _is_salient(self, candidate: Candidate, people: int) -> bool:
        """Whether some place of that name is a country, land or region, or a town of that many people."""
        return any(
            hit.is_pack
            or hit.place.precision is Precision.COUNTRY
            or hit.place.id.startswith("world.")
            or (hit.place.population >= (people if not hit.is_other else 3 * people))
            for hit in candidate.hits
        )

    def _needs_support(self, candidate: Candidate) -> bool:
        """Whether the name is as often an ordinary word, a venue meant as its tenant, or a code in lower case."""
        lexicon, scan = self._scan.lexicon, self._scan
        if candidate.hits[0].is_pack or not candidate.key:
            return False
        if any(hit.place.id in lexicon.venues for hit in candidate.hits) or candidate.key in lexicon.ambiguous:
            return True
        if len(candidate.key) > SHORT_KEY or candidate.last - candidate.first > 1:
            return False
        letters = [char for char in scan.tokens[candidate.first].text if char.isalpha()]
        return not all(char.isupper() for char in letters)

    def _support(self, candidate: Candidate) -> str | None:
        """Say what before or after the name marks it as a place: ``locative``, ``directional`` or None."""
        if self._has_container(candidate):
            return "locative"
        tokens, lexicon = self._scan.tokens, self._scan.lexicon
        if candidate.kind is not None and not candidate.kind.is_part:
            return "locative"
        for at in range(candidate.first - 1, max(-1, candidate.first - 1 - _LOOK_BACK), -1):
            word = tokens[at].text.lower()
            if word in lexicon.locative:
                return "locative"
            if word in lexicon.directional:
                return "directional"
            if word not in _SKIPPED and word not in lexicon.directions:
                return None
        return None

    def _has_container(self, candidate: Candidate) -> bool:
        """Whether a comma and a country, region or abbreviation follow ("Paris, Texas")."""
        tokens, after = self._scan.tokens, candidate.last
        if after + 1 >= len(tokens) or tokens[after].text != ",":
            return False
        return tokens[after + 1].text in self._scan.lexicon.abbreviations or any(
            hit.place.precision in (Precision.COUNTRY, Precision.REGION)
            for other in self._candidates
            if other.first == after + 1
            for hit in other.hits
            if not hit.is_other
        )

    def _is_of_organisation(self, candidate: Candidate) -> bool:
        """Whether it is the last part of "Bank of X", "University of X"."""
        tokens, at = self._scan.tokens, candidate.first - 1
        if at > 0 and tokens[at].text.lower() == "the":
            at -= 1
        return at > 0 and tokens[at].text == "of" and tokens[at - 1].text in self._scan.lexicon.organisation_of

    def _is_titled(self, candidate: Candidate) -> bool:
        if candidate.first == 0 or candidate.label in PLACE_LABELS or candidate.kind is not None:
            return False
        return self._scan.tokens[candidate.first - 1].text in self._scan.lexicon.titles

    def _heads_organisation(self, candidate: Candidate) -> bool:
        """Whether the capitals after it end in the head of an organisation ("Kharkiv Regional Council")."""
        scan, at = self._scan, candidate.last
        while at < len(scan.tokens) and scan.is_capital[at]:
            at += 1
        if at == candidate.last or (candidate.kind is not None and candidate.kind.is_part):
            return False
        return scan.tokens[at - 1].text in scan.lexicon.organisation_heads

    def _touches_names(self, candidate: Candidate) -> bool:
        """Whether another capitalised name stands directly before or after, so that it is part of a longer name."""
        scan = self._scan
        before, after = candidate.first - 1, candidate.last
        if before >= 0 and scan.is_capital[before] and scan.tokens[before].pos == "PROPN":
            return True
        return after < len(scan.tokens) and scan.is_capital[after] and scan.tokens[after].pos == "PROPN"

    def _is_surname(self, candidate: Candidate) -> bool:
        return candidate.last - candidate.first == 1 and self._scan.tokens[candidate.first].text in self._surnames


def _surnames(scan: Scan) -> frozenset[str]:
    """Give the last words of the persons whom the document names in full; such a word alone is the person."""
    found = set()
    for name in scan.analysis.names:
        words = [token.text for token in scan.tokens[name.first : name.last] if token.text[:1].isupper()]
        if name.label == "PERSON" and len(words) > 1:
            found.add(words[-1])
    return frozenset(found)
