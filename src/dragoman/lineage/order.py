"""Order: which of two reports came first, as far as their publication times and credits say.

Two documents in, a truth value out. It is for lineage alone: nothing here is shown as a date.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from dragoman.model import SourceKind

if TYPE_CHECKING:
    from dragoman.dossier import Dossier
    from dragoman.model import Document

AGENCY_START = timedelta(minutes=30)
"""How much earlier an agency's report counts than its page says. Source: house rule; wires reach editors before the
agency's own page is up."""
CREDIT_START = timedelta(hours=48)
"""How much later the page of a credited source may be dated than the report that credits it. Source: house rule;
agencies re-date a page at each update, for about two days."""
CITED_START = timedelta(hours=6)
"""The same of a source that is cited for one thing. Source: house rule; clocks of pages and feeds differ by hours."""
_NO_DATE = datetime.max.replace(tzinfo=UTC)


def is_earlier(candidate: Document, document: Document, dossier: Dossier) -> bool:
    """Say whether a candidate, which is another report, came before a document.

    A source that the other's text credits came first, within ``CREDIT_START``. Else publication decides, with a
    start for agencies; a report without a date comes after those with one; equals go by id, so that one of two
    always comes first.
    """
    credits_it = _credits(document, candidate)
    if credits_it != _credits(candidate, document) and _are_near(candidate, document):
        return credits_it
    return sort_key(candidate, dossier) < sort_key(document, dossier)


def may_be_cited(candidate: Document, document: Document) -> bool:
    """Say whether a document can have a claim from a candidate: that came out before it, or hardly later."""
    if candidate.published is None or document.published is None:
        return True
    return candidate.published.instant.counts_from <= document.published.instant.counts_from + CITED_START


def sort_key(document: Document, dossier: Dossier) -> tuple[datetime, str]:
    """Give the key by which reports stand in order of publication."""
    if document.published is None:
        return _NO_DATE, document.id
    source = dossier.source(document.source_id) if document.source_id else None
    start = AGENCY_START if source is not None and source.kind is SourceKind.AGENCY else timedelta()
    return document.published.instant.counts_from - start, document.id


def _credits(document: Document, candidate: Document) -> bool:
    """Say whether a document's text credits the other's source, which is not its own."""
    if candidate.source_id is None or candidate.source_id == document.source_id:
        return False
    return any(credit.of == "text" and credit.source == candidate.source_id for credit in document.credits)


def _are_near(one: Document, other: Document) -> bool:
    if one.published is None or other.published is None:
        return True
    apart = one.published.instant.counts_from - other.published.instant.counts_from
    return abs(apart) <= CREDIT_START
