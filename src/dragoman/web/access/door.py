"""Door: what an application knows of who may come in: its face, its accounts, and the key of its forms.

Settings come in; one door goes out for each application, found again as ``request.app.state.door``.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.errors import ThrottledError, UnknownNameError, WrongPasswordError
from dragoman.web.access.file import KEY_BYTES, accounts_file
from dragoman.web.access.passwords import Passwords
from dragoman.web.access.sessions import Sessions
from dragoman.web.access.throttle import Throttle
from dragoman.web.access.tokens import Tokens
from dragoman.web.access.users import Users

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.settings import Settings


class Face(Enum):
    """Who may read without an account.

    ``LOCAL``: who sits at this machine, and sees all of it. ``CLOSED``: nobody. ``PUBLIC``: everybody, who sees of
    reports the sentences that carry evidence alone.
    """

    LOCAL = "local"
    CLOSED = "closed"
    PUBLIC = "public"


MASKS = ("nobody", "public", "readers")
"""From whom the names of private persons are kept."""


class Door:
    """The accounts of one application, and what it shows to whom."""

    def __init__(
        self, settings: Settings, face: Face = Face.LOCAL, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.face = face
        self.origins = frozenset(settings.origins)
        if settings.masks not in MASKS:
            raise UnknownNameError("DRAGOMAN_MASKS", settings.masks, MASKS)
        self.masks = settings.masks
        self.on_sign_in: Callable[[str, str | None], None] = lambda outcome, name: None  # noqa: ARG005
        self.file = accounts_file(settings, clock)
        self.passwords = Passwords()
        self.users = Users(self.file, self.passwords)
        self.sessions = Sessions(self.file)
        self.tokens = Tokens(self.file)
        self.throttle = Throttle(self.file)
        self._own_key = secrets.token_bytes(KEY_BYTES)

    @cached_property
    def key(self) -> bytes:
        """The key under which tokens of forms are made: the file's, or one of this process where there is no file."""
        with self.file.reading() as found:
            return self._own_key if found is None else bytes(found.execute("SELECT value FROM key").fetchone()[0])

    def sign_in(self, name: str, password: str, client: str, before: str | None) -> str:
        """Begin a session and give its number.

        Args:
            name: Of an account.
            password: As it was typed.
            client: The address that asks.
            before: Number of the session that the browser sent; it ends.

        Raises:
            ThrottledError: DG504, too many passwords were tried.
            WrongPasswordError: DG507, name and password do not belong together.
        """
        if not self.users.any_enabled():
            raise WrongPasswordError
        known = name if any(account.name == name for account in self.users.all()) else None
        try:
            self.throttle.count(name, client)
        except ThrottledError:
            self.on_sign_in("throttled", known)
            raise
        account = self.users.check(name, password)
        self.on_sign_in("refused" if account is None else "done", known)
        if account is None:
            raise WrongPasswordError
        self.throttle.forget(name, client)
        return self.sessions.begin(account.name, before)
