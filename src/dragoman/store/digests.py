"""Digests: what ties rows together, so that a row that is changed, missing or slipped in is seen.

Rows come in, SHA-256 digests in hexadecimal go out. Three kinds: the chain of judgements, in which each link hashes
the one before; the seal of a run, over its claims and statements; the seal of a fold, a sum over what is derived.
"""

from __future__ import annotations

import hashlib
import json
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dragoman.store.links import Link, Row, Value

NOTHING: Mapping[str, Value] = MappingProxyType({})
"""No values."""

GENESIS = "0" * 64
"""What the first judgement is chained to."""

SEALED = (
    "SELECT 'claims', id, label, document_id, frame, status, body FROM claims WHERE run_id = :run ORDER BY n",
    "SELECT 'statements', id, document_id, body FROM statements WHERE run_id = :run ORDER BY n",
)
"""What the seal of a run is over, row by row."""

FOLDED: Mapping[str, str] = {
    "events": "place, id, frame, process, title, body",
    "event_claims": "event_id, claim_id, n",
    "event_aliases": "former_id, event_id",
    "rounds": "event_id, process, number, state, body",
    "search_entries": "kind, ref, title, body",
    "event_reaches": "event_id, frame, kin, since, until, announces, body",
    "event_months": "kin, month, event_id",
    "actor_names": "actor, name, times",
    "claim_marks": (
        "claim, document, anchor, frame, known, published, first, last, is_long, sides, number, round, process, name, "
        "copied"
    ),
    "likely_pairs": "first, second, cost, first_known, second_known",
}
"""What the seal of a fold is over: the columns told of each table."""

_MODULUS = 1 << 256


def chain(before: str, body: str) -> str:
    """Give the link of a judgement.

    Args:
        before: The link of the judgement before, or ``GENESIS``.
        body: The judgement's JSON text, as it is kept.
    """
    return hashlib.sha256(f"{before}\n{body}".encode()).hexdigest()


def digest(rows: Iterable[Row]) -> str:
    """Give the digest of rows, in the order given; each is hashed as one line of JSON."""
    found = hashlib.sha256()
    for row in rows:
        found.update(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return found.hexdigest()


def seal_of_run(link: Link, run_id: str) -> str:
    """Give the seal of a run over its rows as they stand now."""
    return digest(row for sql in SEALED for row in link.rows(sql, run=run_id))


def seal_of_fold(link: Link) -> str:
    """Give the seal of the derived record over its rows as they stand now: the sum of the digests of all rows.

    A sum, so that rows which come and go change it without all others being read.

    Source: Bellare and Micciancio, A New Paradigm for Collision-free Hashing (1997), AdHash. It finds what went wrong,
    and is no proof against somebody who sets out to forge it.
    """
    return to_hex(sum(sum_of_rows(link, table) for table in FOLDED))


def sum_of_rows(link: Link, table: str, which: str = "1 = 1", values: Mapping[str, Value] = NOTHING) -> int:
    """Give the sum of the digests of rows of a fold.

    Args:
        link: Where to read.
        table: Of ``FOLDED``.
        which: A condition on its rows.
        values: Those that the condition names.
    """
    sql = f"SELECT '{table}', {FOLDED[table]} FROM {table} WHERE {which}"  # noqa: S608  our own names
    return sum(sum_of(row) for row in link.rows(sql, **values))


def sum_of(row: Row) -> int:
    """Give the digest of one row as a number."""
    told = json.dumps(tuple(row), ensure_ascii=False, separators=(",", ":")).encode()
    return int.from_bytes(hashlib.sha256(told).digest(), "big")


def to_hex(total: int) -> str:
    """Give a sum of digests as text."""
    return f"{total % _MODULUS:064x}"
