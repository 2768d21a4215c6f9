"""Limits: how long, how much and how often a run may fetch; numbers come in, a yes or an error goes out.

They are kept apart from the fetching so that each can be stated, tested and changed in one place.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from dragoman.errors import BudgetError


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one fetch, and all of one run together, may take.

    Attributes:
        connect_s: To look a host up and connect to it.
        read_s: Without a byte from the server.
        total_s: One fetch from first to last, with its redirects, pauses and further tries.
        max_bytes: One answer, inflated; its compressed form may have as many.
        redirects: One after another.
        tries: Of a fetch that fails for a transient reason.
        pause_s: Longest pause before the first further try; it doubles.
        gap_s: Least time between two requests to one host. Source: the common crawlers' one to five seconds (Scrapy's
            template has 1 s); a site's own Crawl-delay stands over it.
        longest_gap_s: Crawl-delay above which a site is not waited for.
        max_pages, max_total_bytes: One run (of ``watch``: one round).
    """

    connect_s: float = 10.0
    read_s: float = 20.0
    total_s: float = 60.0
    max_bytes: int = 8_000_000
    redirects: int = 5
    tries: int = 3
    pause_s: float = 0.5
    gap_s: float = 1.0
    longest_gap_s: float = 30.0
    max_pages: int = 2_000
    max_total_bytes: int = 2_000_000_000


@dataclass(slots=True)
class Budget:
    """What is left of a run's pages and bytes; shared by its threads."""

    limits: FetchLimits
    pages: int = 0
    size_bytes: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take_page(self, where: str) -> None:
        """Count one page.

        Raises:
            BudgetError: DG325, the run has had all that it may.
        """
        with self._lock:
            if self.pages >= self.limits.max_pages:
                what = f"its {self.limits.max_pages:,} pages"
            elif self.size_bytes >= self.limits.max_total_bytes:
                what = f"its {self.limits.max_total_bytes:,} bytes"
            else:
                self.pages += 1
                return
        raise BudgetError(where, f"this run has fetched {what}.", "Run it again for the rest, or raise --max-pages.")

    def take_bytes(self, size: int) -> None:
        """Count bytes that came over the line."""
        with self._lock:
            self.size_bytes += size

    def renew(self) -> None:
        """Begin anew, for the next round of a long run."""
        with self._lock:
            self.pages = self.size_bytes = 0
