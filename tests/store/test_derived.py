from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from dragoman.errors import AmbiguousIdError, NotFoundError
from dragoman.model import Counts, Event, Filler, Roles, Round, RoundState, RoundStep, Status
from dragoman.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

COUNTS = Counts(1, 1, 1, ("TUR",))


@dataclass(frozen=True)
class Folded:
    events: tuple[Event, ...]
    rounds: tuple[Round, ...] = ()


def event(found_id: str, *claims: str, **fields: object) -> Event:
    base = Event(found_id, "talks", Status.OCCURRED, "Second round in Istanbul", COUNTS, claims)
    return replace(base, **fields)


@pytest.fixture
def store(store_url: str, write: Callable[..., None], sample: ModuleType) -> Iterator[Store]:
    write("palace")
    with open_store(store_url, write=True, clock=sample.Clock()) as opened:
        yield opened


@pytest.fixture
def folded(store: Store, sample: ModuleType) -> Folded:
    talks, agreed, asked = [active.claim.id for active in store.active_claims()]
    roles = Roles(actor=(Filler("Ukraine", "UKR", actor_id="state.UKR"), Filler("an envoy")))
    step = RoundStep(sample.PALACE_REPORT.document().published.instant, RoundState.HELD, talks)
    return Folded(
        (
            event("evt_a1", talks, process="istanbul-2025", former_ids=("evt_old", "evt_old"), roles=roles),
            event("evt_a2", agreed, frame="agreement", title="Bodies to be returned", former_ids=("evt_shared",)),
            event("evt_b", asked, frame="proposal", title="Leaders to meet", former_ids=("evt_shared",)),
        ),
        (Round("evt_a1", "istanbul-2025", 2, RoundState.HELD, (step,)),),
    )


def test_a_fold_comes_back_as_it_was_written(store: Store, folded: Folded) -> None:
    store.replace_derived(folded)
    assert store.events() == folded.events
    assert store.rounds() == folded.rounds
    assert store.check() == ()


def test_a_fold_takes_the_place_of_the_one_before(store: Store, folded: Folded) -> None:
    store.replace_derived(folded)
    store.replace_derived(Folded(folded.events[1:]))
    assert store.events() == folded.events[1:]
    assert store.rounds() == ()
    assert store.search("Second round")[0].kind == "report"


def test_a_fold_that_fails_leaves_the_one_before(store: Store, folded: Folded) -> None:
    store.replace_derived(folded)
    with pytest.raises(AttributeError):
        store.replace_derived(Folded((folded.events[0], None)))
    assert store.events() == folded.events


def test_events_of_one_frame_or_process_are_given(store: Store, folded: Folded) -> None:
    store.replace_derived(folded)
    assert [found.id for found in store.events(frame="agreement")] == ["evt_a2"]
    assert [found.id for found in store.events(process="istanbul-2025")] == ["evt_a1"]
    assert store.events(frame="agreement", process="istanbul-2025") == ()


@pytest.mark.parametrize("name", ["evt_a1", "evt_old", "evt_ol"])
def test_an_event_is_found_by_its_id_a_former_one_or_the_beginning_of_either(
    store: Store, folded: Folded, name: str
) -> None:
    store.replace_derived(folded)
    assert store.event(name) == folded.events[0]


@pytest.mark.parametrize("name", ["evt_a", "evt_shared"])
def test_a_name_that_several_events_have_is_refused(store: Store, folded: Folded, name: str) -> None:
    store.replace_derived(folded)
    with pytest.raises(AmbiguousIdError, match="evt_a2"):
        store.event(name)


def test_an_event_that_is_not_there_is_told(store: Store, folded: Folded) -> None:
    store.replace_derived(folded)
    with pytest.raises(NotFoundError, match="dragoman timeline"):
        store.event("evt_z")


def test_a_fold_is_behind_once_a_fact_is_added(store: Store, folded: Folded, sample: ModuleType) -> None:
    assert not store.is_fold_current()
    store.replace_derived(folded)
    assert store.is_fold_current()
    store.write_reading(sample.reading_of(sample.HOUR_REPORT))
    assert not store.is_fold_current()
    assert [finding.code for finding in store.check()] == ["fold-behind"]


def test_events_and_actors_are_found_by_their_words(store: Store, folded: Folded) -> None:
    store.replace_derived(folded)
    found = {(hit.kind, hit.id) for hit in store.search("ukraine")}
    assert {("actor", "state.UKR"), ("event", "evt_a1")} <= found
    assert ("actor", "an envoy") in {(hit.kind, hit.id) for hit in store.search("envoy")}
