"""Judge candidates: which spans name a place, and which a person, a body, a people, a paper or nothing.

Candidates come in, those that are places go out, longest first and none overlapping. It does not say
which place of that name is meant.

Source: thresholds measured on the training reports and on TR-News (Gritta et al. 2020), see bench/geoparsing.py.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dragoman.resolve.places_scan import MISREAD_LABELS, PLACE_LABELS
from dragoman.resolve.places_signs import Signs, Support

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.model import Name
    from dragoman.resolve.places_scan import Candidate, Scan

METROPOLIS = 900_000
"""People from which a name is taken as the town though the recogniser calls it a person ("Kiev")."""
LARGE_TOWN = 100_000
"""People from which a lone name is taken as the town though the recogniser is silent."""
KNOWN_TOWN = 15_000
"""People from which a name of several words is, and a lone one after a locative word though it is called a person."""

_TIMES = frozenset({"DATE", "TIME"})
_OTHER_NAMES = frozenset({"NORP", "EVENT", "PRODUCT"})


class Judge:
    """What one document says about which names are places."""

    def __init__(self, scan: Scan, candidates: Iterable[Candidate]) -> None:
        self._scan = scan
        self._candidates = list(candidates)
        self._signs = Signs(scan, self._candidates)

    def places(self) -> list[Candidate]:
        """Give the candidates that are places, in text order, none overlapping another."""
        accepted = [candidate for candidate in self._best_of_kinds() if self._is_place(candidate)]
        accepted.sort(key=lambda c: (-c.length, not c.hits, c.kind is None))
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
            if not candidate.is_kind_phrase:
                yield candidate
            elif candidate.name.last < candidate.last:
                groups[candidate.name.last, candidate.last].append(candidate)
            elif candidate.hits or self._is_run(candidate):
                yield candidate
        for group in groups.values():
            known = [candidate for candidate in group if candidate.hits and self._is_whole_name(candidate)]
            proper = [candidate for candidate in known or group if self._signs.is_proper(candidate)]
            yield max(proper or known or group, key=lambda c: c.length)

    def _is_whole_name(self, candidate: Candidate) -> bool:
        """Whether a name before a kind word is not cut out of a longer one ("Isa" of "Ras Isa port")."""
        return candidate.is_whole_phrase or candidate.first == 0 or not self._scan.is_proper(candidate.first - 1)

    def _is_run(self, candidate: Candidate) -> bool:
        """Whether a name holds capitalised words alone."""
        return all(self._scan.is_capital[n] or self._scan.tokens[n].text == "-" for n in range(*candidate.name))

    def _is_place(self, candidate: Candidate) -> bool:
        signs = self._signs
        if signs.ends_organisation(candidate) or signs.is_titled(candidate) or signs.begins_organisation(candidate):
            return False
        if candidate.is_kind_phrase:
            return self._is_kind_of_place(candidate)
        if candidate.kind is not None and (not candidate.hits or candidate.label in MISREAD_LABELS):
            return self._is_told_kind(candidate)
        around = self._around(candidate)
        if around is not None:
            return self._is_free_of(candidate, around) and (
                not signs.needs_support(candidate) or self._is_in(candidate)
            )
        if candidate.label in PLACE_LABELS:
            return self._is_recognised(candidate)
        return self._is_unlabelled(candidate) if candidate.label is None else self._is_mislabelled(candidate)

    def _is_in(self, candidate: Candidate) -> bool:
        return self._signs.support(candidate) is Support.LOCATIVE

    def _is_kind_of_place(self, candidate: Candidate) -> bool:
        """Whether "X air base" is one: X is a name, not a person, and what is unknown stands where a place stands."""
        stands_alone = candidate.kind is not None and candidate.kind.stands_alone
        if candidate.hits and stands_alone:
            return True
        labels = {self._scan.label(n) for n in range(*candidate.name)}
        if not candidate.hits and not self._can_be_unknown(candidate, labels):
            return False
        support = self._signs.support(candidate)
        is_site = candidate.group in self._scan.lexicon.sites
        if support is Support.LOCATIVE or (is_site and support is Support.DIRECTIONAL):
            return True
        return stands_alone and (bool(labels & PLACE_LABELS) or self._is_plain(candidate, labels))

    def _is_told_kind(self, candidate: Candidate) -> bool:
        """Whether a name that nothing knows is a place by "the town of" or a list begun by it before it."""
        scan, signs = self._scan, self._signs
        before = scan.tokens[candidate.first - 1].text.lower() if candidate.first else ""
        if before != "of" and before not in scan.lexicon.listing | scan.lexicon.articles | {"-"}:
            return False
        labels = {scan.label(n) for n in range(*candidate.name)}
        is_whole = candidate.label is not None or (labels == {None} and not signs.touches_names(candidate))
        return is_whole and not labels & _OTHER_NAMES and signs.is_proper(candidate) and not signs.names_body(candidate)

    def _can_be_unknown(self, candidate: Candidate, labels: set[str | None]) -> bool:
        """Whether a phrase that the gazetteer lacks can be a place: its name is no person's, people's or body's."""
        if labels & _OTHER_NAMES or self._signs.names_body(candidate) or not self._signs.is_proper(candidate):
            return False
        is_owned = candidate.name.last < len(self._scan.tokens) and self._scan.is_possessive(candidate.name.last)
        return "PERSON" not in labels or (candidate.group in self._scan.lexicon.sites and not is_owned)

    def _is_plain(self, candidate: Candidate, labels: set[str | None]) -> bool:
        """Whether an unknown name with a kind word that only places have stands clear of other names."""
        is_alone = candidate.group in self._scan.lexicon.alone
        known = {None, *MISREAD_LABELS} if candidate.group == "quarter" else {None}
        return is_alone and labels <= known and not self._signs.touches_names(candidate)

    def _around(self, candidate: Candidate) -> Name | None:
        """Give the recogniser's name that overlaps the candidate without being it, or None."""
        if candidate.label is not None:
            return None
        numbers = {self._scan.name_at[n] for n in range(candidate.first, candidate.last)} - {-1}
        return self._scan.analysis.names[min(numbers)] if numbers else None

    def _is_free_of(self, candidate: Candidate, around: Name) -> bool:
        """Whether a candidate inside or across another name can be a place of its own."""
        if not candidate.hits or not self._signs.is_salient(candidate, KNOWN_TOWN):
            return False
        if around.label in PLACE_LABELS:
            return True
        if self._is_listed_in(candidate, around):
            return not self._signs.is_surname(candidate)
        covers = candidate.first <= around.first and around.last <= candidate.last
        return covers and around.label != "NORP" and self._signs.is_proper(candidate)

    def _is_listed_in(self, candidate: Candidate, around: Name) -> bool:
        """Whether a longer name is really a list or a phrase that begins with the place ("Ashdod and Ashkelon")."""
        if around.label == "PERSON" or candidate.first < around.first or candidate.last > around.last:
            return False
        listing = self._scan.lexicon.listing
        words = [token.text for token in self._scan.tokens[around.first : around.last]]
        before, after = words[: candidate.first - around.first], words[candidate.last - around.first :]
        if before and before[-1] not in listing and before != ["the"]:
            return False
        if listing & {*before, *after} and (not after or after[0] in listing):
            return True
        is_land = any(hit.place.id.startswith("world.") for hit in candidate.hits)
        return is_land and after[:1] == ["of"] and self._is_in(candidate)

    def _is_recognised(self, candidate: Candidate) -> bool:
        """Whether what the recogniser calls a place is taken as one."""
        support = self._signs.support(candidate)
        if not candidate.hits:
            return support is Support.LOCATIVE and not self._signs.is_surname(candidate)
        return bool(support) or not (self._signs.needs_support(candidate) or self._signs.is_surname(candidate))

    def _is_mislabelled(self, candidate: Candidate) -> bool:
        """Whether a name that the recogniser calls a person, a body or a thing is a place after all."""
        signs = self._signs
        if candidate.label in _TIMES or signs.is_surname(candidate):
            return False
        if not candidate.hits:
            return self._is_misread(candidate)
        if candidate.label == "NORP" and signs.is_demonym(candidate):
            return False
        support = signs.support(candidate)
        if support is not Support.LOCATIVE and signs.needs_support(candidate):
            return False
        sizes = _PERSON_SIZES if candidate.label == "PERSON" else _BODY_SIZES
        return signs.is_salient(candidate, sizes[support])

    def _is_misread(self, candidate: Candidate) -> bool:
        """Whether a name that nothing knows is a place by the "in" before it ("14 people were killed in Dafniya")."""
        scan, first = self._scan, candidate.first
        if candidate.label not in MISREAD_LABELS or not scan.is_held(first) or not self._is_run(candidate):
            return False
        is_code = candidate.length == 1 and scan.tokens[candidate.last - 1].text.isupper()
        return not is_code and self._signs.is_proper(candidate) and not self._signs.names_body(candidate)

    def _is_unlabelled(self, candidate: Candidate) -> bool:
        """Whether a name that the recogniser passes over is a place."""
        signs = self._signs
        if not candidate.hits or not signs.is_proper(candidate):
            return False
        if signs.is_surname(candidate) or signs.touches_names(candidate):
            return False
        if self._is_in(candidate):
            return True
        is_long = candidate.length > 1
        return not signs.needs_support(candidate) and signs.is_salient(candidate, KNOWN_TOWN if is_long else LARGE_TOWN)


_PERSON_SIZES = {Support.NONE: METROPOLIS, Support.DIRECTIONAL: LARGE_TOWN, Support.LOCATIVE: KNOWN_TOWN}
_BODY_SIZES = {Support.NONE: LARGE_TOWN, Support.DIRECTIONAL: KNOWN_TOWN, Support.LOCATIVE: KNOWN_TOWN}
