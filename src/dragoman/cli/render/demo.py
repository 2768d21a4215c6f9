"""The demo's last page: the story of the example reports, and what to try next.

A view of the example record comes in, what is printed goes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from dragoman.cli.render.console import command_line
from dragoman.cli.render.story import story_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from dragoman.query import View

NEXT = (
    ("dragoman talks", "each round with every value and who says it"),
    ("dragoman timeline --frame exchange", "the exchanges as a ledger"),
    ("dragoman show ID", "one event, with the sentences that carry it"),
    ("dragoman diff 2025-06-01 2025-06-03", "what changed in these days, and by which report"),
    ("dragoman brief --since 2025-07-20", "a page in Markdown, with sources"),
    ("dragoman read FILE", "a report of your own on one card"),
)
"""What to try next, over the record of the demo."""


def demo_pages(view: View, *, record: str) -> Iterator[RenderableType]:
    """Draw the story of the example record, then what to try.

    Args:
        view: Of the example record.
        record: Its path, to be named in the commands.
    """
    yield from story_page(view)
    yield Text("")
    yield Text("Try next", style="bold")
    yield command_line(f"  export DRAGOMAN_STORE={record}")
    width = max(len(command) for command, _ in NEXT)
    for command, what in NEXT:
        yield command_line(f"  {command:<{width}}  {what}")
