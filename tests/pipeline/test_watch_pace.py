"""Pace: half the expected gap, no sooner than the server says, later and later after failures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.ingest.exchange import Answer
from dragoman.pipeline.watch_pace import DEAD_AFTER, DEAD_EVERY_S, SLOWEST_S, Pace, fresh_for

NOW = datetime(2025, 6, 2, 12, tzinfo=UTC)


def pause(posts_minutes_ago: list[float], fresh_s: float | None = None, pace: Pace | None = None) -> float:
    posts = [NOW - timedelta(minutes=minutes) for minutes in posts_minutes_ago]
    return ((pace or Pace()).after_success(NOW, posts, fresh_s, 0.0).at - NOW).total_seconds()


@pytest.mark.parametrize(
    ("posts", "fresh_s", "seconds"),
    [
        ([], None, 1800),  # nothing is known
        ([10, 70, 130, 190], None, 1800),  # every hour: asked at half of it
        ([1, 2, 3, 4], None, 300),  # every minute: no more often than is decent
        ([600, 601, 602], None, 18_000),  # a burst that is over: the longer quiet counts
        ([100_000], None, 43_200),  # asleep: twice a day
        ([-60, 10, 70], None, 1800),  # a date in the future tells nothing
        ([1, 2, 3], 3600, 3600),  # the server says that it stays as it is
        ([10, 70, 130], 60, 1800),  # the server allows more than is needed
        ([1, 2, 3], 9_000_000, 86_400),  # a server that calls a feed fresh for months is not believed
    ],
)
def test_the_pause_follows_the_pace_and_the_server(posts: list[float], fresh_s: float | None, seconds: float) -> None:
    assert pause(posts, fresh_s) == seconds


def test_the_reason_is_said() -> None:
    pace = Pace()
    assert pace.after_success(NOW, [], None, 0.0).why == "nothing is known of its pace yet"
    assert pace.after_success(NOW, [NOW], None, 0.0).why == "by its own pace"
    assert "the server says" in pace.after_success(NOW, [NOW], 7200, 0.0).why
    assert pace.after_failure(NOW, 2, None, 0.0).why == "backs off after 2 failures"
    assert "asks to be left alone" in pace.after_failure(NOW, 1, 7200, 0.0).why


def test_failures_double_the_pause_until_the_feed_is_dead() -> None:
    waits = [(Pace().after_failure(NOW, number, None, 0.0).at - NOW).total_seconds() for number in range(1, 10)]
    assert waits[: DEAD_AFTER - 1] == [300 * 2**number for number in range(DEAD_AFTER - 1)]
    assert waits[DEAD_AFTER - 1 :] == [DEAD_EVERY_S] * 2


def test_a_wait_that_is_asked_for_is_kept_up_to_a_day() -> None:
    assert Pace().after_failure(NOW, 1, 999_999, 0.0).at - NOW == timedelta(days=1)
    assert Pace().after_failure(NOW, 1, 10, 0.0).at - NOW == timedelta(minutes=5)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(st.floats(-1e4, 1e6), max_size=30),
    st.none() | st.floats(0, 1e9),
    st.floats(0, 1),
    st.floats(1, 1e5),
)
def test_the_pause_is_always_bounded(
    posts: list[float], fresh_s: float | None, chance: float, fastest_s: float
) -> None:
    moments = [NOW - timedelta(minutes=minutes) for minutes in posts]
    found = (Pace(fastest_s).after_success(NOW, moments, fresh_s, chance).at - NOW).total_seconds()
    assert fastest_s - 1 <= found <= max(SLOWEST_S, DEAD_EVERY_S, fastest_s) * 1.1 + 1


def answer(*headers: tuple[str, str]) -> Answer:
    return Answer("u", 200, "OK", headers, b"", b"", "127.0.0.1", (), NOW)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ([], None),
        ([("Cache-Control", "public, max-age=600")], 600),
        ([("cache-control", "s-maxage=60, max-age=600")], 60),
        ([("Cache-Control", "max-age=600"), ("Age", "500")], 100),
        ([("Cache-Control", "max-age=600"), ("Age", "old")], 600),
        ([("Cache-Control", "max-age=60"), ("Age", "500")], 0),
        ([("Cache-Control", "no-cache"), ("Expires", "Mon, 02 Jun 2025 13:00:00 GMT")], None),
        ([("Expires", "Mon, 02 Jun 2025 13:00:00 GMT")], 3600),
        ([("Expires", "Mon, 02 Jun 2025 11:00:00 GMT")], 0),
        ([("Expires", "0")], None),
    ],
)
def test_freshness_is_read_as_http_states_it(headers: list[tuple[str, str]], seconds: float | None) -> None:
    assert fresh_for(answer(*headers)) == seconds
