"""``dragoman ingest``: reports into the record."""

import sys
from typing import Annotated

import typer

from dragoman.cli.options import Call

EXIT_SET_ASIDE = 3


def ingest(
    call: Call,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="Files, folders, globs, or - for standard input.")
    ],
    source: Annotated[str | None, typer.Option("--source", help="The outlet, where the input does not say.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Address of a single report.")] = None,
    published: Annotated[
        str | None, typer.Option("--published", help="When it came out: ISO 8601 or RFC 822; over what the input says.")
    ] = None,
) -> int:
    """Take reports into the record: text, HTML, JSON lines, folders, globs, standard input.

    What is known already is not read again. An input that cannot be read is set aside with its reason, the rest is
    done, and the exit status is 3. Stopped with Ctrl-C, it goes on where it was at the next call.
    """
    from datetime import UTC, datetime

    from dragoman.cli.render.intake import intake_lines, watch_progress
    from dragoman.ingest import Said
    from dragoman.pipeline import Engine, Intake, rebuild
    from dragoman.store import open_store
    from dragoman.values import parse_instant

    said = Said(url, source, None if published is None else parse_instant(published, where="--published"))
    engine = Engine(call.settings)
    clock = lambda: datetime.now(UTC)  # noqa: E731 (the one clock of this command)
    with open_store(call.settings.store, write=True, busy_timeout_s=call.settings.busy_timeout_s, clock=clock) as store:
        with watch_progress(sys.stderr) as on_progress:
            report = Intake(store, engine, clock, on_progress).run(paths, said=said, stdin=sys.stdin.buffer)
        if not store.is_fold_current():
            rebuild(store, engine)
        counts = store.counts()
    intake_lines(report, counts, call)
    return EXIT_SET_ASIDE if report.set_aside else 0
