"""``dragoman export archive`` and ``import archive``: a whole record with its evidence in one file."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import Call

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The archive, a ZIP file.")]


def export_archive(call: Call, file: FileArgument) -> None:
    """Write the whole record to one file: what came in, texts, runs, claims, judgements with their chain, events.

    A ZIP of JSON lines with a manifest of SHA-256 digests. The digest that is printed names the whole content: keep it
    elsewhere, and give it to 'import archive --expect'.
    """
    from dragoman.cli.render.console import command_line, emit
    from dragoman.exports.archive import write_archive
    from dragoman.wording import counted

    with call.store() as store:
        written = write_archive(store, file)
    shape = {"file": str(file), "sha256": written.digest, "head": written.head, "rows": written.rows}
    rows = counted(sum(written.rows.values()), "rows")
    lines = [f"{file}: {rows}", f"archive {written.digest}", f"head {written.head}"]
    emit(shape, as_json=call.as_json, page=lambda _: [command_line(line) for line in lines])


def import_archive(
    call: Call,
    file: FileArgument,
    *,
    expect: Annotated[
        str | None, typer.Option("--expect", metavar="HASH", help="The digest that 'export archive' printed.")
    ] = None,
) -> None:
    """Take an archived record in, whole or not at all, into a record that holds nothing yet.

    Every file of the archive is held against its digest, every row against the others. The imported record gives the
    same exports as the archived one.
    """
    from dragoman.cli.render.console import command_line, emit
    from dragoman.pipeline.archive import read_archive
    from dragoman.wording import counted

    settings = call.settings
    rows = read_archive(file, settings.store, expect=expect, busy_timeout_s=settings.busy_timeout_s)
    with call.store() as store:
        head = store.head()
    shape = {"store": store.shown, "head": head, "rows": rows}
    lines = [f"{store.shown}: {counted(sum(rows.values()), 'rows')}", f"head {head}"]
    emit(shape, as_json=call.as_json, page=lambda _: [command_line(line) for line in lines])
