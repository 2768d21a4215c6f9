"""Lineage of one report: what it is made from, what was made from it, what was changed, and its earlier texts.

A view, the name of a report and the dossier's sources come in, one shape goes out. Ownership is shown beside, and
changes no count.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dragoman.model import MEDIUM, DerivationKind
from dragoman.query.drift import drift_of
from dragoman.query.refs import instant_text, printed_text
from dragoman.query.revisions import revisions_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dragoman.model import Derivation, Document, Entry, Passage, Source
    from dragoman.query.shapes import EntryShape, QuoteShape, RelationShape, ReportLineageShape, SharedPassageShape
    from dragoman.query.view import View
    from dragoman.values import Span

NO_SOURCES: Mapping[str, Source] = MappingProxyType({})


def report_lineage(view: View, name: str, sources: Mapping[str, Source] = NO_SOURCES) -> ReportLineageShape:
    """Give where one report comes from and what became of it.

    Args:
        view: The record.
        name: The report's own id, the id that its input carried, or the beginning of the former.
        sources: The dossier's, by id.

    Raises:
        NotFoundError: DG120, no report has it.
        AmbiguousIdError: DG121, several reports have it.
    """
    from dragoman.lineage import main_origin, origins_of  # noqa: PLC0415  only here

    document = view.store.document(name)
    documents, known, copies = _family(view, document)
    mine = known.get(document.id, ())
    published, modified, owner = document.published, document.modified, _owner(document.source_id, sources)
    return {
        "doc": document.doc,
        "url": document.url,
        "title": document.title,
        "source": _outlet(document, sources),
        "owner": owner,
        "byline": document.byline,
        "published_at": instant_text(published.instant if published else None),
        "published_at_local": printed_text(published.instant if published else None),
        "published_known_by": published.known_by if published else None,
        "modified_at": instant_text(modified.instant if modified else None),
        "modified_at_local": printed_text(modified.instant if modified else None),
        "modified_known_by": modified.known_by if modified else None,
        "entries": [_entry(entry) for entry in document.entries],
        "notes": list(document.notes),
        "origin": _shown(main_origin(document, mine, known=known), documents),
        "origins": [
            {"origin": _shown(origin, documents), "share": round(share, 4)}
            for origin, share in origins_of(document, mine, known=known)
        ],
        "sources": [_relation(document, documents.get(d.of), d, sources) for d in _others(mine)],
        "copies": [_as_copy(copy, document, d, sources) for copy, d in copies if d.kind is not DerivationKind.REVISION],
        "drift": drift_of(document, mine, documents),
        "drift_in_copies": [
            drift for copy, d in copies for drift in drift_of(copy, [d], documents) if copy.id != document.id
        ],
        "revisions": revisions_of(view, document),
    }


def _entry(entry: Entry) -> EntryShape:
    instant = entry.published.instant if entry.published else None
    return {
        "start": entry.span.start,
        "end": entry.span.end,
        "published_at": instant_text(instant),
        "published_at_local": printed_text(instant),
    }


def _family(
    view: View, document: Document
) -> tuple[dict[str, Document], dict[str, tuple[Derivation, ...]], list[tuple[Document, Derivation]]]:
    """Give the reports in view that stand behind one, their derivations, and what was made from it; no others."""
    index = view.store.lineage_index()
    found: dict[str, tuple[Derivation, ...]] = {}
    ahead = [document.id]
    while ahead:
        if (name := ahead.pop()) not in found:
            found[name] = index.derivations_of(name)
            ahead += [d.of for d in found[name] if not d.of.startswith(MEDIUM)]
    takers = {name: index.derivations_of(name) for name in index.derived_from(document.id)}
    documents = {each.id: each for each in view.documents([*{**found, **takers}])} | {document.id: document}
    known = {name: each for name, each in found.items() if each and name in documents}
    copies = [
        (documents[name], d) for name, each in takers.items() if name in documents for d in each if d.of == document.id
    ]
    return documents, known, copies


def one_house(one: str | None, other: str | None, sources: Mapping[str, Source]) -> bool | None:
    """Whether one owner stands behind two outlets; None where an owner is not known. One outlet is of one house."""
    if one is not None and one == other:
        return True
    owners = _owner(one, sources), _owner(other, sources)
    return None if None in owners else owners[0] == owners[1]


def delay_min(later: Document, earlier: Document | None) -> int | None:
    """Give the minutes from one publication to another; None where one is not known to the minute."""
    moments = [d.published.instant.moment if d and d.published else None for d in (later, earlier)]
    after, before = moments
    return None if after is None or before is None else round((after - before).total_seconds() / 60)


def _outlet(document: Document, sources: Mapping[str, Source]) -> str | None:
    """Give the outlet as the input named it, else by the name that the dossier has for its address."""
    source = sources.get(document.source_id or "")
    return document.source if document.source is not None or source is None else source.names[0]


def _owner(source_id: str | None, sources: Mapping[str, Source]) -> str | None:
    source = sources.get(source_id or "")
    return source.owner if source else None


def _others(derivations: Sequence[Derivation]) -> Iterator[Derivation]:
    return (d for d in derivations if d.kind is not DerivationKind.REVISION)


def _shown(origin: str, documents: Mapping[str, Document]) -> str:
    return documents[origin].doc if origin in documents else origin


def _relation(
    document: Document, other: Document | None, derivation: Derivation, sources: Mapping[str, Source]
) -> RelationShape:
    """Show what a report is made from, from the later one's side."""
    medium = derivation.of.removeprefix(MEDIUM) if other is None else other.source_id
    return {
        **_head(other, derivation),
        "source": _outlet(other, sources) if other is not None else medium,
        "delay_min": delay_min(document, other),
        "one_house": one_house(document.source_id, medium, sources),
        "passages": [_passage(passage, document, other) for passage in derivation.passages],
        "reworded": [_passage(passage, document, other) for passage in derivation.reworded],
    }


def _as_copy(
    copy: Document, original: Document, derivation: Derivation, sources: Mapping[str, Source]
) -> RelationShape:
    """Show what was made from a report, from the earlier one's side."""
    return {
        **_head(copy, derivation),
        "source": _outlet(copy, sources),
        "delay_min": delay_min(copy, original),
        "one_house": one_house(copy.source_id, original.source_id, sources),
        "passages": [_passage(passage, copy, original) for passage in derivation.passages],
        "reworded": [_passage(passage, copy, original) for passage in derivation.reworded],
    }


def _head(other: Document | None, derivation: Derivation) -> RelationShape:
    instant = other.published.instant if other and other.published else None
    return {
        "doc": other.doc if other else None,
        "source": None,
        "title": other.title if other else None,
        "published_at": instant_text(instant),
        "published_at_local": printed_text(instant),
        "kind": derivation.kind.value,  # type: ignore[typeddict-item]  # revisions are left out before
        "share": derivation.share,
        "delay_min": None,
        "one_house": None,
        "passages": [],
        "reworded": [],
    }


def _passage(passage: Passage, later: Document, earlier: Document | None) -> SharedPassageShape:
    there = None if earlier is None or passage.there is None else _quote(passage.there, earlier.text)
    return {"here": _quote(passage.here, later.text), "there": there}


def _quote(span: Span, text: str) -> QuoteShape:
    return {"start": span.start, "end": span.end, "quote": span.of(text)}
