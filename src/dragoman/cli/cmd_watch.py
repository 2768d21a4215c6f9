"""``dragoman watch``: feeds into the record, as they change."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import MAX_PAGES, AllowPrivateOption, Call, FeedTextOption, MaxPagesOption

if TYPE_CHECKING:
    from dragoman.pipeline.fetching import Choice

EXIT_SET_ASIDE = 3


def watch(  # noqa: PLR0913  a command's options
    call: Call,
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE…", help="Addresses of feeds, lists of feeds (OPML), or sources whose pack gives feeds."
        ),
    ],
    *,
    once: Annotated[bool, typer.Option("--once", help="Ask each feed once, and end.")] = False,
    fastest: Annotated[
        int, typer.Option("--fastest", metavar="SECONDS", min=1, help="Ask no feed more often than this.")
    ] = 300,
    feed_text: FeedTextOption = False,
    allow_private: AllowPrivateOption = False,
    max_pages: MaxPagesOption = MAX_PAGES,
) -> int:
    """Follow feeds and take in what is new, until stopped with Ctrl-C or SIGTERM.

    How often a feed is asked is learned from how often it has something new, and from what its server says. What did
    not change is not fetched again, also after a restart. A feed that fails is asked less and less often, and called
    dead when it fails on and on. Every fetched page is kept as it came in a folder beside the record.

    With --once, the exit status is 3 where a feed failed or an entry was set aside. With --json, each poll is one
    JSON line.
    """
    from dragoman.pipeline.fetching import Choice

    return _follow(call, sources, Choice(allow_private, feed_text, max_pages), fastest_s=float(fastest), once=once)


def _follow(call: Call, sources: list[str], choice: "Choice", *, fastest_s: float, once: bool) -> int:
    """Watch until stopped, or once; give the exit status."""
    from datetime import UTC, datetime

    from dragoman.cli.render.watch import open_screen
    from dragoman.pipeline import Engine, Intake
    from dragoman.pipeline.fetching import open_fetcher
    from dragoman.pipeline.watch import Watch
    from dragoman.pipeline.watch_loop import Stop, follow, stopped_by_signals
    from dragoman.pipeline.watch_pace import Pace
    from dragoman.pipeline.watch_sources import feeds_of
    from dragoman.pipeline.watch_state import state_folder
    from dragoman.store import open_store

    settings, engine, stop = call.settings, Engine(call.settings), Stop()
    clock = lambda: datetime.now(UTC)  # noqa: E731 (the one clock of this command)
    urls = feeds_of(sources, lambda: engine.dossier)
    states = state_folder(settings)
    with (
        open_store(settings.store, write=True, busy_timeout_s=settings.busy_timeout_s, clock=clock) as store,
        states.held(),
        open_fetcher(settings, choice, clock) as make_fetcher,
        stopped_by_signals(stop),
    ):
        fetcher = make_fetcher()
        stop.on_ask = fetcher.stop
        pace = Pace(fastest_s=fastest_s)
        watched = Watch(urls, states, fetcher, lambda: Intake(store, engine, clock), pace, feed_text=choice.feed_text)
        with open_screen(watched.states, clock, as_json=call.as_json) as screen:
            screen.begin()
            troubles = follow(watched, stop, clock=clock, on_poll=screen.show, on_rest=screen.refresh, once=once)
    if stop.is_asked:
        sys.stderr.write("dragoman: stopped. What was fetched is recorded; the next run goes on from here.\n")
        return 0
    return EXIT_SET_ASIDE if troubles else 0
