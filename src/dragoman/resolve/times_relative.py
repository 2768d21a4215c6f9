"""Readings of words that are counted from the report's day: "yesterday", "on Friday", "last week", "overnight".

What a rule matched and the anchors come in, a ``Reading`` goes out; without a publication day it has no
interval and no value. "Monday night" is dated by its day, "overnight" is a night of its own.

Source: CODEBOOK, field ``time`` and Decisions; spans of weeks and weekends measured on gold-train.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dragoman.model import TimexKind
from dragoman.resolve.times_anchor import Anchors, Reading, code, whole
from dragoman.resolve.times_calendar import clipped, read_day
from dragoman.resolve.times_units import (
    granularity,
    months,
    moved,
    third_of_month,
    unit_around,
    weekday_at_or_after,
    weekday_at_or_before,
)
from dragoman.values import Granularity, Interval

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.lang.lexicon import Value

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)


def read_deictic(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "today", "yesterday morning", "late yesterday"."""
    if at.day is None:
        return Reading(TimexKind.DATE, None, anchored=True)
    return on_day(at.day + _DAY * (whole(got, "deictic") or 0), code(got, "daypart"))


def read_tonight(_: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "tonight": the evening of the publication day."""
    return Reading(TimexKind.TIME, None, anchored=True) if at.day is None else on_day(at.day, "NI")


def read_this_part(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "this morning"; "last night" is the night into the publication day."""
    part = code(got, "daypart") or ""
    if at.day is None:
        return Reading(TimexKind.TIME, None, anchored=True)
    if whole(got, "shift") == 0:
        return on_day(at.day, part)
    if part == "NI":
        return Reading(TimexKind.TIME, f"{at.day - _DAY}TNI", Interval.night(at.day), anchored=True)
    return on_day(at.day - _DAY, part)


def read_weekday(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "on Friday", "last Tuesday", "next Monday", "Wednesday afternoon", "Tuesday of last week"."""
    part = code(got, "daypart") or code(got, "daypart2")
    if at.day is None:
        return Reading(TimexKind.TIME if part else TimexKind.DATE, None, anchored=True)
    return on_day(_weekday(got, at, at.day), part)


def read_night(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "overnight", "overnight into Sunday", "the night of 31 May to 1 June": the night into a day."""
    if "month" in got or "day" in got:
        named = read_day({"month": got.get("month") or got["month2"], **got}, at)
        if named is None or named.interval is None:
            return named
        into, anchored = named.interval.first_day, named.anchored
    elif at.day is None:
        return Reading(TimexKind.TIME, None, anchored=True)
    else:
        into, anchored = _weekday(got, at, at.day) if "weekday" in got else at.day, True
    return Reading(TimexKind.TIME, f"{into - _DAY}TNI", Interval.night(into), anchored)


def read_weekend(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "over the weekend", "last weekend", "this weekend" by tense; "next weekend" is the coming one."""
    if at.day is None:
        return Reading(TimexKind.DATE, None, anchored=True)
    first, last = at.lexicon.weekend
    shift = whole(got, "shift")
    ahead = weekday_at_or_after(at.day, last) - _DAY * (last - first)
    begun = weekday_at_or_before(at.day, first)
    if shift == 1 and ahead <= at.day:
        ahead += _WEEK
    if shift == -1 and begun + _DAY * (last - first) >= at.day:
        begun -= _WEEK
    looks_ahead = shift == 1 or (shift != -1 and at.is_future())
    looks_ahead = looks_ahead or (shift == 0 and not at.is_past())
    saturday = ahead if looks_ahead else begun
    year, week, _ = saturday.isocalendar()
    interval = Interval.days(saturday, saturday + _DAY * (last - first))
    return Reading(TimexKind.DATE, f"{year}-W{week:02d}-WE", interval, anchored=True)


def read_calendar_unit(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "last week", "this year", "late last month", "earlier this month", "the end of the year"."""
    unit, shift = code(got, "unit") or "", whole(got, "shift") or 0
    if at.day is None:
        return Reading(TimexKind.DATE, None, anchored=True)
    day = moved(at.day, shift, unit)
    if day is None or unit == "M":
        return None
    value, interval = unit_around(day, unit)
    side, part = code(got, "compare"), code(got, "part")
    if part is not None:
        interval = part_of(interval, unit, part, at)
    elif side is not None and interval.first_day <= at.day <= interval.last_day:
        first, last = (interval.first_day, at.day) if side == "BEFORE" else (at.day, interval.last_day)
        interval = Interval.days(first, last, interval.granularity)
    else:
        interval = clipped(interval, at)
    return Reading(TimexKind.DATE, value, interval, anchored=True)


def read_year_end(_: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "year-end": the last quarter of the publication year."""
    if at.day is None:
        return Reading(TimexKind.DATE, None, anchored=True)
    value, interval = unit_around(at.day, "Y")
    return Reading(TimexKind.DATE, value, part_of(interval, "Y", "END", at), anchored=True)


def read_week_of(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "the week of 12 May"."""
    named = read_day(got, at)
    if named is None or named.interval is None:
        return named
    value, interval = unit_around(named.interval.first_day, "W")
    return Reading(TimexKind.DATE, value, interval, named.anchored)


def part_of(interval: Interval, unit: str, part: str, at: Anchors) -> Interval:
    """Give the early, middle or late part of a week, month or year; other units stay whole.

    Source: ``thirds`` in the lexicon.
    """
    start, thirds = interval.first_day, at.lexicon.thirds
    if unit == "W":
        first, last = thirds["week"][part]
        return Interval.days(start + _DAY * (first - 1), start + _DAY * (last - 1), Granularity.WEEK)
    if unit == "MO":
        return third_of_month(start.year, start.month, thirds["month"][part])
    if unit == "Y":
        first, last = thirds["year"][part]
        return months(start.year, first, last - first + 1, Granularity.SEASON)
    return interval


def on_day(day: date, part: str | None, *, anchored: bool = True) -> Reading:
    """Give a day, or a part of one: the part stands in the value, the interval is the day."""
    if part is None:
        return Reading(TimexKind.DATE, day.isoformat(), Interval.day(day), anchored)
    return Reading(TimexKind.TIME, f"{day.isoformat()}T{part}", Interval.day(day), anchored)


def span_back(day: date, count: int, unit: str) -> Interval | None:
    """Give the ``count`` units up to a day (back where negative): "the past 24 hours" is the day before and it."""
    other = moved(day, count, unit)
    if other is None:
        return None
    return Interval.days(min(day, other), max(day, other), granularity(unit))


def _weekday(got: Mapping[str, Value], at: Anchors, day: date) -> date:
    weekday, shift = whole(got, "weekday") or 1, whole(got, "shift")
    week_shift = whole(got, "week_shift")
    if week_shift is not None:
        monday = day - _DAY * (day.isoweekday() - 1) + _WEEK * week_shift
        return monday + _DAY * (weekday - 1)
    before, after = weekday_at_or_before(day, weekday), weekday_at_or_after(day, weekday)
    if shift == -1:
        return before if before < day else before - _WEEK
    if shift == 1:
        return after if after > day + _DAY else after + _WEEK
    if shift == 0:
        return before if at.is_past() else after
    if at.is_either():
        return before if day - before < after - day else after
    return after if at.is_future() else before
