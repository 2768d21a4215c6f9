"""Pages of checks: findings, each with where, what and the next step; and the rows of a check-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from dragoman.cli.render.words import Shape

_STATE_STYLE = {"ok": "green", "later": "dim", "missing": "bold red"}


def findings_page(shape: Shape, *, all_well: str) -> Iterator[RenderableType]:
    """Draw the findings of a check, or one line where there are none.

    Args:
        shape: ``{ok, findings, counts}``.
        all_well: What to say where nothing was found.
    """
    for finding in shape["findings"]:
        line = Text.assemble(
            (str(finding["where"]), "bold"),
            ": ",
            str(finding["what"]),
            ("  [", "dim"),
            (str(finding["code"]), "dim"),
            ("]", "dim"),
        )
        yield line
        if finding.get("next"):
            yield Text.assemble("    ", str(finding["next"]))
    found = len(shape["findings"])
    yield Text(all_well if not found else f"{found:,} {'finding' if found == 1 else 'findings'}.")
    counts = shape.get("counts")
    if counts:
        yield Text(", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in counts.items()), style="dim")


def check_up_page(shape: Shape) -> Iterator[RenderableType]:
    """Draw a check-up of the machine: one row for each thing that is needed."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for row in shape["rows"]:
        said = Text(str(row["found"]))
        if row["next"]:
            said.append(f"\n→ {row['next']}", style="bold" if row["state"] == "missing" else "dim")
        table.add_row(row["what"], Text(row["state"], style=_STATE_STYLE[row["state"]]), said)
    yield table
