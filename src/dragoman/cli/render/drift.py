"""Drift in the terminal: what was changed, and the sentence of both reports with the words marked.

A ``drift`` shape comes in, lines go out. Both passages are always shown: which of the two is right is not said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from dragoman.wording import MARK_CLOSE, MARK_OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from dragoman.wording import Shape

KINDS = {
    "figure": "figure changed",
    "scope_lost": "scope lost",
    "hedge_lost": "hedge lost",
    "hedge_added": "hedge added",
    "attribution_lost": "attribution lost",
    "date": "date changed",
    "name": "name respelt",
    "quotation": "quotation altered",
}


def drift_lines(drift: Shape, *, plain: bool) -> Iterator[RenderableType]:
    """Draw one change.

    Args:
        drift: The shape.
        plain: Mark with brackets, where bold cannot be seen.
    """
    yield Padding(Text(KINDS[drift["kind"]], style="bold yellow"), (0, 0, 0, 2))
    for label, side, words in (("was", "there", "before"), ("is", "here", "after")):
        passage = drift[side]
        line = Text.assemble((f"{label:<4}", "dim"), _marked(passage["quote"], drift[words], plain=plain))
        yield Padding(line.append(f"  {passage['doc']}", style="dim"), (0, 0, 0, 4))


def drift_counts(counts: Shape) -> str:
    """Give how many changes there are of each kind, in words; nothing where there are none."""
    return ", ".join(f"{KINDS[kind]} {number:,}" for kind, number in counts.items())


def _marked(sentence: str, words: str, *, plain: bool) -> Text:
    """Give a sentence on one line with the words marked, where they stand in it."""
    line = " ".join(sentence.split())
    at = line.find(words) if words else -1
    if at < 0:
        return Text(line)
    marked = f"{MARK_OPEN}{words}{MARK_CLOSE}" if plain else words
    return Text.assemble(line[:at], (marked, "bold underline"), line[at + len(words) :])
