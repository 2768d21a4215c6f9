"""The commitments: what was promised, its state, and what was reported of it, each on a line of its own.

A list of ``commitment`` shapes comes in, text goes out. Figures are printed as they are on record; none is added up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.cli.render.evidence import Notes
from dragoman.exports.stages import size_of, stage_words
from dragoman.quoting import mark_sentence
from dragoman.wording import FATES, day_words, figure_words, tally_words, time_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.wording import Shape

NOTHING = "No commitments in the record."
_STYLE = {"contested": "yellow", "done": "green"}
_STATUS = {"cancelled": "called off", "not_occurred": "did not take place", "denied": "denied", "ongoing": "under way"}
_DATE_WIDTH, _TALLY_WIDTH = 22, 16


def commitments_page(found: Sequence[Shape]) -> Iterator[RenderableType]:
    """Draw the commitments of a list of ``commitment`` shapes."""
    if not found:
        yield Text(NOTHING)
        return
    notes = Notes()
    for one in found:
        yield from _commitment(one, notes)
    yield Text("According to", style="bold")
    yield from notes.lines()


def promise_words(one: Shape) -> str:
    """Give what was promised, in a report's words, else by figure, else by title."""
    words = max(one["quotes"], key=len, default="")
    if words:
        return f"“{' '.join(words.split()).rstrip(',;:')}”"
    return "; ".join(figure_words(each) for each in one["quantities"]) or str(one["title"])


def _commitment(one: Shape, notes: Notes) -> Iterator[RenderableType]:
    when = f", {time_words(one['made_at'])}" if one["made_at"] else ""
    who = " and ".join(one["by"]) + ("" if one["to"] == one["by"] or not one["to"] else f" to {', '.join(one['to'])}")
    head = Text.assemble((promise_words(one), "bold"), "  ", (FATES[one["state"]], _STYLE.get(one["state"], "bold")))
    yield head.append(f"\n{who}, {one['issue']}{when}").append(f"  {one['event_id']}", style="dim")
    if one["due"]:
        yield Padding(Text(f"due {time_words(one['due'])}"), (0, 0, 0, 2))
    yield from _reported(one["reported"], [size_of(each) for each in one["quantities"]])
    for number, claim in notes.cite(one["according_to"]).items():
        sentence = "".join(mark_sentence(claim["evidence"][0]))
        yield Padding(Text(f"[{number}] {sentence}", style="dim"), (0, 0, 0, 4))
    yield Text("")


def _reported(events: Sequence[Shape], whole: Sequence[float | None]) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=_DATE_WIDTH)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(width=_TALLY_WIDTH, justify="right", style="dim")
    for event in events:
        table.add_row(*fate_row(event, [size for size in whole if size is not None]))
    if events:
        yield Padding(table, (0, 0, 0, 2))


def fate_row(event: Shape, whole: Sequence[float] = ()) -> tuple[str, str, str]:
    """Give the day, what was reported, and what stands behind it."""
    when = time_words(event["occurred"]) if event["occurred"] else f"by {day_words(event['not_after'])}"
    when = when if event["occurred"] or event["not_after"] else "no date"
    figures = stage_words(event["quantities"], whole)
    told = _STATUS.get(event["status"], "")
    words = ": ".join(part for part in (told, figures) if part) or "took place, no number given"
    return when, words + (" (disputed)" if event["disputed"] else ""), tally_words(event["counts"])
