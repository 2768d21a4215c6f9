"""Cited reports: which report at hand a sentence is from that names its medium.

A report, what it has from other media, and reports like it in; the same out, with the medium's own report in place of
the medium where one of them tells what the sentence tells. It compares content words, since who cites words anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.lineage.credited import credit_derivations
from dragoman.lineage.drift_words import drift_words
from dragoman.lineage.order import may_be_cited
from dragoman.lineage.sentences import sentences_of
from dragoman.lineage.told import find_told
from dragoman.model import MEDIUM, Derivation, DerivationKind, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.dossier import Dossier
    from dragoman.lineage.drift_words import DriftWords
    from dragoman.lineage.sentences import Sentence
    from dragoman.lineage.told import Told
    from dragoman.model import Document
    from dragoman.values import Span


def with_reports(
    document: Document, credits_found: Sequence[Derivation], candidates: Sequence[Document]
) -> tuple[Derivation, ...]:
    """Put the report at hand in place of its medium, sentence by sentence.

    Args:
        document: The report that cites.
        credits_found: From ``credit_derivations``.
        candidates: Reports like it, the most like first.
    """
    words = drift_words(document.language)
    found: list[Derivation] = []
    for credit in credits_found:
        of_medium = [c for c in candidates if f"{MEDIUM}{c.source_id}" == credit.of and may_be_cited(c, document)]
        if words is None or credit.share is not None or not of_medium:
            found.append(credit)
        else:
            found += _apart(document, credit, of_medium, words)
    return tuple(found)


def cites(document: Document, other: Document, dossier: Dossier) -> bool:
    """Say whether a document has something from the outlet of another report that was out by then."""
    if other.source_id is None or not may_be_cited(other, document):
        return False
    return any(d.of == f"{MEDIUM}{other.source_id}" for d in credit_derivations(document, dossier))


def _apart(
    document: Document, credit: Derivation, reports: Sequence[Document], words: DriftWords
) -> Iterator[Derivation]:
    mine = {sentence.span: sentence for sentence in sentences_of(document, words)}
    theirs = {report.id: sentences_of(report, words) for report in reports}
    by_report: dict[str, list[Passage]] = {}
    for passage in credit.passages:
        told = mine.get(passage.here)
        at = None if told is None else _told_in(told, theirs)
        where, there = (credit.of, None) if at is None else at
        by_report.setdefault(where, []).append(Passage(passage.here, there))
    for of, passages in by_report.items() or ((credit.of, []),):
        yield Derivation(document.id, of, DerivationKind.CREDIT, None, tuple(passages))


def _told_in(told: Sentence, theirs: dict[str, tuple[Sentence, ...]]) -> tuple[str, Span] | None:
    """Give the report and place that have most of a sentence's content words and figures; None if too few."""
    best: tuple[str, Told] | None = None
    for name, sentences in theirs.items():
        found = find_told(told, sentences)
        if found is not None and (best is None or found.common > best[1].common):
            best = (name, found)
    return None if best is None else (best[0], best[1].span)
