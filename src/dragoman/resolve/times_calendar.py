"""Readings of calendar words: days, months, seasons, quarters, years, decades, named days.

What a rule matched and the anchors come in, a ``Reading`` goes out, or None where the words name no date
("31 June"). A year that is not printed is the one printed with the same day elsewhere, else that on the
side which the tense tells, else the nearest. Vague parts stay wide.

Source: CODEBOOK, field ``time`` and Decisions; TimeML 1.2.1 for values.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dragoman.model import TimexKind
from dragoman.resolve.times_anchor import Anchors, Reading, Tense, code, whole
from dragoman.resolve.times_units import months, quarter, third_of_month, weekday_at_or_after, years
from dragoman.values import Granularity, Interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dragoman.lang.lexicon import NamedDay, Value

NEAR_DAYS = 60
"""So near, a day without a year is meant whatever the tense. Source: TimeBank, best of 30 to 120 days."""

_HALF_MONTHS = 6


def read_numeric(got: Mapping[str, Value], _: Anchors) -> Reading | None:
    """Read ``2025-06-02`` or ``02.06.2025``."""
    printed = code(got, "iso_day") or code(got, "numeric_day")
    try:
        day = date.fromisoformat(printed or "")
    except ValueError:
        return None
    return Reading(TimexKind.DATE, day.isoformat(), Interval.day(day))


def read_day(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "June 2", "2 June 2025", "May 16-18", "Monday, May 19"."""
    month, day, to = whole(got, "month") or 0, whole(got, "day") or 0, whole(got, "to")
    if to is not None and to <= day:
        return None
    year = whole(got, "year")
    printed = year if year is not None else at.years.get((month, day))
    if printed is None and at.day is None:
        is_day = _day(2000, month, day) is not None
        return Reading(TimexKind.DATE, f"XXXX-{month:02d}-{day:02d}", anchored=True) if is_day else None
    first = _day(printed, month, day) if printed is not None else _yearless(month, day, whole(got, "weekday"), at)
    last = first if first is None or to is None else _day(first.year, month, to)
    if first is None or last is None:
        return None
    value = first.isoformat() if to is None else f"{first.isoformat()}/{last.isoformat()}"
    part = code(got, "daypart")
    kind = TimexKind.DATE if part is None else TimexKind.TIME
    return Reading(kind, value + (f"T{part}" if part else ""), Interval.days(first, last), printed is None)


def read_named_day(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "Victory Day", "Christmas 2024", or a day that names one event."""
    named = at.lexicon.named_days[whole(got, "row") or 0]
    if named.date is not None:
        return Reading(TimexKind.DATE, named.date, Interval.day(date.fromisoformat(named.date)))
    year = whole(got, "year")
    if year is None and at.day is None:
        return Reading(TimexKind.DATE, None, anchored=True)
    if year is None:
        days = [_named(named, at.day.year + more) for more in (-1, 0, 1)] if at.day else []
        found = _side(days, at)
    else:
        found = _named(named, year)
    return Reading(TimexKind.DATE, found.isoformat(), Interval.day(found), year is None) if found else None


def read_month(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "May 2025", "in May", "late May", "last March", "mid-May this year"."""
    month, part, shift = whole(got, "month") or 0, code(got, "part"), whole(got, "shift")
    year = whole(got, "year")
    if year is None and at.day is None:
        return Reading(TimexKind.DATE, f"XXXX-{month:02d}", anchored=True)
    chosen = year
    if chosen is None:
        chosen = _shifted_year(got, at) if "unit" in got or "month_shifted" in got else _month_year(month, shift, at)
    interval = Interval.month(chosen, month)
    if part is not None:
        interval = third_of_month(chosen, month, at.lexicon.thirds["month"][part])
    elif year is None:
        interval = clipped(interval, at)
    return Reading(TimexKind.DATE, f"{chosen:04d}-{month:02d}", interval, year is None)


def read_month_week(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "the first week of June": seven days counted from the month's first, the last from its end."""
    number, whole_month = whole(got, "nth") or 1, read_month(got, at)
    if whole_month is None or whole_month.interval is None:
        return whole_month
    first = whole_month.interval.first_day
    length = monthrange(first.year, first.month)[1]
    begin = length - 6 if number < 0 else 7 * number - 6
    if begin > length:
        return None
    span = Interval.days(first.replace(day=begin), first.replace(day=min(begin + 6, length)), Granularity.WEEK)
    return whole_month._replace(interval=span)


def read_season(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "spring 2024", "last summer", "in the autumn"; a winter runs into the next year."""
    season = code(got, "season") or ""
    first, count = at.lexicon.seasons[season]
    year, shift = whole(got, "year"), whole(got, "shift")
    if year is None and at.day is None:
        return Reading(TimexKind.DATE, f"XXXX-{season}", anchored=True)
    if year is None and shift == 0:
        interval = months((at.day or date.min).year, first, count, Granularity.SEASON)
    elif year is None and at.day is not None:
        shown = [months(at.day.year + more, first, count, Granularity.SEASON) for more in (-2, -1, 0, 1)]
        begun = [each for each in shown if each.first_day <= at.day]
        ahead = [each for each in shown if each.last_day >= at.day]
        is_ended = shift is not None and shift < 0 and begun[-1].last_day >= at.day
        looks_ahead = shift == 1 or (shift != -1 and at.is_future())
        interval = ahead[0] if looks_ahead else begun[-2] if is_ended else begun[-1]
    else:
        interval = months(year or 1, first, count, Granularity.SEASON)
    return Reading(TimexKind.DATE, f"{interval.first_day.year:04d}-{season}", interval, year is None)


def read_quarter(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "the third quarter", "the first quarter of 2025"."""
    number, year = whole(got, "nth") or 0, whole(got, "year")
    if not 1 <= number <= 4:  # noqa: PLR2004 (a year has four quarters)
        return None
    if year is None and at.day is None:
        return Reading(TimexKind.DATE, f"XXXX-Q{number}", anchored=True)
    chosen = year if year is not None else _shifted_year(got, at)
    if year is None and "shift" not in got:
        shown = [quarter(chosen + more, number)[1] for more in (-1, 0, 1)]
        chosen = _side_span(shown, at, prefers_near=True).first_day.year
    return Reading(TimexKind.DATE, *quarter(chosen, number), year is None)


def read_half(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "the first half of 2025"; "last half" is the second."""
    number, year = abs(whole(got, "which") or 0), whole(got, "year")
    if year is None and at.day is None:
        return Reading(TimexKind.DATE, None, anchored=True)
    chosen = year if year is not None else _shifted_year(got, at)
    half = 2 if (whole(got, "which") or 0) < 0 else number
    if half > 2:  # noqa: PLR2004 (a year has two halves)
        return None
    interval = months(chosen, 1 + (half - 1) * _HALF_MONTHS, _HALF_MONTHS, Granularity.SEASON)
    return Reading(TimexKind.DATE, f"{chosen:04d}-H{half}", interval, year is None)


def read_year(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "2022", "early 2023", "2024-25"."""
    year, part, to = whole(got, "year") or whole(got, "old_year") or 0, code(got, "part"), whole(got, "to")
    if to is not None:
        last = to if to > 99 else year - year % 100 + to  # noqa: PLR2004 (two digits: the same century)
        if last <= year:
            return None
        span = Interval.days(date(year, 1, 1), date(last, 12, 31), Granularity.YEAR)
        return Reading(TimexKind.DATE, f"{year:04d}/{last:04d}", span)
    if part is not None:
        first, last = at.lexicon.thirds["year"][part]
        return Reading(TimexKind.DATE, f"{year:04d}", months(year, first, last - first + 1, Granularity.SEASON))
    return Reading(TimexKind.DATE, *years(year, 1))


def read_spoken_year(got: Mapping[str, Value], _: Anchors) -> Reading | None:
    """Read "nineteen ninety-seven"."""
    century = whole(got, "century_year") or 0
    return Reading(TimexKind.DATE, *years(century + (whole(got, "tens") or 0) + (whole(got, "number") or 0), 1))


def read_decade(got: Mapping[str, Value], at: Anchors) -> Reading | None:
    """Read "the 1980s", "the early '90s", "the nineties" (of the last century)."""
    first = whole(got, "decade")
    if first is None:
        first = 1900 + (whole(got, "short_decade") or whole(got, "decade_name") or 0)
    value, interval = years(first, 10)
    part = code(got, "part")
    if part is not None:
        low, high = at.lexicon.thirds["decade"][part]
        interval = Interval.days(date(first + low, 1, 1), date(first + high, 12, 31), Granularity.YEAR)
    return Reading(TimexKind.DATE, value, interval)


def read_century(got: Mapping[str, Value], _: Anchors) -> Reading | None:
    """Read "the 20th century" (counted from 1900)."""
    number = whole(got, "nth") or 0
    return Reading(TimexKind.DATE, *years((number - 1) * 100, 100)) if number > 1 else None


def clipped(interval: Interval, at: Anchors) -> Interval:
    """End a span that is still running on the publication day, where the clause is past.

    Source: CODEBOOK ("earlier this month" ends on the publication date); gold-train has "in May" so too.
    """
    if at.day is None or not interval.first_day <= at.day < interval.last_day or not at.is_past():
        return interval
    return Interval.days(interval.first_day, at.day, interval.granularity)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _yearless(month: int, day: int, weekday: int | None, at: Anchors) -> date | None:
    """Choose the year; a printed weekday must fit it where any year near does."""
    days = [_day((at.day or date.min).year + more, month, day) for more in range(-5, 6)]
    fitting: list[date | None] = [each for each in days if each is not None and weekday in {None, each.isoweekday()}]
    return _side(fitting or days, at)


def _side(days: list[date | None], at: Anchors) -> date | None:
    """Choose the nearest day where it is near; else the next to come or the latest past one, as the tense says."""
    base = at.day or date.min
    known = [each for each in days if each is not None]
    nearest = min(known, key=lambda each: abs((each - base).days), default=None)
    if nearest is None or abs((nearest - base).days) <= NEAR_DAYS:
        return nearest
    past, ahead = [each for each in known if each <= base], [each for each in known if each >= base]
    return min(ahead) if ahead and (at.is_future() or not past) else max(past)


def _named(named: NamedDay, year: int) -> date | None:
    if named.month is None:
        return None
    if named.day is not None:
        return _day(year, named.month, named.day)
    first = weekday_at_or_after(date(year, named.month, 1), named.weekday or 1)
    return first + timedelta(weeks=(named.nth or 1) - 1)


def _side_span(spans: list[Interval], at: Anchors, *, prefers_near: bool = False) -> Interval:
    """Choose a year's month or quarter: past or to come as the tense says; one that is running counts as both.

    ``prefers_near`` lets one within ``NEAR_DAYS`` win over the tense: quarters are told of in plans and results
    alike, and the one just ended or begun is meant. Source: TimeBank.
    """
    base = at.day or date.min

    def away(span: Interval) -> int:
        return max((span.first_day - base).days, (base - span.last_day).days, 0)

    nearest = min(spans, key=away)
    past, ahead = [each for each in spans if each.first_day <= base], [each for each in spans if each.first_day > base]
    if prefers_near and away(nearest) <= NEAR_DAYS:
        return nearest
    if at.is_past() and past:
        return past[-1]
    if at.is_future():
        return min((each for each in spans if each.last_day >= base), key=away, default=nearest)
    if away(nearest) <= NEAR_DAYS or at.tense() is Tense.PRESENT:
        return nearest
    return past[-1] if past else ahead[0]


def _month_year(month: int, shift: int | None, at: Anchors) -> int:
    """Give the year of a month without one; this very month counts as past and as to come."""
    base = at.day or date.min
    past = base.year if month <= base.month else base.year - 1
    ahead = base.year if month >= base.month else base.year + 1
    if shift is None:
        return _side_span([Interval.month(base.year + more, month) for more in (-1, 0, 1)], at).first_day.year
    before = past - 1 if month == base.month else past
    after = ahead + 1 if month == base.month else ahead
    return {-1: before, 1: after}.get(shift, base.year)


def _shifted_year(got: Mapping[str, Value], at: Anchors) -> int:
    return (at.day or date.min).year + (whole(got, "shift") or 0)


def iter_printed_years(got: Mapping[str, Value]) -> Iterator[tuple[tuple[int, int], int]]:
    """Give the month and day that were printed with a year, and that year."""
    month, day, year = whole(got, "month"), whole(got, "day"), whole(got, "year")
    if month is not None and day is not None and year is not None:
        yield (month, day), year
