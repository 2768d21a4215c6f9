"""``dragoman demo``: the shipped example reports, read, printed and served."""

import os
import sys
from typing import Annotated

import typer

from dragoman.cli.options import Call


def demo(
    call: Call,
    *,
    port: Annotated[int, typer.Option(help="Port of the JSON API.")] = 8000,
    serve: Annotated[bool, typer.Option(help="Serve the record afterwards; DEMO_SERVE=0 says no, too.")] = True,
) -> int:
    """Read the example reports, print their story on one page, and serve the record.

    The record is made anew beside the compiled knowledge in the cache folder; no record of yours is touched.
    """
    from dataclasses import replace
    from datetime import UTC, datetime

    from dragoman.cli.render.console import emit_page, make_console
    from dragoman.cli.render.demo import demo_pages
    from dragoman.cli.render.intake import watch_progress
    from dragoman.ingest import Said
    from dragoman.pipeline import Engine, Intake, examples, rebuild
    from dragoman.query import View
    from dragoman.store import open_store
    from dragoman.wording import counted

    shipped = examples()
    settings = replace(call.settings, dossier=(*call.settings.dossier, str(shipped.pack)))
    engine = Engine(settings)
    engine.cache.mkdir(parents=True, exist_ok=True)
    path = str(engine.cache / "demo.db")
    clock = lambda: datetime.now(UTC)  # noqa: E731 (the one clock of this command)
    console = make_console()
    console.print("Reading the example reports (written for the project, on real facts).")
    with open_store(path, write=True, clock=clock) as store:
        with watch_progress(sys.stderr) as on_progress:
            report = Intake(store, engine, clock, on_progress).run([str(shipped.reports)], said=Said())
        rebuild(store, engine)
        console.print(f"{counted(report.new, 'reports')} read, {report.known} known from before.\n")
    with open_store(path, write=False) as store:
        emit_page(console, demo_pages(View(store), record=path))
    if not serve or os.environ.get("DEMO_SERVE") == "0":
        return 0
    from dragoman.cli.cmd_serve import serve as serve_record

    return serve_record(replace(call, settings=replace(settings, store=path)), port=port) or 0
