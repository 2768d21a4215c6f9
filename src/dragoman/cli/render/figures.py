"""The figures: event by event, each voice's figure, and four ways to read them.

A list of ``figure`` shapes comes in, text goes out. A side's figure of another side's losses is said to be one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.wording import day_words, number_words, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.wording import Shape

NOTHING = "No figures in the record."
READINGS = ("conservative", "low", "best", "high")
_CLAIMED = "claimed of the other side's losses"


def figures_page(found: Sequence[Shape], *, left_out: int = 0) -> Iterator[RenderableType]:
    """Draw the figures.

    Args:
        found: A list of ``figure`` shapes.
        left_out: How many are not shown; it is said.
    """
    if not found and not left_out:
        yield Text(NOTHING)
        return
    seen: str | None = None
    for one in found:
        if one["event_id"] != seen:
            seen = one["event_id"]
            yield Text.assemble((str(one["title"]), "bold"), (f"  {seen}", "dim"))
        yield Padding(_head(one), (0, 0, 0, 2))
        yield Padding(_series(one["series"]), (0, 0, 0, 4))
    if left_out:
        yield Text(f"and {left_out:,} that one report alone gives; --all shows them", style="dim italic")


def _head(one: Shape) -> Text:
    counted = " ".join(str(part) for part in (one["of"], one["effect"]) if part)
    text = Text(f"{one['measure']}{f' ({counted})' if counted else ''}", style="bold")
    if one["losses_of"]:
        text.append(f"  losses of {one['losses_of']}", style="not bold")
    if one["status"] == "disputed":
        text.append("  disputed", style="not bold yellow")
    told = [f"{name} {_number(one['readings'][name], one['unit'])}" for name in READINGS]
    return text.append("\n" + " · ".join(told), style="not bold dim")


def _number(value: float | None, unit: str | None) -> str:
    if value is None:
        return "–"
    return f"{number_words(round(value, 2))}{f' {unit}' if unit else ''}"


def _series(points: Sequence[Shape]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=17)
    table.add_column(width=18, justify="right")
    table.add_column(ratio=1, overflow="fold")
    for point in points:
        said = {key: point[key] for key in ("value", "low", "high", "unit")}
        who = str(point["voice"] or point["claim"]["doc"])
        party = f" ({point['party']})" if point["party"] else ""
        notes = [_CLAIMED if point["claimed_by_other"] else "", "hedged" if point["hedged"] else ""]
        note = "".join(f", {words}" for words in notes if words)
        table.add_row(day_words(point["published_at_local"]), value_words(said), Text(f"{who}{party}{note}"))
    return table
