"""Joins neighbouring time expressions: a day and its clock time, the ends of a span, a shared year, an offset.

Entries in text order come in, fewer or fuller entries go out. It joins only across the few words that the
lexicon lists, and never across a sentence's end.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from dragoman.model import TimexKind
from dragoman.resolve.times_anchor import Anchors, Reading, whole
from dragoman.resolve.times_calendar import read_day, read_month
from dragoman.resolve.times_clock import read_clock
from dragoman.resolve.times_spans import count_of
from dragoman.resolve.times_units import duration_value, granularity, moved, unit_around
from dragoman.values import Granularity, Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.lang.lexicon import TimeLexicon
    from dragoman.resolve.times_grammar import Found, Words

MAX_GAP = 3
"""Words between a day and its clock time: "on Tuesday at around 5:30"."""

NEAR_WORDS = 40
"""A clock time alone is told of the day named at most this many words before: about one sentence back."""

_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)


_DAILY = frozenset({Granularity.DAY, Granularity.HOUR})


class Entry(NamedTuple):
    """One expression on its way: where it stands (words and code points), what it was, what it means."""

    found: Found
    first: int
    last: int
    start: int
    end: int
    reading: Reading
    at: Anchors

    @property
    def day(self) -> Interval | None:
        """The interval, where it is of days."""
        interval = self.reading.interval
        return interval if interval is not None and interval.granularity is Granularity.DAY else None

    @property
    def told_day(self) -> Interval | None:
        """The interval, where it is of days or of an hour whose day is told ("at 7 a.m. on Tuesday")."""
        interval = self.reading.interval
        return interval if interval is not None and interval.granularity in _DAILY else None


def compose(entries: Sequence[Entry], words: Words, lexicon: TimeLexicon) -> list[Entry]:
    """Join what belongs together, pair by pair from the left."""
    fuller = [_with_next(one, other, words, lexicon) for one, other in zip_longest(entries, entries[1:])]
    joined = _joined(fuller, words, lexicon)
    ends = [_with_end(one, other, words, lexicon) for one, other in zip_longest(joined, joined[1:])]
    dated = [_with_day(entry, ends[:i], words) for i, entry in enumerate(ends)]
    return _joined([entry for entry in dated if not _is_open_clock(entry)], words, lexicon)


def _joined(entries: Sequence[Entry], words: Words, lexicon: TimeLexicon) -> list[Entry]:
    joined: list[Entry] = []
    for entry in entries:
        pair = _join(joined[-1], entry, words, lexicon) if joined else None
        if pair is not None:
            joined[-1] = pair
        else:
            joined.append(entry)
    return joined


def _gap(one: Entry, other: Entry, words: Words) -> list[str] | None:
    """Give the words between two entries in lower case, or None where there are too many."""
    if not 0 <= other.first - one.last <= MAX_GAP:
        return None
    return [words.word(i).lower() for i in range(one.last, other.first)]


def _with_next(one: Entry, other: Entry | None, words: Words, lexicon: TimeLexicon) -> Entry:
    """Read an entry anew by the one after it: a shared year, or the day that an offset counts from."""
    gap = None if other is None else _gap(one, other, words)
    if other is None or gap is None or other.reading.interval is None:
        return one
    if one.found.rule.reads == "offset":
        return one._replace(reading=_offset_from(one, other.reading.interval, anchored=other.reading.anchored))
    if len(gap) == 1 and gap[0] in lexicon.between["list"]:
        return _with_year(one, other)
    return one


def _with_year(one: Entry, other: Entry) -> Entry:
    """Give "May" in "May and June 2025" the year of the second, or the one before ("December and January 2025")."""
    read = {"day": read_day, "month": read_month}.get(one.found.rule.reads)
    year, until = whole(other.found.got, "year"), other.reading.interval
    if read is None or year is None or until is None or "year" in one.found.got:
        return one
    for candidate in (year, year - 1):
        reading = read({**one.found.got, "year": candidate}, one.at)
        if reading is not None and reading.interval is not None and reading.interval.start < until.start:
            return one._replace(reading=reading)
    return one


def _offset_from(one: Entry, base: Interval, *, anchored: bool) -> Reading:
    """Count "two days before 19 May" from the day; "the 72 hours before 19 May" are all of those days."""
    got, unit = one.found.got, str(one.found.got.get("unit"))
    count, direction = count_of(got), whole(got, "direction") or -1
    if not isinstance(count, int):
        return one.reading
    edge = base.first_day if direction < 0 else base.last_day
    day = moved(edge, direction * count, unit)
    if day is None:
        return one.reading
    if "definite" in got:
        beside = moved(edge, direction, "D") or edge
        span = Interval.days(min(day, beside), max(day, beside), granularity(unit))
        return Reading(TimexKind.DURATION, duration_value(count, unit), span, anchored)
    return Reading(TimexKind.DATE, *unit_around(day, unit), anchored)


def _join(one: Entry, other: Entry, words: Words, lexicon: TimeLexicon) -> Entry | None:
    gap = _gap(one, other, words)
    if gap is None:
        return None
    reading = _day_and_clock(one, other, gap, lexicon)
    if reading is None:
        opener = words.word(one.first - 1).lower() if one.first else ""
        reading = _from_to(one, other, gap, opener, lexicon)
    if reading is None:
        return None
    whole_span = "/" in (reading.value or "")
    at = replace(one.at, relation="in") if whole_span else one.at
    return Entry(other.found, one.first, other.last, one.start, other.end, reading, at)


def _day_and_clock(one: Entry, other: Entry, gap: list[str], lexicon: TimeLexicon) -> Reading | None:
    if not lexicon.between["clock"].issuperset(gap):
        return None
    for clock, dated in ((one, other), (other, one)):
        if _is_open_clock(clock) and dated.day is not None and dated.day.first_day == dated.day.last_day:
            return read_clock(clock.found.got, dated.day.first_day, anchored=dated.reading.anchored)
    return None


def _from_to(one: Entry, other: Entry, gap: list[str], opener: str, lexicon: TimeLexicon) -> Reading | None:
    """Join the ends of a span: "from 12 to 31 May", "between May and July", "Monday through Friday"."""
    first, last = one.reading.interval, other.reading.interval
    if first is None or last is None or len(gap) != 1 or first.granularity is not last.granularity:
        return None
    is_opened = opener in lexicon.between["openers"]
    is_span = gap[0] in lexicon.between["span"] and (is_opened or gap[0] in lexicon.between["tight"])
    if not (is_span or (is_opened and gap[0] in lexicon.between["pair"])) or first.granularity is Granularity.NIGHT:
        return None
    if other.found.rule.reads == "weekday" and other.day is not None and last.before(first):
        last = Interval.days(last.first_day + _WEEK, last.last_day + _WEEK, last.granularity)
    if not first.before(last):
        return None
    value = f"{one.reading.value}/{other.reading.value}"
    return Reading(one.reading.kind, value, first.hull(last), one.reading.anchored or other.reading.anchored)


def _is_open_clock(entry: Entry) -> bool:
    return entry.found.rule.reads == "clock" and entry.reading.value is None


def _with_end(one: Entry, other: Entry | None, words: Words, lexicon: TimeLexicon) -> Entry:
    """Give the first clock time of a span the day of its second ("from 18:00 to 21:30 on Tuesday", "22:00 to 2:00")."""
    gap = None if other is None else _gap(one, other, words)
    until = None if other is None else other.reading.interval
    if gap is None or len(gap) != 1 or gap[0] not in lexicon.between["span"] or not _is_open_clock(one):
        return one
    if other is None or until is None or until.granularity is not Granularity.HOUR:
        return one
    for day in (until.first_day, until.first_day - _DAY):
        reading = read_clock(one.found.got, day, anchored=other.reading.anchored)
        if reading is not None and reading.interval is not None and reading.interval.before(until):
            return one._replace(reading=reading)
    return one


def _with_day(entry: Entry, before: Sequence[Entry], words: Words) -> Entry:
    """Give a clock time without a day the one told before it, nearby or in its paragraph, else the publication day."""
    if not _is_open_clock(entry):
        return entry
    near = next((each for each in reversed(before) if each.told_day is not None), None)
    if near is not None and near.told_day is not None and _tells(near, entry, words):
        reading = read_clock(entry.found.got, near.told_day.last_day, anchored=near.reading.anchored)
    else:
        reading = read_clock(entry.found.got, entry.at.day, anchored=True)
    return entry if reading is None else entry._replace(reading=reading)


def _tells(near: Entry, entry: Entry, words: Words) -> bool:
    """Whether a day is told near enough for a clock time after it."""
    return entry.first - near.last <= NEAR_WORDS or "\n" not in words.text[near.end : entry.start]
