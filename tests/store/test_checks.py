from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dragoman.model import Counts, Event, Judgement, Round, RoundState, Status
from dragoman.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

COUNTS = Counts(1, 1, 1, ())
TWO_ACTIVE_RUNS = """INSERT INTO activations (run_id, revision, recorded_at)
    SELECT r.id, v.id, r.recorded_at FROM runs r, revisions v WHERE r.n = 1 AND v.n = 2"""
SWAPPED_WORDS = """INSERT INTO search_reports(search_reports, rowid, title, text)
    SELECT 'delete', n, title, text FROM revisions WHERE n = 1;
    INSERT INTO search_reports(rowid, title, text) SELECT n, title, 'other words' FROM revisions WHERE n = 1"""


class Folded:
    def __init__(self, events: tuple[Event, ...] = (), rounds: tuple[Round, ...] = ()) -> None:
        self.events, self.rounds = events, rounds


@pytest.fixture
def path(tmp_path: Path, sqlite_template: Path, sample: ModuleType) -> str:
    """A whole record on SQLite, whose engine lets a vandal in."""
    path = tmp_path / "record.db"
    path.write_bytes(sqlite_template.read_bytes())
    with open_store(str(path), write=True, clock=sample.Clock()) as store:
        for told in sample.REPORTS:
            store.write_reading(sample.reading_of(told))
        claims = [active.claim.id for active in store.active_claims()]
        for number in (1, 2):
            store.add_judgement(judgement(number))
        events = (
            Event("evt_1", "talks", Status.OCCURRED, "Second round", COUNTS, tuple(claims[1:])),
            Event("evt_2", "talks", Status.OCCURRED, "Third round", COUNTS, tuple(claims[:1])),
        )
        store.replace_derived(Folded(events, (Round("evt_1", None, 2, RoundState.HELD, ()),)))
    return str(path)


def judgement(number: int) -> Judgement:
    target = {"document": "doc_1", "frame": "talks", "start": 0, "end": 9}
    when = datetime(2025, 6, 4, number, tzinfo=UTC)
    return Judgement(f"jdg_{number}", "reject", target, None, "ada", "misread", when)


def spoil(path: str, *deeds: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert tuple(connection.execute("PRAGMA foreign_keys").fetchone()) == (0,)
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for deed in deeds:
            connection.executescript(deed)
        connection.commit()


def codes(path: str) -> set[str]:
    with open_store(path, write=False) as store:
        return {finding.code for finding in store.check()}


def test_a_whole_record_has_no_findings(path: str) -> None:
    assert codes(path) == set()


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        ("UPDATE captures SET payload = x'789c030000000001' WHERE n = 1", "payload-digest"),
        ("UPDATE captures SET sha256 = 'ff' WHERE n = 1", "payload-digest"),
        ("UPDATE captures SET payload = x'00' WHERE n = 1", "payload-digest"),
        ("UPDATE captures SET size_bytes = size_bytes + 1 WHERE n = 1", "payload-digest"),
        ("UPDATE captures SET published = '2025-06-01' WHERE n = 1", "capture-id"),
        ("UPDATE revisions SET text = replace(text, 'Istanbul', 'Ankara!!') WHERE n = 1", "evidence-not-verbatim"),
        ("UPDATE revisions SET text = replace(text, 'led the', 'lad the') WHERE n = 1", "text-digest"),
        ("UPDATE revisions SET title = 'Another title' WHERE n = 1", "text-digest"),
        ("UPDATE headers SET body = replace(body, '2025-06-02', '2025-06-01') WHERE n = 1", "header-digest"),
        ("UPDATE headers SET known_from = '2025-06-01T00:00:00.000000Z' WHERE n = 1", "column-differs"),
        ("UPDATE claims SET body = '{' WHERE n = 1", "unreadable"),
        ('UPDATE claims SET body = \'{"id": "clm"}\' WHERE n = 1', "unreadable"),
        ("UPDATE claims SET body = replace(body, '\"start\":0', '\"start\":1') WHERE n = 1", "evidence-not-verbatim"),
        ("UPDATE claims SET body = replace(body, 'occurred', 'planned') WHERE n = 1", "run-seal"),
        ("DELETE FROM claims WHERE n = 1", "run-seal"),
        ("DELETE FROM claims WHERE n = 1", "event-names-missing-claim"),
        ("DELETE FROM statements WHERE n = 1", "run-seal"),
        ("DELETE FROM statements WHERE n = 1", "row-missing"),
        ("DELETE FROM runs WHERE n = 1", "claim-without-run"),
        ("DELETE FROM runs WHERE n = 1", "activation-of-unknown-run"),
        ("DELETE FROM runs WHERE n = 1", "foreign-key"),
        ("DELETE FROM runs WHERE n = 1", "report-without-run"),
        ("DELETE FROM activations WHERE n = 1", "run-never-active"),
        (TWO_ACTIVE_RUNS, "activation-of-other-revision"),
        ("UPDATE runs SET document_id = (SELECT id FROM documents WHERE n = 2) WHERE n = 1", "run-of-other-report"),
        ("DELETE FROM revisions WHERE n = 1", "report-without-text"),
        ("DELETE FROM headers WHERE n = 1", "text-without-report"),
        ("DELETE FROM captures WHERE n = 1", "report-without-capture"),
        ("UPDATE judgements SET body = replace(body, 'misread', 'mistake') WHERE n = 1", "chain-broken"),
        ("DELETE FROM judgements WHERE n = 1", "chain-broken"),
        ("DELETE FROM chain WHERE n = 2", "chain-broken"),
        ("UPDATE judgements SET reviewer = 'bela' WHERE n = 2", "column-differs"),
        ("DELETE FROM event_claims", "event-without-claims"),
        (
            "INSERT INTO event_claims SELECT 'evt_2', claim_id, 9 FROM event_claims WHERE event_id = 'evt_1'",
            "claim-in-two-events",
        ),
        ("UPDATE events SET body = replace(body, 'Second', 'Third')", "fold-seal"),
        ("DELETE FROM events", "round-without-event"),
        ("DELETE FROM folds", "fold-behind"),
        ("UPDATE folds SET seal = NULL", "fold-unsealed"),
        ('UPDATE derivations SET body = replace(body, \'"of":"doc_\', \'"of":"doc_f\')', "lineage-wrong"),
        ("UPDATE derivations SET body = replace(body, '\"end\":', '\"end\":9')", "lineage-wrong"),
        ("DELETE FROM search_reports_docsize WHERE id = 1", "search-out-of-step"),
        ("DELETE FROM search_entries", "search-out-of-step"),
        ("INSERT INTO search_reports(rowid, title, text) VALUES (99, 'x', 'y')", "search-out-of-step"),
        (SWAPPED_WORDS, "search-out-of-step"),
        ("DROP TABLE search_derived", "search-out-of-step"),
        ("DROP TABLE statements", "unreadable"),
        ("SELECT 1", "guard-missing"),
    ],
)
def test_each_harm_is_found(path: str, deed: str, code: str) -> None:
    spoil(path, deed)
    assert code in codes(path)


def test_a_kept_head_is_found_as_long_as_the_chain_passes_through_it(path: str) -> None:
    with open_store(path, write=True) as store:
        kept = store.head()
        store.add_judgement(judgement(3))
        assert store.head() != kept
        assert store.check(kept) == store.check(store.head()) == store.check("0" * 64)


def test_a_judgement_taken_away_from_the_end_is_seen_by_the_kept_head_alone(path: str) -> None:
    with open_store(path, write=False) as store:
        kept = store.head()
    spoil(path, "DELETE FROM chain WHERE n = 2", "DELETE FROM judgements WHERE n = 2")
    with open_store(path, write=False) as store:
        assert "head-not-found" not in {finding.code for finding in store.check()}
        assert "head-not-found" in {finding.code for finding in store.check(kept)}


def test_a_byte_flipped_in_the_file_is_found_wherever_it_hits_a_text(path: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = Path(path).read_bytes()
    found = [at for at in range(len(data)) if data.startswith(b"memorandum", at)]
    assert found
    for at in found:
        Path(path).write_bytes(data[:at] + b"n" + data[at + 1 :])
        assert codes(path) & {"text-digest", "payload-digest", "run-seal", "search-out-of-step", "engine-integrity"}
    Path(path).write_bytes(data)
    assert codes(path) == set()


def test_every_finding_says_where_and_what_next(path: str) -> None:
    spoil(path, "DELETE FROM runs WHERE n = 1", "DELETE FROM events")
    with open_store(path, write=False) as store:
        findings = store.check()
    assert findings
    for finding in findings:
        assert finding.where
        assert finding.what.endswith(".")
        assert finding.next.endswith(".")


def test_a_torn_file_is_a_finding_of_the_engine(path: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET rootpage = 3 WHERE name = 'claims_by_id'")
        connection.commit()
    assert "engine-integrity" in codes(path)


def test_a_whole_record_has_no_findings_on_either_engine(store_url: str, write: Callable[..., None]) -> None:
    write()
    with open_store(store_url, write=True) as store:
        store.replace_derived(Folded())
        assert store.check() == ()
