"""Calendar arithmetic: a day, a unit and a count come in, TIMEX3 values and intervals go out.

Units are TIMEX3 codes: S, M, H, D, W, F (fortnight), MO, Q, Y, DE (decade), CE (century), WE (weekend). Weeks
are ISO weeks, Monday to Sunday. Nothing here knows a language or a text.

Source: TimeML 1.2.1 for values; ISO 8601-1:2019 for weeks.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from dragoman.values import Granularity, Interval

FIRST_YEAR, LAST_YEAR = 100, 9000
"""So far a count may lead: the centuries around still fit the calendar that ``date`` has."""

TIME_UNITS = frozenset("SMH")
_MONTHS = {"MO": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
_DAYS = {"D": 1, "W": 7, "F": 14, "WE": 7}
_GRAINS = {"W": "week", "F": "week", "MO": "month", "Q": "season", "Y": "year", "DE": "year", "CE": "year"}
_YEAR_MONTHS = 12
_QUARTER_MONTHS = 3
_DAY_HOURS = 24
_LETTERS = {"MO": "M", "F": "W"}


def moved(day: date, count: int, unit: str) -> date | None:
    """Give the day that many units away, or None beyond ``FIRST_YEAR`` to ``LAST_YEAR``; hours count as whole days."""
    try:
        if unit in TIME_UNITS:
            days = count // _DAY_HOURS if count >= 0 else -(-count // _DAY_HOURS)
            other = day + timedelta(days=days if unit == "H" else 0)
        elif unit in _DAYS:
            other = day + timedelta(days=count * _DAYS[unit])
        else:
            year, month = divmod(day.year * _YEAR_MONTHS + day.month - 1 + count * _MONTHS[unit], _YEAR_MONTHS)
            other = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None
    return other if FIRST_YEAR <= other.year <= LAST_YEAR else None


def granularity(unit: str) -> Granularity:
    """Give the granularity of intervals counted in this unit."""
    return Granularity(_GRAINS.get(unit, "day"))


def unit_around(day: date, unit: str) -> tuple[str, Interval]:
    """Give the value and interval of the calendar unit that holds a day."""
    if unit in {"W", "F"}:
        year, week, weekday = day.isocalendar()
        monday = day - timedelta(days=weekday - 1)
        return f"{year}-W{week:02d}", Interval.days(monday, monday + timedelta(days=6), Granularity.WEEK)
    if unit == "MO":
        return f"{day.year}-{day.month:02d}", Interval.month(day.year, day.month)
    if unit == "Q":
        return quarter(day.year, (day.month - 1) // _QUARTER_MONTHS + 1)
    if unit in {"Y", "DE", "CE"}:
        size = {"Y": 1, "DE": 10, "CE": 100}[unit]
        return years(day.year - day.year % size, size)
    return day.isoformat(), Interval.day(day)


def years(first: int, count: int) -> tuple[str, Interval]:
    """Give a year, a decade (value ``198``) or a century (value ``19``) by its first year."""
    value = f"{first:04d}"[: 4 - len(str(count)) + 1]
    return value, Interval.days(date(max(first, 1), 1, 1), date(first + count - 1, 12, 31), Granularity.YEAR)


def quarter(year: int, number: int) -> tuple[str, Interval]:
    """Give a quarter of a year, 1 to 4."""
    first = (number - 1) * _QUARTER_MONTHS + 1
    return f"{year}-Q{number}", months(year, first, _QUARTER_MONTHS, Granularity.SEASON)


def months(year: int, first: int, count: int, grain: Granularity) -> Interval:
    """Give ``count`` months from month ``first``; they may run into the next year."""
    more, last = divmod(first + count - 2, _YEAR_MONTHS)
    end = date(year + more, last + 1, monthrange(year + more, last + 1)[1])
    return Interval.days(date(year, first, 1), end, grain)


def weekday_at_or_before(day: date, weekday: int) -> date:
    """Give the latest such weekday (ISO, Monday 1) that is not after the day."""
    return day - timedelta(days=(day.isoweekday() - weekday) % 7)


def weekday_at_or_after(day: date, weekday: int) -> date:
    """Give the earliest such weekday that is not before the day."""
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)


def half_more(count: int, unit: str) -> str:
    """Give the value of so many and a half: ``PT3H30M``, ``P2Y6M``, else with a decimal."""
    halves = {"H": "30M", "M": "30S", "Y": "6M"}
    return duration_value(count, unit) + halves[unit] if unit in halves else duration_value(f"{count}.5", unit)


def duration_value(count: int | str, unit: str) -> str:
    """Give the TIMEX3 value of a length: ``P3D``, ``PT24H``, ``PXW``."""
    if unit == "F" and isinstance(count, int):
        return f"P{2 * count}W"
    prefix = "PT" if unit in TIME_UNITS else "P"
    return f"{prefix}{count}{_LETTERS.get(unit, unit)}"


def third_of_month(year: int, month: int, reach: tuple[int, int]) -> Interval:
    """Give a third of a month by its first and last day; negative ones count from the month's end, -1 the last."""
    after = monthrange(year, month)[1] + 1
    first, last = (day if day > 0 else after + day for day in reach)
    return Interval.days(date(year, month, first), date(year, month, last), Granularity.MONTH)
