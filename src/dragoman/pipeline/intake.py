"""Intake: reports from files to the record, each in one transaction, the rest done when one is bad.

Paths come in; the store grows, and a report of what was new, known, unread and set aside goes out. A report
that the same engine has read already is not read again. It can be stopped between any two reports and
run again: the record is then the same as without the stop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from dragoman.clean import to_document
from dragoman.errors import DocumentError, NotFoundError
from dragoman.ingest import Pages, Said, iter_captures
from dragoman.lineage import affected_reports, find_derivations, signature_for
from dragoman.model import Capture, Document, SetAside
from dragoman.pipeline.engine import READS, Engine
from dragoman.store import Reading, Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from dragoman.extract import Extraction


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


@dataclass(slots=True)
class Intake:
    """One intake into one store; ``run`` does it.

    Attributes:
        clock: Aware UTC.
        on_progress: Called after each report that was read.
        pages: Fetches what is named by address; None: it is set aside.
        jobs: Processes that read; this one writes.
        report: What was done so far.
    """

    store: Store
    engine: Engine
    clock: Callable[[], datetime]
    on_progress: Callable[[Progress], None] = lambda _: None
    pages: Pages | None = None
    jobs: int = 1
    report: IntakeReport = field(default_factory=IntakeReport)
    _captures: dict[str, Capture] = field(default_factory=dict)

    def run(self, paths: Iterable[str], *, said: Said, stdin: BinaryIO | None = None) -> IntakeReport:
        """Take reports into the record; the derived record is not rebuilt here.

        Args:
            paths: Files, folders, globs, addresses, ``-``.
            said: What the user says of them: URL, source, publication date.
            stdin: Binary standard input, or None where there is none.

        Returns:
            What was done, by count, with each input that was set aside.
        """
        settings = self.engine.settings
        return self.take(
            iter_captures(paths, said=said, settings=settings, now=self.clock, stdin=stdin, pages=self.pages)
        )

    def take(self, captures: Iterable[Capture | SetAside]) -> IntakeReport:
        """Take captures into the record, as ``run`` does with those of what the user named."""
        waiting = self._iter_unread(captures)
        for document, extraction in self.engine.read(waiting, jobs=self.jobs, on_refused=self._refuse):
            self._write(self._captures.pop(document.revision), document, extraction)
            self.report.new += 1
            self.report.claims += len(extraction.claims)
            self.report.statements += len(extraction.statements)
            self.report.undated += document.published is None
            self.on_progress(Progress(self.report.seen, self.report.new, document.title or document.doc))
        return self.report

    def _refuse(self, document: Document, error: DocumentError) -> None:
        capture = self._captures.pop(document.revision)
        self.report.set_aside.append(SetAside(capture.where, error.code, str(error)))

    def _iter_unread(self, captures: Iterable[Capture | SetAside]) -> Iterator[Document]:
        """Yield the documents that this engine has not read yet; count the rest."""
        for found in captures:
            if isinstance(found, SetAside):
                self.report.set_aside.append(found)
                continue
            try:
                document = to_document(found, self.engine.dossier)
            except DocumentError as error:
                self.report.set_aside.append(SetAside(found.where, error.code, str(error)))
                continue
            if document.language not in {READS, None}:
                self._keep_unread(found, document)
            elif document.revision in self._captures or self._is_read(document):
                self.report.known += 1
            else:
                self._captures[document.revision] = found
                yield document

    def _is_read(self, document: Document) -> bool:
        return self._has_run(document) or (document.published is None and self._is_dated(document))

    def _has_run(self, document: Document) -> bool:
        return self.store.has_run(self.engine.run_of(document, self.clock()).id)

    def _is_dated(self, document: Document) -> bool:
        """Say whether the same text is on record with a date: a page taken in again without its feed says less."""
        try:
            known = self.store.document(document.id)
        except NotFoundError:
            return False
        return known.revision == document.revision and known.published is not None and self._has_run(known)

    def _keep_unread(self, capture: Capture, document: Document) -> None:
        reason = f"language '{document.language}' is kept and found, but not read yet"
        with self.store.transaction():
            is_new = self.store.write_captured_only(capture, document, reason)
            if is_new:  # what is read may be a translation of it, and copies of it are copies in any language
                index = self.store.lineage_index()
                derivations = find_derivations(document, index, self.engine.dossier)
                self.store.replace_derivations(document.revision, derivations, signature_for(document))
                self._trace_again(affected_reports(document, index, self.engine.dossier))
        self.report.unread += is_new
        self.report.known += not is_new

    def _write(self, capture: Capture, document: Document, extraction: Extraction) -> None:
        # One transaction: a kill inside would leave the lineage of other reports as it was before, and what others
        # write meanwhile would not be compared.
        with self.store.transaction():
            index = self.store.lineage_index()
            self.store.write_reading(
                Reading(
                    capture=capture,
                    document=document,
                    derivations=find_derivations(document, index, self.engine.dossier),
                    run=self.engine.run_of(document, self.clock()),
                    claims=extraction.claims,
                    statements=extraction.statements,
                    signature=signature_for(document),
                )
            )
            self._trace_again(affected_reports(document, index, self.engine.dossier))

    def _trace_again(self, names: Iterable[str]) -> None:
        """Find the derivations of reports at hand anew."""
        index = self.store.lineage_index()
        for name in names:
            known = self.store.document(name)
            self.store.replace_derivations(known.revision, find_derivations(known, index, self.engine.dossier))
