"""Sessions: who signed in, kept on the server; the browser has a random number that says nothing, and ends in time.

Source: OWASP Session Management Cheat Sheet (entropy of at least 64 bits, a new number at each sign-in, ends after a
time without use and after a time in all).
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from dragoman.web.access.roles import Role, User

if TYPE_CHECKING:
    from dragoman.web.access.file import AccountsFile

NUMBER_BYTES = 32
LONGEST_S = 12 * 3600
"""A working day: then everybody signs in again."""
IDLE_S = 2 * 3600
SEEN_EVERY_S = 60
"""The last use is written down no more often."""


class Sessions:
    """The sessions of one file of accounts."""

    def __init__(self, file: AccountsFile) -> None:
        self._file = file

    def begin(self, name: str, before: str | None = None) -> str:
        """Begin a session and give its number; the one before ends, so that a number is never known beforehand."""
        number, now = secrets.token_urlsafe(NUMBER_BYTES), self._file.now()
        with self._file.writing() as file:
            ended = (now - LONGEST_S, now - IDLE_S)
            file.execute("DELETE FROM session WHERE made_at <= ? OR seen_at <= ?", ended)
            if before is not None:
                file.execute("DELETE FROM session WHERE digest = ?", (digest_of(before),))
            file.execute("INSERT INTO session VALUES (?, ?, ?, ?)", (digest_of(number), name, now, now))
        return number

    def user(self, number: str) -> User | None:
        """Give whose session it is; None where there is none, it has ended, or the account is closed."""
        now = self._file.now()
        with self._file.reading() as found:
            row = (
                found
                and found.execute(
                    "SELECT name, role, seen_at FROM session JOIN user ON name = session.user WHERE digest = ?"
                    " AND session.made_at > ? AND seen_at > ? AND disabled_at IS NULL",
                    (digest_of(number), now - LONGEST_S, now - IDLE_S),
                ).fetchone()
            )
        if not row:
            return None
        if now - row[2] >= SEEN_EVERY_S:
            with self._file.writing() as file:
                file.execute("UPDATE session SET seen_at = ? WHERE digest = ?", (now, digest_of(number)))
        return User(row[0], Role(row[1]))

    def end(self, number: str) -> None:
        """End a session; one that is not there has ended."""
        with self._file.writing() as file:
            file.execute("DELETE FROM session WHERE digest = ?", (digest_of(number),))


def digest_of(number: str) -> bytes:
    """Give what is kept of a random number: no salt and no stretching are needed, since it cannot be guessed."""
    return hashlib.sha256(number.encode()).digest()
