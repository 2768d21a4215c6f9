"""The talks board: rounds of each process, newest first, each with who says what of it.

A ``talks`` shape comes in, text goes out. What is contested stands side by side with its counts; nothing
is chosen or averaged here.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman.cli.render.evidence import credit_words
from dragoman.cli.render.words import counts_words, day_words, person_words, place_words, time_words, value_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.cli.render.words import Shape

_SAID = (("outcomes", "outcome"), ("agreed", "agreed"), ("proposed", "proposed"), ("refused", "refused"))
_STATE_STYLE = {"held": "bold green", "under way": "bold yellow", "cancelled": "bold red"}
NOTHING = "No talks in the record. 'dragoman ingest PATH' takes reports in."

Line = tuple[str, Text]


def talks_page(rounds: Sequence[Shape], *, plain: bool) -> Iterator[RenderableType]:
    """Draw the board.

    Args:
        rounds: The ``talks`` shape.
        plain: Whether quoted words are marked with quotation marks alone.
    """
    if not rounds:
        yield Text(NOTHING)
    for process, held in groupby(rounds, key=lambda one: one.get("process")):
        yield Rule(Text(str(process or "Talks outside a known process"), style="bold"), align="left", style="dim")
        for one in held:
            yield from _round(one, plain=plain)


def _round(one: Shape, *, plain: bool) -> Iterator[RenderableType]:
    head = Text.assemble((_name(one), "bold"), "  ", (str(one["state"]), _STATE_STYLE.get(one["state"], "bold")))
    for part in (time_words(one.get("occurred"), one.get("not_after")), _where(one)):
        if part:
            head.append(f" · {part}")
    yield head
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=12, justify="right", style="dim")
    table.add_column(overflow="fold")
    for label, text in _lines(one, plain=plain):
        table.add_row(label, text)
    yield table
    yield Text("")


def _lines(one: Shape, *, plain: bool) -> Iterator[Line]:
    yield "", Text.assemble(counts_words(one["counts"]), (f"  {one['event_id']}", "dim"))
    for side in one.get("sides") or ():
        yield str(side["party"]), Text(_side(side))
    if one.get("mediators"):
        yield "mediators", Text(", ".join(person_words(who) for who in one["mediators"]))
    yield from _valued("venue", one.get("venue") or ())
    yield from _valued("lasted", one.get("duration") or ())
    for field, label in _SAID:
        yield from _quoted(label, one.get(field) or (), plain=plain)
    if one.get("history"):
        yield "life", Text(" → ".join(_steps(one["history"])))
    for dispute in one.get("disputes") or ():
        yield "disputed", Text(f"{dispute['field']}: {dispute['why']}", style="yellow")


def _name(one: Shape) -> str:
    return f"Round {one['round']}" if one.get("round") is not None else str(one.get("name") or "Talks")


def _where(one: Shape) -> str:
    place = one.get("place")
    return place_words(place) if isinstance(place, dict) else str(place or "")


def _side(side: Shape) -> str:
    head = [f"{_person(side['head'])} (head)"] if side.get("head") else []
    return ", ".join([*head, *(_person(who) for who in side.get("delegates") or ())]) or "no delegate is named"


def _person(who: Any) -> str:
    return who if isinstance(who, str) else str(who["name"])


def _valued(label: str, values: Iterable[Any]) -> Iterator[Line]:
    for n, value in enumerate(values):
        text = Text(value_words(value["value"]) if isinstance(value, dict) and "value" in value else value_words(value))
        if isinstance(value, dict) and value.get("counts"):
            text.append(f"   {counts_words(value['counts'])}", style="dim")
        yield ("" if n else label), text


def _quoted(label: str, claims: Iterable[Shape], *, plain: bool) -> Iterator[Line]:
    for n, claim in enumerate(claims):
        quotes = " … ".join(" ".join(str(part["quote"]).split()) for part in claim.get("evidence") or ())
        text = Text(f"“{quotes}”", style="" if plain else "italic")
        yield ("" if n else label), text.append(f"   {credit_words(claim)}", style="not italic dim")


def _steps(history: Sequence[Shape]) -> Iterator[str]:
    for step in history:
        yield f"{step['state']} {day_words(step.get('published_at'))}"
