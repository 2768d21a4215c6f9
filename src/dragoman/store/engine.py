"""Engine: SQLAlchemy behind a ``Link``, for everything that writes and for PostgreSQL.

A path or URL comes in, an open link goes out. One writer at a time: ``BEGIN IMMEDIATE`` on SQLite, an advisory lock on
PostgreSQL, both waiting at most ``busy_timeout_s``. Reading links of PostgreSQL see one moment of the record.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from dragoman.errors import StoreBusyError, StoreReadOnlyError, StoreUnusableError
from dragoman.store.links import APPLICATION_ID, Row, Value, sqlite_error
from dragoman.store.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WRITER_LOCK = 0x44524147
"""Key of the advisory lock that a writer holds on PostgreSQL."""

LOCK_NOT_AVAILABLE = "55P03"
"""Source: PostgreSQL 15, Appendix A, error codes."""

_BATCH_ROWS = 500


class SqlLink:
    """A link over one SQLAlchemy connection."""

    def __init__(self, url: sa.URL, busy_timeout_s: float, *, write: bool) -> None:
        self.shown = _shown(url)
        self.dialect = url.get_backend_name()
        self.may_write = write
        self._waits_s = busy_timeout_s
        self._is_inside = False
        self._engine = self._create_engine(url)
        with self._told():
            self.connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            self._prepare()

    def rows(self, sql: str, **values: Value) -> Iterator[Row]:
        """Give the rows that this text selects, lazily."""
        with self._told():
            for row in self._execute(sql, values):
                yield tuple(row)

    def run(self, sql: str, **values: Value) -> None:
        """Run a text that gives no rows."""
        with self._told():
            self._execute(sql, values)

    def _execute(self, sql: str, values: Mapping[str, Value]) -> sa.CursorResult[Any]:
        """Run a text; SQLite names its values as our texts do, and need not have them compiled."""
        if self.dialect == "sqlite":
            return self.connection.exec_driver_sql(sql, values)
        return self.connection.execute(sa.text(sql), values)

    def add(self, table: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """Append rows to a table of the schema."""
        with self._told():
            for first in range(0, len(rows), _BATCH_ROWS):
                self.connection.execute(sa.insert(TABLES[table]), rows[first : first + _BATCH_ROWS])

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the write lock: all that is added inside is kept together, or nothing of it.

        Raises:
            StoreReadOnlyError: DG405, the link was opened for reading.
            StoreBusyError: DG403, another writer held the lock for too long.
        """
        if not self.may_write:
            raise StoreReadOnlyError(self.shown)
        if self._is_inside:
            yield
            return
        self._begin()
        self._is_inside = True
        try:
            yield
        except BaseException:
            self._is_inside = False
            self.run("ROLLBACK")
            raise
        self._is_inside = False
        self.run("COMMIT")

    def close(self) -> None:
        """Let go of the connection."""
        self.connection.close()
        self._engine.dispose()

    def _create_engine(self, url: sa.URL) -> sa.Engine:
        try:
            return sa.create_engine(url, poolclass=sa.NullPool, connect_args=self._connect_args())
        except ModuleNotFoundError as error:
            problem = f"the database's driver, {error.name}, is not installed."
            raise StoreUnusableError(
                self.shown, problem, "Install it with 'pip install dragoman[postgres]'."
            ) from error

    def _connect_args(self) -> dict[str, object]:
        if self.dialect == "sqlite":
            return {"timeout": self._waits_s, "isolation_level": None, "check_same_thread": False}
        return {"connect_timeout": max(2, round(self._waits_s))}

    def _prepare(self) -> None:
        if self.dialect == "sqlite":
            for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
                self.connection.execute(sa.text(f"PRAGMA {pragma}"))
            return
        self.connection.execute(sa.text(f"SET lock_timeout = {round(self._waits_s * 1000)}"))
        if not self.may_write:
            self.connection.execute(sa.text("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"))

    def _begin(self) -> None:
        if self.dialect == "sqlite":
            self.run("BEGIN IMMEDIATE")
            return
        self.run("BEGIN")
        try:
            self.run(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
        except BaseException:
            self.run("ROLLBACK")
            raise

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Turn the driver's errors into ours."""
        try:
            yield
        except DBAPIError as error:
            raise self._error(error) from error

    def _error(self, error: DBAPIError) -> Exception:
        cause = error.orig or error
        if self.dialect == "sqlite":
            return sqlite_error(self.shown, self._waits_s, cause)
        if getattr(cause, "sqlstate", None) == LOCK_NOT_AVAILABLE:
            return StoreBusyError(self.shown, self._waits_s)
        reason = str(cause).strip().splitlines()[0]
        return StoreUnusableError(self.shown, f"PostgreSQL says '{reason}'.", "Mend that, or use another --store.")


def table_names(link: SqlLink) -> set[str]:
    """Give the names of the tables that the database has."""
    with link._told():  # noqa: SLF001  same module
        return set(sa.inspect(link.connection).get_table_names())


def mark_as_ours(link: SqlLink) -> None:
    """Write our mark into the header of an SQLite file."""
    if link.dialect == "sqlite":
        link.run(f"PRAGMA application_id = {APPLICATION_ID}")


def _shown(url: sa.URL) -> str:
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.render_as_string(hide_password=True)
