"""Interrupts: Ctrl-C that cannot be lost, however deep in a library it arrives.

A signal comes in; ``KeyboardInterrupt`` is raised where it arrives and, if what ran there swallowed it, again at the
next report. Code that is compiled may swallow it: an exception in a callback is printed or dropped, and the run would
go on to its end. It ends nothing itself.

Source: Python's documentation, signal, "Handlers and exceptions".
"""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType


@contextmanager
def kept_interrupts() -> Iterator[Callable[[], None]]:
    """Remember an interrupt while in here.

    Yields:
        What is asked after each report: it raises ``KeyboardInterrupt`` if one has come and was swallowed. In a thread
        that is not the main one, where Python takes no signals, it never does.
    """
    come: list[int] = []

    def heard(number: int, _frame: FrameType | None) -> None:
        come.append(number)
        raise KeyboardInterrupt

    def ask() -> None:
        if come:
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield ask
        return
    before = signal.signal(signal.SIGINT, heard)
    try:
        yield ask
    finally:
        signal.signal(signal.SIGINT, before)
