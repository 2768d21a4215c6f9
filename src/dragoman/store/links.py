"""Links: one way to ask a database, whichever driver stands behind it.

SQL text with ``:named`` values goes in, tuples come out. The texts run unchanged on SQLite and PostgreSQL.
``SqliteReader`` uses Python's own driver: a reading command then starts without SQLAlchemy, whose import alone takes
half a second. Everything that writes, and PostgreSQL, goes through ``engine``.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from dragoman.errors import StoreBusyError, StoreMissingError, StoreReadOnlyError, StoreUnusableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

Value: TypeAlias = str | int | float | bytes | None
Row: TypeAlias = tuple[Value, ...]

APPLICATION_ID = 0x44524147
"""``DRAG`` in the header of an SQLite file: this file is a record of ours.

Source: SQLite, PRAGMA application_id.
"""


class Link(Protocol):
    """An open connection on which a store reads and, where it may, writes."""

    shown: str
    """The path or URL as it may be shown: without a password."""
    dialect: str
    """``sqlite`` or ``postgresql``."""
    may_write: bool

    def rows(self, sql: str, **values: Value) -> Iterator[Row]:
        """Give the rows that this text selects, lazily."""
        ...

    def run(self, sql: str, **values: Value) -> None:
        """Run a text that gives no rows."""
        ...

    def add(self, table: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """Append rows to a table of the schema."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Hold the write lock: all that is added inside is kept together, or nothing of it."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


class SqliteReader:
    """An SQLite record opened for reading: one moment of it, from the first question to the last."""

    dialect = "sqlite"
    may_write = False

    def __init__(self, path: str, busy_timeout_s: float) -> None:
        self.shown = path
        self._waits_s = busy_timeout_s
        if not Path(path).is_file():
            raise StoreMissingError(path)
        try:
            self._connection = open_for_reading(path, busy_timeout_s)
        except sqlite3.Error as error:
            raise self._error(error) from error

    def rows(self, sql: str, **values: Value) -> Iterator[Row]:
        """Give the rows that this text selects, lazily."""
        try:
            for row in self._connection.execute(sql, values):  # noqa: UP028  that would close a closed cursor
                yield row
        except sqlite3.Error as error:
            raise self._error(error) from error

    def run(self, sql: str, **values: Value) -> None:
        """Refuse: nothing is changed here."""
        del sql, values
        raise StoreReadOnlyError(self.shown)

    def add(self, table: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """Refuse: nothing is added here."""
        del table, rows
        raise StoreReadOnlyError(self.shown)

    def transaction(self) -> AbstractContextManager[None]:
        """Refuse: nothing is written here."""
        raise StoreReadOnlyError(self.shown)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _error(self, error: sqlite3.Error) -> Exception:
        return sqlite_error(self.shown, self._waits_s, error)


def sqlite_error(shown: str, waits_s: float, error: BaseException) -> Exception:
    """Give our error for one of the SQLite driver: busy, or not usable with its reason."""
    reason = str(error)
    if "locked" in reason or "busy" in reason:
        return StoreBusyError(shown, waits_s)
    return StoreUnusableError(shown, f"SQLite says '{reason}'.", "Run 'dragoman check', or name another with --store.")


def open_for_reading(path: str, busy_timeout_s: float) -> sqlite3.Connection:
    """Open an SQLite file that is there, at one moment of it; nothing of it can be changed through this."""
    try:
        return _begin_reading(path, "mode=ro", busy_timeout_s)
    except sqlite3.OperationalError as error:
        # On a medium that cannot be written SQLite has nowhere to put its lock file. Without a journal beside it the
        # file is whole by itself and nobody can change it.
        if "unable to open" not in str(error) or Path(f"{path}-wal").exists():
            raise
        return _begin_reading(path, "mode=ro&immutable=1", busy_timeout_s)


def _begin_reading(path: str, options: str, busy_timeout_s: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{Path(path).resolve().as_uri()}?{options}",
        uri=True,
        timeout=busy_timeout_s,
        isolation_level=None,
        check_same_thread=False,  # a web server may close it on another thread than the one that opened it
    )
    try:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection
