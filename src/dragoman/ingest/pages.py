"""Pages: what the user named by address is fetched, and the reports there go out.

A page gives one report; a feed, the page of each of its entries; a list of feeds, those of each feed. What could not be
fetched goes out with its reason. Text is read by ``clean``.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.errors import DocumentError, FeedError
from dragoman.ingest.feeds import HEAD_BYTES, is_feed, is_opml, parse_feed
from dragoman.ingest.many import Job, fetch_many
from dragoman.ingest.opml import parse_opml
from dragoman.ingest.pieces import HTML, Piece, entry_piece, page_pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dragoman.ingest.fetch import Fetched, Fetcher

SCHEMES = ("http://", "https://")


def is_address(name: str) -> bool:
    """Say whether a name that the user typed is to be fetched."""
    return name.casefold().startswith(SCHEMES)


class Pages:
    """Fetches what was named; one for each run."""

    def __init__(self, make_fetcher: Callable[[], Fetcher], *, feed_text: bool = False) -> None:
        """Take what makes a fetcher; it is made when the first page is fetched.

        Args:
            make_fetcher: Its fetcher holds the limits of the run, and is not closed here.
            feed_text: Take what feeds themselves say of each report, and fetch no pages.
        """
        self._make_fetcher = make_fetcher
        self._feed_text = feed_text
        self._known: set[str] = set()

    @cached_property
    def _fetcher(self) -> Fetcher:
        return self._make_fetcher()

    def iter_pieces(self, urls: Iterable[str], role: str = "named") -> Iterator[Piece]:
        """Give the reports at these addresses, each address once in a run."""
        jobs = self._new(Job(url, role) for url in urls)
        while jobs:
            linked: list[Job] = []
            for job, found in fetch_many(jobs, self._fetcher):
                try:
                    if isinstance(found, DocumentError):
                        raise found
                    yield from self._read(job, found, linked)
                except DocumentError as error:
                    yield Piece(job.url, HTML, error)
            jobs = self._new(linked)

    def _new(self, jobs: Iterable[Job]) -> list[Job]:
        kept = []
        for job in jobs:
            if job.url not in self._known:
                self._known.add(job.url)
                kept.append(job)
        return kept

    def _read(self, job: Job, found: Fetched, linked: list[Job]) -> Iterator[Piece]:
        head = found.body[:HEAD_BYTES]
        if job.role == "named" and is_opml(head):
            linked += [Job(url, "feed") for url in parse_opml(found.body, job.url)]
        elif job.role == "feed" or (job.role == "named" and is_feed(head)):
            yield from self._feed(job, found, linked)
        elif is_feed(head):
            raise FeedError(job.url, "the feed's entry leads to a feed.", "Name that feed itself.")
        else:
            media_type = found.last.header("content-type")
            for piece in page_pieces(found.body, media_type, found.final_url, job.url):
                yield piece._replace(listed=job.listed)

    def _feed(self, job: Job, found: Fetched, linked: list[Job]) -> Iterator[Piece]:
        media_type = found.last.header("content-type")
        feed = parse_feed(found.body, job.url, base=found.final_url, media_type=media_type)
        for number, entry in enumerate(feed.entries, 1):
            where = f"{job.url}#{entry.id or number}"
            if self._feed_text:
                yield entry_piece(entry, feed, where)
            elif entry.url is None:
                yield Piece(where, HTML, FeedError(where, "the entry links to no page.", "Try --feed-text."))
            else:
                linked.append(Job(entry.url, "entry", listed=entry.published))
