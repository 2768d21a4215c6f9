"""Store: the one face of the record; the files beside it do the work.

Facts are only ever appended, each report in one transaction; what is derived is replaced. Made by ``open_store``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from dragoman.store import (
    checks,
    derived,
    facts,
    lineage,
    naming,
    persons,
    readings,
    reports,
    searching,
    tally,
    transfer,
)
from dragoman.store.fold import Basis, StoredFold
from dragoman.store.listing import Listing
from dragoman.store.migrate import HEAD
from dragoman.store.reports import Clocks
from dragoman.store.stamps import to_stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from types import TracebackType

    from dragoman.model import ActiveClaim, Capture, Derivation, Document, Event, Judgement, Round, Statement
    from dragoman.model.ports import Signature
    from dragoman.store.finding import Finding
    from dragoman.store.links import Link, Value


class Store:
    """An open record.

    Attributes:
        shown: Its path or URL as it may be shown, without a password.
    """

    schema = HEAD  # the newest

    def __init__(self, link: Link, clock: Callable[[], datetime]) -> None:
        self._link = link
        self._clock = clock
        self.shown = link.shown

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; nothing is pending."""
        self._link.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Hold the write lock, so that several writes are kept together or not at all (DG403, DG405)."""
        return self._link.transaction()

    # Facts in

    def has_capture(self, capture_id: str) -> bool:
        """Whether this capture is on record."""
        return facts.exists(self._link, "captures", capture_id)

    def has_run(self, run_id: str) -> bool:
        """Whether this run is on record."""
        return facts.exists(self._link, "runs", run_id)

    def write_reading(self, reading: facts.Reading) -> bool:
        """Append a report with its run, claims and statements, whole or not at all, and activate the run.

        Returns:
            True if anything was new; the same reading again writes nothing.

        Raises:
            EvidenceError: DG310, a span does not carry its words; nothing is written.
        """
        return facts.write_reading(self._link, reading, to_stamp(self._clock()))

    def write_captured_only(self, capture: Capture, document: Document, reason: str) -> bool:
        """Append a report from which no claims are drawn, with the reason; False where it is on record already."""
        return facts.write_unread(self._link, capture, document, reason, to_stamp(self._clock()))

    def add_judgement(self, judgement: Judgement) -> bool:
        """Append what a person decided, chained to what was decided before; False where it is on record already."""
        return facts.write_judgement(self._link, judgement)

    def head(self) -> str:
        """Give the newest link of the chain of judgements, to be kept elsewhere; zeros where there is none."""
        return facts.read_head(self._link)

    def links(self) -> dict[str, str]:
        """Give the link of each judgement in the chain, by its id, in the order of recording."""
        return facts.read_links(self._link)

    # Facts out

    def documents(
        self,
        *,
        as_of: datetime | None = None,
        recorded_as_of: datetime | None = None,
        ids: Sequence[str] | None = None,
    ) -> Iterator[Document]:
        """Give every report in its newest revision, in order of publication, undated ones last.

        Args:
            as_of: Only what was published by then; reports without a date are left out.
            recorded_as_of: Only what was recorded by then.
            ids: Only those of these own ids.
        """
        return reports.read_documents(self._link, Clocks(as_of, recorded_as_of), ids)

    def document(self, name: str) -> Document:
        """Give one report by its id, the id that its input carried, or the beginning of its id.

        Raises:
            NotFoundError: DG120, no report has it.
            AmbiguousIdError: DG121, several reports have it.
        """
        return reports.read_document(self._link, name)

    def text(self, revision: str) -> str:
        """Give the frozen text of a revision (DG120 where there is none)."""
        return reports.read_text(self._link, revision)

    def capture(self, capture_id: str) -> Capture:
        """Give one capture with its bytes as they came (DG120 where there is none)."""
        return reports.read_capture(self._link, capture_id)

    def unread(self) -> list[tuple[Document, str]]:
        """Give the reports that no run has read, each with the reason."""
        return reports.read_unread(self._link)

    def active_claims(
        self, as_of: datetime | None = None, recorded_as_of: datetime | None = None
    ) -> Iterator[ActiveClaim]:
        """Give every claim of the active runs with its report and origin, in order of publication, then of the text.

        Claims stand as people mended them, with those that people added; a rejected one is among them, since it is
        the fold that leaves it out.

        Args:
            as_of: Only from what was published by then; reports without a date are left out.
            recorded_as_of: Only what was recorded and active by then. Origins are as known today.
        """
        return readings.read_active_claims(self._link, Clocks(as_of, recorded_as_of))

    def claims(self, ids: Sequence[str]) -> Iterator[ActiveClaim]:
        """Give the active claims of these ids, in order of publication; what is not active is left out."""
        return readings.read_active_claims(self._link, ids=ids)

    def claims_of(self, document_ids: Sequence[str], *, as_read: bool = False) -> list[ActiveClaim]:
        """Give the active claims of some reports, in the order of the text.

        Args:
            document_ids: The reports' own ids.
            as_read: As the engine read them, before any judgement.
        """
        return readings.read_claims_of(self._link, document_ids, as_read=as_read)

    def claim(self, name: str) -> ActiveClaim:
        """Give one active claim by its id, the beginning of it, or ``REPORT:LABEL``.

        Raises:
            NotFoundError: DG120, no active claim has it.
            AmbiguousIdError: DG121, several have it.
        """
        return naming.find_claim(self._link, name)

    def judgement(self, name: str) -> Judgement:
        """Give one judgement by its id or the beginning of it.

        Raises:
            NotFoundError: DG120, no judgement has it.
            AmbiguousIdError: DG121, several have it.
        """
        return naming.find_judgement(self._link, name)

    def events_of(self, claims: Sequence[str]) -> dict[str, str]:
        """Give the event of each claim as last folded, by claim id; a claim that is in none is absent."""
        return naming.events_of(self._link, claims)

    def statements(
        self, as_of: datetime | None = None, recorded_as_of: datetime | None = None, document_id: str | None = None
    ) -> Iterator[tuple[Document, Statement]]:
        """Give every statement of the active runs, or of one report; the clocks are those of ``active_claims``."""
        return readings.read_statements(self._link, Clocks(as_of, recorded_as_of), document_id)

    def judgements(self, recorded_as_of: datetime | None = None) -> tuple[Judgement, ...]:
        """Give what people decided, in the order of recording."""
        return readings.read_judgements(self._link, Clocks(None, recorded_as_of))

    def naming(self, after: Mapping[str, int]) -> Iterator[tuple[str, int, str]]:
        """Give table, order and body of each fact that may name a person, beyond these orders."""
        return persons.read_naming(self._link, after)

    # Lineage

    def derivations(self) -> dict[str, tuple[Derivation, ...]]:
        """Give what the reports' newest revisions are made from, by document id; a report made of nothing is absent."""
        return lineage.read_derivations(self._link)

    def replace_derivations(self, revision: str, found: Iterable[Derivation], signature: Signature = ()) -> None:
        """Put the derivations of one revision in place of those before, and its signature where it is given."""
        with self._link.transaction():
            lineage.replace_derivations(self._link, revision, tuple(found), signature)

    def lineage_index(self) -> lineage.StoredLineageIndex:
        """Give the index in which reports are found again by their wording."""
        return lineage.StoredLineageIndex(self._link)

    # Derived

    def newest_facts(self) -> dict[str, Value]:
        """Give the order of the newest facts that a fold depends on; take it before the claims are read."""
        return derived.newest_facts(self._link)

    def keep_fold(self, seen: Mapping[str, Value]) -> None:
        """Say that the fold stands though something was recorded since ``seen``; within that transaction."""
        derived.keep_fold(self._link, seen)

    def state(self) -> str:
        """Give a short text that changes whenever a fact is added or the events are folded anew."""
        return derived.state_of(self._link)

    def replace_derived(self, folded: derived.FoldedLike, seen: Mapping[str, Value] | None = None) -> bool:
        """Put events and rounds alone in place of those before; the arguments are those of ``fold.replace``."""
        return self.fold.replace(folded, Basis(seen))

    @property
    def fold(self) -> StoredFold:
        """The fold on record: what changed since, and what a change puts in its place."""
        return StoredFold(self._link)

    def is_fold_current(self) -> bool:
        """Whether events and rounds were folded from the newest facts."""
        return derived.is_fold_current(self._link)

    def events(self, *, frame: str | None = None, process: str | None = None) -> tuple[Event, ...]:
        """Give the events as last folded, of one frame or process if asked, in the order of the fold."""
        return derived.read_events(self._link, frame=frame, process=process)

    def event(self, name: str) -> Event:
        """Give one event by its id, an id that it had, or the beginning of either.

        Raises:
            NotFoundError: DG120, no event has it.
            AmbiguousIdError: DG121, several events have it.
        """
        return derived.read_event(self._link, name)

    def listing(self) -> Listing:
        """Give the lists of events, disputes and figures as last folded, to be read a part at a time."""
        return Listing(self._link)

    def rounds(self) -> tuple[Round, ...]:
        """Give the rounds of talks as last folded."""
        return derived.read_rounds(self._link)

    # The whole

    def tables(self) -> tuple[str, ...]:
        """Give the names of the tables of a record, each after those that it points at."""
        return transfer.table_names()

    def dump(self, table: str) -> Iterator[str]:
        """Give the rows of a table as lines of JSON; the same record gives the same lines, on either engine."""
        return transfer.dump(self._link, table)

    def restore(self, tables: Iterable[tuple[str, Iterable[str]]]) -> dict[str, int]:
        """Take in a whole record that was dumped, in one transaction, and give how many rows each table has got.

        Raises:
            ArchiveError: DG407, this record holds something already, or what comes in is not whole.
        """
        with self._link.transaction():
            return transfer.restore(self._link, tables)

    def search(self, text: str, limit: int = 20) -> tuple[searching.SearchHit, ...]:
        """Give at most ``limit`` reports, events and actors that have all words of the text, the best first."""
        return searching.search(self._link, text, limit)

    def counts(self) -> dict[str, int]:
        """Give how much is on record, by name of what is counted."""
        return tally.count(self._link)

    def check(self, expect_head: str | None = None) -> tuple[Finding, ...]:
        """Give what is wrong with the record, and whether its chain has the link that was kept elsewhere."""
        return checks.check(self._link, expect_head)
