"""Search results: one row each, with what it is, its title, the words found, and its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.wording import Shape


def search_page(hits: Sequence[Shape], words: str) -> Iterator[RenderableType]:
    """Draw the results, best first, or say that there are none."""
    if not hits:
        yield Text(f"Nothing in the record has the words '{words}'.")
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=7, style="dim")
    table.add_column(ratio=1, overflow="fold")
    for hit in hits:
        text = Text(str(hit.get("title") or hit["id"]), style="bold")
        if hit.get("snippet"):
            text.append("\n" + " ".join(str(hit["snippet"]).split()), style="not bold")
        text.append(f"\n{hit['id']}", style="not bold dim")
        table.add_row(str(hit["kind"]), text)
    yield table
