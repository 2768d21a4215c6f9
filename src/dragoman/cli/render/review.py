"""Pages of review: the queue, the claims of an event or a report, the log of judgements, and agreement.

Shapes come in, text goes out. Ids stand whole, so that they can be copied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.text import Text

from dragoman.cli.render.console import command_line
from dragoman.wording import counted, day_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from dragoman.wording import Shape

LONGEST_QUOTE = 160
"""Characters of a quotation on a page; the whole is in the JSON."""
SLOTS = ("mode", "status", "hedged", "round", "name", "time", "places", "roles", "quantities", "attribution", "content")


def queue_page(rows: Sequence[Mapping[str, Any]], *, by: str) -> Iterator[RenderableType]:
    """Draw what waits for a decision."""
    for row in rows:
        weight = f"{row['weight']}" if row["weight"] is not None else row["kind"]
        sure = "" if row["confidence"] is None else f"  {row['confidence']:.0%} sure"
        yield command_line(f"{weight:>8}  {row['id']}  {row['event_id'] or ''}{sure}")
        yield Padding(Text(str(row["title"] or "")), (0, 0, 0, 10))
        for why in row["why"]:
            yield Padding(Text(f"- {why}", style="yellow"), (0, 0, 0, 10))
        if row["claim"]:
            yield Padding(Text(_quoted(row["claim"]["evidence"]), style="dim"), (0, 0, 0, 10))
    if not rows:
        yield Text(
            "No claim has a confidence: rules give none. Use --by change."
            if by == "uncertainty"
            else "Nothing waits for a decision."
        )


def claims_page(rows: Sequence[Mapping[str, Any]]) -> Iterator[RenderableType]:
    """Draw claims, each with its id, its label, its words and its slots."""
    for row in rows:
        yield command_line(f"{row['claim']}  {row['doc']}:{row['id']}  {row['frame']}  {row['event'] or 'rejected'}")
        yield Padding(Text(_quoted(row["evidence"])), (0, 0, 0, 2))
        said = "; ".join(f"{name} {_short(row[name])}" for name in SLOTS if row[name])
        yield Padding(Text(said, style="dim"), (0, 0, 0, 2))
    if not rows:
        yield Text("No claims.")


def log_page(shape: Mapping[str, Any]) -> Iterator[RenderableType]:
    """Draw what people decided, the conflicts, and the head of the chain."""
    for row in shape["judgements"]:
        state = "" if row["state"] == "in force" else f"  ({row['state']})"
        yield command_line(f"{row['id']}  {day_words(row['recorded_at'])}  {row['kind']} by {row['reviewer']}{state}")
        yield Padding(Text(str(row["reason"])), (0, 0, 0, 2))
        about = _about(row)
        if about:
            yield Padding(Text(about, style="dim"), (0, 0, 0, 2))
    for conflict in shape["conflicts"]:
        yield Text(
            f"conflict: {conflict['first']} and {conflict['second']} differ on {conflict['what']}", style="yellow"
        )
    if not shape["judgements"]:
        yield Text("Nobody has decided anything yet.")
    yield command_line(f"head {shape['head']}")


def coding_page(shape: Mapping[str, Any]) -> Iterator[RenderableType]:
    """Draw one person's coding of a report, after its text where that was asked for."""
    if shape["text"] is not None:
        yield Text(str(shape["text"]))
        yield Text("")
    state = "finished" if shape["done"] else "not finished"
    yield Text(f"{shape['doc']}, coded by {shape['coder']}: {counted(len(shape['claims']), 'claims')}, {state}.")
    for row in shape["claims"]:
        yield command_line(f"{row['id']}  {row['frame']}")
        yield Padding(Text(_cut(f"“{row['quote']}”")), (0, 0, 0, 2))


def agreement_page(shape: Mapping[str, Any]) -> Iterator[RenderableType]:
    """Draw how far two coders agree, field by field, then where they differ."""
    first, second = shape["coders"]
    yield Text(f"{first} and {second}, on {', '.join(shape['docs'])}")
    for row in shape["fields"]:
        alpha = "    -" if row["alpha"] is None else f"{row['alpha']:5.2f}"
        yield Text(f"{row['field']:<12} alpha {alpha}   {row['same']} of {row['units']} the same")
    for row in shape["differences"]:
        yield Text(f"{row['doc']}  {row['field']}: {_short(row['first'])} | {_short(row['second'])}", style="yellow")
        yield Padding(Text(_cut(f"“{row['quote']}”"), style="dim"), (0, 0, 0, 2))
        yield Padding(command_line("  ".join(each or "-" for each in row["codings"])), (0, 0, 0, 2))


def _about(row: Shape) -> str:
    words = row["target"].get("quote")
    where = f"{row['event_id']}  " if row["event_id"] else ""
    value = "" if row["value"] in (None, row["reason"]) or row["kind"] in _LONG else f"  {_short(row['value'])}"
    return f"{where}{_cut(f'“{words}”') if words else ''}{value}".strip()


_LONG = ("must-link", "cannot-link")


def _quoted(evidence: Sequence[Shape]) -> str:
    return _cut(" … ".join(f"“{each['quote']}”" for each in evidence))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1].rstrip()}…"


def _short(value: Any) -> str:
    """Give a slot in a few words: names and figures, not every field."""
    if isinstance(value, list):
        return ", ".join(_short(each) for each in value if each)
    if not isinstance(value, dict):
        return str(value)
    if "granularity" in value:
        return str(value["start"]) if value["start"] == value["end"] else f"{value['start']}..{value['end']}"
    if "measure" in value:
        figure = next((f"{sign}{value[end]:g}" for end, sign in _ENDS if value.get(end) is not None), "")
        return " ".join(str(part) for part in (value["measure"], figure, value.get("unit")) if part)
    for told in ("name", "quote"):
        if told in value:
            return str(value[told])
    return "; ".join(f"{name} {_short(each)}" for name, each in value.items() if each)


_ENDS = (("value", ""), ("low", "≥"), ("high", "≤"))
