from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from dragoman.model import Counts, Event, Round, RoundState, Status
from dragoman.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

COUNTS = Counts(1, 1, 1, ())


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
        event = Event("evt_1", "talks", Status.OCCURRED, "Second round", COUNTS, tuple(claims))
        store.replace_derived(Folded((event,), (Round("evt_1", None, 2, RoundState.HELD, ()),)))
    return str(path)


def spoil(path: str, *deeds: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for deed in deeds:
            connection.execute(deed)
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
        ("UPDATE revisions SET text = replace(text, 'Istanbul', 'Ankara!!') WHERE n = 1", "evidence-not-verbatim"),
        ("UPDATE claims SET body = '{' WHERE n = 1", "unreadable"),
        ('UPDATE claims SET body = \'{"id": "clm"}\' WHERE n = 1', "unreadable"),
        ("DELETE FROM runs WHERE n = 1", "claim-without-run"),
        ("DELETE FROM runs WHERE n = 1", "activation-of-unknown-run"),
        ("DELETE FROM runs WHERE n = 1", "foreign-key"),
        ("DELETE FROM revisions WHERE n = 1", "report-without-text"),
        ("DELETE FROM captures WHERE n = 1", "report-without-capture"),
        ("DELETE FROM claims WHERE n = 1", "event-names-missing-claim"),
        ("DELETE FROM event_claims", "event-without-claims"),
        ("DELETE FROM events", "round-without-event"),
        ("DELETE FROM folds", "fold-behind"),
        ("DELETE FROM search_reports_docsize WHERE id = 1", "search-out-of-step"),
        ("DELETE FROM search_entries", "search-out-of-step"),
        ("DROP TABLE statements", "unreadable"),
    ],
)
def test_each_harm_is_found(path: str, deed: str, code: str) -> None:
    spoil(path, deed)
    assert code in codes(path)


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
