"""Where pages are printed: a console that is plain when nobody watches, and JSON when asked for.

A shape and the function that draws it come in; one of the two goes to standard output. Colour is
never the only sign of anything: in plain text marked words stand between brackets.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TextIO

    from rich.console import Console, RenderableType
    from rich.text import Text

PLAIN_WIDTH = 100
"""Columns where there is no terminal to ask."""
WIDEST = 120
"""Columns beyond which lines grow hard to read."""


def make_console(stream: TextIO | None = None) -> Console:
    """Give the console for a stream, standard output if None.

    Without a terminal, or with ``NO_COLOR`` set, it prints no colour; rich reads that variable, and ``COLUMNS``.
    """
    from rich.console import Console

    console = Console(file=stream or sys.stdout, highlight=False, emoji=False, markup=False)
    if not console.is_terminal:
        console.width = PLAIN_WIDTH
    elif console.width > WIDEST:
        console.width = WIDEST
    return console


def emit(shape: object, *, as_json: bool, page: Callable[[bool], Iterable[RenderableType]]) -> None:
    """Print a shape as JSON, or as the page that a function draws.

    Args:
        shape: JSON-ready data.
        as_json: Whether JSON was asked for.
        page: Draws the page; it is told whether it must be plain, and is not called for JSON.
    """
    if as_json:
        print_json(shape)
        return
    console = make_console()
    emit_page(console, page(not console.is_terminal or console.no_color))


def emit_page(console: Console, parts: Iterable[RenderableType]) -> None:
    """Print a page: as it is on a terminal, without the spaces that fill up tables elsewhere."""
    if console.is_terminal:
        for part in parts:
            _print(console, part)
    else:
        sys.stdout.writelines(f"{line}\n" for line in page_lines(console, parts))


def page_lines(console: Console, parts: Iterable[RenderableType]) -> Iterator[str]:
    """Give a page's lines without the spaces that fill up tables, which are in the way where text is piped on."""
    for part in parts:
        with console.capture() as printed:
            _print(console, part)
        yield from (line.rstrip() for line in printed.get().splitlines())


def command_line(text: str) -> Text:
    """Give a line that is never broken, so that a path or a command can be copied from it."""
    from rich.text import Text

    return Text(text, no_wrap=True)


def _print(console: Console, part: RenderableType) -> None:
    console.print(part, soft_wrap=bool(getattr(part, "no_wrap", False)))


def print_json(shape: object) -> None:
    """Print one JSON value, readable."""
    sys.stdout.write(json.dumps(shape, ensure_ascii=False, indent=2) + "\n")


def print_lines(lines: Iterable[str]) -> None:
    """Print lines as they come."""
    sys.stdout.writelines(f"{line}\n" for line in lines)
