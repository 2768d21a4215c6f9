"""Derivations: what a report was made from, among the reports at hand and the agencies that it credits.

A document, an index of reports and the dossier in, derivations out, in order of publication, credits last. It
decides nothing on truth, and follows no chain: each derivation is measured on the two texts themselves.
"""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from dragoman.lineage.cited_reports import with_reports
from dragoman.lineage.comparison import LEAD_SHARE, LEAD_WORDS, compare, kind_of
from dragoman.lineage.credited import credit_derivations
from dragoman.lineage.order import is_earlier, sort_key
from dragoman.lineage.passages import to_passages
from dragoman.lineage.wording import wording_of
from dragoman.model import Derivation, DerivationKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.dossier import Dossier
    from dragoman.lineage.wording import Wording
    from dragoman.model import Document, LineageIndex

SHARED_VALUES = 1
"""Values of their signatures that reports must share to be compared. Source: one fingerprint stands for one run of
words, and a run can be all that a report takes from another."""
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
    candidates = _candidates(document, index)
    template = _template(document, candidates)
    earlier = [c for c in _one_revision_each(candidates) if is_earlier(c, document, dossier)]
    earlier.sort(key=lambda candidate: sort_key(candidate, dossier))
    shared = [found for c in earlier if (found := _derivation(document, c, template)) is not None]
    credited = with_reports(document, credit_derivations(document, dossier), _one_revision_each(candidates))
    return (*_revisions(document, index), *shared, *credited)


def later_reports(document: Document, index: LineageIndex, dossier: Dossier) -> tuple[str, ...]:
    """Give the ids of reports at hand that may come from this one, whose derivations are to be found anew.

    A report that is read late may be the origin of those read before it.
    """
    later = {c.id for c in _candidates(document, index) if not is_earlier(c, document, dossier)}
    return tuple(sorted(later))


def _candidates(document: Document, index: LineageIndex) -> list[Document]:
    """Give the other reports that are most like a document, the most like first."""
    signature = wording_of(document).signature
    return [c for c in index.candidates(signature, shared=SHARED_VALUES) if c.id != document.id]


def _derivation(document: Document, candidate: Document, template: frozenset[str]) -> Derivation | None:
    later, earlier = wording_of(document), wording_of(candidate)
    same_outlet = is_same_outlet(document, candidate)
    comparison = compare(later, earlier, template, same_outlet=same_outlet)
    kind = kind_of(comparison, same_outlet=same_outlet)
    if kind is None:
        return None
    passages = to_passages(comparison.runs, later, earlier)
    return Derivation(document.id, candidate.id, kind, round(comparison.share, 4), passages)


def is_same_outlet(one: Document, other: Document) -> bool:
    """Say whether two reports are of one outlet, by the dossier's id, else by its name as given."""
    if one.source_id is not None or other.source_id is not None:
        return one.source_id == other.source_id
    return one.source is not None and one.source == other.source


def _template(document: Document, candidates: Sequence[Document]) -> frozenset[str]:
    """Give the shingles of a report that are its outlet's furniture."""
    siblings = [wording_of(c) for c in candidates if is_same_outlet(document, c)]
    if len(siblings) < TEMPLATE_UNLIKE:
        return frozenset()
    mine = wording_of(document)
    any_lead = Counter(shingle for theirs in siblings for shingle in mine.places.keys() & theirs.places.keys())
    other_lead: Counter[str] = Counter()
    told: list[Wording] = [mine]
    for theirs in siblings:
        if not any(_has_lead_of(theirs, story) for story in told):
            told.append(theirs)
            other_lead.update(mine.places.keys() & theirs.places.keys())
    often = {shingle for shingle, count in any_lead.items() if count >= TEMPLATE_ANY}
    return frozenset(often | {shingle for shingle, count in other_lead.items() if count >= TEMPLATE_UNLIKE})


def _has_lead_of(one: Wording, other: Wording) -> bool:
    """Whether a report has the lead of another, so that the two are one story."""
    lead = {shingle for _, shingle in takewhile(lambda found: found[0] < LEAD_WORDS, other.shingles)}
    return bool(lead) and len(lead & one.places.keys()) >= LEAD_SHARE * len(lead)


def _one_revision_each(candidates: Sequence[Document]) -> list[Document]:
    """Give one revision of each report: the one most like the document."""
    return list({candidate.id: candidate for candidate in reversed(candidates)}.values())


def _revisions(document: Document, index: LineageIndex) -> Iterator[Derivation]:
    for earlier in index.revisions(document.id):
        if earlier.revision == document.revision:
            return
        comparison = compare(wording_of(document), wording_of(earlier), frozenset())
        passages = to_passages(comparison.runs, wording_of(document), wording_of(earlier))
        yield Derivation(document.id, earlier.revision, DerivationKind.REVISION, round(comparison.share, 4), passages)
