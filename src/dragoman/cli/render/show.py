"""One event: each value of each field, with the sentence that carries it, the words marked.

A ``show`` shape comes in, text goes out. Values that differ stand side by side; nothing is left out but the
longer lists of like reports, and that is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from dragoman.cli.render.evidence import claim_lines
from dragoman.cli.render.words import (
    counts_words,
    day_words,
    place_words,
    status_words,
    time_words,
    value_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from dragoman.cli.render.words import Shape

MOST_CLAIMS = 3
"""Sentences shown of one value; copies of one wire say the same in the same words."""
_CELL_STYLE = {"disputed": "yellow", "updated": "cyan"}


def show_page(event: Shape, *, plain: bool, everything: bool = False) -> Iterator[RenderableType]:
    """Draw one event.

    Args:
        event: The ``show`` shape.
        plain: Whether marked words stand between brackets.
        everything: Whether all sentences of a value are shown, not the first few.
    """
    most = None if everything else MOST_CLAIMS
    yield from _head(event)
    for cell in event.get("cells") or ():
        yield from _cell(cell, plain=plain, most=most)
    yield from _disputes(event)
    yield from _judgements(event)
    yield from _history(event)


def _head(event: Shape) -> Iterator[RenderableType]:
    yield Text(str(event["title"]), style="bold")
    kind = str(event["frame"]) + (f" ({event['mode']})" if event.get("mode") else "")
    number = f"round {event['round']}" if event.get("round") is not None else ""
    where = "; ".join(place_words(place) for place in event.get("places") or ())
    when = time_words(event.get("occurred"), event.get("not_after"))
    parts = (kind, number, status_words(event["status"], hedged=bool(event.get("hedged"))), when, where)
    yield Text(" · ".join(part for part in parts if part))
    yield Text.assemble(counts_words(event["counts"]), (f"  {event['id']}", "dim"))
    if event.get("part_of"):
        yield Text(f"part of {event['part_of']}", style="dim")
    yield Text("")


def _cell(cell: Shape, *, plain: bool, most: int | None) -> Iterator[RenderableType]:
    title = Text(str(cell["field"]).replace("_", " "), style="bold")
    title.append(f"  {cell['status']}", style=f"not bold {_CELL_STYLE.get(cell['status'], 'dim')}")
    yield Rule(title, align="left", style="dim")
    for value in cell["values"]:
        line = Text.assemble((value_words(value["value"]), "bold"), (f"   {counts_words(value['counts'])}", "dim"))
        yield Padding(line, (0, 0, 0, 2))
        yield from claim_lines(value.get("claims") or (), plain=plain, most=most, indent=4)
    yield Text("")


def _disputes(event: Shape) -> Iterator[RenderableType]:
    for dispute in event.get("disputes") or ():
        yield Text.assemble(
            (f"{dispute['kind']}, {dispute['verdict']}", "bold yellow"), f"  {dispute['field']}: {dispute['why']}"
        )
        for value in dispute["values"]:
            yield Padding(Text(f"{value_words(value['value'])}   {counts_words(value['counts'])}"), (0, 0, 0, 2))


def _judgements(event: Shape) -> Iterator[RenderableType]:
    for judgement in event.get("judgements") or ():
        who = f"{judgement['kind']} by {judgement['reviewer']}, {day_words(judgement['recorded_at'])}"
        yield Text(f"{who}: {judgement['reason']}")


def _history(event: Shape) -> Iterator[RenderableType]:
    steps = event.get("history") or ()
    if not steps:
        return
    yield Rule(Text("how the record came to this", style="bold"), align="left", style="dim")
    for step in steps:
        yield Padding(
            Text(f"{day_words(step.get('published_at') or step.get('recorded_at'))}  {step['what']}"), (0, 0, 0, 2)
        )
