from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from dragoman.errors import (
    StoreBusyError,
    StoreError,
    StoreMissingError,
    StoreReadOnlyError,
    StoreUnusableError,
    StoreVersionError,
)
from dragoman.store import links, migrate, open_store, opening
from dragoman.store.migrate import HEAD

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType


@pytest.fixture
def write_to(sample: ModuleType) -> Callable[[str], None]:
    """Writes a report into a new record at a path."""

    def write(path: str) -> None:
        with open_store(path, write=True, clock=sample.Clock()) as store:
            store.write_reading(sample.reading_of(sample.PALACE_REPORT))

    return write


def set_version(url: str, version: str) -> None:
    with open_store(url, write=True) as store:
        store._link.run("UPDATE alembic_version SET version_num = :version", version=version)


def test_a_record_that_is_not_there_is_missing_when_read(empty_url: str) -> None:
    with pytest.raises(StoreMissingError, match="DG401"):
        open_store(empty_url, write=False)


def test_reading_does_not_make_a_file(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError):
        open_store(str(tmp_path / "none.db"), write=False)
    assert list(tmp_path.iterdir()) == []


def test_writing_makes_a_record_that_can_then_be_read(empty_url: str) -> None:
    with open_store(empty_url, write=True) as store:
        assert store.counts()["documents"] == 0
    with open_store(empty_url, write=False) as store:
        assert set(store.counts().values()) == {0}
        assert store.check() == ()


def test_opening_again_changes_nothing(store_url: str, write: Callable[..., None]) -> None:
    write()
    with open_store(store_url, write=True) as store:
        before = store.counts()
    with open_store(store_url, write=True) as store:
        assert store.counts() == before


def test_a_path_and_its_url_are_one_record(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(f"sqlite:///{path}", write=True) as store:
        assert store.shown == str(path)
    with open_store(str(path), write=False) as store:
        assert store.counts()["captures"] == 0


def test_an_older_schema_is_refused_when_read_and_names_the_remedy(store_url: str) -> None:
    set_version(store_url, "0000")
    with pytest.raises(StoreVersionError, match=rf"schema 0000, this version needs {HEAD}.*migrate"):
        open_store(store_url, write=False)


def test_a_newer_schema_is_never_touched(store_url: str) -> None:
    set_version(store_url, "9999")
    for write in (False, True):
        with pytest.raises(StoreUnusableError, match="9999 is newer"):
            open_store(store_url, write=write)


def test_a_database_of_somebody_else_is_never_touched(empty_url: str) -> None:
    engine = sa.create_engine(empty_url if "://" in empty_url else f"sqlite:///{empty_url}", poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE recipes (name TEXT)"))
    with pytest.raises(StoreUnusableError, match="not ours"):
        open_store(empty_url, write=True)
    assert sa.inspect(engine).get_table_names() == ["recipes"]
    with pytest.raises(StoreError):
        open_store(empty_url, write=False)
    engine.dispose()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear reader, this is not a database. " * 200)
    for write in (False, True):
        with pytest.raises(StoreUnusableError, match="not a database"):
            open_store(str(path), write=write)
    assert path.read_text().startswith("Dear reader")


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusableError, match="folder does not exist"):
        open_store(str(tmp_path / "none" / "record.db"), write=True)


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError):
        open_store(str(tmp_path), write=False)
    with pytest.raises(StoreUnusableError):
        open_store(str(tmp_path), write=True)


@pytest.mark.parametrize("url", ["mysql://host/name", "://", "oracle://scott:tiger@host/name"])
def test_other_kinds_of_store_are_refused_without_showing_a_password(url: str) -> None:
    with pytest.raises(StoreUnusableError, match="no kind of store") as caught:
        open_store(url, write=True)
    assert "tiger" not in str(caught.value)


@pytest.mark.postgres
def test_a_server_out_of_reach_is_told_without_the_password(postgres_server: str) -> None:
    url = sa.make_url(postgres_server).set(database="nowhere", password="hunter2")  # noqa: S106
    with pytest.raises(StoreUnusableError, match="nowhere") as caught:
        open_store(url.render_as_string(hide_password=False), write=False)
    assert "hunter2" not in str(caught.value)


def test_a_driver_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    for write in (False, True):
        with pytest.raises(StoreUnusableError, match=r"psycopg, is not installed.*dragoman\[postgres\]"):
            open_store("postgresql://host/name", write=write)


def test_a_reader_that_stops_half_way_leaves_no_error_behind(tmp_path: Path, write_to: Callable[[str], None]) -> None:
    path = str(tmp_path / "record.db")
    write_to(path)
    with open_store(path, write=False) as store:
        claims = store.active_claims()
        assert next(iter(claims))
    claims.close()


def test_a_second_writer_waits_and_then_gives_up(store_url: str) -> None:
    with open_store(store_url, write=True) as first, open_store(store_url, write=True, busy_timeout_s=0.2) as second:
        with first.transaction(), pytest.raises(StoreBusyError, match="DG403"), second.transaction():
            pass
        with second.transaction():
            pass


def test_a_reader_is_not_kept_waiting_and_sees_one_moment(store_url: str, write: Callable[..., None]) -> None:
    write("palace")
    with open_store(store_url, write=False, busy_timeout_s=0.2) as reader:
        assert reader.counts()["documents"] == 1
        write("hour")
        assert reader.counts()["documents"] == 1
    with open_store(store_url, write=False) as reader:
        assert reader.counts()["documents"] == 2


def test_a_reading_store_refuses_to_write(store_url: str, write: Callable[..., None], sample: ModuleType) -> None:
    write("palace")
    with open_store(store_url, write=False) as store:
        with pytest.raises(StoreReadOnlyError, match="DG405"):
            store.write_reading(sample.reading_of(sample.HOUR_REPORT))
        with pytest.raises(StoreReadOnlyError):
            store.transaction().__enter__()


def test_a_reading_sqlite_link_refuses_every_way_to_write(tmp_path: Path) -> None:
    path = str(tmp_path / "record.db")
    with open_store(path, write=True):
        pass
    link = links.SqliteReader(path, 1)
    with pytest.raises(StoreReadOnlyError):
        link.run("DELETE FROM events")
    with pytest.raises(StoreReadOnlyError):
        link.add("events", [])
    link.close()


def test_a_wrong_question_is_told_as_ours(store_url: str) -> None:
    with open_store(store_url, write=True) as store, pytest.raises(StoreUnusableError, match="DG404"):
        list(store._link.rows("SELECT nothing FROM nowhere"))
    with open_store(store_url, write=False) as store, pytest.raises(StoreUnusableError, match="DG404"):
        list(store._link.rows("SELECT nothing FROM nowhere"))


def test_a_transaction_that_fails_leaves_nothing(store_url: str, sample: ModuleType) -> None:
    class StoppedError(Exception):
        pass

    with open_store(store_url, write=True, clock=sample.Clock()) as store:
        with contextlib.suppress(StoppedError), store.transaction():
            store.write_reading(sample.reading_of(sample.PALACE_REPORT))
            raise StoppedError
        assert set(store.counts().values()) == {0}


def test_a_failed_migration_leaves_nothing(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class StoppedError(Exception):
        pass

    def half(connection: sa.Connection) -> None:
        migrate.upgrade(connection)
        raise StoppedError

    monkeypatch.setattr(opening, "upgrade", half)
    with pytest.raises(StoppedError):
        open_store(empty_url, write=True)
    with pytest.raises(StoreError):
        open_store(empty_url, write=False)
    monkeypatch.undo()
    with open_store(empty_url, write=True) as store:
        assert store.check() == ()


def test_the_migration_that_another_writer_has_done_meanwhile_is_not_done_again(
    store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(store_url, write=True):
        pass
    versions = iter([None])
    true_version = opening._version
    monkeypatch.setattr(opening, "_version", lambda link: next(versions, migrate.HEAD) and true_version(link))
    with open_store(store_url, write=True) as store:
        assert store.check() == ()


def test_an_sqlite_record_bears_our_mark(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(str(path), write=True):
        pass
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (links.APPLICATION_ID,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_reading_sqlite_loads_no_database_library(tmp_path: Path) -> None:
    path = str(tmp_path / "record.db")
    with open_store(path, write=True):
        pass
    program = (
        "import sys; from dragoman.store import open_store\n"
        f"with open_store({path!r}, write=False) as store: store.events(); store.rounds()\n"
        "print(sorted(name for name in ('sqlalchemy', 'alembic', 'pydantic', 'spacy') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=_env())
    assert done.stdout.strip() == "[]"


def test_a_record_on_a_medium_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.db"
    with open_store(str(path), write=True):
        pass
    begin = links._begin_reading

    def refuse_locks(file: str, options: str, timeout: float) -> sqlite3.Connection:
        if "immutable" not in options:
            message = "unable to open database file"
            raise sqlite3.OperationalError(message)
        return begin(file, options, timeout)

    monkeypatch.setattr(links, "_begin_reading", refuse_locks)
    with open_store(str(path), write=False) as store:
        assert store.counts()["captures"] == 0
    Path(f"{path}-wal").touch()
    with pytest.raises(StoreUnusableError, match="unable to open"):
        open_store(str(path), write=False)


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
