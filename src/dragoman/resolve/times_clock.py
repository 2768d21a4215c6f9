"""Readings of clock times: "at 10:00 local time", "3 p.m. Moscow time (1200 GMT)", "noon".

What a rule matched and the day it falls on come in, a ``Reading`` of one minute goes out. A zone that is
not printed stays unknown; one that is printed beside GMT is told by the difference.

Source: ISO 8601-1:2019; the IANA time zone database for zones named by a city.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from dragoman.model import TimexKind
from dragoman.resolve.times_anchor import Reading, code, whole
from dragoman.values import Granularity, Interval

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from dragoman.lang.lexicon import Value

_HOUR = 60
_HALF_DAY = 12 * _HOUR
_DAY = 24 * _HOUR
WESTMOST, EASTMOST = -12 * _HOUR, 14 * _HOUR
"""The range of civil offsets, in minutes east of UTC. Source: IANA time zone database."""


def read_clock(got: Mapping[str, Value], day: date | None, *, anchored: bool) -> Reading | None:
    """Read a clock time on a day.

    Args:
        got: What the rule's named words stand for.
        day: The day that the words around give, or None where unknown: then only the time of day is told.
        anchored: Whether that day needed the publication day.
    """
    minutes = _minutes(got, "")
    if minutes is None:
        return None
    printed = f"T{minutes // _HOUR:02d}:{minutes % _HOUR:02d}"
    if day is None:
        return Reading(TimexKind.TIME, f"XXXX-XX-XX{printed}", anchored=anchored)
    start = datetime.combine(day, time.min) + timedelta(minutes=minutes)
    interval = Interval(start, start + timedelta(minutes=1), Granularity.HOUR, _offset(got, minutes, start))
    return Reading(TimexKind.TIME, f"{day.isoformat()}{printed}", interval, anchored)


def _minutes(got: Mapping[str, Value], which: str) -> int | None:
    """Give minutes from midnight; ``which`` is the suffix of the second time in brackets."""
    found = [whole(got, name + which) for name in ("clock", "dotclock", "military", "fixed_clock")]
    hour = whole(got, "hour" + which)
    minutes = next((each for each in found if each is not None), hour * _HOUR if hour is not None else None)
    if minutes is None or not 0 <= minutes < _DAY:
        return None
    half, part = code(got, "ampm" + which), code(got, "daypart")
    if (half == "PM" or part in {"AF", "EV", "NI"}) and minutes < _HALF_DAY:
        return minutes + _HALF_DAY
    return minutes - _HALF_DAY if half == "AM" and minutes >= _HALF_DAY else minutes


def _offset(got: Mapping[str, Value], minutes: int, start: datetime) -> int | None:
    other, zone = _minutes(got, "2"), whole(got, "zone2")
    if other is not None and zone is not None:
        offset = (minutes - other + zone - WESTMOST) % _DAY + WESTMOST
        return offset if offset <= EASTMOST else None
    city = code(got, "zone_city")
    return whole(got, "zone") if city is None else _offset_of(city, start)


def _offset_of(zone: str, start: datetime) -> int | None:
    """Give a zone's offset then; None where this machine has no time zone database, since then it is not known."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 (only where a city's time is printed)

    try:
        offset = start.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    except ZoneInfoNotFoundError:
        return None
    return None if offset is None else int(offset.total_seconds()) // _HOUR
