"""Instants: an offset is kept as printed, a bare day counts from its end, and no zone is guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import BadTimeError
from dragoman.values import Instant, parse_instant

OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1), timezones=OFFSETS)


@given(MOMENTS)
def test_a_moment_reads_back_with_its_offset(moment: datetime) -> None:
    found = parse_instant(moment.isoformat())
    assert found == Instant(moment.date(), moment)
    assert parse_instant(found.isoformat()) == found
    assert found.counts_from == moment
    assert datetime.fromisoformat(str(found.utc())) == moment
    assert str(found.utc()).endswith("Z")


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_a_bare_day_counts_from_its_end_and_has_no_moment(day: date) -> None:
    found = parse_instant(day.isoformat())
    assert found == Instant(day, None)
    assert (found.isoformat(), found.utc()) == (day.isoformat(), None)
    assert found.counts_from == datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "day", "utc"),
    [
        (" 2025-06-02 ", date(2025, 6, 2), None),
        ("2025-06-02T14:05:00", date(2025, 6, 2), None),
        ("2025-06-02T01:05:00+03:00", date(2025, 6, 2), "2025-06-01T22:05:00Z"),
        ("Mon, 02 Jun 2025 12:00:00 +0300", date(2025, 6, 2), "2025-06-02T09:00:00Z"),
        ("Mon, 02 Jun 2025 12:00:00 GMT", date(2025, 6, 2), "2025-06-02T12:00:00Z"),
        ("Mon, 02 Jun 2025 12:00:00 -0000", date(2025, 6, 2), None),
    ],
)
def test_forms_that_outlets_print(text: str, day: date, utc: str | None) -> None:
    found = parse_instant(text)
    assert (found.day, found.utc()) == (day, utc)


@pytest.mark.parametrize("text", ["", "soon", "2025-13-01", "02/06/2025 at noon", "\ud800"])
def test_what_is_no_date_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadTimeError) as caught:
        parse_instant(text, where="--published")
    assert (caught.value.text, caught.value.where) == (text, "--published")
    assert "[DG111]" in str(caught.value)
