"""An archive holds the whole record bit for bit; what is cut off, altered or not whole is refused with nothing left."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.errors import ArchiveError
from dragoman.exports.archive import write_archive
from dragoman.merge import fold
from dragoman.model import Judgement
from dragoman.pipeline import archive as taking_in
from dragoman.pipeline.archive import read_archive
from dragoman.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from dragoman.store import Store


def dumped(store: Store) -> dict[str, list[str]]:
    return {table: list(store.dump(table)) for table in store.tables()}


@pytest.fixture
def archive(tmp_path: Path, sqlite_template: Path, sample: ModuleType) -> Path:
    """The archive of a whole record on SQLite: reports, an unread one, a judgement, events."""
    path = tmp_path / "archived.db"
    path.write_bytes(sqlite_template.read_bytes())
    with open_store(str(path), write=True, clock=sample.Clock()) as store:
        for told in sample.REPORTS[:3]:
            store.write_reading(sample.reading_of(told))
        store.write_captured_only(sample.NEXT_REPORT.capture(), sample.NEXT_REPORT.document(), "it was not read")
        target = {"document": "doc_1", "frame": "talks", "start": 0, "end": 9}
        store.add_judgement(
            Judgement("jdg_1", "note", target, "ö", "ada", "as printed", datetime(2025, 6, 4, tzinfo=UTC))
        )
        store.replace_derived(fold(store.active_claims(), judgements=store.judgements()))
    with open_store(str(path), write=False) as store:
        write_archive(store, tmp_path / "record.zip")
    return tmp_path / "record.zip"


def rewritten(archive: Path, change: Callable[[dict[str, bytes]], None], *, honest: bool = False) -> Path:
    """The archive with its files changed; ``honest``: the manifest says so."""
    with zipfile.ZipFile(archive) as given:
        files = {name: given.read(name) for name in given.namelist()}
    change(files)
    if honest:
        manifest = json.loads(files["manifest.json"])
        for row in manifest["files"]:
            data = files[row["name"]]
            row["bytes"], row["sha256"] = len(data), hashlib.sha256(data).hexdigest()
        files["manifest.json"] = json.dumps(manifest).encode()
    path = archive.with_name("changed.zip")
    with zipfile.ZipFile(path, "w") as out:
        for name, data in files.items():
            out.writestr(name, data)
    return path


def replaced(name: str, before: bytes, after: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        assert before in files[name]
        files[name] = files[name].replace(before, after, 1)

    return change


def assert_refused(archive: Path, said: str, **how: Any) -> None:
    """Refused with these words, and nothing left behind."""
    target = archive.with_name("new.db")
    with pytest.raises(ArchiveError, match="DG407") as caught:
        read_archive(archive, str(target), **how)
    assert said in str(caught.value)
    assert [path.name for path in target.parent.glob("new.db*")] == []


def test_an_imported_record_is_the_same_row_for_row_and_archives_to_the_same_bytes(
    archive: Path, empty_url: str
) -> None:
    counts = read_archive(archive, empty_url)
    assert counts["documents"] == 4
    assert counts["chain"] == counts["judgements"] == 1
    with (
        open_store(empty_url, write=False) as store,
        open_store(str(archive.with_name("archived.db")), write=False) as old,
    ):
        assert dumped(store) == dumped(old)
        assert store.check() == ()
        assert store.head() == old.head()
        assert [hit.id for hit in store.search("memorandum")] == [hit.id for hit in old.search("memorandum")]
        write_archive(store, archive.with_name("again.zip"))
    assert archive.with_name("again.zip").read_bytes() == archive.read_bytes()


def test_an_imported_record_goes_on(archive: Path, empty_url: str, sample: ModuleType) -> None:
    read_archive(archive, empty_url)
    with open_store(empty_url, write=True, clock=sample.Clock()) as store:
        assert store.write_reading(sample.reading_of(sample.NEXT_REPORT)) is True
        assert store.write_reading(sample.reading_of(sample.PALACE_REPORT)) is False
        store.replace_derived(fold(store.active_claims(), judgements=store.judgements()))
        assert store.check() == ()


def test_the_digest_that_was_printed_is_asked_for(archive: Path, tmp_path: Path) -> None:
    with open_store(str(archive.with_name("archived.db")), write=False) as store:
        written = write_archive(store, tmp_path / "second.zip")
    assert written.rows["captures"] == 4
    assert_refused(archive, "not the one expected", expect="0" * 64)
    assert read_archive(archive, str(tmp_path / "fine.db"), expect=written.digest)["captures"] == 4


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_archive_is_refused(archive: Path, part: float) -> None:
    data = archive.read_bytes()
    archive.write_bytes(data[: int(len(data) * part)])
    assert_refused(archive, "cut off or no ZIP file")


def test_no_flipped_byte_gets_through(archive: Path, tmp_path: Path) -> None:
    """Each byte of a sample of them; what is read in all the same is what was archived."""
    data = archive.read_bytes()
    with open_store(str(archive.with_name("archived.db")), write=False) as store:
        whole = dumped(store)
    for at in range(0, len(data), max(1, len(data) // 40)):
        archive.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        target = tmp_path / f"flipped-{at}.db"
        try:
            read_archive(archive, str(target))
        except ArchiveError:
            assert not target.exists()
            continue
        with open_store(str(target), write=False) as store:
            assert dumped(store) == whole


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("claims.jsonl", b"occurred", b"planned!", "claims.jsonl is not what the manifest says"),
        ("claims.jsonl", b"\n", b"\n\n", "claims.jsonl is not what the manifest says"),
        ("manifest.json", b'"version": 1', b'"version": 2', "of version 2, not dragoman-archive 1"),
        ("manifest.json", b"dragoman-archive", b"dragoman-recipes", "it is a dragoman-recipes"),
        ("manifest.json", b'"schema": "', b'"schema": "9', "this version reads"),
        ("manifest.json", b'"sha256"', b'"sha257"', "does not list its files"),
        ("manifest.json", b'"format"', b'"farmat"', "no manifest.json of an archive"),
        ("manifest.json", b"{", b"", "no manifest.json of an archive"),
        ("manifest.json", b"claims.jsonl", b"clumps.jsonl", "clumps.jsonl is not in it"),
    ],
)
def test_an_altered_archive_is_refused(archive: Path, name: str, before: bytes, after: bytes, said: str) -> None:
    assert_refused(rewritten(archive, replaced(name, before, after)), said)


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("claims.jsonl", b"occurred", b"planned!", "its claims or statements are not those that it drew"),
        ("captures.jsonl", b'"payload":"', b'"payload":"?', "its payload is no base64"),
        ("captures.jsonl", b'"size_bytes":', b'"size_bytes":true,"x":', "its columns are others"),
        ("captures.jsonl", b'"size_bytes":', b'"size_bytes":-', "its bytes are not those that came in"),
        ("documents.jsonl", b'"n":1', b'"n":"1"', "its n is of another form"),
        ("documents.jsonl", b'"id":"', b'"id":null,"recorded_at":"', "its id is of another form"),
        ("documents.jsonl", b"{", b"", "a row cannot be taken in"),
        ("documents.jsonl", b"{", b"[{", "a row cannot be taken in"),
        ("runs.jsonl", b"doc_", b"dog_", "cannot be taken in"),
        ("claims.jsonl", b"Istanbul", b"Istan\xff\xff\xff", "is no UTF-8"),
        ("judgements.jsonl", b"as printed", b"as preferred", "not chained"),
    ],
)
def test_an_archive_that_is_not_whole_is_refused_though_its_manifest_is(
    archive: Path, name: str, before: bytes, after: bytes, said: str
) -> None:
    assert_refused(rewritten(archive, replaced(name, before, after), honest=True), said)


def test_tables_that_are_not_those_of_a_record_are_refused(archive: Path) -> None:
    def drop(files: dict[str, bytes]) -> None:
        manifest = json.loads(files["manifest.json"])
        manifest["files"] = manifest["files"][1:]
        files["manifest.json"] = json.dumps(manifest).encode()

    assert_refused(rewritten(archive, drop), "its tables are not those of a record")


def test_a_file_that_grew_beyond_its_manifest_is_not_read_to_its_end(archive: Path) -> None:
    def grow(files: dict[str, bytes]) -> None:
        files["statements.jsonl"] += b" " * (3 << 20)

    assert_refused(rewritten(archive, grow), "statements.jsonl is not what the manifest says")


def test_a_record_that_holds_something_is_not_touched(
    archive: Path, store_url: str, write: Callable[..., None]
) -> None:
    write("palace")
    with open_store(store_url, write=False) as store:
        before = dumped(store)
    with pytest.raises(ArchiveError, match="holds something already"):
        read_archive(archive, store_url)
    with open_store(store_url, write=False) as store:
        assert dumped(store) == before


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.zip").write_text("Dear reader")
    with pytest.raises(ArchiveError, match="no ZIP file"):
        read_archive(tmp_path / "letter.zip", str(tmp_path / "new.db"))
    with pytest.raises(ArchiveError, match="no such file"):
        read_archive(tmp_path / "none.zip", str(tmp_path / "new.db"))
    assert not (tmp_path / "new.db").exists()


def test_a_longer_line_than_any_row_can_be_is_cut_and_refused(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_in, "LONGEST_LINE", 20)
    assert_refused(archive, "a row cannot be taken in")


def test_a_place_that_cannot_be_written_is_told_and_leaves_nothing(archive: Path, tmp_path: Path) -> None:
    with open_store(str(archive.with_name("archived.db")), write=False) as store:
        with pytest.raises(ArchiveError, match="cannot be written"):
            write_archive(store, tmp_path / "none" / "record.zip")
        (tmp_path / "folder").mkdir()
        with pytest.raises(ArchiveError, match="cannot be written"):
            write_archive(store, tmp_path / "folder")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_file_that_is_there_is_replaced_whole(archive: Path, tmp_path: Path) -> None:
    target = tmp_path / "old.zip"
    target.write_text("old")
    with open_store(str(archive.with_name("archived.db")), write=False) as store:
        write_archive(store, target)
    assert target.read_bytes() == archive.read_bytes()
    assert target.stat().st_mode & 0o600 == 0o600


def test_rows_go_in_a_batch_at_a_time(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.store import transfer

    monkeypatch.setattr(transfer, "_BATCH_ROWS", 2)
    assert read_archive(archive, str(tmp_path / "small.db"))["captures"] == 4
    with open_store(str(tmp_path / "small.db"), write=False) as store:
        assert store.check() == ()
