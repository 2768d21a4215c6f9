"""Pages of checks: findings, each with where, what and the next step; and the rows of a check-up."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from dragoman.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from dragoman.wording import Shape

_STATE_STYLE = {"ok": "green", "later": "dim", "missing": "bold red"}


def findings_page(shape: Shape, *, all_well: str) -> Iterator[RenderableType]:
    """Draw the findings of a check, or one line where there are none.

    Args:
        shape: ``{ok, findings, counts}``.
        all_well: What to say where nothing was found.
    """
    for finding in shape["findings"]:
        level = f"{finding['level']}: " if finding.get("level") else ""
        where = (_from_here(str(finding["where"])), "bold")
        yield Text.assemble(where, f": {level}{finding['what']}", (f"  [{finding['code']}]", "dim"))
        if finding["next"]:
            yield Text(f"    → {finding['next']}")
    if not shape["findings"]:
        yield Text(all_well)
    yield Text(", ".join(counted(number, name) for name, number in shape["counts"].items()), style="dim")


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


def _from_here(where: str) -> str:
    """Give a path as it is seen from the current folder, where it is below it."""
    here = f"{Path.cwd()}{os.sep}"
    return where.removeprefix(here)
