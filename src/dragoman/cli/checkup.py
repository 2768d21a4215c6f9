"""The check-up of this machine: what dragoman needs, whether it is here, and what to do if not.

Settings come in, rows go out, one for each thing that is needed. Nothing is installed
and no record is written; packs that were not compiled yet are, and the language model is found, not loaded.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import sys
from dataclasses import asdict, dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError, StoreMissingError, StoreVersionError
from dragoman.settings import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.settings import Settings

OLDEST_PYTHON = (3, 11)
LEAST_FREE_BYTES = 300_000_000
"""The compiled gazetteer and a small record, with SQLite's journal beside it. Source: measured on the examples."""
SQLITE = "sqlite:///"
OTHER_STORE = "Name another with --store, or restore it from a copy."
INSTALL_AGAIN = "Run 'make demo' in the project's folder, or install dragoman again with its pinned requirements."
LEARNED = frozenset({"both", "learned"})
"""Readers that need the learned reader's files."""
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is needed.

    Attributes:
        state: ``ok``, ``later`` (made when first needed) or ``missing``.
        next: The next step; None where there is nothing to do.
    """

    what: str
    state: str
    found: str
    next: str | None = None


def check_up(settings: Settings) -> tuple[Row, ...]:
    """Look at everything that dragoman needs."""
    looks = (_python, _packages, _sqlite, _model, _reader, _cache, _dossier, _gazetteer, _disk, _record)
    return tuple(row for look in looks for row in look(settings))


def to_shape(rows: tuple[Row, ...]) -> dict[str, Any]:
    """Give the JSON shape of a check: ``ok``, findings, counts; and every row."""
    missing = [row for row in rows if row.state == "missing"]
    return {
        "ok": not missing,
        "findings": [
            {"code": "missing", "where": row.what, "what": row.found, "next": row.next or INSTALL_AGAIN}
            for row in missing
        ],
        "counts": {state: sum(row.state == state for row in rows) for state in ("ok", "later", "missing")},
        "rows": [asdict(row) for row in rows],
    }


def _python(_: Settings) -> Iterator[Row]:
    found = ".".join(map(str, sys.version_info[:3]))
    is_new_enough = sys.version_info[:2] >= OLDEST_PYTHON
    yield Row(
        "Python",
        "ok" if is_new_enough else "missing",
        found,
        None if is_new_enough else "Install Python 3.11 or later.",
    )


def _packages(_: Settings) -> Iterator[Row]:
    wanted = [text for text in metadata.requires("dragoman") or () if "extra ==" not in text]
    names = [found[0] for text in wanted if (found := _NAME.match(text))]
    absent = [name for name in names if not _is_installed(name)]
    if absent:
        yield Row("packages", "missing", f"not installed: {', '.join(absent)}", INSTALL_AGAIN)
    else:
        yield Row("packages", "ok", f"{len(names)} required packages are installed")


def _sqlite(_: Settings) -> Iterator[Row]:
    with sqlite3.connect(":memory:") as connection:
        options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    connection.close()
    if "ENABLE_FTS5" in options:
        yield Row("SQLite", "ok", f"{sqlite3.sqlite_version}, with full-text search")
    else:
        yield Row(
            "SQLite", "missing", f"{sqlite3.sqlite_version}, built without FTS5", "Use a Python whose SQLite has FTS5."
        )


def _model(settings: Settings) -> Iterator[Row]:
    found = find_spec(settings.model) if settings.model.isidentifier() else None
    if found is not None:
        yield Row("language model", "ok", f"{settings.model} {metadata.version(settings.model)}")
    elif Path(settings.model).is_dir():
        yield Row("language model", "ok", settings.model)
    else:
        yield Row(
            "language model",
            "missing",
            f"{settings.model} is not installed",
            f"{INSTALL_AGAIN} Or set DRAGOMAN_MODEL to one that is.",
        )


def _reader(settings: Settings) -> Iterator[Row]:
    """Look at the files of the learned reader, where it is to read: each must be the one that its card names."""
    from dragoman.extract.learned.bundle import FOLDER, load_bundle

    if settings.reader not in LEARNED:
        return
    folder = Path(settings.reader_folder).expanduser() if settings.reader_folder else FOLDER
    try:
        bundle = load_bundle(folder)
    except DragomanError as error:
        yield Row("learned reader", "missing", str(error), f"{INSTALL_AGAIN} Or set DRAGOMAN_READER to rules.")
    else:
        yield Row("learned reader", "ok", f"{bundle.version}, every file whole")


def _cache(settings: Settings) -> Iterator[Row]:
    folder = cache_folder(settings.cache)
    nearest = next(at for at in (folder, *folder.parents) if at.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK):
        yield Row("cache folder", "ok" if folder.exists() else "later", str(folder))
    else:
        yield Row("cache folder", "missing", f"{folder} cannot be written", "Set DRAGOMAN_CACHE to a folder that can.")


def _dossier(settings: Settings) -> Iterator[Row]:
    from dragoman.dossier import load_dossier

    try:
        dossier = load_dossier(settings.dossier)
    except DragomanError as error:
        yield Row("dossier", "missing", str(error), "Run 'dragoman dossier check'.")
        return
    packs = ", ".join(f"{pack.name} {pack.version}" for pack in dossier.packs)
    yield Row(
        "dossier",
        "ok",
        f"{packs}: {len(dossier.actors):,} actors, {len(dossier.places):,} places, {len(dossier.sources):,} sources",
    )


def _gazetteer(settings: Settings) -> Iterator[Row]:
    from dragoman.resolve.gazetteer import versions_digest

    path = cache_folder(settings.cache) / f"gazetteer-{versions_digest()}.sqlite"
    if path.exists():
        yield Row("gazetteer", "ok", str(path))
    else:
        yield Row("gazetteer", "later", "not compiled yet", "Nothing: the first reading compiles it, in a few seconds.")


def _disk(settings: Settings) -> Iterator[Row]:
    """Look at the space beside the record; one on a server is the server's matter."""
    if "://" in settings.store and not settings.store.startswith(SQLITE):
        return
    folder = Path(settings.store.removeprefix(SQLITE)).resolve().parent
    nearest = next(at for at in (folder, *folder.parents) if at.is_dir())
    free = shutil.disk_usage(nearest).free
    if free >= LEAST_FREE_BYTES:
        yield Row("disk", "ok", f"{free / 1e9:,.1f} GB free at {nearest}")
    else:
        step = "Free some space, or name a record on another disk with --store."
        yield Row("disk", "missing", f"only {free / 1e6:,.0f} MB free at {nearest}", step)


def _record(settings: Settings) -> Iterator[Row]:
    from dragoman.store import open_store

    try:
        with open_store(settings.store, write=False, busy_timeout_s=settings.busy_timeout_s) as store:
            counts, is_current = store.counts(), store.is_fold_current()
    except StoreMissingError:
        yield Row("record", "later", f"none at {settings.store} yet", "Make one: dragoman ingest PATH.")
    except StoreVersionError as error:
        if error.found is None:
            yield Row("record", "missing", f"{settings.store} holds no record", OTHER_STORE)
            return
        found = f"{settings.store} has schema {error.found}, not {error.wanted} yet"
        yield Row("record", "later", found, "Run 'dragoman rebuild': it brings the record up to this version.")
    except DragomanError as error:
        yield Row("record", "missing", str(error), OTHER_STORE)
    else:
        listed = ", ".join(f"{number:,} {name}" for name, number in counts.items())
        step = None if is_current else "Run 'dragoman rebuild': facts were recorded after the events were last folded."
        yield Row("record", "ok" if is_current else "later", f"{settings.store}: {listed}", step)


def _is_installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True
