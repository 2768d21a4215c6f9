"""Outlets in the terminal: one block each, with what is its own, on whom it relies and what its copies changed.

``sources`` shapes come in, text goes out. It says how many, and rates nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from dragoman.cli.render.drift import drift_counts, drift_lines
from dragoman.cli.render.lineage import delay_words
from dragoman.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.wording import Shape

MOST_RELIED_ON = 5
_PARTS = (
    ("own", "own"),
    ("partly", "of them with passages or claims of others"),
    ("copies", "copied"),
    ("rewrites", "worked over"),
    ("credited", "credited to a medium whose report is not on record"),
)


def sources_page(outlets: Sequence[Shape], *, plain: bool, with_drift: bool) -> Iterator[RenderableType]:
    """Draw the outlets, or say that there are none.

    Args:
        outlets: The shapes.
        plain: Mark with brackets, where bold cannot be seen.
        with_drift: Whether each change is drawn.
    """
    if not outlets:
        yield Text("No reports are on record.")
    for outlet in outlets:
        yield from _outlet(outlet)
        if with_drift:
            for drift in outlet["drifts"]:
                yield from drift_lines(drift, plain=plain)
        yield Text("")


def _outlet(outlet: Shape) -> Iterator[RenderableType]:
    about = [str(outlet["kind"]).replace("_", " ") if outlet["kind"] else "not in the dossier"]
    about += [f"owned by {outlet['owner']}"] if outlet["owner"] else []
    about += [f"answers to {outlet['party']}"] if outlet["party"] else []
    yield Text.assemble((str(outlet["source"] or "no outlet given"), "bold"), (f"  {' · '.join(about)}", "dim"))
    parts = [f"{outlet[key]:,} {words}" for key, words in _PARTS if outlet[key]]
    taken = [f"taken up by {outlet['taken_up']:,} of others"] if outlet["taken_up"] else []
    yield Padding(Text(f"{counted(outlet['reports'], 'reports')}: {', '.join([*parts, *taken])}"), (0, 0, 0, 2))
    if outlet["relies_on"]:
        named = ", ".join(_reliance(one) for one in outlet["relies_on"][:MOST_RELIED_ON])
        yield Padding(Text(f"relies on {named}"), (0, 0, 0, 2))
    if outlet["drift"]:
        yield Padding(Text(drift_counts(outlet["drift"])), (0, 0, 0, 2))


def _reliance(one: Shape) -> str:
    notes = [delay_words(one["delay_min"]), "of one house" if one["one_house"] else ""]
    said = ", ".join(note for note in notes if note)
    return f"{one['source']} in {one['reports']:,}" + (f" ({said})" if said else "")
