"""Fetching: an address comes in, a page goes out, or the stated reason why there is none.

Redirects are followed, each hop checked as the first; robots.txt and the pauses between two requests are kept;
transient troubles are tried again within the time of the fetch; what a run may take is bounded. Every page that came is
handed to the archive before it is given out. It reads no page.

Source: RFC 9110 (redirects, validators, Retry-After); RFC 9309 (robots.txt).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

import httpx2
import tenacity

from dragoman.errors import AddressRefusedError, DocumentError, FetchError, RedirectError
from dragoman.ingest.addresses import PUBLIC_ONLY, AddressPolicy, Resolve, system_resolve
from dragoman.ingest.exchange import Answer, Line
from dragoman.ingest.inflate import ACCEPTED
from dragoman.ingest.limits import Budget, FetchLimits
from dragoman.ingest.politeness import Politeness
from dragoman.ingest.robots import Robots
from dragoman.ingest.verdicts import (
    NOT_MODIFIED,
    PATIENCE_S,
    TRANSIENT,
    Validators,
    asked_to_wait,
    contradicts,
    is_worth_waiting,
    refuse,
)
from dragoman.values import Instant

if TYPE_CHECKING:
    from collections.abc import Sequence

REDIRECTS = frozenset({301, 302, 303, 307, 308})
OK = 200
LAST_PORT = 65_535
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of one fetch.

    Attributes:
        url: As asked for.
        hops: Every answer in order, redirects first.
        is_unchanged: The server says that it is as before; there is no body then.
        listed: When the feed that lists it says it came out.
    """

    url: str
    hops: tuple[Answer, ...]
    is_unchanged: bool = False
    listed: Instant | None = None

    @property
    def last(self) -> Answer:
        """The answer that is not a redirect."""
        return self.hops[-1]

    @property
    def final_url(self) -> str:
        """Where the page stands."""
        return self.last.url

    @property
    def body(self) -> bytes:
        """The page, inflated."""
        return self.last.body

    @property
    def validators(self) -> Validators:
        """What to ask with the next time."""
        return Validators(self.last.header("etag"), self.last.header("last-modified"))


class Archive(Protocol):
    """Keeps what was fetched."""

    def keep(self, fetched: Fetched) -> None:
        """Keep every answer of one fetch."""

    def note(self, url: str, error: DocumentError, at: datetime) -> None:
        """Note a fetch that gave no page."""


@dataclass(frozen=True, slots=True)
class Web:
    """How to fetch.

    Attributes:
        policy: Which addresses may be connected to.
        agent: The ``User-Agent`` that sites see.
        resolve: Looks hosts up.
        clock: Aware UTC.
    """

    limits: FetchLimits = field(default_factory=FetchLimits)
    policy: AddressPolicy = PUBLIC_ONLY
    agent: str = "dragoman"
    resolve: Resolve = system_resolve
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)


class Fetcher:
    """Fetches pages for one run; its threads share it."""

    def __init__(self, web: Web, archive: Archive | None = None, stop: threading.Event | None = None) -> None:
        self.web = web
        self.budget = Budget(web.limits)
        self._archive = archive
        self._stop = stop or threading.Event()
        self._line = Line(web.limits, web.policy, web.resolve, web.clock)
        self._politeness = Politeness(self._stop.wait)
        self._robots = Robots(self._robots_txt)

    def fetch(self, url: str, validators: Validators | None = None, *, listed: Instant | None = None) -> Fetched:
        """Fetch one page.

        Args:
            url: As typed or linked.
            validators: From an earlier fetch of it.
            listed: When the feed that lists it says it came out; kept with the page.

        Returns:
            The page, or that it is unchanged.

        Raises:
            DocumentError: DG306, DG320 to DG326: there is no page, and why.
        """
        try:
            fetched = replace(self._fetch(url, validators), listed=listed)
        except DocumentError as error:
            if self._archive is not None:
                self._archive.note(url, error, self.web.clock())
            raise
        if self._archive is not None and not fetched.is_unchanged:
            self._archive.keep(fetched)
        return fetched

    @property
    def is_stopped(self) -> bool:
        """Whether it fetches nothing any more."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Fetch nothing more, and end what other threads are fetching."""
        self._stop.set()
        self._line.abort()

    def close(self) -> None:
        """Close what is open."""
        self._line.close()

    def _fetch(self, url: str, validators: Validators | None) -> Fetched:
        parsed = _parsed(url, url)
        self.budget.take_page(url)
        asked = _conditions(validators)
        hops = self._follow(parsed, url, asked)
        last = hops[-1]
        if last.status == NOT_MODIFIED and asked:
            if not contradicts(last, validators):
                return Fetched(url, hops, is_unchanged=True)
            hops = self._follow(parsed, url, {})  # "as before", and yet another version: the page itself decides
            last = hops[-1]
        if last.status != OK:
            refuse(last, url)
        return Fetched(url, hops)

    def _robots_txt(self, url: str) -> bytes:
        hops = self._follow(_parsed(url, url), url, {}, is_robots=True)
        if hops[-1].status != OK:
            refuse(hops[-1], url)
        return hops[-1].body

    def _follow(
        self, url: httpx2.URL, where: str, asked: dict[str, str], *, is_robots: bool = False
    ) -> tuple[Answer, ...]:
        """Ask, and follow redirects, all within the time of one fetch."""
        limits, hops, cookies = self.web.limits, list[Answer](), httpx2.Cookies()
        until = time.monotonic() + limits.total_s
        while True:
            began = time.monotonic()
            gap_s = limits.gap_s if is_robots else self._permit(url, where)
            request = self._request(url, asked, cookies)
            with self._politeness.turn(url.host, gap_s):
                until += time.monotonic() - began  # waiting for robots.txt and for its turn is not the page's own time
                self._line.deadline.until = until
                hops.append(self._ask(request, where))
            answer = hops[-1]
            target = answer.header("location")
            if answer.status not in REDIRECTS or target is None:
                return tuple(hops)
            cookies.extract_cookies(_as_response(answer, request))
            url = self._target(answer, target, hops, where)

    def _permit(self, url: httpx2.URL, where: str) -> float:
        delay_s = self._robots.permit(_origin(url), str(url), where).delay_s or 0.0
        return min(max(delay_s, self.web.limits.gap_s), self.web.limits.longest_gap_s)

    def _request(self, url: httpx2.URL, asked: dict[str, str], cookies: httpx2.Cookies) -> httpx2.Request:
        headers = {
            "User-Agent": self.web.agent,
            "Accept": ACCEPT,
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
            **asked,
        }
        return httpx2.Request("GET", url, headers=headers, cookies=cookies)

    def _ask(self, request: httpx2.Request, where: str) -> Answer:
        """Ask, and ask again where the trouble may pass."""
        limits = self.web.limits
        pause = tenacity.wait_random_exponential(multiplier=limits.pause_s, max=PATIENCE_S)
        again = tenacity.Retrying(
            retry=tenacity.retry_if_exception(is_worth_waiting),
            stop=tenacity.stop_after_attempt(limits.tries) | tenacity.stop_when_event_set(self._stop),
            wait=lambda state: pause(state) + asked_to_wait(state),
            sleep=self._pause,
            reraise=True,
        )
        return again(self._ask_once, request, where)

    def _ask_once(self, request: httpx2.Request, where: str) -> Answer:
        if self._stop.is_set():
            raise FetchError(where, "the run was stopped before it was fetched.", "Run it again.")
        answer = self._line.ask(request, where)
        self.budget.take_bytes(len(answer.wire))
        if answer.status in TRANSIENT:
            refuse(answer, where)
        return answer

    def _pause(self, seconds: float) -> None:
        """Wait before a further try, no longer than the fetch may last."""
        self._stop.wait(min(seconds, max(0.0, self._line.deadline.until - time.monotonic())))

    def _target(self, answer: Answer, target: str, hops: Sequence[Answer], where: str) -> httpx2.URL:
        if len(hops) > self.web.limits.redirects:
            problem = f"there are more than {self.web.limits.redirects} redirects in a row."
            raise RedirectError(where, problem, "Open it in a browser and give the last address.")
        try:
            url = httpx2.URL(answer.url).join(target)
        except (httpx2.InvalidURL, ValueError) as error:
            problem = f"a redirect leads to '{target[:80]!a}', which is no address."
            raise RedirectError(where, problem, "Open it in a browser and give the last address.") from error
        url = _parsed(str(url.copy_with(fragment=None)), where)
        if any(str(url) == hop.url for hop in hops) and "set-cookie" not in {key.lower() for key, _ in answer.headers}:
            problem = f"redirects lead back to {url}."
            raise RedirectError(where, problem, "Open it in a browser and give the last address.")
        return url


def _parsed(url: str, where: str) -> httpx2.URL:
    """Give an address that may be asked, without its fragment.

    Raises:
        AddressRefusedError: DG321, it is no address of a page on the web.
    """
    try:
        found = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError, TypeError) as error:
        raise AddressRefusedError(where, "it is no address of a page.", "Give it as https://host/path.") from error
    if found.scheme not in {"", "http", "https"}:
        problem = f"only http and https are fetched, not '{found.scheme[:20]}'."
        raise AddressRefusedError(where, problem, "Give it as https://host/path.")
    if not found.scheme or not found.host:
        raise AddressRefusedError(where, "it has no host.", "Give it as https://host/path.")
    if not 0 < (found.port or 1) <= LAST_PORT:
        raise AddressRefusedError(where, "it has a port that there is not.", "Ports are 1 to 65535.")
    if found.userinfo:
        raise AddressRefusedError(where, "it has a name or password in it.", "Give the address without them.")
    return found.copy_with(fragment=None)


def _origin(url: httpx2.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _conditions(validators: Validators | None) -> dict[str, str]:
    found = validators or Validators()
    headers = {"If-None-Match": found.etag, "If-Modified-Since": found.last_modified}
    return {name: value for name, value in headers.items() if value is not None and value.isascii()}


def _as_response(answer: Answer, request: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(answer.status, headers=list(answer.headers), request=request)
