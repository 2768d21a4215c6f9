"""Archive: a whole record with its evidence in one file, plain enough to be read without this program.

An open record comes in, a ZIP file goes out: ``<table>.jsonl`` for each table, one row a line, and ``manifest.json``
with the number of rows and bytes and the SHA-256 of each. The same record gives the same bytes. The file is there
whole or not at all. The form is told in ``docs/reference/archive.md``.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import ArchiveError

if TYPE_CHECKING:
    from dragoman.store import Store

FORMAT, VERSION = "dragoman-archive", 1
MANIFEST = "manifest.json"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every entry, so that the same record gives the same bytes. Source: the earliest that ZIP can tell."""


@dataclass(frozen=True, slots=True)
class Archived:
    """What was written.

    Attributes:
        digest: SHA-256 of the manifest, which names the whole content.
        rows: How many rows, by table.
    """

    digest: str
    head: str
    rows: dict[str, int]


def write_archive(store: Store, path: Path) -> Archived:
    """Write a record to a file.

    Args:
        store: Open for reading, so that it shows one moment.
        path: Where to; a file that is there is replaced when the new one is whole.

    Raises:
        ArchiveError: DG407, the file cannot be written.
    """
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as part:
            half = Path(part.name)
        try:
            written = _write(store, half)
            half.chmod(0o666 & ~_umask())
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ArchiveError(str(path), f"it cannot be written: {reason}.", "Name another file.") from error
    return written


def _write(store: Store, path: Path) -> Archived:
    head = store.head()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        files = [_write_table(store, archive, name) for name in store.tables()]
        manifest = {"format": FORMAT, "version": VERSION, "schema": store.schema, "head": head, "files": files}
        text = json.dumps(manifest, indent=2) + "\n"
        archive.writestr(_entry(MANIFEST), text)
    rows = {str(each["name"]).removesuffix(".jsonl"): int(each["rows"]) for each in files}
    return Archived(hashlib.sha256(text.encode()).hexdigest(), head, rows)


def _write_table(store: Store, archive: zipfile.ZipFile, name: str) -> dict[str, Any]:
    digest, rows, size = hashlib.sha256(), 0, 0
    with archive.open(_entry(f"{name}.jsonl"), "w", force_zip64=True) as out:
        for line in store.dump(name):
            data = line.encode() + b"\n"
            digest.update(data)
            out.write(data)
            rows, size = rows + 1, size + len(data)
    return {"name": f"{name}.jsonl", "rows": rows, "bytes": size, "sha256": digest.hexdigest()}


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
