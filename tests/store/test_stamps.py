from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.store.stamps import from_stamp, to_stamp

MOMENTS = st.datetimes(
    min_value=datetime.fromisoformat("1000-01-02"),
    max_value=datetime.fromisoformat("9998-01-01"),
    timezones=st.integers(-720, 840).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)


patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # machines under load stall


@patient
@given(MOMENTS, MOMENTS)
def test_stamps_sort_as_their_moments_do(one: datetime, other: datetime) -> None:
    assert (to_stamp(one) < to_stamp(other)) == (one < other)


@patient
@given(MOMENTS)
def test_a_stamp_gives_its_moment_back(moment: datetime) -> None:
    assert from_stamp(to_stamp(moment)) == moment


def test_a_stamp_is_utc_of_one_width() -> None:
    assert to_stamp(datetime.fromisoformat("2025-06-02T17:05:00+03:00")) == "2025-06-02T14:05:00.000000Z"
    assert to_stamp(datetime(999, 1, 1, tzinfo=UTC)) == "0999-01-01T00:00:00.000000Z"


def test_a_moment_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="no offset"):
        to_stamp(datetime.fromisoformat("2025-06-02"))
