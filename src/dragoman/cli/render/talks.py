"""The talks board: the rounds of each process, in order of time, each with who says what of it.

A ``talks`` shape comes in, text goes out. What is contested stands side by side with its counts; nothing
is chosen or averaged here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.align import Align
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman.wording import (
    LEGEND,
    day_words,
    person_words,
    place_words,
    tally_words,
    time_words,
    value_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.wording import Shape

_TERMS = ("agreed", "proposed", "refused")
_STATE_STYLE = {"held": "bold green", "under way": "bold yellow", "cancelled": "bold red"}
_FIELDS = {"occurred": "date", "places": "place", "status": "whether it was held"}
_LABEL_WIDTH, _TALLY_WIDTH = 11, 16
OUTSIDE = "Talks outside a known process"
NOTHING = "No talks in the record. 'dragoman ingest PATH' takes reports in."

Line = tuple[str, Text, Text]
"""Label, what is told, and what stands behind it."""


def talks_page(rounds: Sequence[Shape]) -> Iterator[RenderableType]:
    """Draw the board of a ``talks`` shape."""
    if not rounds:
        yield Text(NOTHING)
        return
    yield Align.right(Text(LEGEND, style="dim"))
    processes = dict.fromkeys(one["process"] for one in rounds)
    for process in sorted(processes, key=lambda found: found is None):  # stable: those of no process come last
        yield Rule(Text(str(process or OUTSIDE), style="bold"), align="left", style="dim")
        for one in rounds:
            if one["process"] == process:
                yield from _round(one)


def _round(one: Shape) -> Iterator[RenderableType]:
    head = Table.grid(padding=(0, 2, 0, 0), expand=True)
    head.add_column(ratio=1, overflow="fold")
    head.add_column(width=_TALLY_WIDTH, justify="right", style="dim")
    head.add_row(_head(one), Text(tally_words(one["counts"])))
    yield head
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=_LABEL_WIDTH, justify="right", style="dim")
    table.add_column(ratio=1, overflow="fold")
    table.add_column(width=_TALLY_WIDTH, justify="right", style="dim")
    for line in _lines(one):
        table.add_row(*line)
    yield table
    yield Text("")


def _head(one: Shape) -> Text:
    head = Text.assemble((_name(one), "bold"), "  ", (str(one["state"]), _STATE_STYLE.get(one["state"], "bold")))
    head.append(f" · {time_words(one['occurred'])}")
    if one["place"] and (one["round"] is not None or one["process"]):
        head.append(f" · {place_words(one['place'])}")
    return head.append(f"  {one['event_id']}", style="dim")


def _lines(one: Shape) -> Iterator[Line]:
    dates = [value for value in one["dates"] if value["value"]["granularity"] != "year"]
    yield from _several("dates", sorted(dates, key=lambda value: -int(value["counts"]["origins"])))
    yield from _several("venue", one["venue"])
    yield from _sides(one["sides"])
    if one["mediators"]:
        yield "mediators", Text(", ".join(person_words(who) for who in one["mediators"])), Text()
    yield from _valued("lasted", one["duration"])
    yield from _valued("outcome", one["outcomes"], quote=True)
    for label in _TERMS:
        yield from _terms(label, one[label])
    if one["history"]:
        yield "reported", Text(" → ".join(_steps(one["history"]))), Text()
    yield from _labelled("next", ((Text(str(step["title"])), step["counts"]) for step in one["next"]))
    for dispute in one["disputes"]:
        yield from _dispute(dispute)


def _name(one: Shape) -> str:
    if one["round"] is not None:
        return f"Round {one['round']}"
    return str(one["title"]) if one["process"] is None else "A round without a number"


def _sides(sides: Sequence[Shape]) -> Iterator[Line]:
    """Give each side its delegation; where nobody is named, the sides in one line."""
    if sides and not any(side["head"] or side["delegates"] for side in sides):
        yield "sides", Text(", ".join(str(side["party"]) for side in sides)), Text()
        return
    for side in sides:
        yield str(side["party"]), Text(_side(side)), Text()


def _side(side: Shape) -> str:
    head = [f"{side['head']['name']} (head)"] if side["head"] else []
    return ", ".join([*head, *(str(who["name"]) for who in side["delegates"])]) or "no delegate is named"


def _several(label: str, values: Sequence[Shape]) -> Iterator[Line]:
    """Give the values of a field of which the head of the round shows one, where reports give others."""
    if len(values) > 1:
        yield from _valued(label, values)


def _valued(label: str, values: Iterable[Shape], *, quote: bool = False) -> Iterator[Line]:
    told = ((value_words(value["value"]), value["counts"]) for value in values)
    yield from _labelled(label, ((Text(_quoted(words) if quote else words), counts) for words, counts in told))


def _terms(label: str, terms: Iterable[Shape]) -> Iterator[Line]:
    yield from _labelled(label, ((_term(term), term["counts"]) for term in terms))


def _term(term: Shape) -> Text:
    known = ", ".join(str(term[key]) for key in ("party", "issue") if term[key] and term[key] != "other")
    words = " … ".join(map(_quoted, term["quotes"])) or str(term["title"])
    return Text.assemble((f"{known}: " if known else "", "dim"), words)


def _labelled(label: str, told: Iterable[tuple[Text, Shape]]) -> Iterator[Line]:
    for n, (text, counts) in enumerate(told):
        yield ("" if n else label), text, Text(tally_words(counts))


def _dispute(dispute: Shape) -> Iterator[Line]:
    """Give what stays contested, and what only seems so unless it is plain news."""
    if dispute["verdict"] == "update":
        return
    is_open = dispute["verdict"] == "open"
    field = _FIELDS.get(dispute["field"], str(dispute["field"]).removesuffix(":scope"))
    words = Text(f"{field}: {dispute['why']}", style="yellow" if is_open else "")
    yield "disputed" if is_open else str(dispute["verdict"]).replace("-", " "), words, Text()


def _quoted(words: str) -> str:
    return f"“{' '.join(words.split()).rstrip(',;:')}”"


def _steps(history: Sequence[Shape]) -> Iterator[str]:
    for step in history:
        yield f"{step['state']} {day_words(step.get('published_at'))}"
