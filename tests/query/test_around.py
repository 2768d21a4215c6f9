"""Around: what is reported of the two weeks before and after an event, each with its day, and nothing of cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from dragoman.errors import NotFoundError
from dragoman.model import Counts, Event, Status
from dragoman.query.around import _is_short, _once_each, _said, around
from dragoman.values import Interval

if TYPE_CHECKING:
    from dragoman.query import View
    from dragoman.query.shapes import SaidShape

DAY = date(2025, 6, 2)


def dated(view: View) -> Event:
    return next(event for event in view.events() if event.occurred is not None and event.frame == "talks")


def test_the_days_reach_two_weeks_to_either_side(view: View) -> None:
    event = dated(view)
    found = around(view, event.id)
    assert event.occurred is not None
    first, last = (date.fromisoformat(found[end] or "") for end in ("first", "last"))
    assert (event.occurred.first_day - first).days == (last - event.occurred.last_day).days == 14
    assert event.id not in {one["id"] for one in found["events"]}


def test_reports_are_counted_by_the_day_they_came_out_and_their_statements_given(view: View) -> None:
    found = around(view, dated(view).id)
    first, last = found["first"] or "", found["last"] or ""
    assert found["looked"] == sum(day["reports"] for day in found["reports"]) > 0
    assert all(first <= day["day"] <= last for day in found["reports"])
    assert found["statements"]
    published = [one["published_at"] for one in found["statements"]]
    assert published == sorted(published)
    assert all(one["party"] and one["words"] for one in found["statements"])


def test_of_the_past_nothing_that_came_out_later_is_given(view: View) -> None:
    event = dated(view)
    assert event.first_published is not None
    known = event.first_published.counts_from
    then = around(view.at(known), event.id)
    assert 0 < then["looked"] < around(view, event.id)["looked"]
    assert all(day["day"] <= known.astimezone(UTC).date().isoformat() for day in then["reports"])


def test_around_what_has_no_day_there_is_nothing(view: View) -> None:
    event = next(event for event in view.events() if event.occurred is None)
    found = around(view, event.id)
    assert (found["first"], found["last"], found["events"], found["reports"]) == (None, None, [], [])
    assert (found["event_id"], found["title"]) == (event.id, event.title)


def test_around_an_event_that_is_not_there_nothing_is_given(view: View) -> None:
    with pytest.raises(NotFoundError):
        around(view, "evt_none")


def said(doc: str, words: str, published: str) -> SaidShape:
    return {
        "doc": doc, "source": None, "published_at": published, "published_at_local": published, "day": published[:10],
        "name": "Voice", "party": "RUS", "issue": None, "words": words, "reports": 1,
    }  # fmt: skip


def test_a_statement_of_several_reports_stands_once_as_the_first_has_it() -> None:
    rows = [said("b", "No truce", "2025-06-03T00:00:00Z"), said("a", "no truce", "2025-06-02T00:00:00Z")]
    rows.append(said("a", "No truce", "2025-06-02T00:00:00Z"))
    (one,) = _once_each(rows)
    assert (one["doc"], one["words"], one["reports"]) == ("a", "no truce", 2)


def test_what_nobody_of_a_side_says_is_no_statement_of_these_days(view: View) -> None:
    document, statement = next(each for each in view.statements() if any(voice.party for voice in each[1].voices))
    undated, nobody = replace(document, published=None), replace(statement, voices=())
    told = [(document, statement), (document, nobody), (undated, statement)]
    stub = cast("View", SimpleNamespace(statements=lambda _: told))
    assert [one["doc"] for one in _said(stub, [document.id])] == [document.doc]


@pytest.mark.parametrize(
    ("occurred", "is_short"),
    [
        (None, False),
        (Interval.day(DAY), True),
        (Interval.days(DAY, date(2025, 6, 16)), True),
        (Interval.days(date(2022, 2, 24), DAY), False),
    ],
)
def test_what_goes_on_for_months_is_not_of_these_days(occurred: Interval | None, *, is_short: bool) -> None:
    event = Event("evt_1", "strike", Status.OCCURRED, "Strike", Counts(1, 1, 1, ()), ("clm_1",))
    assert _is_short(replace(event, occurred=occurred)) is is_short
