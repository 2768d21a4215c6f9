from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.query import View, timeline
from dragoman.query.timeline import time_key


def test_events_stand_in_order_of_time_undated_ones_where_first_reported(view: View) -> None:
    assert [event["frame"] for event in timeline(view)] == ["talks", "agreement", "proposal", "talks"]


def test_an_event_is_given_with_its_clocks(view: View) -> None:
    first = timeline(view)[0]
    assert first["first_published_at"] == "2025-06-02T14:05:00Z"
    assert first["first_published_at_local"] == "2025-06-02T17:05:00+03:00"
    assert first["last_published_at"] == first["last_published_at_local"] == "2025-06-03"
    assert first["occurred"] == {"start": "2025-06-02", "end": "2025-06-02", "granularity": "day"}
    assert first["not_after"] is None


def test_an_undated_past_event_has_a_bound_and_no_date(view: View) -> None:
    (agreement,) = timeline(view, frame="agreement")
    assert agreement["occurred"] is None
    assert agreement["not_after"] == "2025-06-02"


@pytest.mark.parametrize(
    ("chosen", "rounds"),
    [
        ({"frame": "talks"}, [2, 3]),
        ({"frame": "strike"}, []),
        ({"party": "RUS"}, [2, None, 3]),
        ({"party": "FRA"}, []),
        ({"process": "istanbul-2025"}, [2, 3]),
        ({"since": date(2025, 6, 3)}, [3]),
        ({"until": date(2025, 6, 2)}, [2]),
        ({"until": date(2025, 6, 1)}, []),
        ({"since": date(2025, 6, 2), "until": date(2025, 7, 23)}, [2, 3]),
    ],
)
def test_only_what_is_asked_for_is_given(view: View, chosen: dict[str, str], rounds: list[int | None]) -> None:
    assert [event["round"] for event in timeline(view, **chosen)] == rounds  # type: ignore[arg-type]  # by name


def test_an_event_without_any_clock_comes_last(view: View) -> None:
    events = view.events()
    lost = replace(events[0], occurred=None, first_published=None)
    assert max(time_key(event) for event in (*events, lost)) == time_key(lost)
