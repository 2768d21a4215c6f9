"""Drift: what a copy changed of its original, sentence by sentence.

Two reports, the later of which comes from the earlier, in; the changes that matter to a reader of both out, in the
order of the later report: figures, scopes, hedges, attributions, days, spellings of names, quotations. It does not
say which of the two is right, and mere rewording is no drift.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.lineage.alignment import align
from dragoman.lineage.drift_figures import figure_changes, scope_changes
from dragoman.lineage.drift_names import date_changes, name_changes
from dragoman.lineage.drift_quotations import quotation_changes
from dragoman.lineage.drift_voices import attribution_changes, hedge_changes
from dragoman.lineage.drift_words import drift_words
from dragoman.lineage.sentences import sentences_of
from dragoman.model.drift import Drift

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dragoman.lineage.alignment import Aligned
    from dragoman.lineage.changes import Change
    from dragoman.lineage.drift_words import DriftWords
    from dragoman.model import Document

    Finder = Callable[[Aligned, DriftWords], Iterator[Change]]

FINDERS: tuple[Finder, ...] = (
    figure_changes,
    scope_changes,
    hedge_changes,
    attribution_changes,
    date_changes,
    name_changes,
    quotation_changes,
)
"""Another kind of drift is one more function here."""


def find_drift(later: Document, earlier: Document) -> tuple[Drift, ...]:
    """Give what a later report changed of the earlier one that it comes from.

    Args:
        later: The copy or rewrite.
        earlier: Its original.

    Returns:
        The changes in the order of the later report; none where the two are in different languages, or in one
        without words of drift.
    """
    words = drift_words(later.language)
    if words is None or later.language != earlier.language:
        return ()
    return tuple(_changes(later, earlier, words))


def _changes(later: Document, earlier: Document, words: DriftWords) -> Iterator[Drift]:
    for pair in align(sentences_of(later, words), sentences_of(earlier, words)):
        for finder in (scope_changes,) if pair.by_figure else FINDERS:
            for change in finder(pair, words):
                yield Drift(
                    document_id=later.id,
                    of=earlier.id,
                    kind=change.kind,
                    here=pair.here.span,
                    there=pair.there.span,
                    before=_printed(earlier.text, change.before),
                    after=_printed(later.text, change.after),
                )


def _printed(text: str, run: tuple[int, int] | None) -> str:
    return "" if run is None else " ".join(text[run[0] : run[1]].split())
