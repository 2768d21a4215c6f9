"""The cache of what takes long to make, such as compiled dossiers: JSON files with a check sum, whole or not at all.

Plain JSON data comes in under a key and goes out again. A file that is missing, damaged or of another
schema is ``None``: the caller builds it again. A cache that cannot be written costs time, never a run.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = "1"
"""Version of the packs' schema and of what it means; it is part of every dossier's digest."""


def read_cache(folder: Path, key: str, kind: str = "dossier") -> Any | None:
    """Give the data of a kind that is kept under a key, or None where there is none that is whole."""
    try:
        head, _, body = _file(folder, key, kind).read_bytes().partition(b"\n")
    except OSError:
        return None
    if head != _seal(body, kind):
        return None
    return json.loads(body)


def write_cache(folder: Path, key: str, data: Any, kind: str = "dossier") -> None:
    """Keep JSON data under a key, atomically; where the folder cannot be written nothing is kept."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(dir=folder, prefix=f".{kind}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_seal(body, kind) + b"\n" + body)
            os.replace(made, _file(folder, key, kind))  # noqa: PTH105 -- the atomic call, named
        except OSError:
            os.unlink(made)  # noqa: PTH108
            raise


def _file(folder: Path, key: str, kind: str) -> Path:
    return folder / f"{kind}-{SCHEMA}-{key[:32]}.json"


def _seal(body: bytes, kind: str) -> bytes:
    return f"dragoman {kind} {SCHEMA} {hashlib.sha256(body).hexdigest()}".encode()
