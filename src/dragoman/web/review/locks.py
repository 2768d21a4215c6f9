"""Locks: who has an item in hand, so that two people do not decide the same at once.

Names of items come in, who holds them goes out; a person has one item in hand at a time. Hands are kept in the file of
the accounts, so that they hold whichever server of one record somebody is at. They are a courtesy, not a fact of the
record, and end by themselves. What keeps a decision whole without them is the record's own transaction, and a page's
head of the log; what two people decided differently is shown as a conflict.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from dragoman.errors import AccountsFileError, ItemHeldError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from dragoman.web.access.file import AccountsFile

LASTS = timedelta(minutes=5)
"""How long an item stays in hand without a sign of whoever has it. Source: our choice; an open page renews it."""
TABLE = """CREATE TABLE IF NOT EXISTS hand (
  item TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL
) STRICT, WITHOUT ROWID"""
"""Made by the first hand: files of earlier versions have none, and those versions pass it over."""


@dataclass(frozen=True, slots=True)
class Lock:
    """An item in somebody's hand.

    Attributes:
        item: Id of an event or a report.
        holder: Name of the account.
        until: When it ends unless it is renewed; aware UTC.
    """

    item: str
    holder: str
    until: datetime


class Locks:
    """The items in hand, in one file of accounts."""

    def __init__(self, file: AccountsFile) -> None:
        self._file = file

    def take(self, item: str, name: str) -> Lock:
        """Take an item in hand, or keep it there, and let go of what was in that hand before.

        Returns:
            Who has it now, which may be somebody else.

        Raises:
            AccountsFileError: DG506, the file cannot be written.
        """
        with self._file.writing() as file:
            file.execute(TABLE)
            now = self._file.now()
            file.execute("DELETE FROM hand WHERE until <= ?", (now,))
            found = _held(file, now).get(item)
            if found is not None and found.holder != name:
                return found
            taken = Lock(item, name, _moment(now + int(LASTS.total_seconds())))
            file.execute("DELETE FROM hand WHERE holder = ?", (name,))
            file.execute("INSERT INTO hand VALUES (?, ?, ?)", (item, name, int(taken.until.timestamp())))
            return taken

    def release(self, item: str, name: str) -> None:
        """Let go of an item; nothing where somebody else has it.

        Raises:
            AccountsFileError: DG506, the file cannot be written.
        """
        with self._file.writing() as file:
            file.execute(TABLE)
            file.execute("DELETE FROM hand WHERE item = ? AND holder = ?", (item, name))

    def holder(self, item: str) -> Lock | None:
        """Give who has an item in hand, or None."""
        return self._all().get(item)

    def all(self) -> list[Lock]:
        """Give every item in hand, by its name."""
        return sorted(self._all().values(), key=lambda lock: lock.item)

    def refuse_held(self, items: Iterable[str], name: str) -> None:
        """Refuse to decide on what somebody else has in hand.

        Raises:
            ItemHeldError: DG133, somebody else has one of the items.
        """
        held = self._all()
        for item in items:
            found = held.get(item)
            if found is not None and found.holder != name:
                raise ItemHeldError(item, found.holder, found.until)

    def _all(self) -> dict[str, Lock]:
        """Give the items in hand; none where the accounts cannot be read, since then nobody can decide either."""
        try:
            with self._file.reading() as file:
                return {} if file is None else _held(file, self._file.now())
        except AccountsFileError:
            return {}


def _held(file: sqlite3.Connection, now: int) -> dict[str, Lock]:
    if file.execute("SELECT count(*) FROM sqlite_master WHERE name = 'hand'").fetchone() == (0,):
        return {}
    rows = file.execute("SELECT item, holder, until FROM hand WHERE until > ?", (now,))
    return {item: Lock(item, holder, _moment(until)) for item, holder, until in rows}


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
