"""Lineage: one JSON object a report: from which reports and agencies it comes, by part and by passage.

A view comes in, mappings go out, in order of publication. Reports are named as in the other exports: by the id given
in their input, else by our own; agencies as ``source:<id>``. Two reports with one main origin count once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.query.refs import instant_text, printed_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dragoman.model import Derivation, Document, Passage
    from dragoman.query import View
    from dragoman.values import Span


def export_lineage(view: View) -> Iterator[dict[str, Any]]:
    """Give every report with its origins, the largest part first, and its derivations."""
    from dragoman.lineage import main_origin, origins_of  # noqa: PLC0415  only here

    documents = list(view.documents())
    names = {document.id: document.doc for document in documents}
    known = view.store.derivations()
    for document in documents:
        derivations = known.get(document.id, ())
        origins = origins_of(document, derivations, known=known)
        main = main_origin(document, derivations, known=known)
        yield {
            **_report(document),
            "origin": names.get(main, main),
            "origins": [{"origin": names.get(origin, origin), "share": round(share, 4)} for origin, share in origins],
            "derivations": [_derivation(derivation, names) for derivation in derivations],
        }


def _report(document: Document) -> dict[str, Any]:
    instant = None if document.published is None else document.published.instant
    return {
        "doc": document.doc,
        "url": document.url,
        "source": document.source,
        "published_at": instant_text(instant),
        "published_at_local": printed_text(instant),
    }


def _derivation(derivation: Derivation, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "of": names.get(derivation.of, derivation.of),
        "kind": derivation.kind.value,
        "share": derivation.share,
        "passages": [_passage(passage) for passage in derivation.passages],
        "reworded": [_passage(passage) for passage in derivation.reworded],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {"here": _span(passage.here), "there": None if passage.there is None else _span(passage.there)}


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
