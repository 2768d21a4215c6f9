"""The lists of the record as it stands are those of the same events in memory, whatever is asked of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from dragoman.model.listing import EventFilter, listed
from dragoman.query.lists import PastLists
from dragoman.store import open_store
from dragoman.store.listing import ORDERS, WHOLE, Listing, Order, Part
from dragoman.store.reports import Clocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from dragoman.model import Event

FILTERS = (
    EventFilter(),
    EventFilter(frame="talks"),
    EventFilter(frame="no such frame"),
    EventFilter(party="RUS"),
    EventFilter(party="R"),
    EventFilter(actor="state.RUS"),
    EventFilter(actor="state"),
    EventFilter(process="none"),
    EventFilter(status="occurred"),
    EventFilter(place="ISTANB"),
    EventFilter(text="TALKS"),
    EventFilter(text="%"),
    EventFilter(origins=2),
    EventFilter(is_disputed=True),
    EventFilter(since=date(2025, 6, 2)),
    EventFilter(until=date(2025, 6, 1)),
    EventFilter(party="UKR", frame="talks", origins=1, since=date(2025, 5, 1), until=date(2025, 6, 30)),
)
ORDERINGS = [Order(name, is_down=way) for name in ORDERS for way in (False, True)]


@pytest.fixture
def both(record: Path) -> Iterator[tuple[Listing, PastLists]]:
    with open_store(str(record), write=False) as store:
        yield store.listing(), past_lists(store.events())


def past_lists(events: Sequence[Event]) -> PastLists:
    by_id = {event.id: event for event in events}
    return PastLists(
        map(listed, events), lambda ids: {name: by_id[name] for name in ids if name in by_id}, lambda: events
    )


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_a_filter_leaves_the_same_events(both: tuple[Listing, PastLists], wanted: EventFilter) -> None:
    now, then = ([listed(event) for event in lists.events(wanted)] for lists in both)
    assert now == then
    assert both[0].count(wanted) == both[1].count(wanted) == len(now)
    assert both[0].drawn(wanted, 99) == both[1].drawn(wanted, 99)
    assert both[0].located(wanted, 99) == both[1].located(wanted, 99)


def test_each_filter_can_leave_something_and_can_leave_something_out(both: tuple[Listing, PastLists]) -> None:
    counts = {wanted: both[0].count(wanted) for wanted in FILTERS}
    every = counts[EventFilter()]
    assert all(count < every for wanted, count in counts.items() if wanted != EventFilter())
    assert counts[EventFilter(place="ISTANB")] > 0
    assert counts[EventFilter(text="TALKS")] > 0
    assert counts[EventFilter(party="RUS")] > 0
    assert 0 == counts[EventFilter(party="R")] == counts[EventFilter(text="%")] == counts[EventFilter(actor="state")]


@pytest.mark.parametrize("order", ORDERINGS, ids=str)
def test_parts_from_the_last_place_on_are_the_whole_list(both: tuple[Listing, PastLists], order: Order) -> None:
    for lists in both:
        whole = [event.id for event in lists.events(EventFilter(), WHOLE, order)]
        parts: list[str] = []
        after = None
        while some := lists.events(EventFilter(), Part(2), order._replace(after=after)):
            parts += [event.id for event in some]
            after = lists.places(EventFilter(), Part(2), order._replace(after=after))[-1]
        assert parts == whole
        assert len(whole) > 3
    assert [event.id for event in both[0].events(EventFilter(), WHOLE, order)] == [
        event.id for event in both[1].events(EventFilter(), WHOLE, order)
    ]


def test_what_can_be_chosen_and_the_days_are_the_same(both: tuple[Listing, PastLists]) -> None:
    now, then = both
    assert now.choices() == then.choices()
    assert "talks" in now.choices()["frame"]
    assert now.days() == then.days()
    assert now.days() is not None


@pytest.mark.parametrize("kind", [None, "number", "date"])
@pytest.mark.parametrize("open_first", [False, True])
def test_disputes_are_the_same(both: tuple[Listing, PastLists], kind: str | None, *, open_first: bool) -> None:
    for verdict in (None, "open", "update"):
        now, then = (lists.disputes(kind, verdict, WHOLE, open_first=open_first) for lists in both)
        assert now == then
        assert both[0].count_disputes(kind, verdict) == both[1].count_disputes(kind, verdict) == len(now)
        assert both[0].disputes(kind, verdict, Part(1, 1), open_first=open_first) == now[1:2]


@pytest.mark.parametrize("longest_first", [False, True])
def test_figures_are_the_same(both: tuple[Listing, PastLists], *, longest_first: bool) -> None:
    for measure in (None, "duration", "killed"):
        now, then = (lists.figures(measure, WHOLE, longest_first=longest_first) for lists in both)
        assert now == then
        assert both[0].count_figures(measure) == both[1].count_figures(measure) == len(now)
        assert both[0].figures(measure, Part(1, 1), longest_first=longest_first) == now[1:2]


def test_events_by_id_come_in_the_order_of_the_ids(both: tuple[Listing, PastLists]) -> None:
    ids = [event.id for event in both[1].events(EventFilter())][::-1]
    for lists in both:
        assert [event.id for event in lists.named([*ids, "evt_none"])] == ids
        assert lists.titles(ids[:1]) == {ids[0]: lists.named(ids[:1])[0].title}
        assert lists.parts_of(ids) == [event for event in lists.named(ids[::-1]) if event.part_of in ids]
    assert both[0].named(ids) == both[1].named(ids)


def test_a_record_without_reports_has_no_days(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "record.db"), write=True) as store:
        assert store.listing().days() is None
        assert store.listing().newest() is None
    assert past_lists([]).days() is None


def test_the_newest_report_is_told(record: Path) -> None:
    with open_store(str(record), write=False) as store:
        newest = max(d.published.instant.counts_from for d in store.documents() if d.published is not None)
        assert store.listing().newest() == newest


def test_events_are_counted_by_frame_and_day_the_same_way(both: tuple[Listing, PastLists]) -> None:
    now, then = both
    assert sorted(now.by_day()) == sorted(then.by_day())
    assert sum(number for *_, number in now.by_day()) == sum(
        event.occurred is not None for event in now.events(EventFilter())
    )


def test_reports_of_a_stretch_of_days_come_in_order_by_both_clocks(record: Path) -> None:
    since, until = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    with open_store(str(record), write=False) as store:
        known = sorted((d.published.instant.counts_from, d.id) for d in store.documents() if d.published is not None)
        moments = [moment for moment, _ in known]
        assert [(moment, found) for found, moment in store.listing().published(since, until, Clocks())] == known
        assert store.listing().published(moments[0], until, Clocks())[0][1] > moments[0]
        until_first = store.listing().published(since, until, Clocks(as_of=moments[0]))
        assert {moment for _, moment in until_first} == {moments[0]}
        assert store.listing().published(since, until, Clocks(recorded_as_of=since)) == []
