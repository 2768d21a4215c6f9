"""The disputes: what the reports disagree on, each value with those who say it.

A list of ``dispute`` shapes and the titles of their events come in, text goes out. No value is preferred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from dragoman.cli.render.evidence import Notes, evidence_lines
from dragoman.wording import tally_words, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from dragoman.wording import Shape

NOTHING = "Nothing is disputed in the record."
FIELDS = {"occurred": "date", "places": "place", "status": "whether it took place", "actor": "who did it"}
_MOST = 2


def disputes_page(found: Sequence[Shape], titles: Mapping[str, str], *, plain: bool) -> Iterator[RenderableType]:
    """Draw the disputes.

    Args:
        found: A list of ``dispute`` shapes.
        titles: Title of each event, by id.
        plain: Whether marked words stand between brackets.
    """
    if not found:
        yield Text(NOTHING)
        return
    notes = Notes()
    for one in found:
        verdict = "" if one["verdict"] == "open" else f"  {str(one['verdict']).replace('-', ' ')}"
        yield Text.assemble((titles.get(one["event_id"], ""), "bold"), (f"  {one['event_id']}", "dim"))
        yield Padding(
            Text.assemble((f"{field_words(one)}: ", "yellow"), str(one["why"]), (verdict, "dim")), (0, 0, 0, 2)
        )
        for value in one["values"]:
            line = Text.assemble((value_words(value["value"]), "bold"), (f"   {tally_words(value['counts'])}", "dim"))
            yield Padding(line, (0, 0, 0, 4))
            yield from evidence_lines(value["claims"], notes, value=value["value"], plain=plain, most=_MOST)
        yield Text("")
    yield from notes.lines()


def field_words(one: Shape) -> str:
    """Give what is disputed, in words."""
    name = str(one["field"]).removesuffix(":scope").split("#", 1)[0]
    return FIELDS.get(name, name.replace("/", ", ").replace("_", " "))
