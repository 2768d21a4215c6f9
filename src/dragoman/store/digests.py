"""Digests: what ties rows together, so that a row that is changed, missing or slipped in is seen.

Rows come in, SHA-256 digests in hexadecimal go out. Three kinds: the chain of judgements, in which each link hashes
the one before; the seal of a run, over its claims and statements; the seal of a fold, over what is derived.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.store.links import Link, Row

GENESIS = "0" * 64
"""What the first judgement is chained to."""

SEALED = (
    "SELECT 'claims', id, label, document_id, frame, status, body FROM claims WHERE run_id = :run ORDER BY n",
    "SELECT 'statements', id, document_id, body FROM statements WHERE run_id = :run ORDER BY n",
)
"""What the seal of a run is over, row by row."""

FOLDED = (
    "SELECT 'events', n, id, frame, process, title, body FROM events ORDER BY n",
    "SELECT 'event_claims', event_id, claim_id, n FROM event_claims ORDER BY event_id, n",
    "SELECT 'event_aliases', former_id, event_id FROM event_aliases ORDER BY former_id, event_id",
    "SELECT 'rounds', n, event_id, process, number, state, body FROM rounds ORDER BY n",
    "SELECT 'search_entries', n, kind, ref, title, body FROM search_entries ORDER BY n",
)
"""What the seal of a fold is over, row by row."""


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
    """Give the seal of the derived record over its rows as they stand now."""
    return digest(row for sql in FOLDED for row in link.rows(_in_one_order(link, sql)))


def _in_one_order(link: Link, sql: str) -> str:
    """Sort texts by their bytes on every engine, as SQLite does."""
    if link.dialect == "sqlite":
        return sql
    return sql.replace("event_id, n", 'event_id COLLATE "C", n').replace(
        "former_id, event_id", 'former_id COLLATE "C", event_id COLLATE "C"'
    )
