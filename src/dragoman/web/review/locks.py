"""Locks: who has an item in hand, so that two people do not decide the same at once.

Names of items come in, who holds them goes out; a person has one item in hand at a time. A lock is a courtesy of one
server, not a fact of the record: it is kept in memory, ends by itself, and is gone with the server. What keeps a
decision whole without it is the record's own transaction, and a page's head of the log; what two people decided
differently is shown as a conflict.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dragoman.errors import ItemHeldError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LASTS = timedelta(minutes=5)
"""How long an item stays in hand without a sign of whoever has it. Source: our choice; an open page renews it."""


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
    """The items in hand on one server."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._held: dict[str, Lock] = {}
        self._turn = threading.Lock()

    def take(self, item: str, name: str) -> Lock:
        """Take an item in hand, or keep it there, and let go of what was in that hand before.

        Returns:
            Who has it now, which may be somebody else.
        """
        with self._turn:
            self._end()
            found = self._held.get(item)
            if found is not None and found.holder != name:
                return found
            for other in [other for other, lock in self._held.items() if lock.holder == name]:
                del self._held[other]
            self._held[item] = Lock(item, name, self._clock() + LASTS)
            return self._held[item]

    def release(self, item: str, name: str) -> None:
        """Let go of an item; nothing where somebody else has it."""
        with self._turn:
            if item in self._held and self._held[item].holder == name:
                del self._held[item]

    def holder(self, item: str) -> Lock | None:
        """Give who has an item in hand, or None."""
        with self._turn:
            self._end()
            return self._held.get(item)

    def all(self) -> list[Lock]:
        """Give every item in hand, by its name."""
        with self._turn:
            self._end()
            return sorted(self._held.values(), key=lambda lock: lock.item)

    def refuse_held(self, items: Iterable[str], name: str) -> None:
        """Refuse to decide on what somebody else has in hand.

        Raises:
            ItemHeldError: DG133, somebody else has one of the items.
        """
        for item in items:
            found = self.holder(item)
            if found is not None and found.holder != name:
                raise ItemHeldError(item, found.holder, found.until)

    def _end(self) -> None:
        now = self._clock()
        for item in [item for item, lock in self._held.items() if lock.until <= now]:
            del self._held[item]
