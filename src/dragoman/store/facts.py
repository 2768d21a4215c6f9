"""Facts: how reports, readings and judgements are appended, each in one transaction, each at most once.

Records come in; rows go out, or nothing where they are known already. No row that is there is touched.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.errors import EvidenceError
from dragoman.model import Capture, Claim, Derivation, Document, Judgement, Run, Statement
from dragoman.model.ports import Signature
from dragoman.store import codec
from dragoman.store.digests import GENESIS, chain, seal_of_run
from dragoman.store.evidence import verify_record
from dragoman.store.lineage import replace_derivations, replace_signature
from dragoman.store.stamps import to_stamp
from dragoman.values import content_id

if TYPE_CHECKING:
    from dragoman.store.links import Link, Value

_TEXT_ELSEWHERE = ""
"""What stands in a header for the text, which the revision keeps."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one report gave: it is written whole or not at all.

    Attributes:
        signature: MinHash signature of the text, for the lineage index; empty for a text too short to have one.
    """

    capture: Capture
    document: Document
    derivations: tuple[Derivation, ...]
    run: Run
    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]
    signature: Signature = ()


def header_id(document: Document) -> str:
    """Give the id of what is known about a revision, whichever capture it was read from."""
    bare = replace(document, text=_TEXT_ELSEWHERE, capture_id="")
    return content_id("hdr", document.revision, codec.to_text(bare))


def exists(link: Link, table: str, found_id: str) -> bool:
    """Whether a fact of this id is in this table."""
    return any(link.rows(f"SELECT 1 FROM {table} WHERE id = :id", id=found_id))  # noqa: S608  our own table names


def write_reading(link: Link, reading: Reading, now: str) -> bool:
    """Append a report with its run, claims and statements, and make the run the active one of its revision.

    Returns:
        Whether anything was new.

    Raises:
        EvidenceError: DG310, a span does not carry its words, or a record is of another report or revision.
    """
    if _is_known(link, reading):
        return False
    _verify(reading)
    with link.transaction():
        _write_report(link, reading.capture, reading.document, None, now)
        replace_derivations(link, reading.document.revision, reading.derivations)
        replace_signature(link, reading.document.revision, reading.signature)
        if not exists(link, "runs", reading.run.id):
            _write_run(link, reading)
        if not is_active(link, reading.run):
            _activate(link, reading.run, now)
    return True


def write_unread(link: Link, capture: Capture, document: Document, reason: str, now: str) -> bool:
    """Append a report from which no claims were drawn, with the reason.

    Returns:
        Whether anything was new.
    """
    if exists(link, "captures", capture.id) and exists(link, "headers", header_id(document)):
        return False
    with link.transaction():
        _write_report(link, capture, document, reason, now)
    return True


def write_judgement(link: Link, judgement: Judgement) -> bool:
    """Append what a person decided and chain it to what was decided before; False where it is on record already."""
    row: dict[str, Value] = {
        "id": judgement.id,
        "kind": judgement.kind,
        "reviewer": judgement.reviewer,
        "body": codec.to_text(judgement),
        "recorded_at": to_stamp(judgement.recorded_at),
    }
    with link.transaction():
        if exists(link, "judgements", judgement.id):
            return False
        link.add("judgements", [row])
        found = chain(read_head(link), str(row["body"]))
        link.add("chain", [{"judgement_id": judgement.id, "hash": found}])
    return True


def read_head(link: Link) -> str:
    """Give the newest link of the chain of judgements; 64 zeros where nothing was decided yet."""
    return next((str(found) for (found,) in link.rows("SELECT hash FROM chain ORDER BY n DESC LIMIT 1")), GENESIS)


def read_links(link: Link) -> dict[str, str]:
    """Give the link of each judgement in the chain, by its id, in the order of recording."""
    return {str(found): str(sha256) for found, sha256 in link.rows("SELECT judgement_id, hash FROM chain ORDER BY n")}


def is_active(link: Link, run: Run) -> bool:
    """Whether the run is the one last activated for its revision."""
    last = "SELECT run_id FROM activations WHERE revision = :revision ORDER BY n DESC LIMIT 1"
    return any(found == run.id for (found,) in link.rows(last, revision=run.revision))


def _is_known(link: Link, reading: Reading) -> bool:
    return (
        exists(link, "captures", reading.capture.id)
        and exists(link, "headers", header_id(reading.document))
        and is_active(link, reading.run)
    )


def _verify(reading: Reading) -> None:
    document = reading.document
    run_of = (reading.run.document_id, reading.run.revision)
    records: tuple[Claim | Statement, ...] = (*reading.claims, *reading.statements)
    for record in records:
        where = f"{document.doc}: {record.label if isinstance(record, Claim) else record.id}"
        if not (record.document_id, record.revision) == (document.id, document.revision) == run_of:
            problem = "it was drawn from another report or revision than the one it is written with."
            raise EvidenceError(where, problem, "Report this.")
        verify_record(record, document.text, where)


def _write_report(link: Link, capture: Capture, document: Document, unread: str | None, now: str) -> None:
    _add_once(link, "captures", _capture_row(capture, now))
    _add_once(link, "documents", {"id": document.id, "recorded_at": now})
    revision: dict[str, Value] = {
        "id": document.revision,
        "document_id": document.id,
        "title": document.title,
        "text": document.text,
        "recorded_at": now,
    }
    _add_once(link, "revisions", revision)
    _add_once(link, "headers", _header_row(document, unread, now))


def _capture_row(capture: Capture, now: str) -> dict[str, Value]:
    return {
        "id": capture.id,
        "location": capture.where,
        "media_type": capture.media_type,
        "payload": zlib.compress(capture.payload),
        "sha256": capture.sha256,
        "size_bytes": len(capture.payload),
        "url": capture.url,
        "source": capture.source,
        "published": None if capture.published is None else capture.published.isoformat(),
        "captured_at": to_stamp(capture.captured_at),
        "recorded_at": now,
    }


def known_from(document: Document) -> str | None:
    """Give from when something of a report counts as published, as a stamp; None where no date is known.

    Of a live page that is its first entry, where that came out before the date that the page gives.
    """
    own = [document.published, *(entry.published for entry in document.entries)]
    told = [published.instant.counts_from for published in own if published is not None]
    return to_stamp(min(told)) if told else None


def _header_row(document: Document, unread: str | None, now: str) -> dict[str, Value]:
    return {
        "id": header_id(document),
        "document_id": document.id,
        "revision": document.revision,
        "capture_id": document.capture_id,
        "given_id": document.given_id,
        "known_from": known_from(document),
        "language": document.language,
        "unread": unread,
        "body": codec.to_text(replace(document, text=_TEXT_ELSEWHERE)),
        "recorded_at": now,
    }


def _write_run(link: Link, reading: Reading) -> None:
    run = reading.run
    row: dict[str, Value] = {
        "id": run.id,
        "document_id": run.document_id,
        "revision": run.revision,
        "engine": run.engine,
        "dossier": run.dossier,
        "recorded_at": to_stamp(run.recorded_at),
    }
    link.add("runs", [row])
    link.add("claims", [_claim_row(run.id, claim) for claim in reading.claims])
    link.add("statements", [_statement_row(run.id, statement) for statement in reading.statements])
    link.add("seals", [{"run_id": run.id, "sha256": seal_of_run(link, run.id)}])


def _claim_row(run_id: str, claim: Claim) -> dict[str, Value]:
    return {
        "run_id": run_id,
        "id": claim.id,
        "label": claim.label,
        "document_id": claim.document_id,
        "frame": claim.frame,
        "status": claim.status.value,
        "body": codec.to_text(claim),
    }


def _statement_row(run_id: str, statement: Statement) -> dict[str, Value]:
    return {
        "run_id": run_id,
        "id": statement.id,
        "document_id": statement.document_id,
        "body": codec.to_text(statement),
    }


def _activate(link: Link, run: Run, now: str) -> None:
    link.add("activations", [{"run_id": run.id, "revision": run.revision, "recorded_at": now}])


def _add_once(link: Link, table: str, row: dict[str, Value]) -> None:
    if not exists(link, table, str(row["id"])):
        link.add(table, [row])
