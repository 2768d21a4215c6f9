"""Derivations: what a report was made from, among the reports at hand and the agencies that it credits.

A document, an index of reports and the dossier in, derivations out, in order of publication, credits last. It
decides nothing on truth, and follows no chain: each derivation is measured on the two texts themselves.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dragoman.lineage.cited_reports import cites, with_reports
from dragoman.lineage.comparison import LEAD_SHARE, compare, countable, kind_of
from dragoman.lineage.credited import credit_derivations
from dragoman.lineage.order import is_earlier, sort_key
from dragoman.lineage.passages import shared_runs, to_passages
from dragoman.lineage.told import reworded
from dragoman.lineage.translation import translation_of
from dragoman.lineage.wording import wording_of
from dragoman.model import Derivation, DerivationKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.dossier import Dossier
    from dragoman.lineage.comparison import Countable
    from dragoman.lineage.passages import Run
    from dragoman.lineage.wording import Wording
    from dragoman.model import Document, LineageIndex

WORKED_OVER = frozenset({DerivationKind.COPY, DerivationKind.REWRITE})
SHARED_VALUES = 1
"""Values of their signatures that reports must share to be compared. Source: one fingerprint stands for one run of
words, and a run can be all that a report takes from another."""
FEWEST_SHARED = 10
"""Words in all shared runs below which no report is from another. Source: house rule; two names and a set phrase."""
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
    reports = _one_revision_each(candidates)
    earlier = [c for c in reports if is_earlier(c, document, dossier)]
    earlier.sort(key=lambda candidate: sort_key(candidate, dossier))
    related = {c.id: runs for c in earlier if (runs := _shared(document, c))}
    words = countable(wording_of(document), _template(document, candidates) if related else frozenset())
    found = (_whence(document, words, c, related.get(c.id, ()), dossier) for c in earlier)
    shared = [derivation for derivation in found if derivation is not None]
    credited = with_reports(document, credit_derivations(document, dossier), reports)
    return (*_revisions(document, index), *shared, *credited)


def affected_reports(document: Document, index: LineageIndex, dossier: Dossier) -> tuple[str, ...]:
    """Give the ids of reports at hand whose derivations are to be found anew once this one is among them.

    A report that is read late may be the origin of those read before it, the one that they cite, or another page with
    the furniture of its outlet's pages.
    """
    candidates = _candidates(document, index)
    return tuple(sorted({c.id for c in candidates if _is_affected(c, document, dossier)}))


def _is_affected(known: Document, new: Document, dossier: Dossier) -> bool:
    if is_same_outlet(known, new):
        return bool(shared_runs(wording_of(known), wording_of(new)))
    comes_after = is_earlier(new, known, dossier)
    is_from = comes_after and (bool(_shared(known, new)) or translation_of(known, new, dossier) is not None)
    return is_from or cites(known, new, dossier)


def _candidates(document: Document, index: LineageIndex) -> list[Document]:
    """Give the other reports that are most like a document, the most like first."""
    signature = wording_of(document).signature
    return [c for c in index.candidates(signature, shared=SHARED_VALUES) if c.id != document.id]


def _shared(later: Document, earlier: Document) -> tuple[Run, ...]:
    """Give the runs that two reports share; none where they are too few words in all."""
    runs = shared_runs(wording_of(later), wording_of(earlier))
    return runs if sum(run.length for run in runs) >= FEWEST_SHARED else ()


def _whence(
    document: Document, words: Countable, candidate: Document, runs: tuple[Run, ...], dossier: Dossier
) -> Derivation | None:
    """Give how a report comes from an earlier one: by its words, else as a translation."""
    by_words = _derivation(document, words, candidate, runs) if runs else None
    if by_words is not None and by_words.kind in WORKED_OVER:
        return by_words
    return translation_of(document, candidate, dossier) or by_words


def _derivation(document: Document, words: Countable, candidate: Document, runs: tuple[Run, ...]) -> Derivation | None:
    same_outlet = is_same_outlet(document, candidate)
    earlier = wording_of(candidate)
    comparison = compare(words, earlier, runs, same_outlet=same_outlet)
    kind = kind_of(comparison, same_outlet=same_outlet)
    if kind is None:
        return None
    passages = to_passages(comparison.runs, words.wording, earlier)
    anew = reworded(document, candidate, passages) if kind in WORKED_OVER else ()
    return Derivation(document.id, candidate.id, kind, round(comparison.share, 4), passages, anew)


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
    lead = other.lead_shingles
    return bool(lead) and sum(shingle in one.places for shingle in lead) >= LEAD_SHARE * len(lead)


def _one_revision_each(candidates: Sequence[Document]) -> list[Document]:
    """Give one revision of each report: the one most like the document."""
    return list({candidate.id: candidate for candidate in reversed(candidates)}.values())


def _revisions(document: Document, index: LineageIndex) -> Iterator[Derivation]:
    for earlier in index.revisions(document.id):
        if earlier.revision == document.revision:
            return
        mine, theirs = wording_of(document), wording_of(earlier)
        comparison = compare(countable(mine), theirs, shared_runs(mine, theirs))
        passages = to_passages(comparison.runs, mine, theirs)
        yield Derivation(document.id, earlier.revision, DerivationKind.REVISION, round(comparison.share, 4), passages)
