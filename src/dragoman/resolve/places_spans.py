"""Spans that may name a place: what the recogniser calls one, what the gazetteer has, what a kind word makes one.

A scanned document comes in, ``Candidate`` records with their places go out, overlapping and unjudged: which of
them are places is for ``places_judge``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model import Precision
from dragoman.resolve.gazetteer_keys import respellings
from dragoman.resolve.places_kinds import iter_kind_candidates, name_ends
from dragoman.resolve.places_scan import MISREAD_LABELS, PLACE_LABELS, Candidate, NamePart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dragoman.resolve.gazetteer import Hit
    from dragoman.resolve.places_scan import Scan

CODE_CHARS = 3
"""Names printed in capitals up to this length are codes of other things unless a country has them ("UAE", "AP")."""

NAMING_TOWN = 15_000
"""People from which a base, plant or hospital that is not listed is taken to have its name from the town."""

_TOWN_GROUPS = frozenset({"town"})
_REGION_GROUPS = frozenset({"region", "nature"})

Hits = dict[str, "tuple[Hit, ...]"]


def find_candidates(scan: Scan) -> list[Candidate]:
    """Give every span that may name a place, with its places from the gazetteer; none is judged yet."""
    found = [*_from_recogniser(scan), *_from_gazetteer(scan), *iter_kind_candidates(scan), *_from_abbreviations(scan)]
    hits = scan.gazetteer.hits_many({key for candidate in found for key in candidate.keys})
    for candidate in found:
        _link(scan, candidate, hits)
    _respell(scan, found)
    return [c for c in found if (c.hits or c.label or c.kind) and not _is_bare_word(scan, c)]


def _link(scan: Scan, candidate: Candidate, hits: Mapping[str, tuple[Hit, ...]]) -> None:
    """Fill in the places that a candidate can mean."""
    candidate.hits = candidate.hits or _fitting(candidate, hits)
    if not candidate.hits and candidate.group in scan.lexicon.named_after_towns:
        named = hits.get(candidate.key, ())
        candidate.hits = tuple(hit for hit in named if hit.place.precision is Precision.SETTLEMENT)
        candidate.is_namesake = bool(candidate.hits)
    if _is_owned_by_country(scan, candidate, hits):
        candidate.hits, candidate.kind, candidate.label = (), None, None
    candidate.first = _with_article(scan, candidate.first)


def _fitting(candidate: Candidate, hits: Mapping[str, tuple[Hit, ...]]) -> tuple[Hit, ...]:
    """Give the places that the phrase can mean: of the kind that it says, if it says one."""
    for key in candidate.keys:
        fitting = tuple(hit for hit in hits.get(key, ()) if _fits(candidate, key, hit))
        if fitting:
            candidate.is_whole_phrase = key != candidate.key
            return fitting
    return ()


def _fits(candidate: Candidate, key: str, hit: Hit) -> bool:
    kind = candidate.kind
    if kind is None or key != candidate.key:
        return True
    if not kind.is_part or kind.group in _TOWN_GROUPS:
        return hit.place.precision is kind.precision
    if kind.group in _REGION_GROUPS:
        return hit.place.precision is Precision.REGION
    if kind.precision is Precision.DISTRICT and kind.group == "district":
        return hit.place.precision is Precision.DISTRICT
    is_known_town = hit.place.precision is Precision.SETTLEMENT and hit.place.population >= NAMING_TOWN
    return is_known_town or hit.is_pack


def _respell(scan: Scan, found: list[Candidate]) -> None:
    """Look unknown names that the recogniser calls places up again under other romanisations ("Hodeidah")."""
    unknown = {c.key: respellings(c.key) for c in found if c.label in PLACE_LABELS and not c.hits and not c.kind}
    hits = scan.gazetteer.hits_many({key for keys in unknown.values() for key in keys})
    for candidate in found:
        if candidate.key in unknown and not candidate.hits and not candidate.kind:
            candidate.hits = tuple(hit for key in unknown[candidate.key] for hit in hits[key])


def _is_owned_by_country(scan: Scan, candidate: Candidate, hits: Mapping[str, tuple[Hit, ...]]) -> bool:
    """Whether a kind word only tells what a country has ("Turkey's state news agency", "Iran's oil terminal")."""
    last = candidate.name.last
    if not candidate.is_kind_phrase or last >= candidate.last or not scan.is_possessive(last):
        return False
    return any(hit.place.precision is Precision.COUNTRY for hit in hits.get(candidate.key, ()))


def _with_article(scan: Scan, first: int) -> int:
    """Give the start with the lower-case article that the tokeniser cuts off ("al", "-", "Shifa")."""
    tokens = scan.tokens
    if first > 1 and tokens[first - 1].text == "-" and tokens[first - 2].text.lower() in scan.lexicon.articles:
        return first - 2
    return first


def _is_bare_word(scan: Scan, candidate: Candidate) -> bool:
    """Whether a name is a lone direction, kind word, initial or code ("South", "District", "D", "AP")."""
    if candidate.length != 1 or not candidate.key:
        return False
    text, lexicon = scan.tokens[candidate.first].text, scan.lexicon
    lower = text.lower()
    if lower in lexicon.directions or lower in lexicon.direction_heads or lower in lexicon.kinds:
        return True
    if len(candidate.key) <= CODE_CHARS and text.isupper():
        return not any(hit.is_pack or hit.place.precision is Precision.COUNTRY for hit in candidate.hits)
    return len(candidate.key) == 1


def _from_recogniser(scan: Scan) -> Iterator[Candidate]:
    """Give what the recogniser calls a place, without article and possessive."""
    for name in scan.analysis.names:
        if name.label not in PLACE_LABELS | MISREAD_LABELS:
            continue
        first, last = scan.trimmed(name.first, name.last)
        if name.label in MISREAD_LABELS and not scan.is_held(first):
            continue
        if first < last and not any("\n" in token.text for token in scan.tokens[first:last]):
            yield Candidate(first, last, NamePart(first, last), scan.key(first, last), label=name.label)


def _from_gazetteer(scan: Scan) -> Iterator[Candidate]:
    """Give every run of tokens that begins and ends with a capital and whose first word can begin a name."""
    opens: dict[str, bool] = {}
    for first, token in enumerate(scan.tokens):
        if not scan.is_capital[first]:
            continue
        can_open = opens.get(token.text)
        if can_open is None:
            can_open = opens[token.text] = scan.gazetteer.has_first_token(token.text)
        if can_open:
            for last in name_ends(scan, first):
                label = scan.label_of(first, last)
                yield Candidate(first, last, NamePart(first, last), scan.key(first, last), label=label)


def _from_abbreviations(scan: Scan) -> Iterator[Candidate]:
    """Give the abbreviated states and provinces: dotted initials ("B.C."), others after a town and a comma ("La.")."""
    tokens, abbreviations = scan.tokens, scan.lexicon.abbreviations
    for at, token in enumerate(tokens):
        code = abbreviations.get(token.text)
        if code is None:
            continue
        is_after_town = at > 1 and tokens[at - 1].text == "," and scan.is_capital[at - 2]
        hit = scan.gazetteer.listed(f"iso:{code}") if is_after_town or _is_dotted(token.text) else None
        if hit is not None:
            yield Candidate(at, at + 1, NamePart(at, at + 1), "", label="GPE", hits=(hit,))


def _is_dotted(text: str) -> bool:
    """Whether every letter is an initial, so that the abbreviation can stand alone."""
    return text.count(".") > 1 and text == text.upper()
