"""Users: the accounts of a record's pages: names, roles, hashes of passwords; kept on the machine, never on the web."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dragoman.errors import AccountError, UnknownNameError
from dragoman.web.access.roles import Role

if TYPE_CHECKING:
    import sqlite3

    from dragoman.web.access.file import AccountsFile
    from dragoman.web.access.passwords import Passwords

NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
"""Lower case alone, so that no two names look alike; the name stands under decisions, and in commands."""


class Account(NamedTuple):
    """One account; instants are seconds since 1970."""

    name: str
    role: Role
    made_at: int
    disabled_at: int | None


class Users:
    """The accounts of one file."""

    def __init__(self, file: AccountsFile, passwords: Passwords) -> None:
        self._file = file
        self._passwords = passwords

    def any_enabled(self) -> bool:
        """Whether somebody can sign in."""
        with self._file.reading() as found:
            return found is not None and bool(
                found.execute("SELECT 1 FROM user WHERE disabled_at IS NULL LIMIT 1").fetchone()
            )

    def all(self) -> list[Account]:
        """Give all accounts, by name."""
        with self._file.reading() as found:
            rows = found.execute("SELECT name, role, made_at, disabled_at FROM user ORDER BY name") if found else ()
            return [Account(name, Role(role), made_at, disabled_at) for name, role, made_at, disabled_at in rows]

    def add(self, name: str, role: Role, password: str) -> None:
        """Make an account.

        Raises:
            AccountError: DG505, the name is taken or has other signs than letters, figures, dot, dash and underscore;
                the password is too easily guessed.
        """
        if not NAME.fullmatch(name):
            problem = "a name has small letters (a to z), figures, and dots, dashes or underscores between them."
            raise AccountError(name, problem, "Take such a one.")
        kept = self._passwords.hash(name, password)
        with self._file.writing() as file:
            if file.execute("SELECT 1 FROM user WHERE name = ?", (name,)).fetchone():
                raise AccountError(name, "there is one already.", "See 'dragoman user list'.")
            file.execute("INSERT INTO user VALUES (?, ?, ?, ?, NULL)", (name, str(role), kept, self._file.now()))

    def set_password(self, name: str, password: str) -> None:
        """Give an account another password; whoever is signed in under it is signed out.

        Raises:
            AccountError: DG505, the password is too easily guessed.
            UnknownNameError: DG101, there is no such account.
        """
        kept = self._passwords.hash(name, password)
        self._change(name, "UPDATE user SET password = ? WHERE name = ?", (kept, name))

    def set_role(self, name: str, role: Role) -> None:
        """Give an account another role; whoever is signed in under it is signed out.

        Raises:
            UnknownNameError: DG101, there is no such account.
        """
        self._change(name, "UPDATE user SET role = ? WHERE name = ?", (str(role), name))

    def disable(self, name: str) -> None:
        """Close an account: nobody signs in under it, its sessions and tokens end. What it decided stays on record.

        Raises:
            UnknownNameError: DG101, there is no such account.
        """
        now = self._file.now()
        self._change(name, "UPDATE user SET disabled_at = ? WHERE name = ?", (now, name))
        with self._file.writing() as file:
            file.execute("UPDATE token SET revoked_at = ? WHERE user = ? AND revoked_at IS NULL", (now, name))

    def enable(self, name: str) -> None:
        """Open a closed account again; its tokens stay revoked.

        Raises:
            UnknownNameError: DG101, there is no such account.
        """
        self._change(name, "UPDATE user SET disabled_at = NULL WHERE name = ?", (name,))

    def check(self, name: str, password: str) -> Account | None:
        """Give the account to which name and password belong; None, after as long, where they do not."""
        with self._file.reading() as found:
            asked = "SELECT name, role, made_at, disabled_at, password FROM user WHERE name = ? AND disabled_at IS NULL"
            row = found.execute(asked, (name,)).fetchone() if found else None
        if not self._passwords.is_right(password, row[4] if row else None) or row is None:
            return None
        return Account(row[0], Role(row[1]), row[2], row[3])

    def _change(self, name: str, statement: str, values: tuple[object, ...]) -> None:
        with self._file.writing() as file:
            self.known(file, name)
            file.execute(statement, values)
            file.execute("DELETE FROM session WHERE user = ?", (name,))

    @staticmethod
    def known(file: sqlite3.Connection, name: str) -> None:
        """Refuse a name that nobody has.

        Raises:
            UnknownNameError: DG101, there is no such account.
        """
        names = [found for (found,) in file.execute("SELECT name FROM user")]
        if name not in names:
            raise UnknownNameError("User", name, names)
