"""Pace: when a feed is to be asked next, learned from how often it changes and from what its server says.

What is known of a feed comes in, an instant and the reason for it go out. It asks nothing itself.

Source: asking at half the expected gap between two posts, since news comes by a rate that changes with the hour, not by
the clock: Sia, Cho and Cho, "Efficient Monitoring Algorithm for Fast News Alerts", IEEE TKDE 19(7), 2007; freshness as
the server states it: RFC 9111, sections 4.2.1 (``max-age``, ``Expires``) and 5.1 (``Age``).
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.ingest.exchange import Answer

FASTEST_S = 300.0
SLOWEST_S = 12 * 3600.0
"""Bounds of what is learned. Half a day keeps the worst delay of a quiet ministry's feed within one news day."""
UNKNOWN_S = 1800.0
"""For a feed of which nothing is known yet."""
LONGEST_FRESH_S = 24 * 3600.0
"""Freshness beyond which a server is not believed: some call a feed fresh for a year."""
DEAD_AFTER = 8
"""Failures in a row after which a feed is called dead; with the pauses doubling from five minutes, half a day."""
DEAD_EVERY_S = 24 * 3600.0
RECENT = 20
_MAX_AGE = re.compile(r"(?:^|[,\s])(?:s-maxage|max-age)\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


class Next(NamedTuple):
    """When to ask next, and why then, in words."""

    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Pace:
    """How the next time is chosen.

    Attributes:
        fastest_s: No feed is asked more often.
        jitter: Share of the pause that is added at random, so that feeds do not fall into step.
    """

    fastest_s: float = FASTEST_S
    jitter: float = 0.1

    def after_success(self, now: datetime, posts: Sequence[datetime], fresh_s: float | None, chance: float) -> Next:
        """Choose after a feed was read, or is unchanged.

        Args:
            now: Aware UTC.
            posts: When its entries came out, as far as known, in any order.
            fresh_s: How long the server or the feed says that it stays as it is, or None.
            chance: From 0 to 1, for the jitter.
        """
        learned_s = _learned(now, posts)
        pause_s = min(
            max(UNKNOWN_S if learned_s is None else learned_s, self.fastest_s), max(SLOWEST_S, self.fastest_s)
        )
        why = "nothing is known of its pace yet" if learned_s is None else "by its own pace"
        floor_s = min(fresh_s or 0.0, LONGEST_FRESH_S)
        if floor_s > pause_s:
            pause_s, why = floor_s, "the server says that it stays as it is until then"
        return self._at(now, pause_s, why, chance)

    def after_failure(self, now: datetime, failures: int, wait_s: float | None, chance: float) -> Next:
        """Choose after a feed could not be read.

        Args:
            now: Aware UTC.
            failures: In a row, this one included.
            wait_s: ``Retry-After``, or None.
            chance: From 0 to 1, for the jitter.
        """
        if failures >= DEAD_AFTER:
            why = "dead: it has failed on and on, or is gone; asked once a day"
            return self._at(now, max(DEAD_EVERY_S, self.fastest_s), why, chance)
        pause_s = min(self.fastest_s * 2 ** (failures - 1), DEAD_EVERY_S)
        why = f"backs off after {failures} failure{'s' if failures > 1 else ''}"
        if wait_s is not None and wait_s > pause_s:
            pause_s, why = min(wait_s, DEAD_EVERY_S), "the server asks to be left alone until then"
        return self._at(now, pause_s, why, chance)

    def _at(self, now: datetime, pause_s: float, why: str, chance: float) -> Next:
        return Next(now + timedelta(seconds=round(pause_s * (1 + self.jitter * chance))), why)


def fresh_for(answer: Answer) -> float | None:
    """Give how long a server says that an answer stays as it is, in seconds, or None."""
    control = answer.header("cache-control")
    if control is not None and (found := _MAX_AGE.search(control)):
        age = (answer.header("age") or "0").strip()
        return max(0.0, float(found.group(1)) - (float(age[:9]) if age.isdecimal() else 0.0))
    expires = answer.header("expires")
    if expires is None or control is not None:
        return None
    try:
        return max(0.0, (parsedate_to_datetime(expires) - answer.at).total_seconds())
    except (ValueError, TypeError, OverflowError):  # "0" and the like say: stale already
        return None


def _learned(now: datetime, posts: Iterable[datetime]) -> float | None:
    """Give half the gap to be expected before the next post: the usual one, or longer where the feed is quiet now."""
    recent = sorted((post for post in posts if post <= now), reverse=True)[:RECENT]
    if not recent:
        return None
    quiet_s = (now - recent[0]).total_seconds()
    gaps = [(later - earlier).total_seconds() for later, earlier in itertools.pairwise(recent)]
    return max(median(gaps) if gaps else 0.0, quiet_s) / 2
