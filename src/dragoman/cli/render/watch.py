"""What ``watch`` shows: a table that is kept up to date where somebody watches, else a line for each poll.

Polls come in; a table, lines or JSON lines go out.
"""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dragoman.cli.render.console import make_console
from dragoman.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from rich.live import Live
    from rich.table import Table

    from dragoman.pipeline.watch_state import FeedState
    from dragoman.pipeline.watch_turns import Poll
    from dragoman.query.shapes import PollShape

MINUTE_S, HOUR_S, DAY_S = 60, 3600, 86_400
SHOWN_ASIDES = 3
"""Set-aside entries of one poll that are named; the JSON has all."""


class Screen:
    """Shows polls as they come: in the table, as lines, or as JSON lines."""

    def __init__(
        self,
        states: Mapping[str, FeedState],
        clock: Callable[[], datetime],
        live: Live | None = None,
        *,
        as_json: bool = False,
    ) -> None:
        self._states = states
        self._clock = clock
        self._live = live
        self._as_json = as_json
        self._polls: dict[str, Poll] = {}
        self._console = make_console()

    def begin(self) -> None:
        """Say when the first feed is asked, where nothing is shown otherwise."""
        moments = [state.next_at for state in self._states.values()]
        waits = [max(0.0, (at - self._clock()).total_seconds()) if at else 0.0 for at in moments]
        if not self._as_json and self._live is None and waits and min(waits):
            self._console.print(f"Watching {counted(len(waits), 'feeds')}; the next is asked in {_span(min(waits))}.")
            sys.stdout.flush()

    def show(self, poll: Poll) -> None:
        """Show one poll."""
        self._polls[poll.feed] = poll
        if self._as_json:
            print_poll(poll)
        elif self._live is None:
            for line in poll_lines(poll):
                self._console.print(line, soft_wrap=True)
            sys.stdout.flush()
        else:
            self.refresh()

    def refresh(self) -> None:
        """Bring the table up to date, where there is one."""
        if self._live is not None:
            self._live.update(watch_table(self._states, self._polls, self._clock()), refresh=True)


@contextmanager
def open_screen(states: Mapping[str, FeedState], clock: Callable[[], datetime], *, as_json: bool) -> Iterator[Screen]:
    """Give the screen: JSON lines where they were asked for, a live table on a terminal, lines elsewhere."""
    console = make_console()
    if as_json or not console.is_terminal:
        yield Screen(states, clock, as_json=as_json)
        return
    from rich.live import Live

    with Live(watch_table(states, {}, clock()), console=console, auto_refresh=False) as live:
        yield Screen(states, clock, live)


def watch_table(states: Mapping[str, FeedState], polls: Mapping[str, Poll], now: datetime) -> Table:
    """Draw one row for each feed."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("feed", "asked", "last time", "next", "why then"):
        table.add_column(name, overflow="fold")
    for url, state in states.items():
        poll = polls.get(url)
        asked = "" if state.checked_at is None else f"{state.checked_at.astimezone():%H:%M:%S}"
        last = state.trouble or ("" if poll is None else _outcome(poll))
        wait = "now" if state.next_at is None else _span((state.next_at - now).total_seconds())
        table.add_row(_name(state.title, url), asked, last, wait, state.why)
    return table


def poll_lines(poll: Poll) -> Iterator[str]:
    """Give the lines of one poll."""
    wait = _span((poll.next_at - poll.at).total_seconds())
    outcome = poll.trouble or _outcome(poll)
    yield f"{poll.at:%Y-%m-%dT%H:%M:%SZ}  {_name(poll.title, poll.feed)}: {outcome} Next in {wait} ({poll.why})."
    for aside in poll.asides[:SHOWN_ASIDES]:
        yield f"  set aside: {aside}"
    if len(poll.asides) > SHOWN_ASIDES:
        yield f"  and {len(poll.asides) - SHOWN_ASIDES} more set aside."


def print_poll(poll: Poll) -> None:
    """Print one poll as one JSON line."""
    sys.stdout.write(json.dumps(poll_shape(poll), ensure_ascii=False) + "\n")
    sys.stdout.flush()


def poll_shape(poll: Poll) -> PollShape:
    """Give the JSON shape of a poll."""
    return {
        "feed": poll.feed,
        "title": poll.title,
        "at": _stamp(poll.at),
        "outcome": poll.outcome,
        "listed": poll.listed,
        "fetched": poll.fetched,
        "unchanged": poll.unchanged,
        "waiting": poll.waiting,
        "set_aside": list(poll.asides),
        "trouble": poll.trouble,
        "next_at": _stamp(poll.next_at),
        "why": poll.why,
    }


def _outcome(poll: Poll) -> str:
    if poll.outcome == "list":
        return "a list of feeds; they are watched now."
    if poll.outcome == "unchanged":
        return "nothing new."
    parts = [f"{counted(poll.fetched, 'reports')} taken in"]
    parts += [f"{number} {what}" for number, what in _rest(poll) if number]
    return ", ".join(parts) + "."


def _rest(poll: Poll) -> tuple[tuple[int, str], ...]:
    return (
        (poll.unchanged, "as before"),
        (poll.waiting, "tried again later"),
        (len(poll.asides), "set aside"),
    )


def _name(title: str | None, url: str) -> str:
    return title or urlsplit(url).netloc or url


def _span(seconds: float) -> str:
    """Word how long it is until then."""
    for size, unit in ((DAY_S, "d"), (HOUR_S, "h"), (MINUTE_S, "min")):
        if seconds >= 2 * size:
            return f"{round(seconds / size)} {unit}"
    return "now" if seconds <= 0 else f"{round(seconds)} s"


def _stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
