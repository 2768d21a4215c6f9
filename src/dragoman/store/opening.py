"""Opening: a path or URL comes in, an open ``Store`` with the right schema goes out.

A writing store is made or migrated here; a reading one never is. Nothing is repaired: what is not a record of ours,
or is newer than this version, is refused.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import DragomanError, StoreMissingError, StoreUnusableError, StoreVersionError
from dragoman.store.links import Link, SqliteReader
from dragoman.store.migrate import HEAD, upgrade
from dragoman.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import URL

    from dragoman.store.engine import SqlLink

SQLITE_SCHEME = "sqlite:///"


def open_store(
    url_or_path: str,
    *,
    write: bool,
    busy_timeout_s: float = 30.0,
    clock: Callable[[], datetime] | None = None,
) -> Store:
    """Open the record; use it in a ``with`` block.

    A store opened for reading shows one moment of the record for as long as it is open. A store opened for writing is
    made if there is none, and brought up to this version's schema. Many may read while one writes.

    Args:
        url_or_path: Path of an SQLite file, or an SQLAlchemy URL (``postgresql+psycopg://…``).
        write: Whether anything is to be added.
        busy_timeout_s: Seconds to wait for another writer.
        clock: Gives the aware time that facts are recorded at; the system's clock if None.

    Raises:
        StoreMissingError: DG401, nothing is there to be read.
        StoreVersionError: DG402, an older schema is there to be read.
        StoreBusyError: DG403, another process is writing.
        StoreUnusableError: DG404, it is no record of ours, damaged, out of reach, or newer.
    """
    path = _sqlite_path(url_or_path)
    if path is not None and not write:
        link: Link = SqliteReader(path, busy_timeout_s)
    else:
        link = _open_sql(url_or_path, path, busy_timeout_s, write=write)
    try:
        if not write:
            _refuse_other_schema(link)
    except DragomanError:
        link.close()
        raise
    return Store(link, clock or _now)


def _now() -> datetime:
    return datetime.now(UTC)


def _sqlite_path(url_or_path: str) -> str | None:
    if url_or_path.startswith(SQLITE_SCHEME):
        return url_or_path.removeprefix(SQLITE_SCHEME)
    return None if "://" in url_or_path else url_or_path


def _refuse_other_schema(link: Link) -> None:
    found = _version(link)
    if found is not None and found > HEAD:
        raise _newer(link, found)
    if found != HEAD:
        raise StoreVersionError(link.shown, found, HEAD)


def _version(link: Link) -> str | None:
    """Give the schema's version, or None where the database holds no record of ours."""
    if link.dialect == "sqlite":
        known = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    else:
        known = "SELECT 1 WHERE to_regclass('alembic_version') IS NOT NULL"
    if not list(link.rows(known)):
        return None
    return next((str(version) for (version,) in link.rows("SELECT version_num FROM alembic_version")), None)


def _newer(link: Link, found: str) -> StoreUnusableError:
    problem = f"its schema {found} is newer than this version's {HEAD}."
    return StoreUnusableError(link.shown, problem, "Install a newer dragoman.")


def _open_sql(url_or_path: str, path: str | None, busy_timeout_s: float, *, write: bool) -> SqlLink:
    from dragoman.store.engine import SqlLink  # noqa: PLC0415  half a second, and not for reading SQLite

    url = _parse_url(url_or_path, path)
    if path is not None and not Path(path).resolve().parent.is_dir():
        raise StoreUnusableError(path, "its folder does not exist.", "Make the folder first.")
    link = SqlLink(url, busy_timeout_s, write=write)
    try:
        if write:
            _bring_up(link)
        elif _version(link) is None:
            raise StoreMissingError(link.shown)
    except DragomanError:
        link.close()
        raise
    return link


def _parse_url(url_or_path: str, path: str | None) -> URL:
    from sqlalchemy import URL, make_url  # noqa: PLC0415
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

    if path is not None:
        return URL.create("sqlite", database=path)
    try:
        url = make_url(url_or_path)
    except ArgumentError:
        raise _unknown_kind("the address") from None
    if url.get_backend_name() != "postgresql":
        raise _unknown_kind(f"'{url.drivername}://'")
    return url.set(drivername="postgresql+psycopg")


def _unknown_kind(what: str) -> StoreUnusableError:
    return StoreUnusableError(
        what, "it names no kind of store that we know.", "Give a path, sqlite:///PATH or postgresql://HOST/NAME."
    )


def _bring_up(link: SqlLink) -> None:
    found = _version(link)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        raise _newer(link, found)
    with link.transaction():
        _migrate(link)


def _migrate(link: SqlLink) -> None:
    from dragoman.store.engine import mark_as_ours, table_names  # noqa: PLC0415

    found = _version(link)  # again, now that no other writer can be at it
    if found is None and table_names(link):
        problem = "it holds tables that are not ours."
        raise StoreUnusableError(link.shown, problem, "Name another with --store, so that nothing of it is touched.")
    if found != HEAD:
        upgrade(link.connection)
        mark_as_ours(link)
