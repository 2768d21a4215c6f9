"""The timeline: events in order of time, with how many stand behind each.

A list of ``event`` shapes comes in, one table goes out. A day that is known has a full mark; an event of
which only the first report's date is known has a hollow one, and its bound is worded as a bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from dragoman.cli.render.words import counts_words, place_words, quantity_words, status_words, time_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.cli.render.words import Shape

DATED, UNDATED = "●", "○"
NOTHING = "No events. 'dragoman ingest PATH' takes reports in; with --as-of, nothing may have been published by then."
_PLAINLY_HAPPENED = "occurred"


def timeline_page(events: Sequence[Shape]) -> Iterator[RenderableType]:
    """Draw the events, one row each: mark, time, what, counts."""
    if not events:
        yield Text(NOTHING)
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=1)
    table.add_column(width=19, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    table.add_column(width=24, overflow="fold")
    for event in events:
        mark = DATED if event["occurred"] else UNDATED
        table.add_row(mark, time_words(event["occurred"], event["not_after"]), _what(event), _behind(event))
    yield table
    yield Text(
        f"{len(events):,} {'event' if len(events) == 1 else 'events'}. 'dragoman show ID' has the words.", style="dim"
    )


def _what(event: Shape) -> Text:
    text = Text(str(event["title"]), style="bold")
    if event["status"] != _PLAINLY_HAPPENED or event["hedged"]:
        text.append(f"  {status_words(event['status'], hedged=event['hedged'])}", style="not bold yellow")
    kind = str(event["frame"]) + (f" ({event['mode']})" if event["mode"] else "")
    where = "; ".join(place_words(place) for place in event["places"][:1])
    many = "; ".join(quantity_words(one) for one in event["quantities"][:3])
    text.append("\n" + " · ".join(part for part in (kind, where, many) if part), style="not bold")
    return text.append(f"  {event['id']}", style="not bold dim")


def _behind(event: Shape) -> Text:
    text = Text(counts_words(event["counts"]), style="dim")
    return text.append("\ndisputed", style="not dim yellow") if event["disputed"] else text
