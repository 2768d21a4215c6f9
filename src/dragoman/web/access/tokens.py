"""Tokens: random words with which a program asks as a user, up to a scope and until a day; kept as digests alone."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, NamedTuple

from dragoman.errors import AccountError, UnknownNameError
from dragoman.web.access.roles import Role, User
from dragoman.web.access.sessions import NUMBER_BYTES, SEEN_EVERY_S, digest_of
from dragoman.web.access.users import Users

if TYPE_CHECKING:
    from dragoman.web.access.file import AccountsFile

PREFIX = "drg_"
"""So that people and scanners for leaked secrets know one when they see it."""
ID_BYTES = 4
DAY_S = 24 * 3600
MOST_DAYS = 366


class Token(NamedTuple):
    """What is known of a token; never its words. Instants are seconds since 1970."""

    id: str
    user: str
    scope: Role
    label: str
    made_at: int
    ends_at: int
    revoked_at: int | None
    used_at: int | None


class Tokens:
    """The tokens of one file of accounts."""

    def __init__(self, file: AccountsFile) -> None:
        self._file = file

    def make(self, name: str, scope: Role, *, days: int, label: str = "") -> tuple[str, Token]:
        """Make a token and give its words, which are shown this once, and what is kept of it.

        Args:
            name: Whose it is.
            scope: What it may do at most; the account's role bounds it, too.
            days: Until it ends.
            label: What it is for.

        Raises:
            AccountError: DG505, it would end too late or has ended already.
            UnknownNameError: DG101, there is no such account.
        """
        if not 1 <= days <= MOST_DAYS:
            raise AccountError(name, f"a token lives for 1 to {MOST_DAYS} days.", "Make another when it has ended.")
        words, now = PREFIX + secrets.token_urlsafe(NUMBER_BYTES), self._file.now()
        token = Token(secrets.token_hex(ID_BYTES), name, scope, label, now, now + days * DAY_S, None, None)
        with self._file.writing() as file:
            Users.known(file, name)
            file.execute(
                "INSERT INTO token VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
                (token.id, digest_of(words), name, str(scope), label, now, token.ends_at),
            )
        return words, token

    def user(self, words: str) -> User | None:
        """Give as whom a token asks; None where it is not known, revoked or ended, or the account is closed."""
        now = self._file.now()
        with self._file.reading() as found:
            row = (
                found
                and found.execute(
                    "SELECT token.id, user.name, role, scope, used_at FROM token JOIN user ON user.name = token.user"
                    " WHERE digest = ? AND ends_at > ? AND revoked_at IS NULL AND disabled_at IS NULL",
                    (digest_of(words), now),
                ).fetchone()
            )
        if not row:
            return None
        token_id, name, role, scope, used_at = row
        if used_at is None or now - used_at >= SEEN_EVERY_S:
            with self._file.writing() as file:
                file.execute("UPDATE token SET used_at = ? WHERE id = ?", (now, token_id))
        return User(name, Role(scope) if Role(role).covers(Role(scope)) else Role(role))

    def all(self, name: str | None = None) -> list[Token]:
        """Give all tokens, or those of one account, the newest first."""
        asked = (
            "SELECT id, user, scope, label, made_at, ends_at, revoked_at, used_at FROM token"
            " WHERE ? IS NULL OR user = ? ORDER BY made_at DESC, id"
        )
        with self._file.reading() as found:
            rows = found.execute(asked, (name, name)).fetchall() if found else []
        return [Token(*row)._replace(scope=Role(row[2])) for row in rows]

    def revoke(self, token_id: str) -> None:
        """End a token at once; one that has been revoked stays so.

        Raises:
            UnknownNameError: DG101, there is no such token.
        """
        with self._file.writing() as file:
            known = [found for (found,) in file.execute("SELECT id FROM token")]
            if token_id not in known:
                raise UnknownNameError("Token", token_id, known)
            file.execute(
                "UPDATE token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", (self._file.now(), token_id)
            )
