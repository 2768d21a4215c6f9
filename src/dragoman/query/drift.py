"""Drift: what the copies and rewrites on record changed of their originals.

A view comes in, drift shapes go out, report by report in order of publication. It is looked for when it is asked for:
both texts are frozen, so that the answer is always the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model import DerivationKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dragoman.model import Derivation, Document, Drift
    from dragoman.query.shapes import DriftShape
    from dragoman.values import Span

WHOLE = frozenset({DerivationKind.COPY, DerivationKind.REWRITE})


def drift_of(
    document: Document, derivations: Sequence[Derivation], documents: Mapping[str, Document]
) -> list[DriftShape]:
    """Give what a report changed of those that it copies or works over, in the order of its text.

    A sentence that it has from several is compared with the one that came out first. Where a report only takes
    passages over, the sentences of these passages are compared.

    Args:
        document: The report.
        derivations: Of that report, the earliest first.
        documents: The reports in view, by id.
    """
    found: dict[tuple[int, str], Drift] = {}
    earliest: dict[int, str] = {}
    for derivation in derivations:
        original = documents.get(derivation.of)
        if original is None or derivation.kind is DerivationKind.REVISION:
            continue
        for drift in _between(document, original, derivation):
            if earliest.setdefault(drift.here.start, derivation.of) == derivation.of:
                found[drift.here.start, f"{drift.kind} {drift.before} {drift.after}"] = drift
    ordered = sorted(found.values(), key=lambda drift: (drift.here, drift.kind, drift.before, drift.after))
    return [_shape(drift, document, documents[drift.of]) for drift in ordered]


def _between(document: Document, original: Document, derivation: Derivation) -> Iterator[Drift]:
    from dragoman.lineage import find_drift  # noqa: PLC0415  not for views without copies

    for drift in find_drift(document, original):
        if derivation.kind in WHOLE or _is_in(drift.here, derivation):
            yield drift


def _is_in(sentence: Span, derivation: Derivation) -> bool:
    return any(passage.here.overlaps(sentence) for passage in derivation.passages)


def _shape(drift: Drift, document: Document, original: Document) -> DriftShape:
    there, here = drift.there, drift.here
    return {
        "kind": drift.kind.value,
        "before": drift.before,
        "after": drift.after,
        "there": {"doc": original.doc, "start": there.start, "end": there.end, "quote": there.of(original.text)},
        "here": {"doc": document.doc, "start": here.start, "end": here.end, "quote": here.of(document.text)},
    }
