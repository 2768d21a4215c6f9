"""Derivations: what a report was made from, among the reports at hand and the agencies that it credits.

A document, an index of reports and the dossier in, derivations out, in order of publication, credits last. It
decides nothing on truth, and follows no chain: each derivation is measured on the two texts themselves.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.lineage.comparison import LEAD_SHARE, LEAD_WORDS, compare, kind_of
from dragoman.lineage.credited import credit_derivations
from dragoman.lineage.order import is_earlier, sort_key
from dragoman.lineage.passages import to_passages
from dragoman.lineage.signatures import signature_of
from dragoman.lineage.words import OwnWords, Shingle, own_words
from dragoman.model import Derivation, DerivationKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.dossier import Dossier
    from dragoman.model import Document, LineageIndex, Signature

SHARED_SLOTS = 3
MOST_CANDIDATES = 64
"""So that page furniture shared by thousands of reports costs no more than this."""
TEMPLATE_UNLIKE = 2
"""Reports of one outlet with another lead that hold a shingle, for it to be furniture."""
TEMPLATE_ANY = 5
"""Reports of one outlet, whatever their lead. Source: outlets repeat one report in up to three feeds (DW, 20-21 May
2025), page furniture in all."""


def find_derivations(document: Document, index: LineageIndex, dossier: Dossier) -> tuple[Derivation, ...]:
    """Find what a report comes from.

    Args:
        document: The later report.
        index: Reports at hand, earlier and later ones; the document itself may be among them.
        dossier: Whose sources are credited.

    Returns:
        Earlier revisions of the report itself (``of`` is the revision's id); earlier reports whose words it
        shares, first published first; then agencies credited with its text.
    """
    own = _own_words(document)
    candidates = _candidates(document, index)
    template = _template(document, own, candidates)
    earlier = [c for c in _one_revision_each(candidates) if is_earlier(c, document, dossier)]
    earlier.sort(key=lambda candidate: sort_key(candidate, dossier))
    shared = [found for c in earlier if (found := _derivation(document, own, c, template)) is not None]
    return (*_revisions(document, index), *shared, *credit_derivations(document, dossier))


def later_reports(document: Document, index: LineageIndex, dossier: Dossier) -> tuple[str, ...]:
    """Give the ids of reports at hand that may come from this one, whose derivations are to be found anew.

    A report that is read late may be the origin of those read before it.
    """
    later = {c.id for c in _candidates(document, index) if not is_earlier(c, document, dossier)}
    return tuple(sorted(later))


def _candidates(document: Document, index: LineageIndex) -> list[Document]:
    """Give the other reports that are most like a document, the most like first."""
    signature = signature_of(_own_words(document))
    found = [c for c in index.candidates(signature, shared=SHARED_SLOTS) if c.id != document.id]
    equal = {c.revision: _equal_slots(signature, signature_of(_own_words(c))) for c in found}
    return sorted(found, key=lambda c: (-equal[c.revision], c.id, c.revision))[:MOST_CANDIDATES]


def _equal_slots(one: Signature, other: Signature) -> int:
    return sum(a == b for a, b in zip(one, other, strict=True))


def _derivation(
    document: Document, own: OwnWords, candidate: Document, template: frozenset[Shingle]
) -> Derivation | None:
    earlier = _own_words(candidate)
    comparison = compare(own, earlier, template)
    kind = kind_of(comparison, same_outlet=is_same_outlet(document, candidate))
    if kind is None:
        return None
    passages = to_passages(comparison.runs, own, earlier)
    return Derivation(document.id, candidate.id, kind, round(comparison.share, 4), passages)


def is_same_outlet(one: Document, other: Document) -> bool:
    """Say whether two reports are of one outlet, by the dossier's id, else by its name as given."""
    if one.source_id is not None or other.source_id is not None:
        return one.source_id == other.source_id
    return one.source is not None and one.source == other.source


def _template(document: Document, own: OwnWords, candidates: Sequence[Document]) -> frozenset[Shingle]:
    """Give the shingles of a report that are its outlet's furniture."""
    siblings = [_own_words(c) for c in candidates if is_same_outlet(document, c)]
    if len(siblings) < TEMPLATE_UNLIKE:
        return frozenset()
    mine = {shingle for _, shingle in own.shingles()}
    lead = {shingle for start, shingle in own.shingles() if start < LEAD_WORDS}
    any_lead: Counter[Shingle] = Counter()
    other_lead: Counter[Shingle] = Counter()
    for sibling in siblings:
        theirs = mine & {shingle for _, shingle in sibling.shingles()}
        any_lead.update(theirs)
        if len(lead & theirs) < LEAD_SHARE * len(lead):
            other_lead.update(theirs)
    often = {shingle for shingle, count in any_lead.items() if count >= TEMPLATE_ANY}
    return frozenset(often | {shingle for shingle, count in other_lead.items() if count >= TEMPLATE_UNLIKE})


def _one_revision_each(candidates: Sequence[Document]) -> list[Document]:
    """Give one revision of each report: the one most like the document."""
    return list({candidate.id: candidate for candidate in reversed(candidates)}.values())


def _revisions(document: Document, index: LineageIndex) -> Iterator[Derivation]:
    for earlier in index.revisions(document.id):
        if earlier.revision == document.revision:
            return
        comparison = compare(_own_words(document), _own_words(earlier), frozenset())
        passages = to_passages(comparison.runs, _own_words(document), _own_words(earlier))
        yield Derivation(document.id, earlier.revision, DerivationKind.REVISION, round(comparison.share, 4), passages)


class _ByRevision:
    """A document as a cache key: a revision's text never changes."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return hash(self.document.revision)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByRevision) and other.document.revision == self.document.revision


def _own_words(document: Document) -> OwnWords:
    return _cached_words(_ByRevision(document))


@lru_cache(maxsize=512)
def _cached_words(key: _ByRevision) -> OwnWords:
    return own_words(key.document)
