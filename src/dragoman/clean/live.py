"""Live pages: a running report comes in, its dated entries go out as stretches of the text.

Nothing is moved or removed. An entry's hour is known where the page gives it with a zone, else only its day; a text
with fewer than a handful of stamps is no live page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from dragoman.lang.files import language_file
from dragoman.model import Entry, Published
from dragoman.values import Instant, Span

FEWEST_STAMPS = 3
"""Fewer hours at the start of lines are a timetable or an agenda. Source: house rule."""
HALF_DAY_HOURS = 12
SLACK = timedelta(hours=1)
"""How much later than the page's last known publication an entry may be dated. Source: house rule; feeds lag."""


@dataclass(frozen=True, slots=True)
class LiveRules:
    """How entries begin in a language; the fields are explained at the head of ``live.yaml``."""

    stamp: re.Pattern[str]
    offsets: Mapping[str, str]


def find_entries(text: str, language: str | None, published: Published | None) -> tuple[Entry, ...]:
    """Give the entries of a live page in the order of its text; none where it is no live page.

    Args:
        text: The frozen text.
        language: ISO 639-1; where it cannot be told, English is assumed.
        published: When the page came out, or was last changed; without it the entries have no day either.
    """
    rules = _rules(language or "en")
    stamps = list(rules.stamp.finditer(text)) if rules else []
    if rules is None or len(stamps) < FEWEST_STAMPS:
        return ()
    starts = [_past_space(text, stamp.start()) for stamp in stamps]
    ends = [*starts[1:], len(text)]
    return tuple(
        Entry(Span(start, start + len(text[start:end].rstrip())), _published(stamp, published, rules))
        for stamp, start, end in zip(stamps, starts, ends, strict=True)
    )


def _past_space(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip())


def _published(stamp: re.Match[str], page: Published | None, rules: LiveRules) -> Published | None:
    """Give when an entry came out: the last such hour before the page did, in the zone that the stamp names."""
    if page is None:
        return None
    offset = rules.offsets.get(stamp["zone"] or "")
    if offset is None or page.instant.moment is None:
        return Published(Instant(page.instant.day, None), "text")
    hour = int(stamp["hour"]) % HALF_DAY_HOURS if stamp["half"] else int(stamp["hour"])
    hour += HALF_DAY_HOURS if (stamp["half"] or "").casefold().startswith("p") else 0
    zone = datetime.fromisoformat(f"2000-01-01T00:00{offset}").tzinfo
    seen = page.instant.moment.astimezone(zone)
    moment = seen.replace(hour=hour, minute=int(stamp["minute"]), second=0, microsecond=0)
    if moment > seen + SLACK:
        moment -= timedelta(days=1)
    return Published(Instant(moment.date(), moment), "text")


@lru_cache(maxsize=8)
def _rules(language: str) -> LiveRules | None:
    file = language_file(language, "live")
    if file is None:
        return None
    offsets = {str(letters): str(offset) for letters, offset in file.table("offsets").items()}
    return LiveRules(re.compile(file.text("stamp")), offsets)
