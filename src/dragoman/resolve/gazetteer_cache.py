"""The compiled gazetteer's file: whether it is whole, when it is compiled again, how it is opened.

A path comes in, an opened file goes out. A file that is missing, cut short or damaged is compiled anew, by one
process at a time; it is never mended.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from dragoman.resolve import gazetteer_build

if TYPE_CHECKING:
    from pathlib import Path


def ensure_built(path: Path) -> None:
    """Compile the gazetteer to ``path`` unless a whole one stands there; another process's work is waited for."""
    if _is_whole(path):
        return
    with gazetteer_build.building_lock(path):
        if not _is_whole(path):
            gazetteer_build.build(path)


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
