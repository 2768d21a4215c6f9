"""Throttle: passwords tried, counted by account and by client, in the file, so that a restart forgets none of them.

A try is counted before the password is looked at, so that many at once count as many. Names and addresses are kept
as digests under the file's key: the file does not tell who was tried from where.

Source: OWASP ASVS 4.0.3, 2.2.1 (no more than 100 failed tries an hour on one account).
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from dragoman.errors import ThrottledError

if TYPE_CHECKING:
    from dragoman.web.access.file import AccountsFile

WINDOW_S = 15 * 60
MOST_OF_AN_ACCOUNT = 10
MOST_OF_A_CLIENT = 30
"""Several people may share an address."""


class Throttle:
    """Counts tries in one file of accounts."""

    def __init__(self, file: AccountsFile) -> None:
        self._file = file

    def count(self, name: str, client: str) -> None:
        """Count one try.

        Raises:
            ThrottledError: DG504, there were too many, for the name or from the client; this one is not looked at.
        """
        now = self._file.now()
        with self._file.writing() as file:
            (key,) = file.execute("SELECT value FROM key").fetchone()
            file.execute("DELETE FROM attempt WHERE tried_at <= ?", (now - WINDOW_S,))
            asked = "SELECT count(*), min(tried_at) FROM attempt WHERE who = ?"
            wait_s = 0
            for kind, who, most in (("account", name, MOST_OF_AN_ACCOUNT), ("client", client, MOST_OF_A_CLIENT)):
                count, first = file.execute(asked, (_mark(key, kind, who),)).fetchone()
                if count >= most:
                    wait_s = max(wait_s, first + WINDOW_S - now)
            if not wait_s:
                marks = [(_mark(key, "account", name), now), (_mark(key, "client", client), now)]
                file.executemany("INSERT INTO attempt VALUES (?, ?)", marks)
        if wait_s:
            raise ThrottledError("Too many passwords were tried.", wait_s)

    def forget(self, name: str, client: str) -> None:
        """Forget the tries for an account, since the right password was given, and that one try of the client's."""
        with self._file.writing() as file:
            (key,) = file.execute("SELECT value FROM key").fetchone()
            file.execute("DELETE FROM attempt WHERE who = ?", (_mark(key, "account", name),))
            file.execute(
                "DELETE FROM attempt WHERE rowid = (SELECT max(rowid) FROM attempt WHERE who = ?)",
                (_mark(key, "client", client),),
            )


def _mark(key: bytes, kind: str, who: str) -> bytes:
    return hmac.digest(key, f"{kind}\0{who}".encode(), hashlib.sha256)
