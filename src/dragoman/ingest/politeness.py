"""Politeness: one request at a time to each host, and a pause between two.

Hosts come in, turns go out. It is shared by the threads of a run; different hosts do not wait for each other.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(slots=True)
class _Host:
    """One host: who talks to it now, and when it may be talked to again, on the monotonic clock."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0


class Politeness:
    """Gives turns at hosts."""

    def __init__(self, sleep: Callable[[float], object]) -> None:
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str, gap_s: float) -> Iterator[float]:
        """Wait until the host is free, hold it, and leave it alone for ``gap_s`` seconds afterwards.

        Yields:
            How long was waited, in seconds.
        """
        began = time.monotonic()
        with self._lock:
            found = self._hosts.setdefault(host, _Host())
        with found.lock:
            pause = found.free_at - time.monotonic()
            if pause > 0:
                self._sleep(pause)
            try:
                yield time.monotonic() - began
            finally:
                found.free_at = time.monotonic() + gap_s
