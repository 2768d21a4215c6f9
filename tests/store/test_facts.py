from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from dragoman.errors import EvidenceError, StoreUnusableError
from dragoman.model import Judgement, Published
from dragoman.store import Store, open_store
from dragoman.store.facts import header_id
from dragoman.values import parse_instant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

FACTS = (
    "captures", "documents", "revisions", "headers", "runs", "activations", "claims", "statements", "judgements",
)  # fmt: skip


@pytest.fixture
def store(store_url: str, sample: ModuleType) -> Iterator[Store]:
    with open_store(store_url, write=True, clock=sample.Clock()) as opened:
        yield opened


def rows_in(store: Store) -> dict[str, int]:
    return {table: len(list(store._link.rows(f"SELECT n FROM {table}"))) for table in FACTS}  # noqa: S608


def judgement(number: int = 1) -> Judgement:
    return Judgement(
        id=f"jdg_{number}",
        kind="reject",
        target={"document": "doc_1", "frame": "talks", "start": 0, "end": 9},
        value=None,
        reviewer="reviewer one",
        reason="the clause speaks of another meeting",
        recorded_at=datetime(2025, 6, 4, number, tzinfo=UTC),
    )


def test_a_reading_is_kept_whole(store: Store, sample: ModuleType) -> None:
    reading = sample.reading_of(sample.PALACE_REPORT)
    assert store.write_reading(reading) is True
    assert store.has_capture(reading.capture.id)
    assert store.has_run(reading.run.id)
    assert list(store.documents()) == [reading.document]
    assert [active.claim for active in store.active_claims()] == list(reading.claims)
    assert list(store.statements()) == [(reading.document, found) for found in reading.statements]
    assert store.capture(reading.capture.id) == reading.capture
    assert store.text(reading.document.revision) == reading.document.text


def test_the_same_reading_again_writes_nothing(store: Store, sample: ModuleType) -> None:
    reading = sample.reading_of(sample.PALACE_REPORT)
    store.write_reading(reading)
    store.add_judgement(judgement())
    before = rows_in(store)
    assert store.write_reading(reading) is False
    assert store.add_judgement(judgement()) is False
    assert rows_in(store) == before


def test_what_the_user_said_of_a_capture_is_kept(store: Store, sample: ModuleType) -> None:
    told = replace(sample.NEXT_REPORT, source=None, published=None)
    store.write_reading(sample.reading_of(told))
    store.write_reading(sample.reading_of(sample.PALACE_REPORT))
    assert store.capture(told.capture().id) == told.capture()
    kept = store.capture(sample.PALACE_REPORT.capture().id)
    assert kept.published.isoformat() == "2025-06-02T17:05:00+03:00"


def test_what_is_not_on_record_is_not_there(store: Store) -> None:
    assert not store.has_capture("cap_none")
    assert not store.has_run("run_none")


def test_another_capture_of_the_same_report_adds_only_the_capture(store: Store, sample: ModuleType) -> None:
    reading = sample.reading_of(sample.PALACE_REPORT)
    store.write_reading(reading)
    before = rows_in(store)
    other = replace(reading.capture, id="cap_other", where="copy.txt")
    again = replace(reading, capture=other, document=replace(reading.document, capture_id=other.id))
    assert store.write_reading(again) is True
    assert rows_in(store) == {**before, "captures": before["captures"] + 1}


def test_a_date_given_later_makes_a_new_header_and_its_run_the_active_one(store: Store, sample: ModuleType) -> None:
    undated = replace(sample.PALACE_REPORT, published=None)
    store.write_reading(sample.reading_of(undated))
    assert store.counts()["undated"] == 1
    assert store.write_reading(sample.reading_of(sample.PALACE_REPORT)) is True
    (document,) = store.documents()
    assert document.published == Published(parse_instant("2025-06-02T17:05:00+03:00"), "option")
    assert store.counts()["undated"] == 0
    assert rows_in(store)["revisions"] == 1
    assert rows_in(store)["headers"] == 2
    assert len(list(store.active_claims())) == 3


def test_a_new_text_at_the_same_address_is_the_revision_that_counts(store: Store, sample: ModuleType) -> None:
    store.write_reading(sample.reading_of(sample.PALACE_REPORT))
    changed = replace(sample.PALACE_REPORT, text="Talks in Istanbul are over.", given_id="changed")
    store.write_reading(sample.reading_of(changed))
    assert [document.text for document in store.documents()] == [changed.text]
    assert list(store.active_claims()) == []
    assert store.text(sample.PALACE_REPORT.document().revision) == sample.PALACE


def test_a_second_reading_takes_the_place_of_the_first_and_may_be_undone(store: Store, sample: ModuleType) -> None:
    first = sample.reading_of(sample.PALACE_REPORT)
    second = sample.reading_of(sample.PALACE_REPORT, engine="engine-2")
    second = replace(second, claims=second.claims[:1])
    store.write_reading(first)
    assert store.write_reading(second) is True
    assert len(list(store.active_claims())) == 1
    assert store.write_reading(second) is False
    assert store.write_reading(first) is True
    assert len(list(store.active_claims())) == 3
    assert rows_in(store)["runs"] == 2
    assert rows_in(store)["activations"] == 3


def test_a_claim_without_its_words_is_refused_and_nothing_is_written(store: Store, sample: ModuleType) -> None:
    reading = sample.reading_of(sample.PALACE_REPORT)
    bad = replace(reading.claims[0], evidence=(replace(reading.claims[0].evidence[0], start=1),))
    with pytest.raises(EvidenceError, match="palace: c1"):
        store.write_reading(replace(reading, claims=(bad,)))
    assert set(rows_in(store).values()) == {0}


def test_a_claim_of_another_report_is_refused(store: Store, sample: ModuleType) -> None:
    reading = sample.reading_of(sample.PALACE_REPORT)
    other = sample.reading_of(sample.HOUR_REPORT)
    for wrong in (replace(reading, claims=other.claims), replace(reading, run=other.run)):
        with pytest.raises(EvidenceError, match="another report"):
            store.write_reading(wrong)
    statement = replace(reading.statements[0], revision="rev_other")
    with pytest.raises(EvidenceError, match="another report"):
        store.write_reading(replace(reading, statements=(statement,)))


def test_a_report_that_is_not_read_is_kept_with_its_reason(store: Store, sample: ModuleType) -> None:
    told = replace(sample.HOUR_REPORT, text="Переговоры прошли в Стамбуле.", language="ru")
    reason = "no lexicon for 'ru'"
    assert store.write_captured_only(told.capture(), told.document(), reason) is True
    assert store.write_captured_only(told.capture(), told.document(), reason) is False
    assert store.unread() == [(told.document(), reason)]
    assert store.counts()["unread"] == 1
    assert store.search("Переговоры")[0].id == told.document().id
    assert store.check()[0].code == "fold-behind"


def test_a_report_once_read_is_no_longer_unread(store: Store, sample: ModuleType) -> None:
    reading = sample.reading_of(sample.HOUR_REPORT)
    store.write_captured_only(reading.capture, reading.document, "no model is installed")
    assert store.write_reading(reading) is True
    assert store.unread() == []
    assert store.counts()["unread"] == 0
    assert len(list(store.active_claims())) == 1


def test_what_is_known_of_a_report_does_not_depend_on_the_capture(sample: ModuleType) -> None:
    document = sample.PALACE_REPORT.document()
    assert header_id(document) == header_id(replace(document, capture_id="cap_other"))
    assert header_id(document) != header_id(replace(document, source="Another"))


def test_judgements_come_back_in_the_order_of_recording(store: Store) -> None:
    assert store.add_judgement(judgement(2)) is True
    assert store.add_judgement(judgement(1)) is True
    assert store.judgements() == (judgement(2), judgement(1))
    assert store.judgements(datetime(2025, 6, 4, 1, 30, tzinfo=UTC)) == (judgement(1),)


@pytest.mark.parametrize("table", FACTS)
@pytest.mark.parametrize("deed", ["UPDATE {} SET n = n + 1", "DELETE FROM {}"])
def test_no_fact_can_be_changed_or_removed(store: Store, sample: ModuleType, table: str, deed: str) -> None:
    store.write_reading(sample.reading_of(sample.PALACE_REPORT))
    store.add_judgement(judgement())
    before = rows_in(store)
    with pytest.raises(StoreUnusableError, match="append-only"):
        store._link.run(deed.format(table))
    assert rows_in(store) == before
