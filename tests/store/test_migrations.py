"""Migrations go up and down with what the record holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from dragoman.errors import StoreVersionError
from dragoman.model import Entry, Judgement, Published
from dragoman.store import migrate, open_store, schema
from dragoman.store.engine import SqlLink
from dragoman.values import Span, parse_instant

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

FACTS = ("captures", "documents", "revisions", "headers", "runs", "activations", "claims", "statements", "judgements")


def rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    with open_store(url, write=True) as store:
        return {table: list(store._link.rows(f"SELECT * FROM {table} ORDER BY n")) for table in FACTS}  # noqa: S608


def bring_down(url: str, version: str) -> None:
    with open_store(url, write=True) as store, store.transaction():
        migrate.downgrade(store._link.connection, version)


@pytest.fixture
def filled(store_url: str, write: Callable[..., None]) -> str:
    """Where a record is with reports, claims and judgements, folded."""
    write()
    with open_store(store_url, write=True) as store:
        for number in (1, 2, 3):
            target = {"document": "doc_1", "frame": "talks", "start": 0, "end": 9}
            when = datetime(2025, 6, number, tzinfo=UTC)
            store.add_judgement(Judgement(f"jdg_{number}", "note", target, None, "ada", "look", when))
        store.replace_derived(Empty())
    return store_url


class Empty:
    events = ()
    rounds = ()


def test_down_and_up_again_keeps_every_fact_and_the_chain(filled: str) -> None:
    before = rows(filled)
    with open_store(filled, write=False) as store:
        head, links = store.head(), store.links()
    bring_down(filled, "0001")
    with pytest.raises(StoreVersionError, match="schema 0001"):
        open_store(filled, write=False)
    assert rows(filled) == before  # opened for writing, and so brought up
    with open_store(filled, write=False) as store:
        assert (store.head(), store.links()) == (head, links)
        assert {finding.code for finding in store.check()} == {"fold-unsealed"}
    with open_store(filled, write=True) as store:
        store.replace_derived(Empty())
        assert store.check() == ()


def test_a_record_of_the_first_schema_is_chained_and_sealed_when_it_is_brought_up(filled: str) -> None:
    bring_down(filled, "0001")
    with open_store(filled, write=True) as store:
        assert len(store.links()) == 3
        sealed = list(store._link.rows("SELECT run_id FROM seals ORDER BY n"))
        assert sealed == list(store._link.rows("SELECT id FROM runs ORDER BY n"))


def test_what_is_brought_up_is_guarded_again(filled: str) -> None:
    bring_down(filled, "0001")
    with open_store(filled, write=True) as store:
        assert "guard-missing" not in {finding.code for finding in store.check()}


def test_live_pages_on_record_are_dated_by_their_first_entry(store_url: str, sample: ModuleType) -> None:
    reading = sample.reading_of(sample.PALACE_REPORT)
    told = [Published(parse_instant(at), "text") for at in ("2025-06-02T14:05:00+03:00", "2025-06-01")]
    entries = tuple(Entry(Span(n, n + 1), each) for n, each in enumerate((*told, None)))
    with open_store(store_url, write=True, clock=sample.Clock()) as store:
        store.write_reading(replace(reading, document=replace(reading.document, entries=entries)))
        store.replace_derived(Empty())

    def known(url: str) -> list[str]:
        with open_store(url, write=True) as store:
            return [str(found) for (found,) in store._link.rows("SELECT known_from FROM headers")]

    assert known(store_url) == ["2025-06-02T00:00:00.000000Z"]
    with open_store(store_url, write=True) as store, store.transaction():
        migrate.downgrade(store._link.connection, "0005")
        assert [*store._link.rows("SELECT known_from FROM headers")] == [("2025-06-02T14:05:00.000000Z",)]
    assert known(store_url) == ["2025-06-02T00:00:00.000000Z"]  # opened for writing, and so brought up
    with open_store(store_url, write=False) as store:
        assert not {"guard-missing", "column-differs"} & {finding.code for finding in store.check()}
        assert not store.is_fold_current()


def test_the_newest_migration_is_the_one_that_is_asked_for() -> None:
    assert ScriptDirectory.from_config(migrate.alembic_config()).get_heads() == [migrate.HEAD]


def test_migrations_lead_to_the_schema_that_the_code_uses(empty_url: str) -> None:
    ours = set(schema.TABLES)
    with open_store(empty_url, write=True) as store:
        assert isinstance(store._link, SqlLink)
        context = MigrationContext.configure(
            store._link.connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or name in ours, "compare_type": True},
        )
        differences = [
            difference
            for difference in compare_metadata(context, schema.METADATA)
            if not (difference[0] == "remove_index" and difference[1].name.endswith("_searchable"))
        ]
    assert differences == []


def test_lists_are_made_of_the_events_that_are_on_record(made: ModuleType, store_url: str) -> None:
    def listed() -> dict[str, list[str]]:
        tables = ("event_list", "dispute_list", "figure_list")
        with open_store(store_url, write=True) as store:
            return {t: sorted(map(repr, store._link.rows(f"SELECT * FROM {t}"))) for t in tables}  # noqa: S608

    with open_store(store_url, write=True, clock=lambda: made.NOW) as store:
        made.rebuild(store)
        made.grow(store, (made.reading_of(number) for number in range(9)))
    before = listed()
    assert before["event_list"]
    bring_down(store_url, "0002")
    assert listed() == before
