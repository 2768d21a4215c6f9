"""The talks board: the rounds of each process, in order of time, each with who says what of it.

A ``talks`` shape comes in, text goes out. What is contested stands side by side with its counts; nothing
is chosen or averaged here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman.cli.render.words import counts_words, day_words, person_words, place_words, time_words, value_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.cli.render.words import Shape

_TERMS = ("agreed", "proposed", "refused")
_STATE_STYLE = {"held": "bold green", "under way": "bold yellow", "cancelled": "bold red"}
OUTSIDE = "Talks outside a known process"
NOTHING = "No talks in the record. 'dragoman ingest PATH' takes reports in."

Line = tuple[str, Text]


def talks_page(rounds: Sequence[Shape]) -> Iterator[RenderableType]:
    """Draw the board of a ``talks`` shape."""
    if not rounds:
        yield Text(NOTHING)
    processes = dict.fromkeys(one["process"] for one in rounds)
    for process in sorted(processes, key=lambda found: found is None):  # stable: those of no process come last
        yield Rule(Text(str(process or OUTSIDE), style="bold"), align="left", style="dim")
        for one in rounds:
            if one["process"] == process:
                yield from _round(one)


def _round(one: Shape) -> Iterator[RenderableType]:
    head = Text.assemble((_name(one), "bold"), "  ", (str(one["state"]), _STATE_STYLE.get(one["state"], "bold")))
    head.append(f" · {time_words(one['occurred'])}")
    if one["place"]:
        head.append(f" · {place_words(one['place'])}")
    yield head
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=12, justify="right", style="dim")
    table.add_column(overflow="fold")
    for label, text in _lines(one):
        table.add_row(label, text)
    yield table
    yield Text("")


def _lines(one: Shape) -> Iterator[Line]:
    yield "", Text.assemble(counts_words(one["counts"]), (f"  {one['event_id']}", "dim"))
    for side in one["sides"]:
        yield str(side["party"]), Text(_side(side))
    if one["mediators"]:
        yield "mediators", Text(", ".join(person_words(who) for who in one["mediators"]))
    yield from _valued("venue", one["venue"])
    yield from _valued("lasted", one["duration"])
    yield from _valued("outcome", one["outcomes"], quote=True)
    for label in _TERMS:
        yield from _terms(label, one[label])
    if one["history"]:
        yield "life", Text(" → ".join(_steps(one["history"])))
    for dispute in one["disputes"]:
        is_open = dispute["verdict"] == "open"
        label = "disputed" if is_open else str(dispute["verdict"])
        yield label, Text(f"{dispute['field']}: {dispute['why']}", style="yellow" if is_open else "")


def _name(one: Shape) -> str:
    return str(one["title"]) if one["round"] is None else f"Round {one['round']}"


def _side(side: Shape) -> str:
    head = [f"{side['head']['name']} (head)"] if side["head"] else []
    return ", ".join([*head, *(str(who["name"]) for who in side["delegates"])]) or "no delegate is named"


def _valued(label: str, values: Iterable[Shape], *, quote: bool = False) -> Iterator[Line]:
    for n, value in enumerate(values):
        words = value_words(value["value"])
        text = Text(_quoted(words) if quote else words)
        yield ("" if n else label), text.append(f"   {counts_words(value['counts'])}", style="dim")


def _terms(label: str, terms: Iterable[Shape]) -> Iterator[Line]:
    for n, term in enumerate(terms):
        text = Text(" ".join(map(_quoted, term["quotes"])) or str(term["title"]))
        known = [str(term[key]) for key in ("party", "issue") if term[key]]
        yield ("" if n else label), text.append(f"   {' · '.join([*known, counts_words(term['counts'])])}", style="dim")


def _quoted(words: str) -> str:
    return f"“{' '.join(words.split())}”"


def _steps(history: Sequence[Shape]) -> Iterator[str]:
    for step in history:
        yield f"{step['state']} {day_words(step.get('published_at'))}"
