"""Readings: the claims and statements of the active runs, with the reports they stand in and where those come from.

A document's active run is the one last activated for the revision that counts by the clocks. Claims come one by one,
in order of publication, then of the text; nothing is folded here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model import ActiveClaim, Claim, Document, Judgement, Statement
from dragoman.store import codec
from dragoman.store.origins import OriginFinder
from dragoman.store.reports import CURRENT_HEADERS, IN_ORDER_OF_PUBLICATION, NOW, Clocks, documents_of_rows
from dragoman.store.stamps import from_stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dragoman.store.links import Link

ACTIVE_RUNS = (
    "SELECT MAX(n) AS n FROM activations "
    "WHERE (CAST(:recorded AS TEXT) IS NULL OR recorded_at <= :recorded) GROUP BY revision"
)
"""The last activation of each revision by the clock ``:recorded``."""

_IDS_AT_ONCE = 500


def read_active_claims(link: Link, clocks: Clocks = NOW, ids: Sequence[str] | None = None) -> Iterator[ActiveClaim]:
    """Give the claims of the active runs, each with its report and the origin of its passage.

    Args:
        link: Where to read.
        clocks: From where the record is looked at.
        ids: Only these, if given; those that are not active are left out.
    """
    origins = OriginFinder(link)
    if ids is None:
        yield from _active(_rows_of(link, "claims", clocks), origins)
        return
    for first in range(0, len(ids), _IDS_AT_ONCE):
        yield from _active(_rows_of(link, "claims", clocks, ids[first : first + _IDS_AT_ONCE]), origins)


def _active(rows: Iterable[tuple[str, str, Document]], origins: OriginFinder) -> Iterator[ActiveClaim]:
    for body, recorded_at, document in rows:
        claim = codec.from_text(Claim, body)
        published = document.published
        yield ActiveClaim(
            claim=claim,
            document=document,
            origin=origins.of_claim(document, claim),
            recorded_at=from_stamp(recorded_at),
            published=None if published is None else published.instant,
        )


def read_statements(link: Link, clocks: Clocks = NOW) -> Iterator[tuple[Document, Statement]]:
    """Give every statement of the active runs with its report."""
    for body, _, document in _rows_of(link, "statements", clocks):
        yield document, codec.from_text(Statement, body)


def read_judgements(link: Link, clocks: Clocks = NOW) -> tuple[Judgement, ...]:
    """Give what people decided, in the order of recording."""
    sql = "SELECT body FROM judgements WHERE (CAST(:recorded AS TEXT) IS NULL OR recorded_at <= :recorded) ORDER BY n"
    rows = link.rows(sql, recorded=clocks.values["recorded"])
    return tuple(codec.from_text(Judgement, str(body)) for (body,) in rows)


def _rows_of(
    link: Link, table: str, clocks: Clocks, ids: Sequence[str] | None = None
) -> Iterator[tuple[str, str, Document]]:
    """Give body and recording of each active row, with its document, decoded once for all its rows."""
    wanted = {} if ids is None else {f"id_{n}": found_id for n, found_id in enumerate(ids)}
    only = "" if ids is None else f"AND c.id IN ({', '.join(f':{name}' for name in wanted)}) "
    sql = (
        "SELECT c.body, r.recorded_at, h.n, h.body, v.text "  # noqa: S608  our own texts
        "FROM headers h JOIN revisions v ON v.id = h.revision "
        f"JOIN activations a ON a.revision = h.revision AND a.n IN ({ACTIVE_RUNS}) "
        f"JOIN runs r ON r.id = a.run_id JOIN {table} c ON c.run_id = r.id "
        f"WHERE h.n IN ({CURRENT_HEADERS}) {only}ORDER BY {IN_ORDER_OF_PUBLICATION}, c.n"
    )
    seen: tuple[object, Document] | None = None
    for body, recorded_at, header, header_body, text in link.rows(sql, **clocks.values, **wanted):
        if seen is None or seen[0] != header:
            seen = header, next(documents_of_rows([(header_body, text)]))
        yield str(body), str(recorded_at), seen[1]
