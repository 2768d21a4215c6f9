"""Checks: whether the record is whole, from its bytes to its events.

An open store comes in, findings go out, none where all is well. Nothing is mended here: facts stand as they were
written, and what is derived is mended by a rebuild.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.errors import DragomanError, EvidenceError, StoreRowError
from dragoman.model import Claim, Statement
from dragoman.store import codec
from dragoman.store.derived import is_fold_current
from dragoman.store.evidence import verify_record
from dragoman.store.reports import unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dragoman.store.links import Link, Value

RESTORE = "Restore the record from a copy, or ingest the reports into a new one."
REBUILD = "Run 'dragoman rebuild'."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the record.

    Attributes:
        code: Stable slug (``evidence-not-verbatim``).
        where: The row or record.
        what: What is wrong with it.
        next: What to do.
    """

    code: str
    where: str
    what: str
    next: str


def check(link: Link) -> tuple[Finding, ...]:
    """Look at everything, and give what is wrong; an engine that fails is itself a finding."""
    findings: list[Finding] = []
    for look in _LOOKS:
        try:
            findings.extend(look(link))
        except DragomanError as error:
            findings.append(Finding("unreadable", link.shown, error.message, RESTORE))
    return tuple(findings)


def _engine(link: Link) -> Iterator[Finding]:
    if link.dialect != "sqlite":
        return
    for (said,) in link.rows("PRAGMA integrity_check"):
        if said != "ok":
            yield Finding("engine-integrity", link.shown, str(said), RESTORE)
    for table, row, target, _ in link.rows("PRAGMA foreign_key_check"):
        yield Finding(
            "foreign-key", f"{table!s} row {row!s}", f"it points at a row of {target!s} that is not there.", RESTORE
        )


def _payloads(link: Link) -> Iterator[Finding]:
    for found_id, payload, sha256 in link.rows("SELECT id, payload, sha256 FROM captures ORDER BY n"):
        if _digest(payload) != sha256:
            yield Finding("payload-digest", str(found_id), "its bytes are not those that came in.", RESTORE)


def _digest(payload: Value) -> str | None:
    try:
        return hashlib.sha256(unpack(payload)).hexdigest()
    except StoreRowError:
        return None


def _evidence(link: Link) -> Iterator[Finding]:
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


def _orphans(link: Link) -> Iterator[Finding]:
    for code, sql, what, step in _ORPHANS:
        for (where,) in link.rows(sql):
            yield Finding(code, str(where), what, step)


def _search(link: Link) -> Iterator[Finding]:
    if link.dialect != "sqlite":  # PostgreSQL indexes the tables themselves
        return
    for index, table in (("search_reports", "revisions"), ("search_derived", "search_entries")):
        sql = f"SELECT (SELECT COUNT(*) FROM {index}_docsize), (SELECT COUNT(*) FROM {table})"  # noqa: S608
        ((indexed, held),) = link.rows(sql)
        if indexed != held:
            yield Finding("search-out-of-step", index, f"{indexed!s} of {held!s} entries are indexed.", REBUILD)


def _fold(link: Link) -> Iterator[Finding]:
    if not is_fold_current(link):
        yield Finding("fold-behind", link.shown, "facts were recorded after the events were last folded.", REBUILD)


_LOOKS: tuple[Callable[[Link], Iterator[Finding]], ...] = (
    _engine,
    _payloads,
    _evidence,
    _orphans,
    _search,
    _fold,
)

_ORPHANS = (
    (
        "claim-without-run",
        "SELECT c.id FROM claims c LEFT JOIN runs r ON r.id = c.run_id WHERE r.id IS NULL",
        "its run is not on record.",
        RESTORE,
    ),
    (
        "activation-of-unknown-run",
        "SELECT a.run_id FROM activations a LEFT JOIN runs r ON r.id = a.run_id WHERE r.id IS NULL",
        "a run that is not on record was made the active one.",
        RESTORE,
    ),
    (
        "report-without-text",
        "SELECT h.id FROM headers h LEFT JOIN revisions v ON v.id = h.revision WHERE v.id IS NULL",
        "its text is not on record.",
        RESTORE,
    ),
    (
        "report-without-capture",
        "SELECT h.id FROM headers h LEFT JOIN captures c ON c.id = h.capture_id WHERE c.id IS NULL",
        "the bytes that it was read from are not on record.",
        RESTORE,
    ),
    (
        "event-names-missing-claim",
        "SELECT e.event_id FROM event_claims e LEFT JOIN claims c ON c.id = e.claim_id WHERE c.id IS NULL",
        "a claim of it is not on record.",
        REBUILD,
    ),
    (
        "event-without-claims",
        "SELECT e.id FROM events e LEFT JOIN event_claims c ON c.event_id = e.id WHERE c.event_id IS NULL",
        "no claim stands behind it.",
        REBUILD,
    ),
    (
        "round-without-event",
        "SELECT r.event_id FROM rounds r LEFT JOIN events e ON e.id = r.event_id WHERE e.id IS NULL",
        "its event is not on record.",
        REBUILD,
    ),
)
