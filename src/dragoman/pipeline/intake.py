"""Intake: reports from files to the record, each in one transaction, the rest done when one is bad.

Paths come in; the store grows, and a report of what was new, known, unread and set aside goes out. A report
that the same engine has read already is not read again. It can be stopped between any two reports and
run again: the record is then the same as without the stop.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.clean import to_document
from dragoman.errors import DocumentError
from dragoman.ingest import Said, iter_captures
from dragoman.lineage import find_derivations, later_reports, own_words, signature_of
from dragoman.model import Capture, Document, SetAside
from dragoman.pipeline.engine import READS
from dragoman.store import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from typing import BinaryIO

    from dragoman.extract import Extraction
    from dragoman.pipeline.engine import Engine
    from dragoman.store import Store


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an intake has come.

    Attributes:
        seen: Inputs looked at so far.
        new: Reports newly read so far.
        where: The input in hand.
    """

    seen: int
    new: int
    where: str


@dataclass(slots=True)
class IntakeReport:
    """What an intake did, by count, and each input that it set aside."""

    new: int = 0
    known: int = 0
    unread: int = 0
    claims: int = 0
    statements: int = 0
    undated: int = 0
    set_aside: list[SetAside] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """Inputs looked at."""
        return self.new + self.known + self.unread + len(self.set_aside)


def ingest(
    store: Store,
    engine: Engine,
    paths: Iterable[str],
    *,
    said: Said,
    clock: Callable[[], datetime],
    stdin: BinaryIO | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> IntakeReport:
    """Take reports into the record.

    Args:
        paths: Files, folders, globs, ``-``.
        said: What the user says of them: URL, source, publication date.
        clock: Aware UTC.
        on_progress: Called after each input.

    Returns:
        What was done. The derived record is not rebuilt here.
    """
    report = IntakeReport()
    captures: dict[str, Capture] = {}
    wanted = _iter_unread(store, engine, paths, said, clock, stdin, report, captures)
    for document, extraction in engine.read(wanted):
        _write(store, engine, captures.pop(document.revision), document, extraction, clock())
        report.new += 1
        report.claims += len(extraction.claims)
        report.statements += len(extraction.statements)
        report.undated += document.published is None
        on_progress(Progress(report.seen, report.new, document.title or document.doc))
    return report


def _iter_unread(  # noqa: PLR0913 (one generator of the intake, private)
    store: Store,
    engine: Engine,
    paths: Iterable[str],
    said: Said,
    clock: Callable[[], datetime],
    stdin: BinaryIO | None,
    report: IntakeReport,
    captures: dict[str, Capture],
) -> Iterator[Document]:
    """Yield the documents that this engine has not read yet; count the rest."""
    for found in iter_captures(paths, said=said, settings=engine.settings, now=clock, stdin=stdin):
        if isinstance(found, SetAside):
            report.set_aside.append(found)
            continue
        try:
            document = to_document(found, engine.dossier)
        except DocumentError as error:
            report.set_aside.append(SetAside(found.where, error.code, str(error)))
            continue
        if document.language not in {READS, None}:
            reason = f"language '{document.language}' is not read yet"
            is_new = store.write_captured_only(found, document, reason)
            report.unread += is_new
            report.known += not is_new
        elif document.revision in captures or store.has_run(engine.run_of(document, clock()).id):
            report.known += 1
        else:
            captures[document.revision] = found
            yield document


def _write(
    store: Store, engine: Engine, capture: Capture, document: Document, extraction: Extraction, now: datetime
) -> None:
    index = store.lineage_index()
    store.write_reading(
        Reading(
            capture=capture,
            document=document,
            derivations=find_derivations(document, index, engine.dossier),
            run=engine.run_of(document, now),
            claims=extraction.claims,
            statements=extraction.statements,
            signature=signature_of(own_words(document)),
        )
    )
    for name in later_reports(document, index, engine.dossier):
        later = store.document(name)
        found = find_derivations(later, index, engine.dossier)
        store.replace_lineage(later.revision, found, signature_of(own_words(later)))
