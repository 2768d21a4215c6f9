"""Credited: agencies that a report names as where its text comes from.

A document and the dossier in, derivations of kind ``credit`` out, ``translation`` where the words say so. A credit of
the whole text has one passage, the whole text; a sentence that a report says it has from another medium is a passage;
"with files from" has none, since it does not say which part. Photo credits say nothing of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.lang.files import language_file
from dragoman.lineage.drift_words import drift_words
from dragoman.lineage.kept import KEPT
from dragoman.lineage.sentences import sentence_spans
from dragoman.lineage.wording import wording_of
from dragoman.lineage.words import left_out
from dragoman.model import MEDIUM, Derivation, DerivationKind, Passage, SourceKind, ZoneKind
from dragoman.values import Keyed, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.dossier import Dossier
    from dragoman.model import Document

CREDITED, TRANSLATED = DerivationKind.CREDIT, DerivationKind.TRANSLATION
LEAD_CHARS = 420
"""How far a first sentence and the next may reach. Source: 99 % of 759 leads of 20-21 May 2025 are shorter."""
WORDS_A_MENTION = 250
"""Own words that one mention of the agency can carry. Source: house rule, checked on the same reports by hand: those
that rest on one agency name it at least so often, longer ones with one mention have reporting of their own."""


def credit_derivations(document: Document, dossier: Dossier) -> tuple[Derivation, ...]:
    """Give the agencies and outlets credited with a report's text, each once; never its own outlet."""
    return _kept(document, Keyed(dossier.digest, dossier))


@lru_cache(maxsize=KEPT)
def _kept(document: Document, packs: Keyed[Dossier]) -> tuple[Derivation, ...]:
    dossier = packs.value
    whole = {credit.source: True for credit in document.credits if credit.of == "text" and credit.whole}
    named = {credit.source: False for credit in document.credits if credit.of == "text"} | whole
    lead = None if any(named.values()) else rests_on(document, dossier)
    if lead is not None:
        named[lead] = True
    rendered = {credit.source for credit in document.credits if credit.translated}
    everything = (Passage(Span(0, len(document.text)), None),)
    cited = {} if any(named.values()) else cited_sentences(document, dossier)
    parts = {source: tuple(Passage(span, None) for span in spans) for source, spans in cited.items()}
    return tuple(
        Derivation(document.id, f"{MEDIUM}{source}", TRANSLATED if source in rendered else CREDITED, 1.0, everything)
        if named.get(source)
        else Derivation(document.id, f"{MEDIUM}{source}", CREDITED, None, parts.get(source, ()))
        for source in dict.fromkeys((*named, *parts))
        if source is not None and source != document.source_id
    )


def cited_sentences(document: Document, dossier: Dossier) -> dict[str, list[Span]]:
    """Give the sentences that a report has from another medium, by its own words: "Reuters reported", "told the BBC".

    Returns:
        By id of the medium; its own outlet, ministries and think tanks are none: those speak for themselves.
    """
    words = drift_words(document.language)
    if words is None:
        return {}
    text = document.text
    places = {
        start: source
        for pattern in _mentions(document.language or "en")
        for start, source in _at(text, pattern, dossier)
    }
    spans = list(sentence_spans(text, left_out(document), words))
    starts = [span.start for span in spans]
    cited: dict[str, list[Span]] = {}
    for start, source in sorted(places.items()):
        i = bisect_right(starts, start) - 1
        is_medium = source != document.source_id and _is_medium(source, dossier)
        if i >= 0 and start < spans[i].end and is_medium and spans[i] not in cited.get(source, []):
            cited.setdefault(source, []).append(spans[i])
    return cited


def _is_medium(source_id: str, dossier: Dossier) -> bool:
    source = dossier.source(source_id)
    return source is not None and source.kind not in {SourceKind.MINISTRY, SourceKind.THINK_TANK}


def _at(text: str, pattern: re.Pattern[str], dossier: Dossier) -> Iterator[tuple[int, str]]:
    for match in pattern.finditer(text):
        source = _source(match.group("names"), dossier)
        if source is not None:
            yield match.start("names"), source


def rests_on(document: Document, dossier: Dossier) -> str | None:
    """Give the one outlet that the lead names as reporting, if no other is named and the whole report rests on it."""
    body = document.text[_start_of(document) :]
    patterns = _leads(document.language or "en")
    in_lead = [source for source in _named(_lead_of(body), patterns, dossier) if source != document.source_id]
    if not in_lead:
        return None
    named = _named(body, patterns, dossier)
    is_short = wording_of(document).own.count <= WORDS_A_MENTION * len(named)
    return in_lead[0] if is_short and set(named) == {in_lead[0]} else None


def _start_of(document: Document) -> int:
    """Give where the report's words begin, after a title, byline or dateline at the head."""
    heads = (ZoneKind.TITLE, ZoneKind.BYLINE, ZoneKind.DATELINE, ZoneKind.BOILERPLATE)
    start = 0
    for zone in document.zones:
        if zone.kind in heads and not document.text[start : zone.span.start].strip():
            start = max(start, zone.span.end)
    return start


def _lead_of(body: str) -> str:
    """Give the first two sentences, at most ``LEAD_CHARS`` of them."""
    ends = [found.end() for found in re.finditer(r"[.!?][\"'”’)]*(?=\s|$)", body[:LEAD_CHARS])]
    return body[: ends[1] if len(ends) > 1 else LEAD_CHARS]


def _named(text: str, patterns: tuple[re.Pattern[str], ...], dossier: Dossier) -> list[str]:
    """Give the sources that a text names as reporting, one for each place where it does."""
    return list(dict(each for pattern in patterns for each in _at(text, pattern, dossier)).values())


def _source(names: str, dossier: Dossier) -> str | None:
    """Look the words up as a source, then without the first word, and so on ("State agency Example")."""
    words = names.split()
    tries: Iterator[str] = (" ".join(words[i:]) for i in range(len(words)))
    return next((found.id for words_left in tries if (found := dossier.source_named(words_left))), None)


def _mentions(language: str) -> tuple[re.Pattern[str], ...]:
    return _leads(language) + _patterns(language, "mentions")


def _leads(language: str) -> tuple[re.Pattern[str], ...]:
    return _patterns(language, "leads")


@lru_cache(maxsize=32)
def _patterns(language: str, key: str) -> tuple[re.Pattern[str], ...]:
    file = language_file(language, "credits")
    if file is None:
        return ()
    rows = [file.as_table(row, key) for row in file.rows(key)]
    return tuple(re.compile(str(row["pattern"])) for row in rows)
