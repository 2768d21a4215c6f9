"""Readings of counted time: "three years ago", "the past 24 hours", "a day earlier", "two days", "every week".

What a rule matched and the anchors come in, a ``Reading`` goes out. Spans that end at the report have an
interval; bare lengths and habits have none. What is told from another day ("the next day") is counted from the
nearest dated expression before it; backward ones fall back to the report's day, forward ones stay unknown.

Source: CODEBOOK Decisions; TimeML 1.2.1 for values; granularities measured on gold-train ("11 weeks ago" a
week, "19 months ago" a month, "seven years ago" a year, "10 days ago" a day).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dragoman.model import TimexKind
from dragoman.resolve.times_anchor import Anchors, Reading, code, whole
from dragoman.resolve.times_relative import on_day, span_back
from dragoman.resolve.times_units import (
    TIME_UNITS,
    duration_value,
    granularity,
    half_more,
    moved,
    quarter,
    unit_around,
    weekday_at_or_after,
    weekday_at_or_before,
)
from dragoman.values import Granularity, Interval

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.lang.lexicon import Value

_DAY = timedelta(days=1)


def read_ago(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "three years ago", "a few days ago", "two weeks from now"."""
    unit, direction = code(got, "unit") or "", whole(got, "direction") or -1
    count = count_of(got)
    if at.day is None:
        return Reading(TimexKind.DATE, None, anchored=True)
    if isinstance(count, str):
        return _vaguely_ago(unit, at, at.day, direction)
    if unit == "Y" and count == 1 and direction < 0 and at.quarter is not None:
        return _quarter_before(at.quarter)
    day = moved(at.day, direction * count, unit)
    return None if day is None else Reading(TimexKind.DATE, *unit_around(day, unit), anchored=True)


def read_window(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "the past 24 hours", "the coming two weeks", "the past year"."""
    unit, shift = code(got, "unit") or "", whole(got, "shift") or 0
    count = count_of(got)
    if isinstance(count, str):
        return _vague_window(unit, shift, at, count)
    value = duration_value(count, unit)
    if at.day is None:
        return Reading(TimexKind.DURATION, value, anchored=True)
    span = span_back(at.day, shift * _reach(count, unit, shift), unit)
    return Reading(TimexKind.DURATION, value, span, anchored=True)


def _reach(count: int, unit: str, shift: int) -> int:
    """Give how far back a count of units reaches: of past days the day of the report is one ("the past three days").

    Source: measured on gold-train and gold-more; "the past 24 hours" still begin the day before.
    """
    return count - 1 if unit == "D" and shift < 0 and count > 1 else count


def read_window_before(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "the previous eight days": they end on the day before the one they are told from."""
    unit, count = code(got, "unit") or "", count_of(got)
    base, anchored = (at.near, at.near_anchored) if at.near is not None else (at.day, True)
    value = duration_value(count, unit)
    first = moved(base, -count, unit) if base is not None and isinstance(count, int) else None
    if base is None or first is None:
        return Reading(TimexKind.DURATION, value, anchored=anchored)
    last = max(first, base - _DAY)
    return Reading(TimexKind.DURATION, value, Interval.days(first, last, granularity(unit)), anchored)


def read_recent(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "recent days", "the weeks ahead": vague, so only days and weeks have a bound."""
    shift = whole(got, "shift") or 0
    return _vague_window(code(got, "unit") or "", shift, at, "X", TimexKind.DATE)


def read_narrative(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "a day earlier", "two weeks later", "the day before"."""
    unit, direction = code(got, "unit") or "", whole(got, "direction") or 0
    count = count_of(got)
    base = at.near if at.near is not None else at.day if direction < 0 else None
    anchored = at.near_anchored or at.near is None
    if unit == "Y" and count == 1 and direction < 0 and at.quarter is not None:
        return _quarter_before(at.quarter)
    if base is None or not isinstance(count, int):
        return Reading(TimexKind.DATE, "PAST_REF" if direction < 0 else None, anchored=anchored)
    day = moved(base, direction * count, unit)
    return None if day is None else Reading(TimexKind.DATE, *unit_around(day, unit), anchored)


def read_narrative_unit(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "the previous day", "the following week", "that same month", "the next morning"."""
    unit, shift, part = code(got, "unit") or "", whole(got, "shift") or 0, code(got, "daypart")
    base = at.near if at.near is not None else at.day if shift < 0 else None
    anchored = at.near_anchored or at.near is None
    day = None if base is None else moved(base, shift, unit)
    if day is None or unit in TIME_UNITS:
        return Reading(TimexKind.DATE, None, anchored=anchored)
    if unit == "D":
        return on_day(day, part, anchored=anchored)
    return Reading(TimexKind.DATE, *unit_around(day, unit), anchored)


def read_narrative_part(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "the next morning", "the previous night", "that evening"."""
    shift, part = whole(got, "shift") or 0, code(got, "daypart") or ""
    base = at.near if at.near is not None else at.day if shift < 0 else None
    anchored = at.near_anchored or at.near is None
    if base is None:
        return Reading(TimexKind.TIME, None, anchored=anchored)
    return on_day(base + _DAY * shift, part, anchored=anchored)


def read_narrative_weekday(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "the previous Sunday", "the following Tuesday"."""
    weekday, shift = whole(got, "weekday") or 1, whole(got, "shift") or 0
    base = at.near if at.near is not None else at.day if shift < 0 else None
    if base is None:
        return Reading(TimexKind.DATE, None, anchored=True)
    step = base + _DAY * shift
    day = weekday_at_or_before(step, weekday) if shift < 0 else weekday_at_or_after(step, weekday)
    return on_day(day, code(got, "daypart"), anchored=at.near_anchored or at.near is None)


def read_duration(got: Mapping[str, Value], _: Anchors) -> Reading | None:
    """Read "two days", "an hour and a half", "weeks", "three-year": a length has no place in time."""
    unit = code(got, "unit") or code(got, "units") or ""
    is_fraction = unit == "Q" and "number" not in got and "vague" not in got
    if is_fraction:
        return None
    count = count_of(got)
    is_half = "and_half" in got and isinstance(count, int)
    return Reading(TimexKind.DURATION, half_more(int(count), unit) if is_half else duration_value(count, unit))


def read_every(got: Mapping[str, Value], _: Anchors) -> Reading | None:
    """Read "every day", "every two weeks", "each morning"."""
    if "daypart" in got:
        return Reading(TimexKind.SET, f"XXXX-XX-XXT{code(got, 'daypart')}")
    return Reading(TimexKind.SET, duration_value(count_of(got), code(got, "unit") or ""))


def read_weekly(got: Mapping[str, Value], _: Anchors) -> Reading | None:
    """Read "every Monday", "Fridays", "Sunday mornings"."""
    weekday, part = whole(got, "weekday") or whole(got, "weekdays"), code(got, "dayparts")
    return Reading(TimexKind.SET, f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""))


def read_monthly(got: Mapping[str, Value], _: Anchors) -> Reading | None:
    """Read "every July"."""
    return Reading(TimexKind.SET, f"XXXX-{whole(got, 'month') or 0:02d}")


def read_frequency(got: Mapping[str, Value], _: Anchors) -> Reading | None:
    """Read "daily", "annually"."""
    return Reading(TimexKind.SET, code(got, "frequency"))


def read_ref(got: Mapping[str, Value], _: Anchors) -> Reading | None:
    """Read "now", "recently", "the future": no interval can be defended."""
    return Reading(TimexKind.DATE, code(got, "value"))


def count_of(got: Mapping[str, Value]) -> int | str:
    """Give the count that the words tell: a number, ``X`` for a vague one, 1 where none is told ("a week")."""
    if "vague" in got or "dozens" in got:
        return "X"
    if "couple" in got:
        return 2
    if "half" in got:
        return "0.5"
    number, magnitude = got.get("number"), whole(got, "magnitude")
    if isinstance(number, str):
        return number
    if number is None:
        return magnitude if magnitude is not None else 1
    count = number + (whole(got, "more") or 0)
    return count * magnitude if magnitude else count


def _quarter_before(value: str) -> Reading | None:
    """Read "a year ago" beside "the third quarter": the same quarter of the year before.

    Source: TimeBank's company reports.
    """
    year, _, number = value.partition("-Q")
    if not year.isdecimal():
        return None
    return Reading(TimexKind.DATE, *quarter(int(year) - 1, int(number)), anchored=True)


def _vaguely_ago(unit: str, at: Anchors, day: date, direction: int) -> Reading:
    reach = at.lexicon.vague_ago.get(unit)
    value = "PAST_REF" if direction < 0 else "FUTURE_REF"
    if reach is None:
        return Reading(TimexKind.DATE, value, anchored=True)
    ends = [moved(day, direction * count, unit) or day for count in reach]
    return Reading(TimexKind.DATE, value, Interval.days(min(ends), max(ends), Granularity.WEEK), anchored=True)


def _vague_window(unit: str, shift: int, at: Anchors, count: str, kind: TimexKind = TimexKind.DURATION) -> Reading:
    value = duration_value(count, unit)
    reach = at.lexicon.vague_recent.get(unit)
    if at.day is None or reach is None:
        return Reading(kind, value, anchored=True)
    span = span_back(at.day, shift * reach, unit)
    interval = None if span is None else Interval.days(span.first_day, span.last_day, Granularity.WEEK)
    return Reading(kind, value, interval, anchored=True)
