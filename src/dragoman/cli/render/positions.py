"""The positions: by side and issue the latest words, and before them every change.

A list of ``position`` shapes comes in, text goes out. Words that others report of a side are marked as such.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman.wording import day_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.wording import Shape

NOTHING = "No positions in the record: no side is reported to demand, offer, refuse or agree to anything."
OTHERS = "as others report"
_LABEL_WIDTH, _DATE_WIDTH, _SOURCE_WIDTH = 20, 17, 24


def positions_page(found: Sequence[Shape]) -> Iterator[RenderableType]:
    """Draw the positions, one block a side."""
    if not found:
        yield Text(NOTHING)
        return
    for party in dict.fromkeys(one["party"] for one in found):
        yield Rule(Text(str(party), style="bold"), align="left", style="dim")
        for one in found:
            if one["party"] == party:
                yield _issue(one)


def _issue(one: Shape) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=_LABEL_WIDTH, style="bold")
    table.add_column(width=_DATE_WIDTH)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(width=_SOURCE_WIDTH, overflow="fold", style="dim")
    for n, stance in enumerate(reversed(one["history"])):
        label = str(one["issue"]) if n == 0 else ""
        table.add_row(label, day_words(stance["published_at_local"]), _words(stance, is_latest=n == 0), _who(stance))
    return table


def _words(stance: Shape, *, is_latest: bool) -> Text:
    return Text.assemble(
        (f"{stance['stance']}: ", "bold" if is_latest else "dim"), f"“{stance['words'].rstrip(',;:')}”"
    )


def _who(stance: Shape) -> str:
    claim = stance["claim"]
    voices = " < ".join(voice["name"] for voice in claim["attribution"][:1])
    source = claim["source"] or claim["doc"]
    told = f"{voices}, in {source}" if voices else str(source)
    return told if stance["own_voice"] else f"{told} ({OTHERS})"
