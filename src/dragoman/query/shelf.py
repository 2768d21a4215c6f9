"""Shelf: what was made of the whole record, kept as long as the record stays as it is.

A key with the state of the record and a way to make the value come in, the value goes out: made once, whoever asks
meanwhile waits for it, and gone when the record has another state. Who takes a value must not change it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from dragoman.query.boards import Boards

T = TypeVar("T")

MOST = 100
"""Values kept, the last used ones: wholes of the present and of a few days of the past, and how many fit a filter."""


MOST_FOLDS = 3
"""Days of the past kept: a slider's page, its lanes and its map ask for one day, and the reader goes back and forth."""


class Shelf:
    """Keeps values by key, for many threads.

    Attributes:
        folds: A shelf of its own for the record as it was on a few days, which is large; None on that shelf itself.
        boards: Where boards are kept from one command to the next; None: they are not.
    """

    def __init__(self, most: int = MOST, folds: int = MOST_FOLDS, boards: Boards | None = None) -> None:
        self.folds = Shelf(folds, 0) if folds else None
        self.boards = boards
        self._most = most
        self._lock = threading.Lock()
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()
        self._state: str | None = None

    def once(self, state: str, key: Hashable, make: Callable[[], T]) -> T:
        """Give the value of a key, made where it is not there.

        Args:
            state: Of the record; another state empties the shelf.
            key: What the value is, with the clocks that it is seen from.
            make: Makes it; what it raises is raised here, and nothing is kept.
        """
        with self._lock:
            if state != self._state:
                self._slots.clear()
                self._state = state
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            while len(self._slots) > self._most:
                self._slots.popitem(last=False)
        with slot.lock:
            if not slot.is_made:
                slot.value, slot.is_made = make(), True
            return cast("T", slot.value)


class _Slot:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.is_made = False
        self.value: Any = None
