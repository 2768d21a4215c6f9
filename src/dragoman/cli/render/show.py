"""One event: each value of each field, with the sentence that carries it, the words marked.

A ``show`` shape comes in, text goes out. Values that differ stand side by side; nothing is left out but the
longer lists of like reports, and that is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from dragoman.cli.render.evidence import Notes, evidence_lines
from dragoman.wording import (
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

    from dragoman.wording import Shape

MOST_WORDINGS = 3
"""Sentences shown of one value; reports with the same words count as one."""
_CELL_STYLE = {"disputed": "yellow", "updated": "cyan"}


def show_page(event: Shape, *, plain: bool, everything: bool = False) -> Iterator[RenderableType]:
    """Draw one event.

    Args:
        event: The ``show`` shape.
        plain: Whether marked words stand between brackets.
        everything: Whether all sentences of a value are shown, not the first few.
    """
    most, notes = None if everything else MOST_WORDINGS, Notes()
    yield from _head(event)
    for cell in event["cells"]:
        yield from _cell(cell, notes, plain=plain, most=most)
    yield _rule("reports")
    yield from notes.lines()
    yield Text("")
    yield from _disputes(event)
    yield from _judgements(event)
    yield from _history(event)


def _head(event: Shape) -> Iterator[RenderableType]:
    yield Text(str(event["title"]), style="bold")
    kind = str(event["frame"]) + (f" ({event['mode']})" if event["mode"] else "")
    number = f"round {event['round']}" if event["round"] is not None else ""
    where = "; ".join(place_words(place) for place in event["places"])
    when = time_words(event["occurred"], event["not_after"])
    parts = (kind, number, status_words(event["status"], hedged=event["hedged"]), when, where)
    yield Text(" · ".join(part for part in parts if part))
    yield Text.assemble(counts_words(event["counts"]), (f"  {event['id']}", "dim"))
    if event["part_of"]:
        yield Text(f"part of {event['part_of']}", style="dim")
    yield Text("")


def _cell(cell: Shape, notes: Notes, *, plain: bool, most: int | None) -> Iterator[RenderableType]:
    yield _rule(str(cell["field"]).replace("_", " "), str(cell["status"]))
    for value in cell["values"]:
        line = Text.assemble((value_words(value["value"]), "bold"), (f"   {counts_words(value['counts'])}", "dim"))
        yield Padding(line, (0, 0, 0, 2))
        yield from evidence_lines(value["claims"], notes, value=value["value"], plain=plain, most=most)
    yield Text("")


def _rule(title: str, note: str = "") -> Rule:
    text = Text.assemble((title, "bold"), (f"  {note}" if note else "", _CELL_STYLE.get(note, "dim")))
    return Rule(text, align="left", style="dim")


def _disputes(event: Shape) -> Iterator[RenderableType]:
    for dispute in event["disputes"]:
        yield Text.assemble(
            (f"{dispute['kind']}, {dispute['verdict']}", "bold yellow"), f"  {dispute['field']}: {dispute['why']}"
        )
        for value in dispute["values"]:
            yield Padding(Text(f"{value_words(value['value'])}   {counts_words(value['counts'])}"), (0, 0, 0, 2))


def _judgements(event: Shape) -> Iterator[RenderableType]:
    for judgement in event["judgements"]:
        who = f"{judgement['kind']} by {judgement['reviewer']}, {day_words(judgement['recorded_at'])}"
        yield Text(f"{who}: {judgement['reason']}")


def _history(event: Shape) -> Iterator[RenderableType]:
    yield _rule("how the record came to this")
    for step in event["history"]:
        yield Padding(Text(f"{day_words(step['published_at'] or step['recorded_at'])}  {step['what']}"), (0, 0, 0, 2))
