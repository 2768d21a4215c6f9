"""Interval algebra: half-open inside, inclusive outside, nights that do not touch, one shown form that reads back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.values import Granularity, Interval

DAYS = st.dates(date(2023, 12, 1), date(2025, 3, 31))  # near each other, over a leap day and ends of years
WIDTHS = st.integers(0, 400)
WHOLE_DAYS = [found for found in Granularity if found not in {Granularity.HOUR, Granularity.NIGHT}]


@st.composite
def days(draw: st.DrawFn) -> Interval:
    first = draw(DAYS)
    return Interval.days(first, first + timedelta(days=draw(WIDTHS)), draw(st.sampled_from(WHOLE_DAYS)))


@st.composite
def hours(draw: st.DrawFn) -> Interval:
    start = draw(st.datetimes(datetime(2023, 12, 1), datetime(2025, 3, 31))).replace(second=0, microsecond=0)
    minutes = draw(st.integers(1, 5000))
    offset = draw(st.none() | st.integers(-12 * 60, 14 * 60))
    return Interval(start, start + timedelta(minutes=minutes), Granularity.HOUR, offset)


nights = DAYS.map(Interval.night)
intervals = st.one_of(days(), hours(), nights)


@given(intervals)
def test_the_shown_form_reads_back_as_the_same_interval(one: Interval) -> None:
    assert Interval.from_outside(one.to_outside()) == one


@given(days())
def test_shown_days_are_inclusive(one: Interval) -> None:
    shown = one.to_outside()
    assert date.fromisoformat(shown["start"]) == one.first_day == one.start.date()
    assert date.fromisoformat(shown["end"]) == one.last_day == (one.end - timedelta(days=1)).date()
    assert one.length == timedelta(days=(one.last_day - one.first_day).days + 1)


@given(intervals, intervals)
def test_two_intervals_overlap_or_one_is_before_the_other(one: Interval, other: Interval) -> None:
    assert one.overlaps(other) is other.overlaps(one)
    assert [one.overlaps(other), one.before(other), other.before(one)].count(True) == 1


@given(intervals, intervals)
def test_the_intersection_is_what_both_contain(one: Interval, other: Interval) -> None:
    both = one.intersection(other)
    assert (both is not None) is one.overlaps(other)
    if both is None:
        return
    assert one.contains(both)
    assert other.contains(both)
    assert both.granularity.rank == min(one.granularity.rank, other.granularity.rank)
    again = other.intersection(one)
    assert again is not None
    assert (again.start, again.end) == (both.start, both.end)


@given(intervals, intervals)
def test_the_hull_contains_both_and_no_more(one: Interval, other: Interval) -> None:
    hull = one.hull(other)
    assert hull.contains(one)
    assert hull.contains(other)
    assert hull.start in {one.start, other.start}
    assert hull.end in {one.end, other.end}
    assert hull.granularity.rank == max(one.granularity.rank, other.granularity.rank)


@given(intervals, intervals, intervals)
def test_containment_is_an_order(one: Interval, two: Interval, three: Interval) -> None:
    assert one.contains(one)
    if one.contains(two) and two.contains(three):
        assert one.contains(three)
    if one.contains(two) and two.contains(one):
        assert (one.start, one.end) == (two.start, two.end)


@given(DAYS)
def test_neighbouring_nights_share_a_day_and_no_time(into: date) -> None:
    night, next_night = Interval.night(into), Interval.night(into + timedelta(days=1))
    assert not night.overlaps(next_night)
    assert night.before(next_night)
    assert night.last_day == next_night.first_day == into
    assert night.to_outside() == {
        "start": (into - timedelta(days=1)).isoformat(),
        "end": into.isoformat(),
        "granularity": "night",
    }


@pytest.mark.parametrize(
    ("one", "first", "last"),
    [
        (Interval.day(date(2025, 6, 2)), date(2025, 6, 2), date(2025, 6, 2)),
        (Interval.month(2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        (Interval.month(2025, 12), date(2025, 12, 1), date(2025, 12, 31)),
        (Interval.year(2025), date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_calendar_intervals(one: Interval, first: date, last: date) -> None:
    assert (one.first_day, one.last_day) == (first, last)


def test_an_empty_or_reversed_interval_cannot_be_made() -> None:
    noon = datetime(2025, 6, 2, 12)
    for end in (noon, noon - timedelta(hours=1)):
        with pytest.raises(ValueError, match="empty or reversed"):
            Interval(noon, end, Granularity.HOUR)


def test_hours_keep_the_printed_offset_and_minutes_are_inclusive() -> None:
    shown = {"start": "2025-06-02T13:00+03:00", "end": "2025-06-02T14:09+03:00", "granularity": "hour"}
    one = Interval.from_outside(shown)
    assert one.utc_offset_min == 180
    assert one.length == timedelta(minutes=70)
    assert one.to_outside() == shown


@pytest.mark.parametrize(
    "shown",
    [
        {"start": "soon", "end": "2025-06-02", "granularity": "day"},
        {"start": "2025-06-02", "end": "2025-06-02", "granularity": "moment"},
        {"start": "2025-06-03", "end": "2025-06-01", "granularity": "day"},
    ],
)
def test_a_wrong_shown_form_is_refused(shown: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"Invalid isoformat|not a valid|empty or reversed"):
        Interval.from_outside(shown)


def test_granularities_are_ranked_from_fine_to_coarse() -> None:
    assert [found.rank for found in Granularity] == list(range(7))
    assert Granularity.HOUR.rank < Granularity.NIGHT.rank < Granularity.YEAR.rank
