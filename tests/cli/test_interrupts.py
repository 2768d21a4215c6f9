"""Ctrl-C ends a long run also where a library has swallowed it."""

from __future__ import annotations

import contextlib
import io
import signal
import threading

import pytest

from dragoman.cli.interrupts import kept_interrupts
from dragoman.cli.render.intake import watch_count


def test_an_interrupt_is_raised_where_it_arrives() -> None:
    with pytest.raises(KeyboardInterrupt), kept_interrupts():
        signal.raise_signal(signal.SIGINT)


def test_one_that_was_swallowed_is_raised_at_the_next_report() -> None:
    with watch_count(io.StringIO(), "Reading") as on_count:
        on_count(1)
        with contextlib.suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            on_count(2)


def test_who_heard_interrupts_before_hears_them_again() -> None:
    before = signal.getsignal(signal.SIGINT)
    with kept_interrupts() as ask:
        ask()
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_another_thread_takes_no_signals() -> None:
    heard: list[bool] = []

    def run() -> None:
        with kept_interrupts() as ask:
            ask()
            heard.append(True)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert heard == [True]
