"""The loop of watching: rounds when it is time, rests in between, and a clean end.

A watch comes in; polls go out to whoever shows them. An interrupt (Ctrl-C) or a request to end (SIGTERM) finishes the
report in hand, saves, and ends; a second one ends at once.
"""

from __future__ import annotations

import signal
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from types import FrameType

    from dragoman.pipeline.watch import Watch
    from dragoman.pipeline.watch_turns import Poll

TICK_S = 0.25
"""How soon an interrupt is seen while nothing is done."""
SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Whether the loop is to end."""

    def __init__(self) -> None:
        self.is_asked = False
        self.on_ask: Callable[[], None] = lambda: None

    def ask(self) -> None:
        """Ask the loop to end."""
        self.is_asked = True
        self.on_ask()


@contextmanager
def stopped_by_signals(stop: Stop) -> Iterator[None]:
    """Let signals ask for the end while in here; the second one interrupts as ever."""

    def heard(_number: int, _frame: FrameType | None) -> None:
        if stop.is_asked:
            raise KeyboardInterrupt
        # What waits may hold a lock that ending it needs, too; so another thread does it.
        threading.Thread(target=stop.ask, daemon=True).start()
        stop.is_asked = True

    before = {number: signal.signal(number, heard) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def follow(
    watch: Watch,
    stop: Stop,
    *,
    clock: Callable[[], datetime],
    on_poll: Callable[[Poll], None],
    on_rest: Callable[[], None] = lambda: None,
    once: bool = False,
) -> int:
    """Watch until asked to stop.

    Args:
        watch: What is watched.
        stop: Asks for the end.
        clock: Aware UTC.
        on_poll: Shows what came of a feed.
        on_rest: Called again and again while nothing is to be done.
        once: Ask every feed once, also those whose time has not come, and end.

    Returns:
        How many polls had trouble: a feed that failed or an entry that was set aside.
    """
    troubles = 0
    asked: set[str] = set()
    while not stop.is_asked:
        due = [state for state in watch.states.values() if state.url not in asked] if once else watch.due()
        asked |= {state.url for state in due}
        for poll in watch.round(due) if due else ():
            on_poll(poll)
            troubles += poll.trouble is not None or bool(poll.asides)
        if once and not due:  # a list of feeds adds to them, so there may be another round
            break
        if not once:
            _rest(watch, stop, clock, on_rest)
    return troubles


def _rest(watch: Watch, stop: Stop, clock: Callable[[], datetime], on_rest: Callable[[], None]) -> None:
    while not stop.is_asked:
        until = watch.next_at()
        if until is None or until <= clock():
            return
        on_rest()
        time.sleep(TICK_S)
