"""Checks of what is derived: lineage, events, rounds and the search index are those that the facts gave.

An open store comes in, findings go out; each is mended by a rebuild, or, for lineage, by reading again.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from dragoman.model import Derivation
from dragoman.store import codec
from dragoman.store.derived import is_fold_current
from dragoman.store.digests import seal_of_fold
from dragoman.store.finding import REBUILD, Finding
from dragoman.store.links import open_for_reading
from dragoman.store.list_rows import are_lists_in_step
from dragoman.store.readings import read_judgements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dragoman.store.links import Link

REREAD = "Ingest the reports into a new record, or restore it from a copy."
INDEXES = (("search_reports", "revisions", "title, text"), ("search_derived", "search_entries", "title, body"))
"""Each index of SQLite, the table that it is over, and the columns."""

TOKENIZE = "tokenize = 'porter unicode61 remove_diacritics 2'"
"""As in the migration that made the indexes."""


def look_for_derived_orphans(link: Link) -> Iterator[Finding]:
    """Find derived rows whose other half is not there."""
    for code, sql, what in _ORPHANS:
        for (where,) in link.rows(sql):
            yield Finding(code, str(where), what, REBUILD)


def look_for_strange_claims(link: Link) -> Iterator[Finding]:
    """Find claims of events that no run drew and nobody added."""
    sql = "SELECT event_id, claim_id FROM event_claims WHERE claim_id NOT IN (SELECT id FROM claims)"
    strange = [(str(event), str(claim)) for event, claim in link.rows(sql)]
    if not strange:
        return
    from dragoman.judging import added_id  # noqa: PLC0415  only where people added claims

    added = {added_id(each) for each in read_judgements(link) if each.kind == "add"}
    for event, claim in strange:
        if claim not in added:
            yield Finding("event-names-missing-claim", event, f"a claim of it, {claim}, is not on record.", REBUILD)


def look_at_lineage(link: Link) -> Iterator[Finding]:
    """See whether reports are derived from reports on record, in passages that their texts have."""
    sql = (
        "SELECT d.body, d.of_id, d.document_id, v.document_id, LENGTH(v.text) "
        "FROM derivations d JOIN revisions v ON v.id = d.revision ORDER BY d.n"
    )
    known = {str(found) for (found,) in link.rows("SELECT id FROM documents")}
    for body, of_id, document_id, owner, length in link.rows(sql):
        derivation = codec.from_text(Derivation, str(body))
        is_known = str(of_id) in known or not str(of_id).startswith("doc_")
        within = all(passage.here.end <= int(str(length)) for passage in derivation.passages)
        columns = (derivation.of, derivation.document_id) == (of_id, document_id) and document_id == owner
        if not (is_known and within and columns):
            yield Finding("lineage-wrong", str(document_id), "what it is derived from cannot be so.", REREAD)


def look_at_fold(link: Link) -> Iterator[Finding]:
    """See whether the events were folded from the newest facts, and are still as they were folded."""
    if not is_fold_current(link):
        yield Finding("fold-behind", link.shown, "facts were recorded after the events were last folded.", REBUILD)
    for (seal,) in link.rows("SELECT seal FROM folds"):
        if seal is None:
            yield Finding("fold-unsealed", link.shown, "the events were folded by an older version.", REBUILD)
        elif seal != seal_of_fold(link):
            yield Finding("fold-seal", link.shown, "events or rounds are not those that were folded.", REBUILD)


def look_at_lists(link: Link) -> Iterator[Finding]:
    """List the events anew, aside, and compare."""
    for table, in_step in are_lists_in_step(link):
        if not in_step:
            yield Finding("list-out-of-step", table, "it does not list the events that were folded.", REBUILD)


def look_at_search(link: Link) -> Iterator[Finding]:
    """Index the texts anew, aside, and compare: a word that is indexed or missing wrongly is seen."""
    if link.dialect != "sqlite":  # PostgreSQL indexes the tables themselves
        return
    for index, table, columns in INDEXES:
        try:
            in_step = _is_in_step(link.shown, index, table, columns)
        except sqlite3.Error as error:
            yield Finding("search-out-of-step", index, f"SQLite says '{error}'.", REBUILD)
            continue
        if not in_step:
            yield Finding("search-out-of-step", index, f"it is not the index of {table}.", REBUILD)


def _is_in_step(path: str, index: str, table: str, columns: str) -> bool:
    with closing(open_for_reading(path, 1.0)) as here, closing(sqlite3.connect("")) as aside:
        rows_missing = (
            f"SELECT n FROM {table} EXCEPT SELECT id FROM {index}_docsize",  # noqa: S608  our own table names
            f"SELECT id FROM {index}_docsize EXCEPT SELECT n FROM {table}",  # noqa: S608
        )
        if any(here.execute(sql).fetchone() for sql in rows_missing):
            return False
        aside.execute(f"CREATE VIRTUAL TABLE {index} USING fts5({columns}, content='', {TOKENIZE})")
        rows = here.execute(f"SELECT n, {columns} FROM {table} ORDER BY n")  # noqa: S608
        aside.executemany(f"INSERT INTO {index}(rowid, {columns}) VALUES (?, ?, ?)", rows)  # noqa: S608
        return _words(here, index) == _words(aside, index)


def _words(connection: sqlite3.Connection, index: str) -> list[tuple[object, ...]]:
    """Give each indexed word with the number of rows and of times that it stands there."""
    connection.execute(f"CREATE VIRTUAL TABLE temp.words_of_{index} USING fts5vocab(main, {index}, row)")
    return connection.execute(f"SELECT term, doc, cnt FROM temp.words_of_{index} ORDER BY term").fetchall()  # noqa: S608


DERIVED_LOOKS: tuple[Callable[[Link], Iterator[Finding]], ...] = (
    look_for_derived_orphans,
    look_for_strange_claims,
    look_at_lineage,
    look_at_fold,
    look_at_lists,
)

_ORPHANS = (
    (
        "event-without-claims",
        "SELECT e.id FROM events e LEFT JOIN event_claims c ON c.event_id = e.id WHERE c.event_id IS NULL",
        "no claim stands behind it.",
    ),
    (
        "claim-in-two-events",
        "SELECT claim_id FROM event_claims GROUP BY claim_id HAVING COUNT(*) > 1",
        "it is in several events.",
    ),
    (
        "round-without-event",
        "SELECT r.event_id FROM rounds r LEFT JOIN events e ON e.id = r.event_id WHERE e.id IS NULL",
        "its event is not on record.",
    ),
)
