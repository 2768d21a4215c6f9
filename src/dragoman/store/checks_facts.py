"""Checks of facts: bytes, texts, headers, runs, claims and judgements are those that were written, and none is gone.

An open store comes in, findings go out. Ids are hashes of what they name, runs are sealed and judgements are chained:
each is computed again. What leaves no trace is a report removed with everything that points at it, at the very end.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.errors import EvidenceError, StoreRowError
from dragoman.model import Claim, Document, Judgement, Statement
from dragoman.store import codec
from dragoman.store.digests import GENESIS, chain, seal_of_run
from dragoman.store.evidence import verify_record
from dragoman.store.facts import header_id, known_from
from dragoman.store.finding import RESTORE, Finding
from dragoman.store.reports import unpack
from dragoman.store.stamps import to_stamp
from dragoman.values import content_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dragoman.store.links import Link, Value

FACTS = (
    "captures", "documents", "revisions", "headers", "runs", "activations", "claims", "statements", "judgements",
    "chain", "seals",
)  # fmt: skip


def look_at_engine(link: Link) -> Iterator[Finding]:
    """Ask SQLite whether the file is sound and every pointer has its row."""
    if link.dialect != "sqlite":
        return
    for (said,) in link.rows("PRAGMA integrity_check"):
        if said != "ok":
            yield Finding("engine-integrity", link.shown, str(said), RESTORE)
    for table, row, target, _ in link.rows("PRAGMA foreign_key_check"):
        yield Finding(
            "foreign-key", f"{table!s} row {row!s}", f"it points at a row of {target!s} that is not there.", RESTORE
        )


def look_at_guards(link: Link) -> Iterator[Finding]:
    """See whether every table of facts still refuses change."""
    if link.dialect == "sqlite":
        wanted = [f"{table}_no_{deed}" for table in FACTS for deed in ("update", "delete")]
        there = {str(name) for (name,) in link.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    else:
        wanted = [f"{table}_append_only" for table in FACTS]
        sql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        there = {str(name) for (name,) in link.rows(sql)}
    for name in wanted:
        if name not in there:
            yield Finding("guard-missing", name, "the table can be changed: its guard is gone.", RESTORE)


def look_for_gaps(link: Link) -> Iterator[Finding]:
    """On SQLite facts are numbered without gaps, so that a row that was taken out leaves one."""
    if link.dialect != "sqlite":  # a sequence of PostgreSQL skips numbers where a transaction fails
        return
    for table in FACTS:
        ((held, last),) = link.rows(f"SELECT COUNT(*), COALESCE(MAX(n), 0) FROM {table}")  # noqa: S608
        if held != last:
            yield Finding("row-missing", table, f"it holds {held!s} of {last!s} rows.", RESTORE)


def look_at_payloads(link: Link) -> Iterator[Finding]:
    """Hold the bytes that came in, and what was said of them, against their digest and their id."""
    sql = "SELECT id, payload, sha256, size_bytes, media_type, url, source, published FROM captures ORDER BY n"
    for found_id, payload, sha256, size, *said in link.rows(sql):
        data = _unpacked(payload)
        if data is None or hashlib.sha256(data).hexdigest() != sha256 or len(data) != size:
            yield Finding("payload-digest", str(found_id), "its bytes are not those that came in.", RESTORE)
        told = [None if part is None else str(part) for part in said]
        if content_id("cap", str(sha256), *told) != found_id:
            yield Finding("capture-id", str(found_id), "what is said of it is not what was said.", RESTORE)


def _unpacked(payload: Value) -> bytes | None:
    try:
        return unpack(payload)
    except StoreRowError:
        return None


def look_at_texts(link: Link) -> Iterator[Finding]:
    """Hold each text and title against the revision's id, which is made from them."""
    sql = "SELECT id, document_id, text, title FROM revisions ORDER BY n"
    for found_id, document_id, text, title in link.rows(sql):
        expected = content_id("rev", str(document_id), str(text), None if title is None else str(title))
        if expected != found_id:
            yield Finding("text-digest", str(found_id), "its text or title is not the one that was read.", RESTORE)


def look_at_headers(link: Link) -> Iterator[Finding]:
    """Hold what is known about each report against its id, and the columns that are searched against the body."""
    sql = "SELECT id, document_id, revision, capture_id, given_id, known_from, language, body FROM headers ORDER BY n"
    for found_id, *columns, body in link.rows(sql):
        document = codec.from_text(Document, str(body))
        if header_id(replace(document, text="")) != found_id:
            yield Finding("header-digest", str(found_id), "what is known of its report was changed.", RESTORE)
        told = [document.id, document.revision, document.capture_id, document.given_id]
        if columns != [*told, known_from(document), document.language]:
            yield Finding("column-differs", str(found_id), "a column of it is not what its body says.", RESTORE)


def look_at_runs(link: Link) -> Iterator[Finding]:
    """Compute the seal of each run again: no claim or statement of it is changed, missing or slipped in."""
    seals = {str(run): str(sha256) for run, sha256 in link.rows("SELECT run_id, sha256 FROM seals")}
    for (run_id,) in link.rows("SELECT id FROM runs ORDER BY n"):
        if seals.get(str(run_id)) != seal_of_run(link, str(run_id)):
            yield Finding("run-seal", str(run_id), "its claims or statements are not those that it drew.", RESTORE)


def look_at_evidence(link: Link) -> Iterator[Finding]:
    """Hold every span of a claim or statement against the text."""
    yield from _spans(link, "claims", Claim)
    yield from _spans(link, "statements", Statement)


def _spans(link: Link, table: str, kind: type[Claim | Statement]) -> Iterator[Finding]:
    sql = (
        f"SELECT c.id, c.body, v.text FROM {table} c JOIN runs r ON r.id = c.run_id "  # noqa: S608  our own table names
        "JOIN revisions v ON v.id = r.revision ORDER BY c.n"
    )
    for found_id, body, text in link.rows(sql):
        try:
            verify_record(codec.from_text(kind, str(body)), str(text), str(found_id))
        except EvidenceError as error:
            yield Finding("evidence-not-verbatim", str(found_id), error.problem, "Run 'dragoman reread'.")
        except StoreRowError as error:
            yield Finding("unreadable", str(found_id), error.message, RESTORE)


def look_at_judgements(link: Link) -> Iterator[Finding]:
    """Walk the chain of judgements from its beginning, and hold their columns against their bodies."""
    sql = (
        "SELECT j.id, j.kind, j.reviewer, j.recorded_at, j.body, c.hash FROM judgements j "
        "LEFT JOIN chain c ON c.judgement_id = j.id ORDER BY j.n"
    )
    before = GENESIS
    for found_id, kind, reviewer, recorded_at, body, found in link.rows(sql):
        if found != chain(before, str(body)):
            what = "it is not chained to the judgement before it: one of the two was changed, or one between is gone."
            yield Finding("chain-broken", str(found_id), what, RESTORE)
        before = str(found)
        told = codec.from_text(Judgement, str(body))
        if (told.id, told.kind, told.reviewer, to_stamp(told.recorded_at)) != (found_id, kind, reviewer, recorded_at):
            yield Finding("column-differs", str(found_id), "a column of it is not what its body says.", RESTORE)
    for (found_id,) in link.rows(
        "SELECT c.judgement_id FROM chain c LEFT JOIN judgements j ON j.id = c.judgement_id WHERE j.id IS NULL"
    ):
        yield Finding("chain-broken", str(found_id), "the chain has a link of it, but it is not on record.", RESTORE)


def look_at_head(link: Link, head: str) -> Iterator[Finding]:
    """See whether the chain still passes through a link that was kept elsewhere."""
    known = head == GENESIS or any(link.rows("SELECT 1 FROM chain WHERE hash = :head", head=head))
    if not known:
        what = "the chain of judgements does not pass through it: some were changed or taken away since it was kept."
        yield Finding("head-not-found", head, what, RESTORE)


def look_for_orphans(link: Link) -> Iterator[Finding]:
    """Find facts whose other half is not on record."""
    for code, sql, what in _ORPHANS:
        for (where,) in link.rows(sql):
            yield Finding(code, str(where), what, RESTORE)


FACT_LOOKS: tuple[Callable[[Link], Iterator[Finding]], ...] = (
    look_at_engine,
    look_at_guards,
    look_for_gaps,
    look_at_payloads,
    look_at_texts,
    look_at_headers,
    look_at_runs,
    look_at_evidence,
    look_at_judgements,
    look_for_orphans,
)

_ORPHANS = (
    (
        "claim-without-run",
        "SELECT c.id FROM claims c LEFT JOIN runs r ON r.id = c.run_id WHERE r.id IS NULL",
        "its run is not on record.",
    ),
    (
        "activation-of-unknown-run",
        "SELECT a.run_id FROM activations a LEFT JOIN runs r ON r.id = a.run_id WHERE r.id IS NULL",
        "a run that is not on record was made the active one.",
    ),
    (
        "activation-of-other-revision",
        "SELECT a.run_id FROM activations a JOIN runs r ON r.id = a.run_id WHERE r.revision <> a.revision",
        "it was made the active run of a revision that it did not read, beside the run that did.",
    ),
    (
        "run-never-active",
        "SELECT r.id FROM runs r LEFT JOIN activations a ON a.run_id = r.id WHERE a.run_id IS NULL",
        "it was never made the active run of its revision.",
    ),
    (
        "run-of-other-report",
        "SELECT r.id FROM runs r JOIN revisions v ON v.id = r.revision WHERE v.document_id <> r.document_id",
        "it is of another report than the revision that it read.",
    ),
    (
        "report-without-text",
        "SELECT h.id FROM headers h LEFT JOIN revisions v ON v.id = h.revision WHERE v.id IS NULL",
        "its text is not on record.",
    ),
    (
        "report-without-capture",
        "SELECT h.id FROM headers h LEFT JOIN captures c ON c.id = h.capture_id WHERE c.id IS NULL",
        "the bytes that it was read from are not on record.",
    ),
    (
        "text-without-report",
        "SELECT v.id FROM revisions v LEFT JOIN headers h ON h.revision = v.id WHERE h.id IS NULL",
        "nothing is known of the report that it is the text of.",
    ),
    (
        "report-without-run",
        "SELECT id FROM headers WHERE unread IS NULL AND revision NOT IN (SELECT revision FROM runs)",
        "it was read, but the run that read it is not on record.",
    ),
)
