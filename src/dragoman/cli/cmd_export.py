"""``dragoman export``: the record as JSON lines, on standard output."""

from enum import StrEnum
from typing import Annotated

import typer

from dragoman.cli.options import Call


class Format(StrEnum):
    """How a record is written out."""

    JSONL = "jsonl"


FormatOption = Annotated[Format, typer.Option("--format", help="JSON lines: one object a line.")]


def claims(call: Call, *, form: FormatOption = Format.JSONL) -> None:
    """Write every claim as one JSON line, exactly as the codebook has it.

    `doc` is the id that the report came with, if it had one; `event` and `part_of` come from the merge.
    """
    _write("claims", call, form)


def statements(call: Call, *, form: FormatOption = Format.JSONL) -> None:
    """Write all that reports attribute to someone, event or not, one JSON line each."""
    _write("statements", call, form)


def lineage(call: Call, *, form: FormatOption = Format.JSONL) -> None:
    """Write where each report comes from: its origins with their shares, and the passages it has from each."""
    _write("lineage", call, form)


def _write(name: str, call: Call, form: Format) -> None:
    from dragoman.cli.render.console import print_lines
    from dragoman.exports import json_lines

    writers = {Format.JSONL: json_lines}
    with call.view() as view:
        print_lines(writers[form](name, view))
