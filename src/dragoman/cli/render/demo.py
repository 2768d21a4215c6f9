"""The demo's pages: the board, the timeline, one event with its words, and what to try next.

A view of the example record comes in, what is printed goes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.rule import Rule
from rich.text import Text

from dragoman.cli.render.show import show_page
from dragoman.cli.render.talks import talks_page
from dragoman.cli.render.timeline import timeline_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from dragoman.query import View

MOST_ROWS = 24
"""Rows of the timeline that the demo prints."""


def demo_pages(view: View, *, plain: bool) -> Iterator[RenderableType]:
    """Draw the example record."""
    from dragoman.query import show, talks, timeline

    rounds = talks(view)
    yield _heading("The talks")
    yield from talks_page(rounds)
    yield _heading("The timeline")
    events = timeline(view)
    main = [e for e in events if e["salience"] == "main"]
    yield from timeline_page(main[:MOST_ROWS])
    fullest = max(rounds, key=lambda r: (r["counts"]["reports"], r["event_id"]), default=None)
    if fullest is not None:
        yield _heading("One event, with the words that carry it")
        yield from show_page(show(view, fullest["event_id"]), plain=plain)
    yield Text("\nNext: dragoman read FILE, dragoman ingest FOLDER, dragoman talks, dragoman show ID.", style="dim")


def _heading(words: str) -> Rule:
    return Rule(Text(words, style="bold"), align="left", characters="─")
