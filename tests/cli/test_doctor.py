"""``doctor``: each thing that is needed is a row, and what is missing has its next step."""

from __future__ import annotations

import json
import sqlite3
from importlib import metadata
from typing import TYPE_CHECKING, Any, Self

import pytest

from dragoman.cli import checkup
from dragoman.cli.app import run

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.settings import Settings


@pytest.fixture(autouse=True)
def _own_cache_and_small_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = tmp_path / "small"
    pack.mkdir()
    (pack / "dossier.yaml").write_text("pack: small\ntitle: A small pack\nversion: '1'\nlanguages: [en]\n")
    monkeypatch.setenv("DRAGOMAN_DOSSIER", str(pack))
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


def rows(capsys: pytest.CaptureFixture[str], *, status: int) -> dict[str, dict[str, Any]]:
    assert run(["doctor", "--json"]) == status
    shape = json.loads(capsys.readouterr().out)
    assert shape["ok"] is (status == 0)
    assert len(shape["findings"]) == shape["counts"]["missing"]
    assert all(finding["next"] for finding in shape["findings"])
    return {row["what"]: row for row in shape["rows"]}


@pytest.mark.model
def test_a_whole_machine_is_ok_and_what_comes_later_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, status=0)
    assert {row["state"] for row in found.values()} == {"ok", "later"}
    assert found["record"]["state"] == "later"
    assert "dragoman ingest" in found["record"]["next"]


@pytest.mark.model
def test_the_page_has_each_row_and_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    printed = capsys.readouterr().out
    assert all(what in printed for what in ("Python", "packages", "language model", "dossier", "record"))
    assert "→ Make one: dragoman ingest PATH." in printed


def test_a_missing_model_exits_1_with_the_next_step(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_MODEL", "xx_no_such_model")
    found = rows(capsys, status=1)["language model"]
    assert found["state"] == "missing"
    assert "DRAGOMAN_MODEL" in found["next"]


def test_a_model_in_a_folder_is_found(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "my-model").mkdir()
    monkeypatch.setenv("DRAGOMAN_MODEL", str(tmp_path / "my-model"))
    assert rows(capsys, status=0)["language model"]["state"] == "ok"


@pytest.mark.model
def test_the_learned_readers_files_are_whole_where_it_is_to_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "learned reader" not in rows(capsys, status=0)
    monkeypatch.delenv("DRAGOMAN_READER")
    assert rows(capsys, status=0)["learned reader"]["state"] == "ok"


def test_a_learned_reader_that_is_not_there_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DRAGOMAN_READER", "both")
    monkeypatch.setenv("DRAGOMAN_READER_FOLDER", str(tmp_path / "none"))
    found = rows(capsys, status=1)["learned reader"]
    assert "'reader.json' cannot be read" in found["found"]
    assert "DRAGOMAN_READER to rules" in found["next"]


def test_a_missing_package_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    version = metadata.version

    def without_rich(name: str) -> str:
        if name == "rich":
            raise metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(checkup.metadata, "version", without_rich)
    assert rows(capsys, status=1)["packages"]["found"] == "not installed: rich"


def test_an_old_python_is_missing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "OLDEST_PYTHON", (9, 0))
    assert "Install Python" in rows(capsys, status=1)["Python"]["next"]


def test_an_sqlite_without_full_text_search_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Without:
        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None: ...

        def execute(self, _: str) -> list[tuple[str]]:
            return [("THREADSAFE=1",)]

        def close(self) -> None: ...

    monkeypatch.setattr(checkup.sqlite3, "connect", lambda _: Without())
    settings: Settings = checkup_settings()
    (row,) = checkup._sqlite(settings)
    assert row.state == "missing"
    assert capsys.readouterr().out == ""


def checkup_settings() -> Settings:
    from dragoman.settings import load_settings

    return load_settings({})


def test_a_cache_that_cannot_be_written_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a-file").write_text("")
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path / "a-file" / "cache"))
    assert "DRAGOMAN_CACHE" in rows(capsys, status=1)["cache folder"]["next"]


def test_an_unknown_pack_is_missing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_DOSSIER", "ukrain")
    assert "Did you mean" in rows(capsys, status=1)["dossier"]["found"]


def test_a_file_that_is_no_record_is_missing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "dragoman.db") as connection:
        connection.execute("CREATE TABLE notes (x)")
    connection.close()
    assert rows(capsys, status=1)["record"]["state"] == "missing"


def test_a_record_is_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from dragoman.store import open_store

    with open_store(str(tmp_path / "dragoman.db"), write=True):
        pass
    assert "0 events" in rows(capsys, status=0)["record"]["found"]


def test_a_compiled_gazetteer_is_found(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from dragoman.resolve.gazetteer import versions_digest

    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / f"gazetteer-{versions_digest()}.sqlite").write_bytes(b"")
    found = rows(capsys, status=0)
    assert found["gazetteer"]["state"] == "ok"
    assert found["cache folder"]["state"] == "ok"


def test_a_disk_that_is_full_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "LEAST_FREE_BYTES", 10**30)
    found = rows(capsys, status=1)["disk"]
    assert "MB free" in found["found"]
    assert "--store" in found["next"]


def test_the_disk_of_a_server_is_not_looked_at(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_STORE", "postgresql://127.0.0.1:1/none")
    found = rows(capsys, status=1)
    assert "disk" not in found
    assert found["record"]["state"] == "missing"


def test_a_record_that_is_older_or_behind_its_facts_has_a_next_step(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from dragoman.store import migrate, open_store

    class Folded:
        events = ()
        rounds = ()

    path = str(tmp_path / "dragoman.db")
    with open_store(path, write=True) as store:
        store.replace_derived(Folded())
        store._link.run("UPDATE folds SET headers = 9")
    behind = rows(capsys, status=0)["record"]
    assert (behind["state"], "rebuild" in behind["next"]) == ("later", True)
    with open_store(path, write=True) as store, store.transaction():
        migrate.downgrade(store._link.connection, "0001")
    older = rows(capsys, status=0)["record"]
    assert "schema 0001" in older["found"]
    assert "brings the record up" in older["next"]
