"""Archives taken in: a file comes in, a record that was empty holds what the archived one held.

The whole file is held against its manifest before anything is written; then every row goes in within one transaction,
in which the record is checked. What is cut off, altered or not whole is refused, and nothing of it stays.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import ArchiveError
from dragoman.store import open_store

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping
    from typing import IO

    from dragoman.store import Store

FORMAT, VERSION = "dragoman-archive", 1
MANIFEST = "manifest.json"
LONGEST_LINE = 64 * 1024 * 1024
"""Bytes of one row: the largest report that is read, twice over, in base64."""
AGAIN = "Get the archive again from where it came."


def read_archive(path: Path, store: str, *, expect: str | None = None, busy_timeout_s: float = 30.0) -> dict[str, int]:
    """Take an archive into a record that holds nothing yet, or is not there yet.

    Args:
        path: The archive.
        store: Path or URL of the record.
        expect: SHA-256 that ``export archive`` printed, or None.
        busy_timeout_s: Seconds to wait for another writer.

    Returns:
        How many rows each table has got.

    Raises:
        ArchiveError: DG407, the archive is cut off, altered or not whole, or the record holds something already.
    """
    with _opened(path) as archive:
        manifest = _manifest(archive, path, expect)
        tables = _tables(manifest, path)
        for row in tables.values():
            _verify(archive, row, path)
        with _new_record(store, busy_timeout_s) as record:
            _refuse_other_schema(manifest, record.schema, path)
            if list(tables) != list(record.tables()):
                raise ArchiveError(str(path), "its tables are not those of a record.", AGAIN)
            with closing(_opened_one_by_one(archive, tables, path)) as given:
                return record.restore(given)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise ArchiveError(str(path), f"it is cut off or no ZIP file: {str(error).lower()}.", AGAIN) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ArchiveError(str(path), f"it cannot be read: {reason}.", "Name another file.") from error


@contextmanager
def _new_record(store: str, busy_timeout_s: float) -> Iterator[Store]:
    """Open a record for writing; a file that was made for it does not outlast a failure."""
    path = Path(store.removeprefix("sqlite:///"))
    is_new = ("://" not in store or store.startswith("sqlite:///")) and not path.exists()
    try:
        with open_store(store, write=True, busy_timeout_s=busy_timeout_s) as record:
            yield record
    except BaseException:
        if is_new:
            for end in ("", "-wal", "-shm"):
                Path(f"{path}{end}").unlink(missing_ok=True)
        raise


def _manifest(archive: zipfile.ZipFile, path: Path, expect: str | None) -> dict[str, Any]:
    try:
        text = archive.read(MANIFEST)
        manifest = json.loads(text)
        known = manifest["format"] == FORMAT
    except (KeyError, TypeError, ValueError) as error:
        raise ArchiveError(str(path), f"it has no {MANIFEST} of an archive.", AGAIN) from error
    if not known or manifest.get("version") != VERSION:
        problem = f"it is a {manifest['format']} of version {manifest.get('version')}, not {FORMAT} {VERSION}."
        raise ArchiveError(str(path), problem, "Use the dragoman that wrote it.")
    found = hashlib.sha256(text).hexdigest()
    if expect is not None and found != expect:
        raise ArchiveError(str(path), f"its digest is {found}, not the one expected.", AGAIN)
    return dict(manifest)


def _tables(manifest: Mapping[str, Any], path: Path) -> dict[str, dict[str, Any]]:
    try:
        return {
            str(row["name"]).removesuffix(".jsonl"): {
                "name": str(row["name"]),
                "bytes": int(row["bytes"]),
                "rows": int(row["rows"]),
                "sha256": str(row["sha256"]),
            }
            for row in manifest["files"]
        }
    except (KeyError, TypeError, ValueError) as error:
        raise ArchiveError(str(path), f"its {MANIFEST} does not list its files.", AGAIN) from error


def _refuse_other_schema(manifest: Mapping[str, Any], schema: str, path: Path) -> None:
    if manifest.get("schema") != schema:
        problem = f"it holds a record of schema {manifest.get('schema')}, this version reads {schema}."
        raise ArchiveError(str(path), problem, "Use the dragoman that wrote it.")


def _verify(archive: zipfile.ZipFile, row: Mapping[str, Any], path: Path) -> None:
    """Hold one file against the manifest; what is longer than it says is not read to its end."""
    digest, size = hashlib.sha256(), 0
    with _entry(archive, row, path) as entry:
        while data := entry.read(1 << 20):
            size += len(data)
            if size > row["bytes"]:
                break
            digest.update(data)
    if size != row["bytes"] or digest.hexdigest() != row["sha256"]:
        raise ArchiveError(str(path), f"{row['name']} is not what the manifest says.", AGAIN)


def _entry(archive: zipfile.ZipFile, row: Mapping[str, Any], path: Path) -> IO[bytes]:
    try:
        return archive.open(row["name"])
    except (KeyError, RuntimeError) as error:  # RuntimeError: it is encrypted
        raise ArchiveError(str(path), f"{row['name']} is not in it.", AGAIN) from error


def _opened_one_by_one(
    archive: zipfile.ZipFile, tables: Mapping[str, Mapping[str, Any]], path: Path
) -> Generator[tuple[str, Iterator[str]], None, None]:
    for name, row in tables.items():
        with closing(_lines(archive, row, path)) as lines:
            yield name, lines


def _lines(archive: zipfile.ZipFile, row: Mapping[str, Any], path: Path) -> Generator[str, None, None]:
    with _entry(archive, row, path) as entry:
        while line := entry.readline(LONGEST_LINE):
            try:
                yield line.decode("utf-8")
            except UnicodeDecodeError as error:
                raise ArchiveError(str(path), f"{row['name']} is no UTF-8.", AGAIN) from error
