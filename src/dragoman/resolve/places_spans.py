"""Spans that may name a place: what the recogniser calls one, what the gazetteer has, what a kind word makes one.

An analysis comes in, ``Candidate`` records go out, overlapping and unjudged: which of them are places
is for ``places_judge``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dragoman.model import Precision
from dragoman.resolve.gazetteer_keys import place_key
from dragoman.resolve.gazetteer_sources import AIRFIELD
from dragoman.resolve.places_lexicon import Kind, match_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.model import Analysis, Token
    from dragoman.resolve.gazetteer import Gazetteer, Hit
    from dragoman.resolve.places_lexicon import PlaceLexicon

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
MAX_NAME_TOKENS = 7
"""Longest name looked for. Source: 99.9 % of the gazetteer's names have at most seven tokens."""
MAX_KIND_NAME_TOKENS = 4
"""Longest name before a kind word ("Sheremetyevo Alexander S. Pushkin International Airport" is rare)."""

_CONNECTORS = frozenset(
    {"of", "al", "el", "on", "de", "la", "le", "les", "del", "da", "do", "di", "du", "the", "and", "upon", "sur", "am", "an", "der", "y", "e",
     "-", "–", "'s", "’s", "ul", "az", "ash", "as", "ad", "ar", "aux", "en", "sous", "bei", "op", "aan"}
)  # fmt: skip
_ARTICLES_OF_NAMES = frozenset({"al", "el", "as", "ash", "ar", "az", "at", "ad", "an", "umm", "bab", "abu"})
"""Arabic articles and openers that news print in lower case."""
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_NAMED_AFTER_TOWNS = frozenset({"region", "district", "crossing", "base", "area", "nature"})
_NOT_NAMES = frozenset({"DATE", "TIME"})


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
        key: Gazetteer key of the name.
        kind: What a kind word says of it, or None.
        label: OntoNotes label of the recogniser's name that covers the same name, or None.
        hits: The gazetteer's places, filled in later.
        is_namesake: The hits only bear the name of the phrase ("Orekhovo-Zuyevo district"): they tell its country.
    """

    first: int
    last: int
    name: NamePart
    key: str
    kind: Kind | None = None
    label: str | None = None
    hits: tuple[Hit, ...] = ()
    is_namesake: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key under which the phrase may stand in the gazetteer, best first."""
        return (self.key,)


@dataclass(slots=True)
class KindCandidate(Candidate):
    """A name with a kind word; it may stand in the gazetteer whole, or under the name alone."""

    whole_key: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the phrase, of the airfield or district of that name, and of the name."""
        group = self.kind.group if self.kind else ""
        special = {"airfield": AIRFIELD, "district": " @district"}.get(group)
        middle = (self.key + special,) if special else ()
        return (self.whole_key, *middle, self.key)


class Scan:
    """One document's tokens with what is asked of them again and again."""

    def __init__(self, analysis: Analysis, gazetteer: Gazetteer, lexicon: PlaceLexicon) -> None:
        self.analysis, self.tokens, self.gazetteer, self.lexicon = analysis, analysis.tokens, gazetteer, lexicon
        self.name_at: list[int] = [-1] * len(analysis.tokens)
        for n, name in enumerate(analysis.names):
            self.name_at[name.first : name.last] = [n] * (name.last - name.first)
        self.is_capital = [_is_capital(token) for token in self.tokens]

    def key(self, first: int, last: int) -> str:
        """Give the gazetteer key of tokens first to last (exclusive)."""
        return place_key(self.analysis.text[self.tokens[first].start : self.tokens[last - 1].end])

    def label(self, token: int) -> str | None:
        """Give the recogniser's label at a token, or None."""
        n = self.name_at[token]
        return None if n < 0 else self.analysis.names[n].label


def find_candidates(scan: Scan) -> list[Candidate]:
    """Give every span that may name a place, with its places from the gazetteer; none is judged yet."""
    found = [*_from_recogniser(scan), *_from_gazetteer(scan), *_from_kinds(scan), *_from_prefixes(scan)]
    found += _from_abbreviations(scan)
    hits = scan.gazetteer.hits_many({key for candidate in found for key in candidate.keys if key})
    for candidate in found:
        candidate.hits = candidate.hits or _fitting(candidate, hits)
        if not candidate.hits and candidate.kind is not None and candidate.kind.group in _NAMED_AFTER_TOWNS:
            candidate.hits = tuple(hit for hit in hits.get(candidate.key, ()) if _is_town(hit))
            candidate.is_namesake = bool(candidate.hits)
        candidate.first = _with_article(scan.tokens, candidate.first)
    return [candidate for candidate in found if candidate.hits or candidate.label or candidate.kind]


def _with_article(tokens: Sequence[Token], first: int) -> int:
    """Give the start with the lower-case article that the tokeniser cuts off ("al", "-", "Shifa")."""
    if first > 1 and tokens[first - 1].text == "-" and tokens[first - 2].text.lower() in _ARTICLES_OF_NAMES:
        return first - 2
    return first


def _fitting(candidate: Candidate, hits: dict[str, tuple[Hit, ...]]) -> tuple[Hit, ...]:
    """Give the places that the phrase can mean: of the kind that it says, if it says one."""
    for key in candidate.keys:
        fitting = tuple(hit for hit in hits.get(key, ()) if _fits(candidate, key, hit))
        if fitting:
            return fitting
    return ()


def _is_town(hit: Hit) -> bool:
    return hit.place.precision is Precision.SETTLEMENT


def _fits(candidate: Candidate, key: str, hit: Hit) -> bool:
    kind = candidate.kind
    if kind is None or key != candidate.key:
        return hit.place.precision is not Precision.EXACT or not candidate.key.endswith(AIRFIELD)
    if not kind.is_part or kind.group == "town":
        return hit.place.precision is kind.precision
    if kind.group in ("region", "nature"):
        return hit.place.precision is Precision.REGION
    if kind.group == "district":
        return hit.place.precision is Precision.DISTRICT
    return hit.place.precision is Precision.SETTLEMENT or hit.is_pack


def _from_recogniser(scan: Scan) -> Iterator[Candidate]:
    """Give what the recogniser calls a place, without article and possessive."""
    for name in scan.analysis.names:
        if name.label not in PLACE_LABELS:
            continue
        first, last = name.first, name.last
        while first < last and not scan.is_capital[first]:
            first += 1
        while last > first and (scan.tokens[last - 1].text in _POSSESSIVE or not scan.tokens[last - 1].text.strip()):
            last -= 1
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
            for last in _ends(scan, first):
                yield Candidate(first, last, NamePart(first, last), scan.key(first, last), label=_same_label(scan, first, last))


def _ends(scan: Scan, first: int) -> Iterator[int]:
    """Give the ends (exclusive) of the runs that begin at a capital and are names by their form."""
    limit = min(first + MAX_NAME_TOKENS, len(scan.tokens))
    for at in range(first, limit):
        if scan.is_capital[at]:
            yield at + 1
        elif at > first and scan.tokens[at].text.isdigit() and scan.tokens[at - 1].text == "-":
            yield at + 1
        elif scan.tokens[at].text.lower() not in _CONNECTORS:
            return


def _same_label(scan: Scan, first: int, last: int) -> str | None:
    n = scan.name_at[first]
    if n < 0:
        return None
    name = scan.analysis.names[n]
    start, end = name.first, name.last
    while start < end and not scan.is_capital[start]:
        start += 1
    while end > start and scan.tokens[end - 1].text in _POSSESSIVE:
        end -= 1
    return name.label if (start, end) == (first, last) else None


def _from_kinds(scan: Scan) -> Iterator[Candidate]:
    """Give every "X air base", "X region", with each X that ends at the kind word."""
    at, total = 1, len(scan.tokens)
    while at < total:
        matched = match_phrase(scan.lexicon.kinds, scan.tokens, at)
        if matched is None:
            at += 1
            continue
        end, kind = matched
        yield from _named_before(scan, at, end, kind)
        at = end


def _named_before(scan: Scan, at: int, end: int, kind: Kind) -> Iterator[Candidate]:
    last = at - 1 if scan.tokens[at - 1].text in _POSSESSIVE else at
    first = last
    while first > max(0, last - MAX_KIND_NAME_TOKENS - 2) and _can_be_in_name(scan, first - 1, first == last):
        first -= 1
        if scan.is_capital[first] and last - first <= MAX_KIND_NAME_TOKENS:
            yield KindCandidate(
                first, end, NamePart(first, last), scan.key(first, last), kind, _same_label(scan, first, last),
                whole_key=scan.key(first, end),
            )  # fmt: skip


def _can_be_in_name(scan: Scan, at: int, is_last: bool) -> bool:  # noqa: FBT001 (position, not a switch)
    token = scan.tokens[at]
    if scan.is_capital[at]:
        return token.text not in scan.lexicon.demonyms and scan.label(at) not in _NOT_NAMES
    if token.text.isdigit():
        return is_last and at > 0 and scan.tokens[at - 1].text == "-"
    return not is_last and token.text.lower() in _CONNECTORS and token.text not in _POSSESSIVE and token.text != "and"


def _from_prefixes(scan: Scan) -> Iterator[Candidate]:
    """Give every "Gulf of X", "the city of X": the kind word stands first."""
    for at in range(len(scan.tokens) - 1):
        matched = match_phrase(scan.lexicon.prefixes, scan.tokens, at)
        if matched is None or matched[0] >= len(scan.tokens) or not scan.is_capital[matched[0]]:
            continue
        name_first, kind = matched
        if kind.is_part and not scan.is_capital[at]:
            continue
        for last in _ends(scan, name_first):
            first = at if kind.is_part else name_first
            yield KindCandidate(
                first, last, NamePart(name_first, last), scan.key(name_first, last), kind,
                _same_label(scan, name_first, last), whole_key=scan.key(at, last) if kind.is_part else "",
            )  # fmt: skip


def _from_abbreviations(scan: Scan) -> Iterator[Candidate]:
    """Give the abbreviated states and provinces that follow a town and a comma ("Alexandria, La.")."""
    for at in range(2, len(scan.tokens)):
        text = scan.tokens[at].text
        if scan.tokens[at - 1].text != "," or text not in scan.lexicon.abbreviations or not scan.is_capital[at - 2]:
            continue
        hit = scan.gazetteer.region(scan.lexicon.abbreviations[text])
        if hit is not None:
            yield Candidate(at, at + 1, NamePart(at, at + 1), "", label="GPE", hits=(hit,))


def _is_capital(token: Token) -> bool:
    first = token.text[:1]
    return first.isupper() or (first.islower() and len(token.text) > 3 and token.text[2:3] == "-" and token.text[3:4].isupper())
