"""robots.txt: an address comes in, a yes with the pause that the site asks for goes out, or the reason for a no.

Each site's file is asked for once in a run. What it says is read by protego, as crawlers read it.

Source: RFC 9309: a file that is not there (4xx) allows everything, one that the server cannot give (5xx, no answer)
nothing; at least 500 KiB are read; a redirect is followed up to five times.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.errors import DocumentError, FetchError, RobotsError, StatusError

if TYPE_CHECKING:
    from collections.abc import Callable

AGENT = "dragoman"
READ_BYTES = 500 * 1024
REFUSED = frozenset(range(400, 500))
REMEDY = "Save the page in a browser and ingest the file."


class Permit(NamedTuple):
    """A yes.

    Attributes:
        delay_s: The pause between two requests that the site asks for, or None.
    """

    delay_s: float | None


@dataclass(slots=True)
class _Site:
    """One site; ``rules`` is a ``Protego``, or None where everything is allowed."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    is_asked: bool = False
    rules: Any = None
    trouble: DocumentError | None = None


class Robots:
    """What sites allow; shared by the threads of a run."""

    def __init__(self, get: Callable[[str], bytes]) -> None:
        """Take the function that fetches a robots.txt; it raises a ``DocumentError`` where it cannot."""
        self._get = get
        self._sites: dict[str, _Site] = {}
        self._lock = threading.Lock()

    def permit(self, origin: str, url: str, where: str) -> Permit:
        """Say whether a page may be fetched.

        Args:
            origin: Scheme, host and port of the URL, without a slash at the end.
            url: The page.
            where: For messages.

        Raises:
            RobotsError: DG322, the site says no, or its server fails when asked.
            FetchError: The site cannot be reached, for the reason that holds of the page, too.
        """
        with self._lock:
            site = self._sites.setdefault(origin, _Site())
        with site.lock:
            if not site.is_asked:
                self._ask(site, origin)
        if site.trouble is not None:
            raise _of_the_page(site.trouble, where)
        if site.rules is None:
            return Permit(None)
        if not site.rules.can_fetch(url, AGENT):
            raise RobotsError(where, "robots.txt asks programs not to fetch it.", REMEDY)
        return Permit(site.rules.crawl_delay(AGENT))

    def _ask(self, site: _Site, origin: str) -> None:
        from protego import Protego  # noqa: PLC0415 (only where pages are fetched)

        site.is_asked = True
        try:
            found = self._get(f"{origin}/robots.txt")
        except StatusError as error:
            site.trouble = None if error.status in REFUSED else error
        except DocumentError as error:
            site.trouble = error
        else:
            site.rules = Protego.parse(found[:READ_BYTES].decode("utf-8", "replace"))


def _of_the_page(trouble: DocumentError, where: str) -> DocumentError:
    """Say of a page what was found when its site was asked for robots.txt."""
    if isinstance(trouble, FetchError) and not isinstance(trouble, StatusError):
        error = type(trouble)(where, trouble.problem, trouble.next_step)
        error.is_transient = trouble.is_transient
        return error
    return RobotsError(where, f"robots.txt cannot be had: {trouble.problem}", REMEDY)
