"""Claims and judgements by what a person can type; claims as people mended and added them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.errors import AmbiguousIdError, NotFoundError
from dragoman.judging import added_id, key_of
from dragoman.model import Counts, Event, Judgement, Status
from dragoman.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

AT = datetime(2025, 6, 5, tzinfo=UTC)
CHAINED = "85965b3c199c0f4469b913b0f7c13347cf13f826f432878a31f5299a42272105"
"""Made once, by hand: the SHA-256 over 64 zeros, a line end, and the judgement's JSON."""


@pytest.fixture
def store(store_url: str, write: Callable[..., None]) -> Iterator[Store]:
    write()
    with open_store(store_url, write=True) as opened:
        yield opened


def judge(kind: str, target: dict[str, Any], value: Any = None, *, number: int = 1) -> Judgement:
    return Judgement(f"jdg_{kind}{number}", kind, target, value, "ada", "as printed", AT.replace(hour=number))


def words(store: Store, report: str, quote: str, frame: str = "talks") -> dict[str, Any]:
    document = store.document(report)
    start = document.text.index(quote)
    place = {"start": start, "end": start + len(quote), "quote": quote}
    return {"document": document.id, "revision": document.revision, "frame": frame, **place}


def test_a_claim_is_found_by_id_prefix_and_label(store: Store) -> None:
    claim = store.claim("palace:c2")
    assert claim.claim.frame == "agreement"
    assert store.claim(claim.claim.id) == claim
    assert store.claim(claim.claim.id[:12]) == claim


@pytest.mark.parametrize("name", ["palace:c9", "clm_none", "palace", "nowhere:c1"])
def test_what_is_no_claim_is_said_to_be_none(store: Store, name: str) -> None:
    with pytest.raises(NotFoundError, match="DG120"):
        store.claim(name)


def test_a_beginning_that_several_have_is_refused(store: Store) -> None:
    with pytest.raises(AmbiguousIdError, match="DG121"):
        store.claim("clm_")
    store.add_judgement(judge("note", {"document": "doc_1", "start": 0, "end": 1}, number=1))
    store.add_judgement(judge("note", {"document": "doc_1", "start": 0, "end": 1}, number=2))
    with pytest.raises(AmbiguousIdError, match="DG121"):
        store.judgement("jdg_note")
    assert store.judgement("jdg_note1").id == "jdg_note1"
    with pytest.raises(NotFoundError, match="review log"):
        store.judgement("jdg_x")


def test_mended_and_added_claims_stand_in_the_order_of_publication(store: Store) -> None:
    before = [active.claim.id for active in store.active_claims()]
    add = judge("add", words(store, "hour", "Medinsky said"), {"frame": "proposal"})
    store.add_judgement(add)
    store.add_judgement(judge("edit", key_of(store.claim("copy:c1")), {"round": 7}, number=2))
    after = list(store.active_claims())
    ids = [active.claim.id for active in after]
    assert [found for found in ids if found != added_id(add)] == before
    assert ids.index(added_id(add)) == ids.index(store.claim("hour:c1").claim.id) + 1
    assert [active.claim.round for active in after if active.judgements == ("jdg_edit2",)] == [7]
    assert store.claim("copy:c1").claim.round == 7
    assert store.claim(added_id(add)[:14]).claim.frame == "proposal"


def test_claims_of_ids_are_as_people_left_them_and_no_others(store: Store) -> None:
    add = judge("add", words(store, "hour", "Medinsky said"), {"frame": "proposal"})
    store.add_judgement(add)
    store.add_judgement(judge("edit", key_of(store.claim("copy:c1")), {"round": 7}, number=2))
    wanted = [store.claim("copy:c1").claim.id, store.claim("next:c1").claim.id, added_id(add)]
    found = {active.claim.id: active.claim.round for active in store.claims(wanted)}
    assert found == {wanted[0]: 7, wanted[1]: 3, wanted[2]: None}
    assert list(store.claims([])) == []


def test_the_claims_of_a_report_as_read_are_those_of_the_engine(store: Store) -> None:
    document = store.document("copy")
    store.add_judgement(judge("edit", key_of(store.claim("copy:c1")), {"round": 7}))
    other = store.document("next")
    mended, as_read = store.claims_of([document.id, other.id]), store.claims_of([document.id], as_read=True)
    assert {active.claim.round for active in mended} == {7, None, 3}
    assert {active.claim.round for active in as_read} == {2, None}


def test_a_claim_added_to_a_report_without_any_is_there(store: Store, sample: ModuleType) -> None:
    told = replace(sample.HOUR_REPORT, given_id="bare", url="https://wire.example/bare", published=None)
    store.write_reading(sample.reading_of(told))
    add = judge("add", words(store, "bare", "Medinsky said"), {"frame": "proposal"})
    store.add_judgement(add)
    assert list(store.active_claims())[-1].claim.id == added_id(add)


def test_the_recorded_clock_goes_back_before_a_judgement(store: Store) -> None:
    store.add_judgement(judge("edit", key_of(store.claim("copy:c1")), {"round": 7}))
    rounds = {active.claim.round for active in store.active_claims(recorded_as_of=AT.replace(day=4))}
    assert 7 not in rounds
    assert 7 in {active.claim.round for active in store.active_claims(recorded_as_of=AT.replace(day=6))}


def test_the_event_of_a_claim_is_told(store: Store) -> None:
    one, other = store.claim("palace:c1").claim.id, store.claim("hour:c1").claim.id
    counts = Counts(1, 1, 1, ())

    class Folded:
        events = (Event("evt_1", "talks", Status.OCCURRED, "Second round", counts, (one,)),)
        rounds = ()

    store.replace_derived(Folded())
    assert store.events_of([one, other]) == {one: "evt_1"}
    assert store.events_of([]) == {}


def test_the_chain_grows_by_one_link_a_judgement(store: Store) -> None:
    assert store.head() == "0" * 64
    first = judge("note", {"document": "doc_1", "start": 0, "end": 1}, number=1)
    store.add_judgement(first)
    assert store.add_judgement(first) is False
    store.add_judgement(judge("note", {"document": "doc_1", "start": 0, "end": 1}, number=2))
    links = store.links()
    assert list(links) == ["jdg_note1", "jdg_note2"]
    assert store.head() == links["jdg_note2"] != links["jdg_note1"]


def test_the_same_judgements_give_the_same_chain_on_each_engine(store: Store) -> None:
    store.add_judgement(judge("note", {"document": "doc_1", "start": 0, "end": 1}))
    assert store.head() == CHAINED


def test_a_fold_is_kept_only_where_it_was_current(store: Store) -> None:
    class Folded:
        events = ()
        rounds = ()

    def note(number: int, *, keep: bool) -> bool:
        with store.transaction():
            seen = store.newest_facts()
            store.add_judgement(judge("note", {"document": "doc_1", "start": 0, "end": 1}, number=number))
            if keep:
                store.keep_fold(seen)
        return store.is_fold_current()

    store.replace_derived(Folded())
    assert note(1, keep=True)
    assert not note(2, keep=False)
    assert not note(3, keep=True)
