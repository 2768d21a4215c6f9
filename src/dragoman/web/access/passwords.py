"""Passwords: a password comes in, a hash that says how it was made goes out; and back, whether the two belong together.

argon2id with the library's own choice, which follows RFC 9106. A name that nobody has takes as long as one that
somebody has. At most two are hashed at a time: each takes 64 MiB.
"""

from __future__ import annotations

import secrets
import threading
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.errors import AccountError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST_CHARS = 12
"""Source: OWASP ASVS 4.0.3, 2.1.1."""
MOST_CHARS = 128
"""Source: OWASP ASVS 4.0.3, 2.1.2."""
AT_A_TIME = 2
DRAWN_BYTES = 15
"""Of a password that is drawn: 120 bits, 20 characters."""


class Passwords:
    """Hashes and compares passwords."""

    def __init__(self) -> None:
        self._turns = threading.BoundedSemaphore(AT_A_TIME)

    def hash(self, name: str, password: str) -> str:
        """Give the hash of a new password.

        Raises:
            AccountError: DG505, it is too short or too long, or is the name.
        """
        check_password(name, password)
        with self._turns:
            return self._hasher.hash(password)

    def is_right(self, password: str, kept: str | None) -> bool:
        """Whether a password is the one of a hash; None (nobody has the name) takes as long, and is never right."""
        from argon2.exceptions import InvalidHashError, VerificationError

        with self._turns:
            try:
                self._hasher.verify(kept or self._nobodys, password[: MOST_CHARS + 1])
            except (VerificationError, InvalidHashError):
                return False
        return kept is not None

    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        return PasswordHasher()

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash(secrets.token_urlsafe(DRAWN_BYTES))


def check_password(name: str, password: str) -> None:
    """Refuse a password that is easily guessed.

    Raises:
        AccountError: DG505, it is too short or too long, or is the name.
    """
    if len(password) < LEAST_CHARS:
        raise AccountError(name, f"the password has fewer than {LEAST_CHARS} characters.", "Take a few words together.")
    if len(password) > MOST_CHARS:
        raise AccountError(name, f"the password has more than {MOST_CHARS} characters.", "Take a shorter one.")
    if password.casefold().replace(name.casefold(), "").strip() == "" or len(set(password)) < LEAST_CHARS // 3:
        raise AccountError(name, "the password is the name, or one letter many times.", "Take another.")


def draw_password() -> str:
    """Give a new password that nobody can guess."""
    return secrets.token_urlsafe(DRAWN_BYTES)
