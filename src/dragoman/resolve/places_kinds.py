"""Phrases that a kind word makes a place: "X air base", "X's nuclear plant", "Gulf of X", "the city of X".

A scanned document comes in, ``Candidate`` records go out, one for each reading of where the name begins or ends.
It does not look them up and does not judge them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.resolve.places_lexicon import match_phrase
from dragoman.resolve.places_scan import Candidate, NamePart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.resolve.places_lexicon import Kind
    from dragoman.resolve.places_scan import Scan

MAX_NAME_TOKENS = 7
"""Longest name looked for. Source: 99.9 % of the gazetteer's names have at most seven tokens."""
MAX_KIND_NAME_TOKENS = 4
"""Longest name before a kind word; longer runs of capitals before one are titles and persons."""

_NUMBER = re.compile(r"\d+|[IVX]+")
_CLOSED_TAGS = frozenset({"DT", "IN", "PRP", "PRP$", "CC", "WDT", "WP", "MD"})
_TIME_LABELS = frozenset({"DATE", "TIME"})


def iter_kind_candidates(scan: Scan) -> Iterator[Candidate]:
    """Give every phrase of a name with a kind word after or before it."""
    yield from _from_kinds(scan)
    yield from _from_prefixes(scan)
    yield from _from_adjectives(scan)


def name_ends(scan: Scan, first: int) -> Iterator[int]:
    """Give the ends (exclusive) of the runs that begin at a capital and are names by their form."""
    for at in range(first, min(first + MAX_NAME_TOKENS, len(scan.tokens))):
        if scan.is_capital[at] or (at > first and _is_numbered(scan, at)):
            yield at + 1
        elif scan.tokens[at].text.lower() not in scan.lexicon.connectors and not _joins(scan, at):
            return


def _is_numbered(scan: Scan, at: int) -> bool:
    """Whether a token is the number of a name ("Engels-2")."""
    return scan.tokens[at].text.isdigit() and at > 0 and scan.tokens[at - 1].text == "-"


def _joins(scan: Scan, at: int) -> bool:
    """Whether a comma belongs to the name ("Washington, D.C.")."""
    tokens = scan.tokens
    return tokens[at].text == "," and at + 1 < len(tokens) and tokens[at + 1].text in scan.lexicon.joined_by_comma


def _from_kinds(scan: Scan) -> Iterator[Candidate]:
    """Give every "X air base", "X region", with each X that ends at the kind word."""
    at, total = 1, len(scan.tokens)
    while at < total:
        matched = match_phrase(scan.lexicon.kinds, scan.tokens, at)
        if matched is None:
            at += 1
            continue
        end, kind = matched
        if not (kind.group == "town" and end < total and scan.tokens[end].text == "of"):
            yield from _named_before(scan, at, end, kind)
        at = end


def _named_before(scan: Scan, at: int, end: int, kind: Kind) -> Iterator[Candidate]:
    last = at - 1 if scan.is_possessive(at - 1) else at
    first, limit = last, max(0, last - MAX_KIND_NAME_TOKENS - 2)
    while first > limit and (_is_name_word(scan, first - 1) or (first < last and _is_inner_word(scan, first - 1))):
        first -= 1
        if scan.is_capital[first] and last - first <= MAX_KIND_NAME_TOKENS:
            name, label = NamePart(first, last), scan.label_of(first, last)
            yield Candidate(first, end, name, _unnumbered(scan, first, last), kind, label, scan.key(first, end))


def _unnumbered(scan: Scan, first: int, last: int) -> str:
    """Give the key of a name without the number that a hyphen joins to it ("Engels-2", "Kursk-II")."""
    number, hyphen = scan.tokens[last - 1].text, last - 2
    has_number = hyphen > first and scan.tokens[hyphen].text == "-" and _NUMBER.fullmatch(number)
    return scan.key(first, hyphen if has_number else last)


def _is_name_word(scan: Scan, at: int) -> bool:
    """Whether a token can be the last word of the name before a kind word."""
    token = scan.tokens[at]
    if not scan.is_capital[at]:
        return _is_numbered(scan, at)
    is_free = token.tag not in _CLOSED_TAGS and scan.label(at) not in _TIME_LABELS
    return is_free and token.text not in scan.lexicon.demonyms


def _is_inner_word(scan: Scan, at: int) -> bool:
    """Whether a token can stand inside the name before a kind word, where lists and owners end."""
    text = scan.tokens[at].text.lower()
    return text in scan.lexicon.connectors and not scan.is_possessive(at) and text not in scan.lexicon.listing


def _from_prefixes(scan: Scan) -> Iterator[Candidate]:
    """Give every "Gulf of X", "the city of X": the kind word stands first."""
    for at in range(len(scan.tokens) - 1):
        matched = match_phrase(scan.lexicon.prefixes, scan.tokens, at)
        if matched is None:
            continue
        first, kind = matched
        if first >= len(scan.tokens) or not scan.is_capital[first] or (kind.is_part and not scan.is_capital[at]):
            continue
        for last in name_ends(scan, first):
            name, label = NamePart(first, last), scan.label_of(first, last)
            whole = scan.key(at, last) if kind.is_part else ""
            yield Candidate(at if kind.is_part else first, last, name, scan.key(first, last), kind, label, whole)
        if not kind.is_part and scan.tokens[first - 2].text.lower() in scan.lexicon.plurals:
            yield from _listed(scan, first, kind)


def _listed(scan: Scan, first: int, kind: Kind) -> Iterator[Candidate]:
    """Give the names that go on a list ("the towns of Kafr Nabal, Ariha and Rama"), each up to the next comma."""
    at = _run_end(scan, first)
    while at < len(scan.tokens) and scan.tokens[at].text.lower() in scan.lexicon.listing:
        start = at + 1
        while start < len(scan.tokens) and scan.tokens[start].text.lower() in scan.lexicon.listing:
            start += 1
        at = _run_end(scan, start)
        while start < at and not scan.is_capital[start]:
            start += 1
        if at == start or not scan.is_capital[at - 1]:
            return
        name = NamePart(start, at)
        yield Candidate(start, at, name, scan.key(start, at), kind, scan.label_of(start, at))


def _run_end(scan: Scan, first: int) -> int:
    """Give the end of a run of capitals with the hyphens and articles in it."""
    at = first
    while at < len(scan.tokens):
        text = scan.tokens[at].text
        if not (scan.is_capital[at] or text == "-" or text.lower() in scan.lexicon.articles):
            break
        at += 1
    return at


def _from_adjectives(scan: Scan) -> Iterator[Candidate]:
    """Give every "Israeli territory", "the Italian capital": a part of a country, or its seat of government."""
    for at in range(len(scan.tokens) - 1):
        country = scan.lexicon.demonyms.get(scan.tokens[at].text)
        matched = match_phrase(scan.lexicon.of_countries, scan.tokens, at + 1) if country else None
        if country is None or matched is None:
            continue
        end, kind = matched
        place = scan.gazetteer.capital(country) if kind.group == "capital" else scan.gazetteer.listed(f"iso:{country}")
        if place is not None:
            yield Candidate(at, end, NamePart(at, at + 1), "", kind, "GPE", hits=(place,))
