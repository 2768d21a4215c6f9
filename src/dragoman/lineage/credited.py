"""Credited: agencies that a report names as where its text comes from.

A document and the dossier in, derivations of kind ``credit`` out. A credit of the whole text has one passage, the
whole text; a credit of a part has none, since it does not say which part. Photo credits say nothing of the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.lang.files import LexiconFile
from dragoman.lineage.wording import wording_of
from dragoman.model import Derivation, DerivationKind, Passage, ZoneKind
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.dossier import Dossier
    from dragoman.model import Document

LEAD_CHARS = 420
"""How far a first sentence and the next may reach. Source: 99 % of 759 leads of 20-21 May 2025 are shorter."""
WORDS_A_MENTION = 250
"""Own words that one mention of the agency can carry. Source: house rule, checked on the same reports by hand: those
that rest on one agency name it at least so often, longer ones with one mention have reporting of their own."""


def credit_derivations(document: Document, dossier: Dossier) -> tuple[Derivation, ...]:
    """Give the agencies and outlets credited with a report's text, each once; never its own outlet."""
    whole = {credit.source: True for credit in document.credits if credit.of == "text" and credit.whole}
    named = {credit.source: False for credit in document.credits if credit.of == "text"} | whole
    lead = None if any(named.values()) else rests_on(document, dossier)
    if lead is not None:
        named[lead] = True
    everything = (Passage(Span(0, len(document.text)), None),)
    return tuple(
        Derivation(document.id, f"source:{source}", DerivationKind.CREDIT, None, everything if is_whole else ())
        for source, is_whole in named.items()
        if source is not None and source != document.source_id
    )


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
    found: dict[int, str] = {}
    for pattern in patterns:
        for match in pattern.finditer(text):
            source = _source(match.group("names"), dossier)
            if source is not None:
                found[match.start("names")] = source
    return list(found.values())


def _source(names: str, dossier: Dossier) -> str | None:
    """Look the words up as a source, then without the first word, and so on ("State agency Example")."""
    words = names.split()
    tries: Iterator[str] = (" ".join(words[i:]) for i in range(len(words)))
    return next((found.id for words_left in tries if (found := dossier.source_named(words_left))), None)


@lru_cache(maxsize=16)
def _leads(language: str) -> tuple[re.Pattern[str], ...]:
    path = Path(str(files("dragoman"))) / "lang" / language / "credits.yaml"
    if not path.is_file():
        return ()
    file = LexiconFile(path)
    rows = [file.as_table(row, "leads") for row in file.rows("leads")]
    return tuple(re.compile(str(row["pattern"])) for row in rows)
