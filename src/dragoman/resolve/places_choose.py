"""Choose which place of a name is meant: by what the text says holds it, by the company it keeps, by size.

Judged candidates come in, one place or none for each goes out. A name means one place throughout a
document, as Yarowsky's "one sense per discourse" has it, unless its kind word differs.

Source: Leidner (2007), ch. 5 (heuristics H1, H3, H7: population, containment, country); Gale, Church &
Yarowsky (1992); weights measured on TR-News and LGL, see bench/geoparsing.py.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from dragoman.model import Precision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.model import Place
    from dragoman.resolve.gazetteer import Hit
    from dragoman.resolve.places_lexicon import PlaceLexicon
    from dragoman.resolve.places_scan import Candidate, Scan

PACK_BONUS = 8.0
COUNTRY_BONUS = 4.0
LAND_BONUS = 8.0
RESPELLING_PENALTY = 0.5
FAR_NAME_PENALTY = 2.0
HELD_BONUS = 8.0
COUNTRY_VOTE = 2.0
DIVISION_VOTE = 6.0
"""All in powers of ten of population: a country's company outweighs a town a thousand times larger."""
MENTIONS_COUNTED = 3
"""Mentions of one name that count as votes; more only repeat it."""
REGION_TO_TOWN = 8
"""A bare name is the town, not its region ("Kharkiv"), unless the region has so many times its people ("Quebec")."""
AROUND_DEGREES = 0.5
"""How near a region's middle lies to the town inside it that is a division of its own (Kyiv, Moscow, Sanaa)."""
BESIDE_DEGREES = 0.5
"""Some 55 km: how far a region's middle may lie from the town in it. Source: Kyiv, Moscow, Sanaa, Minsk, Riyadh."""
HITS_COUNTED = 40
"""Namesakes looked at, largest first."""

Sense = tuple[str, str]


def choose(scan: Scan, places: Sequence[Candidate], country_votes: Mapping[str, float]) -> dict[int, Hit]:
    """Give the hit that each candidate means, by its index; candidates without a known place are left out.

    Args:
        scan: The document.
        places: Candidates that are places, in text order.
        country_votes: Alpha-2 code to weight, of countries that the caller knows the document to be about.
    """
    groups: dict[Sense, list[int]] = defaultdict(list)
    for n, candidate in enumerate(places):
        if candidate.hits:
            groups[_sense(candidate)].append(n)
    options = {sense: _options(places[members[0]]) for sense, members in groups.items()}
    held = _held(scan, places)
    votes = _Votes(options, {sense: len(members) for sense, members in groups.items()}, _all_votes(scan, country_votes))
    chosen: dict[int, Hit] = {}
    for sense, members in groups.items():
        holders = [holder for n in members for holder in held.get(n, ())]
        best = max(options[sense], key=lambda hit: _score(hit, holders, votes, sense))
        chosen.update({n: best for n in members if not _is_contradicted(places[n], best, held.get(n, ()))})
    return chosen


def _is_contradicted(candidate: Candidate, hit: Hit, holders: Sequence[Place]) -> bool:
    """Whether the text places a site elsewhere than the town that seems to give it its name."""
    if not candidate.is_kind_phrase or candidate.is_whole_phrase or hit.is_pack:
        return False
    countries = {holder.country for holder in holders}
    return bool(countries) and hit.place.country not in countries


def _sense(candidate: Candidate) -> Sense:
    return candidate.key or candidate.hits[0].place.id, candidate.group


def _options(candidate: Candidate) -> list[Hit]:
    hits = list(candidate.hits[:HITS_COUNTED])
    if candidate.kind is not None:
        return hits
    towns = [hit.place for hit in hits if hit.place.precision is Precision.SETTLEMENT]
    return [hit for hit in hits if hit.is_pack or not any(_is_named_after(hit.place, town) for town in towns)]


def _is_named_after(region: Place, town: Place) -> bool:
    """Whether a region has its name from the town that it lies around."""
    if region.id.startswith("world.") or region.precision not in (Precision.REGION, Precision.DISTRICT):
        return False
    is_around = region.country == town.country and (region.adm1 == town.adm1 or _is_near(region, town))
    return is_around and region.population < REGION_TO_TOWN * max(town.population, 1)


def _is_near(region: Place, town: Place) -> bool:
    """Whether a region's middle is beside a town that is a division of its own (Kyiv, Moscow, Sanaa)."""
    if region.lat is None or region.lon is None or town.lat is None or town.lon is None:
        return False
    return abs(region.lat - town.lat) < BESIDE_DEGREES and abs(region.lon - town.lon) < 2 * BESIDE_DEGREES


def base_score(hit: Hit) -> float:
    """Give how likely a place is meant when nothing but its name is known, in powers of ten."""
    place = hit.place
    score = math.log10(place.population + 10)
    score += PACK_BONUS * hit.is_pack
    score -= FAR_NAME_PENALTY if hit.is_far else RESPELLING_PENALTY * hit.is_other
    if place.precision is Precision.COUNTRY:
        score += COUNTRY_BONUS
    return score + LAND_BONUS * place.id.startswith("world.")


def _score(hit: Hit, holders: Sequence[Place], votes: _Votes, sense: Sense) -> float:
    held = HELD_BONUS * any(_agrees(hit.place, holder) for holder in holders)
    return base_score(hit) + held + votes.for_place(hit.place, sense)


def _agrees(place: Place, other: Place) -> bool:
    """Whether one of the two can hold the other."""
    if place.id == other.id or place.country is None or place.country != other.country:
        return False
    coarser, finer = (place, other) if place.precision > other.precision else (other, place)
    if Precision.COUNTRY in (coarser.precision, finer.precision):
        return coarser.precision is not finer.precision
    return place.adm1 is not None and place.adm1 == other.adm1


def _held(scan: Scan, places: Sequence[Candidate]) -> dict[int, list[Place]]:
    """Give for each candidate the places that the text sets beside it as holder or held ("Paris, Texas")."""
    found: dict[int, list[Place]] = defaultdict(list)
    for n in range(len(places) - 1):
        inner, outer = places[n], places[n + 1]
        between = [token.text.lower() for token in scan.tokens[inner.last : outer.first]]
        if _links(between, scan.lexicon):
            found[n].extend(hit.place for hit in outer.hits if _can_hold(inner, hit.place))
            found[n + 1].extend(hit.place for hit in inner.hits)
    return found


def _can_hold(inner: Candidate, outer: Place) -> bool:
    """Whether a place can hold another: a country or region any, a town only a site in it."""
    return outer.precision is not Precision.SETTLEMENT or inner.is_kind_phrase


def _links(between: Sequence[str], lexicon: PlaceLexicon) -> bool:
    """Whether the words between two names say that one holds the other: "X, Y", "X in the Y", "Y's X"."""
    words = [word for word in between if word != "the"]
    return len(words) == 1 and (words[0] in lexicon.holding or words[0] in lexicon.possessives)


def _all_votes(scan: Scan, given: Mapping[str, float]) -> Counter[str]:
    """Count the countries that the document's adjectives and the caller speak for."""
    votes: Counter[str] = Counter()
    for name in scan.analysis.names:
        if name.label == "NORP":
            text = scan.analysis.text[scan.tokens[name.first].start : scan.tokens[name.last - 1].end]
            country = scan.lexicon.demonyms.get(text) or scan.lexicon.demonyms.get(text.removesuffix("s"))
            if country is not None:
                votes[country] += 1
    for country in votes:
        votes[country] = min(votes[country], MENTIONS_COUNTED)
    for country, weight in given.items():
        votes[country] += weight  # type: ignore[assignment]  # a Counter may hold fractions
    return votes


class _Votes:
    """How much of the document speaks for each country and first-order division, by name."""

    def __init__(self, options: Mapping[Sense, list[Hit]], mentions: Mapping[Sense, int], given: Counter[str]) -> None:
        self._own: dict[Sense, dict[tuple[str | None, str | None], float]] = {}
        self._countries: defaultdict[str | None, float] = defaultdict(float)
        self._countries.update(given)
        self._divisions: dict[tuple[str | None, str | None], float] = defaultdict(float)
        for sense, hits in options.items():
            own = self._own[sense] = _shares(hits, min(mentions[sense], MENTIONS_COUNTED))
            for (country, adm1), weight in own.items():
                self._countries[country] += weight
                if adm1 is not None:
                    self._divisions[country, adm1] += weight
        self._total = max(1.0, sum(self._countries.values()))
        self._total_divisions = max(1.0, sum(self._divisions.values()))

    def for_place(self, place: Place, sense: Sense) -> float:
        """Give what the document's other names add to a place's score."""
        own = self._own[sense]
        own_country = sum(weight for (country, _), weight in own.items() if country == place.country)
        share = (self._countries[place.country] - own_country) / self._total
        score = COUNTRY_VOTE * math.sqrt(max(share, 0.0)) if place.country else 0.0
        if place.adm1 is not None:
            mine = own.get((place.country, place.adm1), 0.0)
            share = (self._divisions[place.country, place.adm1] - mine) / self._total_divisions
            score += DIVISION_VOTE * math.sqrt(max(share, 0.0))
        return score


def _shares(hits: Sequence[Hit], votes: int) -> dict[tuple[str | None, str | None], float]:
    """Share out one name's votes among the places that bear it."""
    weights = [10 ** (base_score(hit) / 2) for hit in hits]
    total = sum(weights)
    shares: dict[tuple[str | None, str | None], float] = defaultdict(float)
    for hit, weight in zip(hits, weights, strict=True):
        shares[hit.place.country, hit.place.adm1] += votes * weight / total
    return shares
