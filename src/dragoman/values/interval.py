"""Intervals of world time: half-open inside, inclusive when shown, with the granularity of their ends.

Bounds are naive local date-times, since a report's "Tuesday" has no zone; ``hour`` intervals keep the
printed offset beside them. A night runs from noon to noon, so that neighbouring nights do not overlap.

Source: ISO 8601-1:2019 (dates, offsets); Allen (1983) for the relations; CODEBOOK for granularities.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping

NOON = time(12)
_DAY = timedelta(days=1)


class Granularity(StrEnum):
    """How finely the ends of an interval are known, finest first."""

    HOUR = "hour"
    NIGHT = "night"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"

    @property
    def rank(self) -> int:
        """0 for the finest; larger is coarser."""
        return list(Granularity).index(self)


class OutsideInterval(TypedDict):
    """The shown form: ISO 8601 texts, both inclusive."""

    start: str
    end: str
    granularity: str


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time from ``start`` (inclusive) to ``end`` (exclusive).

    Attributes:
        start: Naive local date-time, inclusive.
        end: Naive local date-time, exclusive; after ``start``.
        granularity: Of the ends, not of the length: two days far apart are ``day``.
        utc_offset_min: Minutes east of UTC, for ``hour`` intervals whose zone is known; else None.
    """

    start: datetime
    end: datetime
    granularity: Granularity
    utc_offset_min: int | None = None

    def __post_init__(self) -> None:
        if not self.start < self.end:
            message = f"interval {self.start.isoformat()}/{self.end.isoformat()} is empty or reversed"
            raise ValueError(message)

    @classmethod
    def days(cls, first: date, last: date, granularity: Granularity = Granularity.DAY) -> Interval:
        """Give the days ``first`` to ``last``, both inclusive."""
        return cls(datetime.combine(first, time.min), datetime.combine(last, time.min) + _DAY, granularity)

    @classmethod
    def day(cls, day: date) -> Interval:
        """Give one calendar day."""
        return cls.days(day, day)

    @classmethod
    def night(cls, into: date) -> Interval:
        """Give the night that ends on the morning of ``into``: noon of the day before to noon."""
        return cls(datetime.combine(into - _DAY, NOON), datetime.combine(into, NOON), Granularity.NIGHT)

    @classmethod
    def month(cls, year: int, month: int) -> Interval:
        """Give one calendar month."""
        last = monthrange(year, month)[1]
        return cls.days(date(year, month, 1), date(year, month, last), Granularity.MONTH)

    @classmethod
    def year(cls, year: int) -> Interval:
        """Give one calendar year."""
        return cls.days(date(year, 1, 1), date(year, 12, 31), Granularity.YEAR)

    @classmethod
    def from_outside(cls, shown: Mapping[str, str]) -> Interval:
        """Read the shown form back.

        Raises:
            ValueError: The texts are not ISO 8601 or the granularity is not known.
        """
        granularity = Granularity(shown["granularity"])
        if granularity is Granularity.HOUR:
            return _hours_from_outside(shown["start"], shown["end"])
        first, last = date.fromisoformat(shown["start"][:10]), date.fromisoformat(shown["end"][:10])
        if granularity is Granularity.NIGHT:
            return cls(datetime.combine(first, NOON), datetime.combine(last, NOON), granularity)
        return cls.days(first, last, granularity)

    def to_outside(self) -> OutsideInterval:
        """Give the shown form: inclusive ISO 8601 dates, or date-times for ``hour``."""
        if self.granularity is Granularity.HOUR:
            last = self.end - timedelta(minutes=1)
            return {"start": self._iso(self.start), "end": self._iso(last), "granularity": "hour"}
        return {
            "start": self.first_day.isoformat(),
            "end": self.last_day.isoformat(),
            "granularity": self.granularity.value,
        }

    @property
    def first_day(self) -> date:
        """The calendar day on which it begins."""
        return self.start.date()

    @property
    def last_day(self) -> date:
        """The last calendar day that it touches."""
        return (self.end - timedelta(microseconds=1)).date()

    @property
    def length(self) -> timedelta:
        """From start to end."""
        return self.end - self.start

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share any time (touching ends do not)."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Interval) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def before(self, other: Interval) -> bool:
        """Whether this one ends before, or as, the other begins."""
        return self.end <= other.start

    def intersection(self, other: Interval) -> Interval | None:
        """Give what both share, in the finer granularity, or None where they share nothing."""
        if not self.overlaps(other):
            return None
        finer = self if self.granularity.rank <= other.granularity.rank else other
        return Interval(max(self.start, other.start), min(self.end, other.end), finer.granularity, finer.utc_offset_min)

    def hull(self, other: Interval) -> Interval:
        """Give the smallest interval that holds both, in the coarser granularity."""
        coarser = self if self.granularity.rank >= other.granularity.rank else other
        return Interval(
            min(self.start, other.start), max(self.end, other.end), coarser.granularity, coarser.utc_offset_min
        )

    def _iso(self, moment: datetime) -> str:
        if self.utc_offset_min is None:
            return moment.isoformat(timespec="minutes")
        zone = timezone(timedelta(minutes=self.utc_offset_min))
        return moment.replace(tzinfo=zone).isoformat(timespec="minutes")


def _hours_from_outside(start: str, end: str) -> Interval:
    first, last = datetime.fromisoformat(start), datetime.fromisoformat(end)
    offset = first.utcoffset()
    minutes = None if offset is None else int(offset.total_seconds() // 60)
    return Interval(
        first.replace(tzinfo=None), last.replace(tzinfo=None) + timedelta(minutes=1), Granularity.HOUR, minutes
    )
