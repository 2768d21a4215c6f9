from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from dragoman.model import Event, Round, RoundState, RoundStep, Status
from dragoman.query import Knowledge, View, talks
from dragoman.query.board import _belongs
from dragoman.store import Store, open_store
from dragoman.values import Interval

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


@dataclass(frozen=True)
class Folded:
    events: tuple[Event, ...]
    rounds: tuple[Round, ...]


def test_rounds_stand_in_order_of_time_with_their_life(view: View) -> None:
    second, third = talks(view)
    assert (second["round"], second["state"], second["process"]) == (2, "held", "istanbul-2025")
    assert (third["round"], third["state"]) == (3, "announced")
    assert third["occurred"] == {"start": "2025-07-23", "end": "2025-07-23", "granularity": "day"}
    (step,) = third["history"]
    assert step["published_at"] == "2025-07-21T07:00:00Z"
    assert step["published_at_local"] == "2025-07-21T09:00:00+02:00"
    assert step["claim"]["attribution"][0]["name"] == "President Zelensky"


def test_a_copy_adds_a_report_and_no_origin(view: View) -> None:
    second, _ = talks(view)
    assert second["counts"] == {"reports": 3, "origins": 2, "voices": 3, "parties": []}


def test_every_length_stands_with_who_says_it(view: View) -> None:
    second, _ = talks(view)
    told = [(value["value"]["value"], value["value"]["low"], value["value"]["unit"]) for value in second["duration"]]
    assert told == [(None, 1, "h"), (60, None, "min")]
    assert [value["counts"]["parties"] for value in second["duration"]] == [["TUR"], []]


def test_sides_have_their_heads(view: View) -> None:
    second, _ = talks(view)
    heads = {side["party"]: side["head"] for side in second["sides"]}
    assert heads["UKR"] is not None
    assert heads["UKR"]["name"] == "Rustem Umerov"
    assert heads["UKR"]["as"] == "head"
    assert {side["party"] for side in second["sides"]} == {"RUS", "UKR"}


def test_terms_stand_with_the_round_of_their_report(view: View) -> None:
    second, third = talks(view)
    (proposed,) = second["proposed"]
    assert proposed["quotes"] == ["the leaders meet before the end of June"]
    assert proposed["party"] == "UKR"
    (agreed,) = second["agreed"]
    assert agreed["issue"] == "remains"
    assert agreed["party"] is None
    assert second["refused"] == third["proposed"] == third["agreed"] == []


def test_only_rounds_of_a_process_or_a_party_are_given(view: View) -> None:
    assert len(talks(view, process="istanbul-2025")) == 2
    assert talks(view, process="geneva-2030") == []
    assert [found["round"] for found in talks(view, party="RUS")] == [2, 3]
    assert talks(view, party="FRA") == []


def test_a_round_by_an_earlier_instant_has_the_state_of_then(view: View) -> None:
    then = view.at(datetime(2025, 6, 2, 16, tzinfo=UTC))
    (second,) = talks(then)
    assert second["counts"]["reports"] == 1
    assert [value["value"]["value"] for value in second["duration"]] == [None]


@pytest.fixture
def bare(tmp_path: Path, sample: ModuleType) -> Store:
    """A record whose fold was made by hand."""
    store = open_store(str(tmp_path / "record.db"), write=True, clock=sample.Clock())
    store.write_reading(sample.reading_of(sample.PALACE_REPORT))
    return store


def test_a_round_without_a_place_or_a_date_is_given_with_null(bare: Store, view: View) -> None:
    talk = replace(view.events(frame="talks")[0], places=(), occurred=None)
    step = RoundStep(None, RoundState.HELD, "clm_added_by_hand")
    bare.replace_derived(Folded((talk,), (Round(talk.id, None, None, RoundState.HELD, (step,)),)))
    with bare:
        (given,) = talks(View(bare))
    assert given["place"] is None
    assert given["occurred"] is None
    assert given["history"] == []


def term(view: View, **fields: object) -> Event:
    return replace(view.events(frame="agreement")[0], **fields)  # type: ignore[arg-type]  # by name, from the tests


def test_a_dated_term_belongs_to_the_round_of_its_days_and_sides(view: View) -> None:
    talk = view.events(frame="talks")[0]
    same, other = Interval.day(date(2025, 6, 2)), Interval.day(date(2025, 6, 9))
    assert _belongs(view, term(view, occurred=same), talk, {})
    assert not _belongs(view, term(view, occurred=other), talk, {})
    assert not _belongs(view, term(view, occurred=same), replace(talk, occurred=None), {})


def test_a_term_of_others_belongs_to_no_round(view: View) -> None:
    talk = view.events(frame="talks")[0]
    strangers = replace(talk.roles, actor=(replace(talk.roles.actor[0], party="FRA"),))
    assert not _belongs(view, term(view, roles=strangers), talk, {})


def test_an_undated_term_of_a_report_on_two_rounds_belongs_to_neither(view: View, sample: ModuleType) -> None:
    talk = view.events(frame="talks")[0]
    palace, copy = sample.PALACE_REPORT.document().id, sample.COPY_REPORT.document().id
    assert not _belongs(view, term(view), talk, {palace: {talk.id, "evt_other"}, copy: {"evt_other"}})
    assert _belongs(view, term(view), talk, {palace: {talk.id}})


def test_a_round_that_speaks_of_a_term_is_linked_to_it(
    tmp_path: Path, sample: ModuleType, knowledge: Knowledge
) -> None:
    reading = sample.reading_of(sample.PALACE_REPORT)
    first, second, third = reading.claims
    turned = replace(reading, claims=(replace(first, about=("c2",)), second, replace(third, about=())))
    with open_store(str(tmp_path / "record.db"), write=True, clock=sample.Clock()) as store:
        store.write_reading(turned)
        store.replace_derived(knowledge(store.active_claims(), ()))
        view = View(store)
        talk = view.events(frame="talks")[0]
        assert _belongs(view, view.events(frame="agreement")[0], talk, {})
        assert not _belongs(view, view.events(frame="proposal")[0], talk, {})
        assert talk.status is Status.OCCURRED
