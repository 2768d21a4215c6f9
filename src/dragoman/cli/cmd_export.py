"""``dragoman export``: the record as JSON lines, tables, a map or a calendar."""

from typing import Annotated

import typer

from dragoman.cli.options import Call

FormOption = Annotated[
    str, typer.Option("--format", metavar="FORM", help="jsonl, csv or xlsx; events: geojson; talks: ics.")
]
OutOption = Annotated[
    str | None, typer.Option("--out", "-o", metavar="FILE", help="Where to write; standard output if left out.")
]


def claims(call: Call, *, form: FormOption = "jsonl", out: OutOption = None) -> None:
    """Write every claim as one JSON line, exactly as the codebook has it.

    `doc` is the id that the report came with, if it had one; `event` and `part_of` come from the merge.
    """
    _write("claims", call, form, out)


def statements(call: Call, *, form: FormOption = "jsonl", out: OutOption = None) -> None:
    """Write all that reports attribute to someone, event or not, one JSON line each."""
    _write("statements", call, form, out)


def lineage(call: Call, *, form: FormOption = "jsonl", out: OutOption = None) -> None:
    """Write where each report comes from: its origins with their shares, and the passages it has from each."""
    _write("lineage", call, form, out)


def events(call: Call, *, form: FormOption = "jsonl", out: OutOption = None) -> None:
    """Write every event, in order of time: lines, a table, or with `--format geojson` points on a map."""
    _write("events", call, form, out)


def talks(call: Call, *, form: FormOption = "jsonl", out: OutOption = None) -> None:
    """Write every round of talks; with `--format ics` the announced ones as a calendar."""
    _write("talks", call, form, out)


def exchanges(call: Call, *, form: FormOption = "jsonl", out: OutOption = None) -> None:
    """Write the exchanges as a ledger: who, with whom, how many of each side, stage of which whole, who says so."""
    _write("exchanges", call, form, out)


def figures(call: Call, *, form: FormOption = "jsonl", out: OutOption = None) -> None:
    """Write every figure that a report gives, one a line, with the conservative, low, best and high reading."""
    _write("figures", call, form, out)


def commitments(call: Call, *, form: FormOption = "jsonl", out: OutOption = None) -> None:
    """Write every commitment with what was reported of it."""
    _write("commitments", call, form, out)


def _write(name: str, call: Call, form: str, out: str | None) -> None:
    import sys
    from datetime import UTC, datetime

    from dragoman.cli.output import replacing
    from dragoman.exports import Wanted, write_export

    with call.view() as view:
        pieces = write_export(Wanted(name, view, datetime.now(UTC)), form)
        if out is None:
            sys.stdout.flush()
            sys.stdout.buffer.writelines(pieces)
            sys.stdout.buffer.flush()
        else:
            with replacing(out) as file:
                file.writelines(pieces)
