"""Readings: the claims and statements of the active runs, with the reports they stand in and where those come from.

A document's active run is the one last activated for the revision that counts by the clocks. Claims come one by one,
in order of publication, then of the text, as people mended them and with those that people added; nothing is folded
here.
"""

from __future__ import annotations

import heapq
import json
from itertools import groupby
from typing import TYPE_CHECKING

from dragoman.model import ActiveClaim, Claim, Document, Judgement, Statement
from dragoman.store import codec
from dragoman.store.batches import IDS_AT_ONCE
from dragoman.store.origins import OriginFinder
from dragoman.store.reports import (
    CURRENT_HEADER,
    CURRENT_HEADERS,
    IN_ORDER_OF_PUBLICATION,
    NOW,
    Clocks,
    DocumentReader,
    read_documents_named,
)
from dragoman.store.stamps import from_stamp, to_stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from dragoman.store.links import Link, Value

Told = tuple[str, str, Document]
"""Body and recording of a row, and its report."""
Condition = tuple[str, "Mapping[str, Value]"]
"""What a question asks for, and the values that it names."""

ACTIVE_RUNS = (
    "SELECT MAX(n) AS n FROM activations "
    "WHERE (CAST(:recorded AS TEXT) IS NULL OR recorded_at <= :recorded) GROUP BY revision"
)
"""The last activation of each revision by the clock ``:recorded``."""

IN_FORCE = f"h.n IN ({CURRENT_HEADERS}) AND +a.n IN ({ACTIVE_RUNS})"
"""Of headers ``h`` and activations ``a``: the newest revision's active run, for the whole record.

The plus keeps SQLite from looking up every activation on record once for each report. Source: "Disqualifying WHERE
Clause Terms Using Unary +" in its notes on the query planner.
"""

ACTIVE_RUN = (
    "SELECT MAX(newest.n) FROM activations newest WHERE newest.revision = a.revision "
    "AND (CAST(:recorded AS TEXT) IS NULL OR newest.recorded_at <= :recorded)"
)
"""The same of the revision of ``a`` alone: for few reports, whatever else is on record."""

_MADE_BY_PEOPLE = ("add", "edit")
"""The kinds of judgements that change what claims there are."""


def read_active_claims(link: Link, clocks: Clocks = NOW, ids: Sequence[str] | None = None) -> Iterator[ActiveClaim]:
    """Give the claims of the active runs, each with its report and the origin of its passage.

    Args:
        link: Where to read.
        clocks: From where the record is looked at.
        ids: Only these, if given; those that are not active are left out.
    """
    origins = OriginFinder(link, of_all=ids is None)
    judgements = read_judgements(link, clocks)
    if not any(judgement.kind in _MADE_BY_PEOPLE for judgement in judgements):
        yield from _read(link, clocks, ids, origins)
        return
    amended = _amended(link, clocks, judgements, origins)
    groups = groupby(_read(link, clocks, ids, origins), key=lambda active: active.document.id)
    untouched = (list(own) for document_id, own in groups if document_id not in amended)
    touched = [list(_wanted(own, ids)) for own in amended.values()]
    for own in heapq.merge(untouched, sorted((own for own in touched if own), key=_place), key=_place):
        yield from own


class ClaimReader:
    """Claims of some ids or reports, as often as they are asked for: what people mended is read once.

    Args:
        link: Where to read.
        clocks: From where the record is looked at.
    """

    def __init__(self, link: Link, clocks: Clocks = NOW) -> None:
        self._link, self._clocks = link, clocks
        self._origins = OriginFinder(link, of_all=False)
        judgements = read_judgements(link, clocks)
        made = any(judgement.kind in _MADE_BY_PEOPLE for judgement in judgements)
        self._amended = _amended(link, clocks, judgements, self._origins) if made else {}

    def of_ids(self, ids: Sequence[str]) -> Iterator[ActiveClaim]:
        """Give the active claims of these ids, in no order."""
        for own in self._amended.values():
            yield from _wanted(own, ids)
        for active in _read(self._link, self._clocks, ids, self._origins):
            if active.document.id not in self._amended:
                yield active

    def of_reports(self, names: Sequence[str]) -> list[ActiveClaim]:
        """Give the active claims of the reports of these names: their own ids, or those that their input carried."""
        ids = report_ids(self._link, names)
        found = _claims_of_documents(
            self._link, self._clocks, [each for each in ids if each not in self._amended], self._origins
        )
        return found + [active for each in ids for active in self._amended.get(each, ())]


def report_ids(link: Link, names: Sequence[str]) -> list[str]:
    """Give the own ids of the reports of these names: their own ids, or those that their input carried; sorted."""
    ids: set[str] = set()
    for first in range(0, len(names), IDS_AT_ONCE):
        own, values = _one_of("document_id", names[first : first + IDS_AT_ONCE])
        given = own.replace("document_id", "given_id")
        sql = f"SELECT document_id FROM headers WHERE {own} OR {given}"  # noqa: S608  our own names
        ids |= {str(found) for (found,) in link.rows(sql, **values)}
    return sorted(ids)


def _wanted(own: Iterable[ActiveClaim], ids: Sequence[str] | None) -> Iterator[ActiveClaim]:
    wanted = None if ids is None else frozenset(ids)
    return (active for active in own if wanted is None or active.claim.id in wanted)


def read_claims_of(link: Link, document_ids: Sequence[str], *, as_read: bool = False) -> list[ActiveClaim]:
    """Give the active claims of some reports, in the order of the text.

    Args:
        link: Where to read.
        document_ids: The reports' own ids.
        as_read: As the engine read them, before any judgement.
    """
    origins = OriginFinder(link, of_all=False)
    if as_read:
        return _claims_of_documents(link, NOW, document_ids, origins)
    amended = _amended(link, NOW, read_judgements(link), origins)
    rest = _claims_of_documents(link, NOW, [each for each in document_ids if each not in amended], origins)
    return rest + [active for each in document_ids for active in amended.get(each, ())]


def _read(link: Link, clocks: Clocks, ids: Sequence[str] | None, origins: OriginFinder) -> Iterator[ActiveClaim]:
    """Give claims as the engine read them."""
    if ids is None:
        yield from _active(_rows_of(link, "claims", clocks), origins)
        return
    documents = DocumentReader(link)
    for first in range(0, len(ids), IDS_AT_ONCE):
        only = _one_of("c.id", ids[first : first + IDS_AT_ONCE])
        yield from _active_of(link, clocks, only, origins, documents)


def _active_of(
    link: Link, clocks: Clocks, only: Condition, origins: OriginFinder, documents: DocumentReader
) -> Iterator[ActiveClaim]:
    """Give the claims of a condition; what their origins are found by is read for all at once."""
    rows = list(_rows_of(link, "claims", clocks, only, documents))
    origins.look_up(document for _, _, document in rows)
    return _active(rows, origins)


def _active(rows: Iterable[Told], origins: OriginFinder) -> Iterator[ActiveClaim]:
    for body, recorded_at, document in rows:
        claim = codec.from_text(Claim, body)
        yield ActiveClaim(
            claim=claim,
            document=document,
            origin=origins.of_claim(document, claim),
            recorded_at=from_stamp(recorded_at),
            published=document.told_at(claim.evidence[0].span.start),
        )


def _amended(
    link: Link, clocks: Clocks, judgements: Sequence[Judgement], origins: OriginFinder
) -> dict[str, list[ActiveClaim]]:
    """Give the claims of each report that people added to or mended, as they stand now, by document id."""
    from dragoman.judging import Amended, amend  # noqa: PLC0415  not for records that nobody mended

    names = {str(found.target.get("document")) for found in judgements if found.kind in _MADE_BY_PEOPLE}
    amended = {}
    for document in read_documents_named(link, sorted(names), clocks):
        own = _claims_of_documents(link, clocks, [document.id], origins)
        amended[document.id] = amend(Amended(document, origins.of_claim), own, judgements)
    return amended


def _claims_of_documents(link: Link, clocks: Clocks, ids: Sequence[str], origins: OriginFinder) -> list[ActiveClaim]:
    found: list[ActiveClaim] = []
    for first in range(0, len(ids), IDS_AT_ONCE):
        only = _one_of("h.document_id", ids[first : first + IDS_AT_ONCE])
        found += _active_of(link, clocks, only, origins, DocumentReader(link))
    return found


def _place(own: Sequence[ActiveClaim]) -> tuple[bool, str, str]:
    """Give the place of a report's claims in the order of publication, undated ones last."""
    document, published = own[0].document, own[0].published
    return published is None, "" if published is None else to_stamp(published.counts_from), document.id


def read_statements(
    link: Link, clocks: Clocks = NOW, document_id: str | None = None
) -> Iterator[tuple[Document, Statement]]:
    """Give every statement of the active runs with its report, or those of one report."""
    only = None if document_id is None else _one_of("h.document_id", [document_id])
    for body, _, document in _rows_of(link, "statements", clocks, only):
        yield document, codec.from_text(Statement, body)


def read_judgements(link: Link, clocks: Clocks = NOW) -> tuple[Judgement, ...]:
    """Give what people decided, in the order of recording."""
    sql = "SELECT body FROM judgements WHERE (CAST(:recorded AS TEXT) IS NULL OR recorded_at <= :recorded) ORDER BY n"
    rows = link.rows(sql, recorded=clocks.values["recorded"])
    return tuple(codec.from_text(Judgement, str(body)) for (body,) in rows)


def _one_of(column: str, ids: Sequence[str]) -> Condition:
    """Give a condition that the column holds one of these, and the values that it names."""
    values = {f"id_{n}": found_id for n, found_id in enumerate(ids)}
    return f"{column} IN ({', '.join(f':{name}' for name in values)})", values


def _rows_of(
    link: Link, table: str, clocks: Clocks, only: Condition | None = None, documents: DocumentReader | None = None
) -> Iterator[Told]:
    """Give body and recording of each active row, with its document, decoded once for all its rows."""
    if only is None:
        for pairs in _in_order(link, clocks):
            headers, runs = (", ".join(str(pair[at]) for pair in pairs) for at in (0, 1))
            which = f"h.n IN ({headers}) AND +a.n IN ({runs})"
            yield from _told_by(clocks, _rows_where(link, table, (which, {}), DocumentReader(link)))
        return
    which, values = only
    which += f" AND h.n = ({CURRENT_HEADER}) AND a.n = ({ACTIVE_RUN})"
    known = documents or DocumentReader(link)
    yield from _told_by(clocks, _rows_where(link, table, (which, {**clocks.values, **values}), known))


def _told_by(clocks: Clocks, rows: Iterable[Told]) -> Iterator[Told]:
    """Leave out what an entry of a live page tells that came out later, though the page was up by then."""
    for body, recorded_at, document in rows:
        if clocks.as_of is None or not document.entries or _is_told(body, document, clocks.as_of):
            yield body, recorded_at, document


def _is_told(body: str, document: Document, as_of: datetime) -> bool:
    told = json.loads(body)
    told_at = document.told_at(int((told.get("evidence") or told["content"])[0]["start"]))
    return told_at is not None and told_at.counts_from <= as_of


def _in_order(link: Link, clocks: Clocks) -> Iterator[list[tuple[int, int]]]:
    """Give header and activation of every report in the order of publication, some at a time.

    Their texts are read with the rows of those few: to sort whole texts takes minutes on a large record.
    """
    sql = (
        "SELECT h.n, a.n FROM headers h JOIN activations a ON a.revision = h.revision "  # noqa: S608  our own texts
        f"WHERE {IN_FORCE} ORDER BY {IN_ORDER_OF_PUBLICATION}"
    )
    pairs = [(int(str(header)), int(str(run))) for header, run in link.rows(sql, **clocks.values)]
    for first in range(0, len(pairs), IDS_AT_ONCE):
        yield pairs[first : first + IDS_AT_ONCE]


def _rows_where(link: Link, table: str, only: Condition, documents: DocumentReader) -> Iterator[Told]:
    """Give the rows of a condition; the reports, with their long texts, are read apart from what is put in order."""
    which, values = only
    sql = (
        "SELECT c.body, r.recorded_at, h.n FROM headers h "  # noqa: S608  our own texts
        "JOIN activations a ON a.revision = h.revision "
        f"JOIN runs r ON r.id = a.run_id JOIN {table} c ON c.run_id = r.id "
        f"WHERE {which} ORDER BY {IN_ORDER_OF_PUBLICATION}, c.n"
    )
    rows = [(str(body), str(recorded_at), int(str(n))) for body, recorded_at, n in link.rows(sql, **values)]
    known = documents.of(n for _, _, n in rows)
    for body, recorded_at, n in rows:
        yield body, recorded_at, known[n]
