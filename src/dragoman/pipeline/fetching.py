"""Fetching for the pipeline: settings come in, what fetches goes out, with the archive of what it fetched.

Pages are kept in a folder beside the record. Nothing is opened before the first page is fetched.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from dragoman.ingest import Pages
    from dragoman.ingest.fetch import Fetcher
    from dragoman.settings import Settings

NAME = "dragoman"
"""Of the folders where the record is a database server, and no file that a folder could be beside."""
SQLITE = "sqlite:///"


class Choice(NamedTuple):
    """What the user chose for one run.

    Attributes:
        allow_private: Fetch from addresses that are not public, too.
        feed_text: Take reports as the feeds give them, and fetch no pages.
        max_pages: Of the run; of ``watch``, of one round.
    """

    allow_private: bool = False
    feed_text: bool = False
    max_pages: int = 2_000


def captures_folder(settings: Settings) -> Path:
    """Give the folder for what was fetched; it need not exist."""
    if settings.captures:
        return Path(settings.captures).expanduser()
    return beside_store(settings, ".captures")


def beside_store(settings: Settings, suffix: str) -> Path:
    """Give a folder beside the record, with its name and another suffix; in the current one for a database server."""
    path = settings.store.removeprefix(SQLITE)
    return Path(NAME + suffix) if "://" in path else Path(path).with_suffix(suffix)


@contextmanager
def open_fetcher(
    settings: Settings, choice: Choice, clock: Callable[[], datetime], stop: threading.Event | None = None
) -> Iterator[Callable[[], Fetcher]]:
    """Give what makes this run's fetcher, and close it afterwards.

    Args:
        settings: Where pages are kept, and how large one may be.
        choice: Of the user.
        clock: Aware UTC.
        stop: Set when the run is to stop.
    """
    with ExitStack() as stack:

        def make() -> Fetcher:
            from dragoman.ingest.addresses import policy_of
            from dragoman.ingest.archive import WarcFolder, tool
            from dragoman.ingest.fetch import Fetcher, Web
            from dragoman.ingest.limits import FetchLimits

            limits = FetchLimits(
                max_bytes=settings.max_report_bytes, gap_s=settings.fetch_gap_s, max_pages=choice.max_pages
            )
            contact = f" (+{settings.contact})" if settings.contact else ""
            agent = tool().partition(";")[0] + contact
            web = Web(limits, policy_of(allow_private=choice.allow_private), agent=agent, clock=clock)
            archive = WarcFolder(captures_folder(settings), clock())
            stack.callback(archive.close)
            fetcher = Fetcher(web, archive, stop)
            stack.callback(fetcher.close)
            return fetcher

        yield make


@contextmanager
def open_pages(settings: Settings, choice: Choice, clock: Callable[[], datetime]) -> Iterator[Pages]:
    """Give what fetches the pages that the user named by address."""
    from dragoman.ingest import Pages

    with open_fetcher(settings, choice, clock) as make:
        yield Pages(make, feed_text=choice.feed_text)
