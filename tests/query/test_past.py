"""The record as of an instant is the same whether it is folded from scratch or what came later is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from dragoman.errors import NotFoundError
from dragoman.judging import key_of
from dragoman.model import Judgement, Published
from dragoman.model.listing import EventFilter
from dragoman.query import Knowledge, View
from dragoman.query.past import FoldedPast, PatchedPast
from dragoman.query.shelf import Shelf
from dragoman.store import open_store
from dragoman.values import Instant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

    from dragoman.model import Event
    from dragoman.store import Store


@pytest.fixture
def store(made: ModuleType, tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "record.db"), write=True, clock=lambda: made.NOW) as opened:
        yield opened


def knowledge(made: ModuleType, basis: str | None = None) -> Knowledge:
    return Knowledge((made.PROCESS,), basis=basis)


def days(made: ModuleType) -> Iterator[datetime]:
    for n in range(-1, 11):
        yield datetime.combine(made.FIRST + timedelta(days=n), time(12), UTC)


def check_both_are_the_same(made: ModuleType, store: Store) -> list[Event]:
    """Look at every day both ways; give all events that were seen."""
    seen: list[Event] = []
    for moment in days(made):
        back = View(store, as_of=moment, folding=knowledge(made, made.BY))
        scratch = View(store, as_of=moment, folding=knowledge(made))
        assert isinstance(back._past, PatchedPast)
        assert isinstance(scratch._past, FoldedPast)
        assert back.events() == scratch.events()
        assert back.rounds() == scratch.rounds()
        assert back.events(frame="strike") == scratch.events(frame="strike")
        assert list(back.all_claims()) == list(scratch.all_claims())
        check_lists_are_the_same(back, scratch)
        seen += scratch.events()
    return seen


def check_lists_are_the_same(back: View, scratch: View) -> None:
    every, ids = EventFilter(), [event.id for event in scratch.events()]
    assert back.lists.events(every) == scratch.lists.events(every)
    assert back.lists.places(every) == scratch.lists.places(every)
    assert back.lists.named([*ids, "evt_none"]) == scratch.lists.named([*ids, "evt_none"])
    assert back.lists.parts_of(ids) == scratch.lists.parts_of(ids)
    assert back.lists.count_disputes(None, None) == scratch.lists.count_disputes(None, None)
    documents = sorted({active.document.id for active in scratch.all_claims()})[:3]
    near = {event.id for event in back.events_near("strike", documents, ())}
    told = {
        e.id
        for e in scratch.events(frame="strike")
        if set(e.claims) & {c.claim.id for c in scratch.claims_of(documents)}
    }
    assert told <= near <= set(ids)
    assert [event for event in scratch.events_near("strike", documents, ()) if event.id in near] == list(
        back.events_near("strike", documents, ())
    )


@pytest.mark.parametrize("seed", range(5))
def test_reports_of_many_days(made: ModuleType, store: Store, seed: int) -> None:
    for number in range(22):
        store.write_reading(made.reading_of(number, seed=seed))
    made.rebuild(store)
    assert check_both_are_the_same(made, store)


def test_decisions_of_today_hold_then(made: ModuleType, store: Store) -> None:
    for number in range(16):
        store.write_reading(made.reading_of(number))
    keys = [key_of(active) for active in store.active_claims()]
    talks = [key for key in keys if key["frame"] == "talks"]
    decided = [
        ("reject", keys[1], None),
        ("edit", keys[4], {"status": "ongoing"}),
        ("cannot-link", talks[0], talks[1:3]),
        ("must-link", talks[0], [talks[-1]]),
        ("set", keys[2], {"field": "name", "value": "The Night"}),
    ]
    for n, (kind, target, value) in enumerate(decided):
        store.add_judgement(Judgement(f"jdg_{n}", kind, target, value, "ada", "so it is", made.NOW))
    made.rebuild(store)
    check_both_are_the_same(made, store)


def test_a_report_that_was_out_in_another_version_is_read_as_it_was_then(made: ModuleType, store: Store) -> None:
    for number in range(9):
        store.write_reading(made.reading_of(number))
    later = made.reading_of(2, version="2")
    document = replace(later.document, published=Published(Instant(made.FIRST + timedelta(days=6), None), "json"))
    store.write_reading(replace(later, document=document))
    made.rebuild(store)
    check_both_are_the_same(made, store)


def test_events_and_claims_are_found_as_they_were(made: ModuleType, store: Store) -> None:
    for number in range(14):
        store.write_reading(made.reading_of(number))
    later = made.reading_of(2, version="2")
    document = replace(later.document, published=Published(Instant(made.FIRST + timedelta(days=8), None), "json"))
    store.write_reading(replace(later, document=document))
    made.rebuild(store)
    moment = datetime.combine(made.FIRST + timedelta(days=4), time(12), UTC)
    back = View(store, as_of=moment, folding=knowledge(made, made.BY))
    scratch = View(store, as_of=moment, folding=knowledge(made))
    every = [event.id for event in store.events()] + [event.id for event in scratch.events()]
    for event_id in every:
        assert _found(back, event_id) == _found(scratch, event_id)
    ids = [active.claim.id for active in store.active_claims()]
    ids += [active.claim.id for active in scratch.all_claims()]
    assert back.claims(ids) == scratch.claims(ids)
    assert back.events_of(ids) == scratch.events_of(ids)
    reports = [document.id for document in store.documents()]
    own = [active.claim.id for active in scratch.claims_of(reports)]
    assert sorted(active.claim.id for active in back.claims_of(reports)) == sorted(own)


def _found(view: View, event_id: str) -> str | None:
    try:
        return view.event(event_id).id
    except NotFoundError:
        return None


def test_a_fold_that_is_behind_or_by_other_rules_is_made_from_scratch(made: ModuleType, store: Store) -> None:
    store.write_reading(made.reading_of(0))
    made.rebuild(store)
    assert isinstance(View(store, as_of=made.NOW, folding=knowledge(made, "others"))._past, FoldedPast)
    assert isinstance(View(store, recorded_as_of=made.NOW, folding=knowledge(made, made.BY))._past, FoldedPast)
    store.write_reading(made.reading_of(1))
    assert isinstance(View(store, as_of=made.NOW, folding=knowledge(made, made.BY))._past, FoldedPast)


def test_what_was_taken_back_is_kept_on_the_shelf(made: ModuleType, store: Store) -> None:
    for number in range(6):
        store.write_reading(made.reading_of(number))
    made.rebuild(store)
    shelf, moment = Shelf(), datetime.combine(made.FIRST, time(23), UTC) + timedelta(days=2)
    first, again = (View(store, as_of=moment, folding=knowledge(made, made.BY), shelf=shelf) for _ in range(2))
    assert isinstance(first._past, PatchedPast)
    assert isinstance(again._past, PatchedPast)
    assert again._past._patch is first._past._patch
    assert again.lists.days() == first.lists.days()
