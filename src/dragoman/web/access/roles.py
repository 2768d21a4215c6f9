"""Roles: what a person may do, each covering the one before, and who is asking."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an account may do.

    ``reader`` reads; ``reviewer`` also decides on claims and events, and sees the names of private persons; ``admin``
    also decides on what others have claimed for themselves (their locks and codings). Accounts themselves are kept on
    the machine alone, with ``dragoman user``.
    """

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def covers(self, other: Role) -> bool:
        """Whether who has this role may do what the other may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class User:
    """Who is asking.

    Attributes:
        name: Of the account; it stands under what the user decides.
        role: What may be done now: of the account, and of a token no more than its scope.
    """

    name: str
    role: Role
