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
from dragoman.model import Derivation, DerivationKind, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.dossier import Dossier
    from dragoman.lineage.drift_words import DriftWords
    from dragoman.lineage.sentences import Sentence
    from dragoman.model import Document

MEDIUM = "source:"
LEAST_TOLD, FEWEST_TOLD = 0.5, 4
"""Content words of the citing sentence that one sentence of the cited report, or the one beside it, must have. Source:
the pairs that were looked at in ``bench/lineage_pairs.yaml``."""


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
        where, there = (credit.of, None) if at is None else (at[0], at[1].span)
        by_report.setdefault(where, []).append(Passage(passage.here, there))
    for of, passages in by_report.items() or ((credit.of, []),):
        yield Derivation(document.id, of, DerivationKind.CREDIT, None, tuple(passages))


def _told_in(told: Sentence, theirs: dict[str, tuple[Sentence, ...]]) -> tuple[str, Sentence] | None:
    """Give the report and sentence that have most of a sentence's content words and figures; None if too few."""
    needed = _said(told)
    best: tuple[int, str, Sentence] | None = None
    for name, sentences in theirs.items():
        for i, sentence in enumerate(sentences):
            beside = _said(sentence).union(*(_said(each) for each in sentences[i + 1 : i + 2]))
            common = len(needed & beside)
            if best is None or common > best[0]:
                best = (common, name, sentence)
    if best is None or best[0] < max(FEWEST_TOLD, LEAST_TOLD * len(needed)):
        return None
    return best[1], best[2]


def _said(sentence: Sentence) -> frozenset[str]:
    return sentence.content | {f"{token.number:g}" for token in sentence.tokens if token.number is not None}
