"""The timeline: events in order of time, with how many stand behind each; of one frame, a ledger.

A list of ``event`` shapes comes in, one table goes out. A day that is known has a full mark; an event of
which only the first report's date is known has a hollow one, and its bound is worded as a bound. Parts stand
below their whole. Nothing is added up.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rich.align import Align
from rich.table import Table
from rich.text import Text

from dragoman.exports.stages import size_of, stage_words
from dragoman.wording import (
    LEGEND,
    place_words,
    quantity_words,
    tally_words,
    time_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from dragoman.wording import Shape

DATED, UNDATED, PART = "●", "○", "└ "
NOTHING = "No events. 'dragoman ingest PATH' takes reports in; with --as-of, nothing may have been published by then."
LEDGERS = frozenset({"exchange", "strike", "interception", "aid"})
"""Frames whose events are told by figures: alone, they have a column of their own."""

_MOST_FIGURES = 3
_MOST_VOICES = 3
_TALLY_WIDTH, _TIME_WIDTH, _FIGURES_WIDTH = 14, 19, 20


def timeline_page(
    events: Sequence[Shape], voices: Mapping[str, Sequence[str]] | None = None
) -> Iterator[RenderableType]:
    """Draw the events, one row each: mark, time, what, counts.

    Args:
        events: In order of time.
        voices: Who tells each event, by its id; shown in a ledger.
    """
    if not events:
        yield Text(NOTHING)
        return
    frames = {event["frame"] for event in events}
    ledger = len(frames) == 1 and frames <= LEDGERS
    yield Align.right(Text(LEGEND, style="dim"))
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=1)
    table.add_column(width=_TIME_WIDTH, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    if ledger:
        table.add_column(width=_FIGURES_WIDTH, justify="right", overflow="fold")
    table.add_column(width=_TALLY_WIDTH, justify="right", overflow="fold")
    wholes = {event["id"]: event for event in events}
    for event, part in _with_parts(events):
        mark = DATED if event["occurred"] else UNDATED
        figures = [_figures(event, wholes.get(event["part_of"] or ""))] if ledger else []
        when = time_words(event["occurred"], event["not_after"])
        what = _what(event, ledger=ledger, part=part)
        if ledger:
            _add_voices(what, event, (voices or {}).get(event["id"], ()))
        table.add_row(mark, when, what, *figures, _behind(event))
    yield table
    yield Text(
        f"{len(events):,} {'event' if len(events) == 1 else 'events'}. 'dragoman show ID' has the words.", style="dim"
    )


def _with_parts(events: Sequence[Shape]) -> Iterator[tuple[Shape, bool]]:
    """Give the events in their order, each followed by its parts, of which it is said that they are."""
    there = {event["id"] for event in events}
    parts: dict[str, list[Shape]] = defaultdict(list)
    for event in events:
        if event["part_of"] in there:
            parts[event["part_of"]].append(event)
    for event in events:
        if event["part_of"] not in there:
            yield event, False
            yield from ((part, True) for part in _below(event, parts))


def _below(event: Shape, parts: dict[str, list[Shape]]) -> Iterator[Shape]:
    for part in parts[event["id"]]:
        yield part
        yield from _below(part, parts)


def _what(event: Shape, *, ledger: bool, part: bool) -> Text:
    text = Text(PART if part else "", style="bold").append(_without_time(event))
    if event["hedged"]:
        text.append("  hedged", style="not bold yellow")
    kind = "" if ledger else str(event["frame"]) + (f" ({event['mode']})" if event["mode"] else "")
    where = "" if ledger else "; ".join(place_words(place) for place in event["places"][:1])
    many = "" if ledger else "; ".join(quantity_words(one) for one in event["quantities"][:_MOST_FIGURES])
    text.append("\n" + "".join(f"{part} · " for part in (kind, where, many) if part), style="not bold")
    return text.append(str(event["id"]), style="not bold dim")


def _without_time(event: Shape) -> str:
    """Give the title without the time that has a column of its own."""
    title = str(event["title"])
    return title if event["occurred"] is None else title.replace(f", {time_words(event['occurred'])}", "", 1)


def _add_voices(what: Text, event: Shape, names: Sequence[str]) -> None:
    """Say which stage it is, and according to whom."""
    stage = f"stage {event['round']}" if event["frame"] == "exchange" and event["round"] is not None else ""
    told = ", ".join(names[:_MOST_VOICES]) + (f" and {len(names) - _MOST_VOICES} more" if names[_MOST_VOICES:] else "")
    line = " · ".join(part for part in (stage, told) if part)
    what.append(f"\n{line}" if line else "", style="not bold")


def _figures(event: Shape, whole: Shape | None) -> Text:
    """Give the figures of an event; those of the whole that it is a part of stand with the whole."""
    of_whole = [] if whole is None else [size for each in whole["quantities"] if (size := size_of(each)) is not None]
    return Text("\n".join(stage_words(event["quantities"], of_whole).split("; ")[:_MOST_FIGURES]))


def _behind(event: Shape) -> Text:
    text = Text(tally_words(event["counts"]), style="dim")
    return text.append("\ndisputed", style="not dim yellow") if event["disputed"] else text
