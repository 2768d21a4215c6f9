from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.errors import AmbiguousIdError, NotFoundError, StoreRowError
from dragoman.model import Entry, Published
from dragoman.store import Store, open_store
from dragoman.store.reports import unpack
from dragoman.values import Span, parse_instant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from types import ModuleType

    from dragoman.model import Document
    from dragoman.store import Reading


@pytest.fixture
def store(store_url: str, write: Callable[..., None]) -> Iterator[Store]:
    write()
    with open_store(store_url, write=False) as opened:
        yield opened


def given_ids(documents: Iterable[Document]) -> list[str]:
    return [document.given_id for document in documents]


def test_reports_come_in_order_of_publication(store: Store) -> None:
    assert given_ids(store.documents()) == ["palace", "copy", "hour", "next"]


def test_reports_without_a_date_come_last_and_are_on_the_recorded_clock_only(
    store_url: str, sample: ModuleType
) -> None:
    undated = replace(sample.PALACE_REPORT, published=None)
    with open_store(store_url, write=True, clock=sample.Clock()) as store:
        store.write_reading(sample.reading_of(undated))
        store.write_reading(sample.reading_of(sample.HOUR_REPORT))
        assert given_ids(store.documents()) == ["hour", "palace"]
        noon = datetime(2030, 1, 1, tzinfo=UTC)
        assert given_ids(store.documents(as_of=noon)) == ["hour"]
        assert given_ids(store.documents(recorded_as_of=noon)) == ["hour", "palace"]
        assert [active.published for active in store.active_claims()][-1] is None


def test_a_claim_carries_its_report_and_when_that_came_out(store: Store, sample: ModuleType) -> None:
    first = next(iter(store.active_claims()))
    assert first.document == sample.PALACE_REPORT.document()
    assert first.published.isoformat() == "2025-06-02T17:05:00+03:00"
    assert first.recorded_at == sample.START


def live_reading(sample: ModuleType, at: str) -> Reading:
    """Give the palace report as a live page whose one entry, with all of its claims, came out at a time."""
    reading = sample.reading_of(sample.PALACE_REPORT)
    entry = Entry(Span(0, len(reading.document.text)), Published(parse_instant(at), "text"))
    return replace(reading, document=replace(reading.document, entries=(entry,)))


def test_what_an_entry_tells_is_known_from_the_entry_and_not_from_the_page_before(
    store_url: str, sample: ModuleType
) -> None:
    with open_store(store_url, write=True, clock=sample.Clock()) as store:
        store.write_reading(live_reading(sample, "2025-06-02T19:40:00+03:00"))
        assert {active.published.isoformat() for active in store.active_claims()} == {"2025-06-02T19:40:00+03:00"}
        before, after = (datetime.fromisoformat(f"2025-06-02T19:{minute}:00+03:00") for minute in (39, 40))
        assert given_ids(store.documents(as_of=before)) == ["palace"]
        assert list(store.active_claims(as_of=before)) == list(store.statements(as_of=before)) == []
        assert len(list(store.active_claims(as_of=after))) == len(list(store.active_claims()))


def test_live_page_is_known_from_its_first_entry_where_its_own_date_is_that_of_its_last_change(
    store_url: str, sample: ModuleType
) -> None:
    with open_store(store_url, write=True, clock=sample.Clock()) as store:
        store.write_reading(live_reading(sample, "2025-06-02T14:05:00+03:00"))
        out = datetime.fromisoformat("2025-06-02T14:05:00+03:00")
        assert given_ids(store.documents(as_of=out)) == ["palace"]
        assert len(list(store.active_claims(as_of=out))) == len(list(store.active_claims())) > 0
        assert given_ids(store.documents(as_of=out - timedelta(minutes=1))) == []


def test_entry_without_a_time_counts_from_when_the_page_came_out(sample: ModuleType) -> None:
    document = live_reading(sample, "2025-06-02T14:05:00+03:00").document
    untold = replace(document, entries=(replace(document.entries[0], published=None),))
    assert untold.told_at(0) == document.published.instant
    assert replace(untold, published=None).told_at(0) is None
    assert document.told_at(0) == parse_instant("2025-06-02T14:05:00+03:00")
    assert str(document.day_at(0)) == "2025-06-02"
    assert document.day_at(len(document.text)) == document.published.instant.day


def test_as_of_leaves_out_what_was_not_out_yet(store: Store) -> None:
    at = datetime.fromisoformat("2025-06-02T17:05:00+03:00")
    assert given_ids(store.documents(as_of=at)) == ["palace"]
    assert given_ids(store.documents(as_of=at - timedelta(seconds=1))) == []
    assert {active.document.given_id for active in store.active_claims(as_of=at)} == {"palace"}
    assert [document.given_id for document, _ in store.statements(as_of=at)] == ["palace"]


def test_a_report_with_a_bare_day_counts_from_the_end_of_it(store: Store) -> None:
    assert "hour" not in given_ids(store.documents(as_of=datetime(2025, 6, 3, 23, 59, tzinfo=UTC)))
    assert "hour" in given_ids(store.documents(as_of=datetime(2025, 6, 4, tzinfo=UTC)))


def test_recorded_as_of_leaves_out_what_was_not_recorded_yet(store: Store, sample: ModuleType) -> None:
    second = sample.START + timedelta(minutes=2)
    assert set(given_ids(store.documents(recorded_as_of=second))) == {"palace", "hour"}
    found = {active.document.given_id for active in store.active_claims(recorded_as_of=second)}
    assert found == {"palace", "hour"}
    assert list(store.active_claims(recorded_as_of=sample.START)) == []


def test_recorded_as_of_gives_the_run_that_was_active_then(store_url: str, sample: ModuleType) -> None:
    with open_store(store_url, write=True, clock=sample.Clock()) as store:
        store.write_reading(sample.reading_of(sample.PALACE_REPORT))
        second = sample.reading_of(sample.PALACE_REPORT, engine="engine-2")
        store.write_reading(replace(second, claims=second.claims[:1]))
        assert len(list(store.active_claims())) == 1
        assert len(list(store.active_claims(recorded_as_of=sample.START + timedelta(minutes=1)))) == 3


def test_as_of_gives_the_revision_that_was_out_then(store_url: str, sample: ModuleType) -> None:
    later = replace(sample.PALACE_REPORT, text=sample.PALACE + " Talks go on.", published="2025-06-05T10:00:00Z")
    with open_store(store_url, write=True, clock=sample.Clock()) as store:
        store.write_reading(sample.reading_of(sample.PALACE_REPORT))
        store.write_reading(sample.reading_of(later))
        assert [document.text for document in store.documents()] == [later.text]
        then = list(store.documents(as_of=datetime(2025, 6, 3, tzinfo=UTC)))
        assert [document.text for document in then] == [sample.PALACE]


def test_the_order_of_writing_does_not_show(tmp_path: Path, sample: ModuleType) -> None:
    seen = set()
    for number, order in enumerate(permutations(sample.REPORTS)):
        if number % 3:
            continue
        with open_store(str(tmp_path / f"{number}.db"), write=True, clock=sample.Clock()) as store:
            for told in order:
                store.write_reading(sample.reading_of(told))
            seen.add(tuple((active.claim.id, active.document.id, active.origin) for active in store.active_claims()))
            seen.add(tuple((active.claim.id, active.document.id, active.origin) for active in store.active_claims()))
    assert len(seen) == 1


def test_a_report_is_found_by_its_id_its_given_id_or_the_beginning_of_its_id(store: Store, sample: ModuleType) -> None:
    wanted = sample.HOUR_REPORT.document()
    for name in (wanted.id, "hour", wanted.id[:9]):
        assert store.document(name) == wanted


def test_a_name_that_several_reports_have_is_refused(store: Store) -> None:
    with pytest.raises(AmbiguousIdError, match=r"DG121"):
        store.document("doc_")


def test_a_report_that_is_not_there_is_told(store: Store) -> None:
    with pytest.raises(NotFoundError, match="No report 'doc_none'"):
        store.document("doc_none")
    with pytest.raises(NotFoundError, match="No revision"):
        store.text("rev_none")
    with pytest.raises(NotFoundError, match="No capture"):
        store.capture("cap_none")


@pytest.mark.parametrize("payload", [None, b"", b"not compressed", "text"])
def test_a_row_without_its_bytes_is_told(payload: Any) -> None:
    with pytest.raises(StoreRowError, match="payload"):
        unpack(payload)


@pytest.mark.parametrize("ask", [lambda store: store.counts(), lambda store: list(store.active_claims())])
def test_work_grows_with_the_reports_and_not_with_their_square(
    tmp_path: Path, made: ModuleType, ask: Callable[[Store], object]
) -> None:
    fewer, more = (_steps(made, tmp_path / f"{count}.db", count, ask) for count in (60, 240))
    assert more < 6 * fewer  # four times the reports, and the depth of the indexes


def _steps(made: ModuleType, path: Path, count: int, ask: Callable[[Store], object]) -> int:
    """Give how many steps SQLite takes for a question to a record of so many reports, counted in tens."""
    with open_store(str(path), write=True) as store, store.transaction():
        for number in range(count):
            store.write_reading(made.reading_of(number))
    taken = 0

    def tick() -> int:
        nonlocal taken
        taken += 1
        return 0

    with open_store(str(path), write=False) as store:
        store._link._connection.set_progress_handler(tick, 10)  # type: ignore[attr-defined]  # SQLite's own counter
        ask(store)
    return taken
