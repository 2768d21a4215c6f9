from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.query import Knowledge, check, search
from dragoman.store import Store, open_store

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


def test_events_and_reports_are_found_with_links(store: Store) -> None:
    found = search(store, "Istanbul Umerov")
    assert [hit["kind"] for hit in found] == ["event", "report", "report"]
    event, palace, copy = found
    assert event["link"] is not None
    assert event["link"].startswith("https://wire.example/palace#:~:text=")
    assert {palace["link"], copy["link"]} == {"https://wire.example/palace", "https://post.example/1"}


def test_an_actor_has_no_link(store: Store) -> None:
    actors = [hit for hit in search(store, "Medinsky") if hit["kind"] == "actor"]
    assert [(hit["id"], hit["link"]) for hit in actors] == [("person.vladimir-medinsky", None)]


def test_no_more_than_the_limit_is_given(store: Store) -> None:
    assert len(search(store, "Istanbul", limit=1)) == 1


def test_a_whole_record_is_ok(store: Store) -> None:
    given = check(store)
    assert given["ok"] is True
    assert given["findings"] == []
    assert given["counts"]["events"] == 4


def test_a_record_that_is_behind_is_not_ok_and_says_what_next(
    tmp_path: Path, sample: ModuleType, knowledge: Knowledge
) -> None:
    with open_store(str(tmp_path / "record.db"), write=True, clock=sample.Clock()) as store:
        first = sample.reading_of(sample.PALACE_REPORT)
        store.write_reading(first)
        store.replace_derived(knowledge(store.active_claims(), ()))
        reread = sample.reading_of(sample.PALACE_REPORT, engine="engine-2")
        store.write_reading(replace(reread, claims=reread.claims[1:]))
        given = check(store)
        assert given["ok"] is False
        assert [found["next"] for found in given["findings"]] == ["Run 'dragoman rebuild'."]
        (talk, *_) = search(store, "talks Istanbul")
        assert talk["kind"] == "event"
        assert talk["link"] is None
