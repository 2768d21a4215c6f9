"""File: the accounts, sessions and tokens in an SQLite file of their own, beside the record and never in it.

A path and a clock come in, connections go out. The file is made by its first writing, readable by its owner alone.
It holds no password and no token, only what they are compared with.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import AccountsFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dragoman.settings import Settings

APPLICATION_ID = 0x64726761
"""In the header of the file ("drga"), so that no other SQLite file is taken for one. Source: SQLite, PRAGMA
application_id."""
VERSION = 1
BUSY_S = 5.0
KEY_BYTES = 32

SCHEMA = """
CREATE TABLE user (
  name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL,
  made_at INTEGER NOT NULL, disabled_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
  digest BLOB PRIMARY KEY, user TEXT NOT NULL REFERENCES user ON DELETE CASCADE,
  made_at INTEGER NOT NULL, seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE token (
  id TEXT PRIMARY KEY, digest BLOB NOT NULL UNIQUE, user TEXT NOT NULL REFERENCES user ON DELETE CASCADE,
  scope TEXT NOT NULL, label TEXT NOT NULL, made_at INTEGER NOT NULL, ends_at INTEGER NOT NULL,
  revoked_at INTEGER, used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE attempt (who BLOB NOT NULL, tried_at INTEGER NOT NULL) STRICT;
CREATE INDEX attempt_who ON attempt (who, tried_at);
CREATE TABLE key (value BLOB NOT NULL) STRICT;
"""
"""Instants are whole seconds since 1970, UTC."""


class AccountsFile:
    """Opens the file of the accounts, as often as it is asked: each connection lives for one block, in one thread."""

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self.path = path
        self._clock = clock

    def now(self) -> int:
        """Give the instant, in seconds since 1970."""
        return int(self._clock().timestamp())

    def exists(self) -> bool:
        """Whether the file is there."""
        return self.path.exists()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """Open the file for reading; None where there is none, or nothing in it yet.

        Raises:
            AccountsFileError: DG506, it cannot be read, or is none of ours.
        """
        if not self.exists():
            yield None
            return
        with self._errors(), closing(self._connect("ro")) as connection:
            yield connection if self._is_ours(connection) else None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one transaction, and make it first where there is none.

        Raises:
            AccountsFileError: DG506, it cannot be written, or is none of ours.
        """
        with self._errors():
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            with closing(self._connect("rw")) as connection:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    if not self._is_ours(connection):
                        _make(connection)
                    yield connection
                except BaseException:
                    connection.rollback()
                    raise
                connection.commit()

    def _connect(self, mode: str) -> sqlite3.Connection:
        uri = f"{self.path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_S, isolation_level=None)
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _is_ours(self, connection: sqlite3.Connection) -> bool:
        """Whether the file has our tables; an empty one has none yet, and any other is refused."""
        (kind,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if kind == APPLICATION_ID and version == VERSION:
            return True
        if kind == APPLICATION_ID:
            problem = f"it has form {version}, this version knows {VERSION}."
            raise AccountsFileError(str(self.path), problem, "Use the version of dragoman that wrote it.")
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
            raise AccountsFileError(
                str(self.path), "it is no file of accounts.", "Name another with DRAGOMAN_ACCOUNTS."
            )
        return False

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            problem = f"it cannot be used: {error}."
            raise AccountsFileError(str(self.path), problem, "Name another with DRAGOMAN_ACCOUNTS.") from None


def _make(connection: sqlite3.Connection) -> None:
    for statement in SCHEMA.split(";"):
        connection.execute(statement)
    connection.execute("INSERT INTO key VALUES (?)", (secrets.token_bytes(KEY_BYTES),))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def accounts_file(settings: Settings, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> AccountsFile:
    """Give the file of a record's accounts; it need not be there yet.

    Args:
        settings: Name the record, and the file where it is not beside it.
        clock: Aware UTC.
    """
    from dragoman.pipeline.fetching import beside_store

    named = Path(settings.accounts).expanduser() if settings.accounts else None
    return AccountsFile(named or beside_store(settings, ".accounts.db"), clock)
