"""Many fetches at once: addresses come in, what came of each goes out, as it comes.

Each host has one worker at a time, and hosts do not wait for each other. What has come and was not taken yet is
bounded. When the one who takes stops, the workers stop, too.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from dragoman.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dragoman.ingest.fetch import Fetched, Fetcher
    from dragoman.ingest.verdicts import Validators
    from dragoman.values import Instant

WORKERS = 8
WAITING = 4
"""Pages that have come and wait; with those in the workers' hands, what bounds the memory."""
TICK_S = 0.2


class Job(NamedTuple):
    """One page to fetch.

    Attributes:
        role: ``named`` by the user (page, feed or list of feeds), ``feed``, or ``entry`` of a feed.
        listed: When the feed that lists it says it came out.
    """

    url: str
    role: str = "named"
    validators: Validators | None = None
    listed: Instant | None = None


Result = tuple[Job, "Fetched | DocumentError"]


def fetch_many(jobs: Iterable[Job], fetcher: Fetcher) -> Iterator[Result]:
    """Fetch pages; those of one host in their order, different hosts side by side.

    Returns:
        Each job with what came of it, as it comes. What is no ``DocumentError`` is raised.
    """
    hosts: dict[str, deque[Job]] = {}
    for job in jobs:
        hosts.setdefault(_host(job.url), deque()).append(job)
    if not hosts:
        return
    results: queue.Queue[Result | BaseException | None] = queue.Queue(WAITING)
    is_over = threading.Event()
    with ThreadPoolExecutor(min(WORKERS, len(hosts)), thread_name_prefix="fetch") as pool:
        try:
            for waiting in hosts.values():
                pool.submit(_drain, waiting, fetcher, _putter(results, is_over))
            yield from _taken(results, len(hosts))
        except BaseException:  # whoever takes has stopped: nothing that is under way is waited for
            fetcher.stop()
            raise
        finally:
            is_over.set()


def _taken(results: queue.Queue[Result | BaseException | None], workers: int) -> Iterator[Result]:
    while workers:
        found = results.get()
        if found is None:
            workers -= 1
        elif isinstance(found, BaseException):
            raise found
        else:
            yield found


def _putter(
    results: queue.Queue[Result | BaseException | None], is_over: threading.Event
) -> Callable[[Result | BaseException | None], bool]:
    """Give what hands a result over; False where nobody takes any more."""

    def put(result: Result | BaseException | None) -> bool:
        while not is_over.is_set():
            try:
                results.put(result, timeout=TICK_S)
            except queue.Full:
                continue
            return True
        return False

    return put


def _drain(waiting: deque[Job], fetcher: Fetcher, put: Callable[[Result | BaseException | None], bool]) -> None:
    try:
        while waiting:
            job = waiting.popleft()
            try:
                found: Fetched | DocumentError = fetcher.fetch(job.url, job.validators, listed=job.listed)
            except DocumentError as error:
                found = error
            if not put((job, found)):
                return
    except BaseException as error:  # noqa: BLE001  handed to the one who takes
        put(error)
        return
    put(None)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""
