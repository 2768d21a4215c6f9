"""Sorts figures: a printed number comes in, what it can be in a time expression goes out.

``25`` can be a count or a day, ``2025`` a count, a year or a clock time, ``10:30`` a clock time only.
It looks at the figure alone; which of these holds, the rule around it decides.

Source: ISO 8601-1:2019 for ranges of days, hours and minutes.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.lang.lexicon import Value

FIGURE_CATEGORIES = frozenset(
    {"figure", "day", "hour", "year", "old_year", "short_year", "military", "clock", "dotclock"}
    | {"iso_day", "numeric_day", "ordinal_day", "decade", "short_decade", "fraction"}
)

FIGURE_SAMPLES = (
    *("0", "00", "1", "5", "05", "12", "24", "25", "31", "32", "99", "000", "100", "10000", "0000", "0061"),
    *("0930", "0961", "1000", "1061", "1830", "1861", "1900", "1930", "1961", "2000", "2030", "2061", "2100", "2101"),
    *("2359", "2400", "9999", "2,000", "1.5", "9.30", "9.75", "10:30", "30:10", "10:30:05", "2025-06-02", "2.6.2025"),
    *("6/2/25", "1/2", "2nd", "99th", "1980s", "1985s", "80s", "5s", "1.2.3.4", "1,2", "1st"),
)
"""One figure of each kind, so that every set of categories has its character before a text is read."""

MAX_CHARS = 12
"""Longer figures are account numbers and hashes."""

FIRST_YEAR, LAST_YEAR, OLDEST_YEAR = 1900, 2100, 1000
"""Four digits outside 1900-2100 are years only where a preposition says so."""

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?")
_NUMERIC = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d{2})")
_MINUTES = 60
_HOURS = 24
_LAST_DAY = 31
_CENTURY = 100


def figure_categories(word: str) -> tuple[str, ...]:
    """Give the categories that a word beginning with a digit can have."""
    if len(word) > MAX_CHARS:
        return ()
    if word.isdecimal():
        return ("figure", *_of_digits(word))
    if word[-1].isalpha():
        return _of_suffix(word)
    return _of_marks(word)


def figure_value(word: str, categories: tuple[str, ...]) -> Value:
    """Give what a figure stands for under the first of these categories that it has.

    Clock times are minutes from midnight, dates ISO text, decades their first year, the rest numbers.
    A date that could be read in two ways is an empty text.
    """
    own = figure_categories(word) if word[0].isdecimal() else ()
    kind = next((category for category in categories if category in own), "")
    digits = re.sub(r"\D", "", word)
    if kind in {"clock", "dotclock"}:
        return _minutes(word)
    if kind == "military":
        return int(digits[:2]) * _MINUTES + int(digits[2:])
    if kind in {"iso_day", "numeric_day"}:
        return word if kind == "iso_day" else _numeric(word)
    if kind == "figure" and "." in word:
        return word
    return int(digits) if digits else word


def _of_digits(word: str) -> tuple[str, ...]:
    number, length = int(word), len(word)
    if length <= 2:  # noqa: PLR2004 (digits of a day or an hour)
        return tuple(
            name
            for name, holds in (
                ("day", 1 <= number <= _LAST_DAY),
                ("hour", number <= _HOURS),
                ("short_year", length == 2),  # noqa: PLR2004
            )
            if holds
        )
    if length != 4:  # noqa: PLR2004 (digits of a year)
        return ()
    is_clock = number // 100 < _HOURS and number % 100 < _MINUTES
    year = "year" if FIRST_YEAR <= number <= LAST_YEAR else "old_year" if OLDEST_YEAR <= number < FIRST_YEAR else None
    return tuple(name for name in (year, "military" if is_clock else None) if name)


def _of_suffix(word: str) -> tuple[str, ...]:
    if word[-1] == "s" and not word.endswith(("1s", "st")):
        digits = word[:-1]
        if len(digits) == 4 and digits.endswith("0"):  # noqa: PLR2004
            return ("decade",)
        return ("short_decade",) if len(digits) == 2 and digits.endswith("0") else ()  # noqa: PLR2004
    digits = re.sub(r"\D", "", word)
    return ("ordinal_day",) if 1 <= int(digits) <= _LAST_DAY else ()


def _of_marks(word: str) -> tuple[str, ...]:
    if word.count("-") == 2:  # noqa: PLR2004
        return ("iso_day",)
    if _NUMERIC.fullmatch(word):
        return ("numeric_day",)
    if _CLOCK.fullmatch(word) and _minutes(word) >= 0:
        return ("clock",) if ":" in word else ("figure", "dotclock")
    if "/" in word:
        return ("fraction",) if word in {"1/2", "1/4", "3/4"} else ()
    return ("figure",) if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d+\.\d+", word) else ()


def _minutes(word: str) -> int:
    match = _CLOCK.fullmatch(word)
    if match is None:
        return -1
    hour, minute = int(match[1]), int(match[2])
    return hour * _MINUTES + minute if hour < _HOURS and minute < _MINUTES else -1


def _numeric(word: str) -> str:
    """Read ``02.06.2025`` as day first; with slashes only where one order is possible."""
    match = _NUMERIC.fullmatch(word)
    if match is None:
        return ""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    year += 0 if year >= _CENTURY else 2000 if year < 70 else 1900  # noqa: PLR2004 (POSIX: 69-99 are 19xx)
    orders = {(first, second)} if match[2] == "." else {(first, second), (second, first)}
    days = {day for day in (_day(year, month, day) for day, month in orders) if day}
    return days.pop() if len(days) == 1 else ""


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
