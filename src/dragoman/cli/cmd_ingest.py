"""``dragoman ingest``: reports into the record, from files and from the web."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import MAX_PAGES, AllowPrivateOption, Call, FeedTextOption, MaxPagesOption

if TYPE_CHECKING:
    from dragoman.ingest import Said
    from dragoman.pipeline.fetching import Choice

EXIT_SET_ASIDE = 3


def ingest(  # noqa: PLR0913  a command's options
    call: Call,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH|URL…", help="Files, folders, globs, http(s) addresses, or - for standard input."),
    ],
    source: Annotated[str | None, typer.Option("--source", help="The outlet, where the input does not say.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Address of a single report.")] = None,
    published: Annotated[
        str | None, typer.Option("--published", help="When it came out: ISO 8601 or RFC 822; over what the input says.")
    ] = None,
    *,
    feed_text: FeedTextOption = False,
    allow_private: AllowPrivateOption = False,
    max_pages: MaxPagesOption = MAX_PAGES,
    jobs: Annotated[int, typer.Option("--jobs", min=1, max=64, help="Processes that read, half a GB each.")] = 1,
) -> int:
    """Take reports into the record: text, HTML, JSON lines, web archives (WARC), exports of Telegram channels, feeds.

    Files are read as they are, folders and globs file by file. What is named by an address is fetched: a page, a feed
    (RSS, Atom, JSON Feed) with the page of each entry, or a list of feeds (OPML). Every fetched page is kept as it
    came in a folder beside the record. A feed's file is read for what it holds itself; the feeds of an OPML file are
    fetched.

    What is known already is not read again. An input that cannot be read is set aside with its reason, the rest is
    done, and the exit status is 3. Stopped with Ctrl-C, it goes on where it was at the next call.
    """
    from dragoman.ingest import Said
    from dragoman.pipeline.fetching import Choice
    from dragoman.values import parse_instant

    said = Said(url, source, None if published is None else parse_instant(published, where="--published"))
    return _take(call, paths, said, Choice(allow_private, feed_text, max_pages), jobs)


def _take(call: Call, paths: list[str], said: "Said", choice: "Choice", jobs: int) -> int:
    """Take in what was named and fold the record; give the exit status."""
    from datetime import UTC, datetime

    from dragoman.cli.render.intake import intake_lines, watch_progress
    from dragoman.pipeline import Engine, Intake, update
    from dragoman.pipeline.fetching import open_pages
    from dragoman.pipeline.prompting import model_shape
    from dragoman.store import open_store

    settings, engine = call.settings, Engine(call.settings)
    clock = lambda: datetime.now(UTC)  # noqa: E731 (the one clock of this command)
    with open_store(settings.store, write=True, busy_timeout_s=settings.busy_timeout_s, clock=clock) as store:
        with watch_progress(sys.stderr) as on_progress, open_pages(settings, choice, clock) as pages:
            intake = Intake(store, engine, clock, on_progress, pages, jobs)
            report = intake.run(paths, said=said, stdin=sys.stdin.buffer)
        update(store, engine)
        counts = store.counts()
    intake_lines(report, counts, call, model_shape(settings, engine.take_tally()))
    return EXIT_SET_ASIDE if report.set_aside else 0
