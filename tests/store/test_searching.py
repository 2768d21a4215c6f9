from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dragoman.merge import fold
from dragoman.model import Content, Counts, Event, Evidence, Outcome, PlaceRef, Precision, Status
from dragoman.store import SearchHit, Store, open_store
from dragoman.store.searching import entries_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType


@pytest.fixture
def store(store_url: str, write: Callable[..., None]) -> Iterator[Store]:
    write()
    with open_store(store_url, write=False) as opened:
        yield opened


def ids(hits: Iterable[SearchHit]) -> set[str]:
    return {hit.id for hit in hits}


def test_every_word_must_be_there(store: Store, sample: ModuleType) -> None:
    assert ids(store.search("memorandum Moscow")) == {sample.HOUR_REPORT.document().id}
    assert store.search("memorandum Ankara") == ()


def test_other_forms_of_a_word_are_found(store: Store, sample: ModuleType) -> None:
    assert ids(store.search("soldier returning")) >= {sample.PALACE_REPORT.document().id}


def test_the_words_around_are_shown(store: Store) -> None:
    (hit,) = store.search("memorandum")
    assert "had handed over a memorandum in two parts" in hit.snippet
    assert hit.kind == "report"
    assert hit.title == "Talks go on for an hour"


def test_the_title_is_searched_too(store: Store, sample: ModuleType) -> None:
    assert ids(store.search("held second round")) >= {sample.PALACE_REPORT.document().id}


def test_a_report_without_a_title_is_named_by_its_id(store: Store, sample: ModuleType) -> None:
    (hit,) = store.search("third Wednesday")
    assert hit.title == hit.id == sample.NEXT_REPORT.document().id


@pytest.mark.parametrize("text", ["", "  ", "\"'--", "*", "()", "NEAR/", '"'])
def test_signs_alone_find_nothing_and_break_nothing(store: Store, text: str) -> None:
    assert [hit for hit in store.search(text) if not text.strip('"*()/')] == []


@pytest.mark.parametrize("text", ['"Istanbul', "Istanbul)", "title:Istanbul", "Istanbul AND", "-Istanbul", "Istanbul*"])
def test_signs_of_a_query_language_are_words_or_nothing(store: Store, text: str) -> None:
    assert {hit.kind for hit in store.search(text)} <= {"event", "report", "actor"}


def test_no_more_than_the_limit_is_given(store: Store) -> None:
    assert len(store.search("Istanbul")) == 4
    assert len(store.search("Istanbul", 2)) == 2


def test_only_the_newest_revision_of_a_report_is_found(
    store_url: str, write: Callable[..., None], sample: ModuleType
) -> None:
    write()
    changed = replace(sample.HOUR_REPORT, text="Nothing more was said of it.", given_id="hour")
    with open_store(store_url, write=True, clock=sample.Clock()) as writer:
        writer.write_captured_only(changed.capture(), changed.document(), "no model is installed")
        assert writer.search("memorandum") == ()
        assert len(writer.search("nothing more")) == 1


def test_an_event_is_found_by_its_name_places_and_quoted_words() -> None:
    spoken = Evidence(0, 9, "a truce for")
    event = Event(
        "evt_1",
        "talks",
        Status.OCCURRED,
        "Talks",
        Counts(1, 1, 1, ()),
        ("clm_1",),
        name="Spider Web",
        places=(PlaceRef("Istanbul", Precision.SETTLEMENT),),
        content=Content((spoken,), "ceasefire"),
        outcome=(Outcome(Evidence(3, 9, "ended without")),),
    )
    (entry,) = entries_of([event])
    assert entry.snippet == "Spider Web; talks; Istanbul; a truce for; ended without"


def test_what_is_typed_is_found_by_the_beginning_of_its_last_word(store_url: str, write: Callable[..., None]) -> None:
    write()
    with open_store(store_url, write=True) as store:
        store.replace_derived(fold(store.active_claims(), processes=(), judgements=()))
        told = store.listing().suggest("talks ista", 8)
        assert {hit.kind for hit in told} == {"event"}
        assert all("Istanbul" in hit.title for hit in told)
        assert store.listing().suggest("ista talks", 8) == ()
        assert store.listing().suggest(" -'& ", 8) == ()
        assert len(store.listing().suggest("talks", 1)) == 1
