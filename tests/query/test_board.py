from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.merge import Standing
from dragoman.model import Content, Event, Round, RoundState, RoundStep, Status
from dragoman.query import Knowledge, View, commitments, talks
from dragoman.query.terms import Agenda, _about
from dragoman.store import Basis, Store, open_store
from dragoman.values import Interval

if TYPE_CHECKING:
    from collections.abc import Callable
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


def test_a_board_is_the_same_where_only_what_is_near_its_rounds_is_read(
    record: Path, tmp_path: Path, knowledge: Knowledge
) -> None:
    path = tmp_path / "near.db"
    path.write_bytes(record.read_bytes())
    with open_store(str(path), write=True) as store:
        board, promised = talks(View(store, folding=knowledge)), commitments(View(store, folding=knowledge))
        assert not store.fold.has_ground()
        standing = Standing(processes=knowledge.processes)
        folded = standing.update(store.active_claims())
        store.fold.replace(folded, Basis(store.newest_facts(), "known"), standing.ground())
        assert store.fold.has_ground()
        view = View(store, folding=knowledge)
        assert talks(view) == board != []
        assert commitments(view) == promised


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


def test_a_record_of_other_things_has_no_talks(tell: Callable[..., View], report: Any) -> None:
    assert talks(tell(report("2025-06-03", [("strike", "Drones struck Sumy.", {})]))) == []


def agenda(view: View) -> Agenda:
    return Agenda(view, [event for event in view.events(frame="talks") if event.mode == "round"])


def term(view: View, **fields: object) -> Event:
    return replace(view.events(frame="agreement")[0], **fields)  # type: ignore[arg-type]  # by name, from the tests


def test_a_dated_term_belongs_to_the_round_of_its_days_and_sides(view: View) -> None:
    talk = view.events(frame="talks")[0]
    same, other = Interval.day(date(2025, 6, 2)), Interval.day(date(2025, 6, 9))
    assert agenda(view).rounds_of(term(view, occurred=same)) == [talk]
    assert agenda(view).rounds_of(term(view, occurred=other)) == []
    undated = replace(talk, occurred=None)
    assert Agenda(view, [undated]).rounds_of(term(view, occurred=same)) == []


def test_a_term_of_others_belongs_to_no_round_and_one_of_nobody_may(view: View) -> None:
    talk = view.events(frame="talks")[0]
    strangers = replace(talk.roles, actor=(replace(talk.roles.actor[0], party="FRA"),))
    nobody = replace(talk.roles, actor=(replace(talk.roles.actor[0], party=None),))
    assert agenda(view).rounds_of(term(view, roles=strangers)) == []
    assert agenda(view).rounds_of(term(view, roles=nobody)) == [talk]


@pytest.mark.parametrize(
    ("published", "rounds", "about"),
    [
        ("2025-06-03", {"second": "2025-06-02", "third": "2025-07-23"}, "second"),
        ("2025-07-21", {"second": "2025-06-02", "third": "2025-07-23"}, "third"),
        ("2025-07-24", {"second": "2025-06-02", "third": "2025-07-23"}, "third"),
        ("2025-06-03", {"second": "2025-06-02", "third": None}, "second"),
        ("2025-06-20", {"second": "2025-06-02", "third": None}, "third"),
        ("2025-08-30", {"second": "2025-06-02", "third": "2025-07-23"}, None),
        (None, {"second": "2025-06-02"}, "second"),
        (None, {"second": "2025-06-02", "third": None}, None),
    ],
)
def test_a_report_is_about_the_round_just_held_or_the_next(
    view: View, published: str | None, rounds: dict[str, str | None], about: str | None
) -> None:
    talk = view.events(frame="talks")[0]
    events = [
        replace(talk, id=name, occurred=None if day is None else Interval.day(date.fromisoformat(day)))
        for name, day in rounds.items()
    ]
    day = None if published is None else date.fromisoformat(published).toordinal()
    found = _about(events, day)
    assert (found and found.id) == about


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, 1),
        ({"status": Status.PLANNED}, 0),
        ({"status": Status.NOT_OCCURRED}, 0),
        ({"frame": "proposal", "status": Status.PLANNED}, 1),
        ({"content": None}, 0),
        ({"content": Content((), "other")}, 0),
        ({"content": Content((), "remains")}, 1),
    ],
)
def test_only_what_came_about_and_says_something_is_a_term(
    view: View, bare: Store, fields: dict[str, object], shown: int
) -> None:
    talk, told = view.events(frame="talks")[0], term(view, **fields)
    bare.replace_derived(Folded((talk, told), (Round(talk.id, None, None, RoundState.HELD, ()),)))
    with bare:
        (given,) = talks(View(bare))
    assert len(given["agreed"]) + len(given["proposed"]) == shown


def with_claims(sample: ModuleType, tmp_path: Path, *changes: dict[str, object]) -> Store:
    """A record of the report on the palace, its three claims changed."""
    reading = sample.reading_of(sample.PALACE_REPORT)
    claims = tuple(replace(claim, **change) for claim, change in zip(reading.claims, changes, strict=True))
    store = open_store(str(tmp_path / "record.db"), write=True, clock=sample.Clock())
    store.write_reading(replace(reading, claims=claims))
    return store


def test_a_round_that_speaks_of_a_term_is_linked_to_it(
    tmp_path: Path, sample: ModuleType, knowledge: Knowledge
) -> None:
    far = Interval.day(date(2025, 6, 20))
    with with_claims(sample, tmp_path, {"about": ("c2",)}, {"time": far}, {"about": (), "time": far}) as store:
        store.replace_derived(knowledge(store.active_claims(), ()))
        view = View(store)
        talk = view.events(frame="talks")[0]
        assert agenda(view).rounds_of(view.events(frame="agreement")[0]) == [talk]
        assert agenda(view).rounds_of(view.events(frame="proposal")[0]) == []


def test_a_proposal_of_the_round_itself_is_no_term_of_it(
    tmp_path: Path, sample: ModuleType, knowledge: Knowledge
) -> None:
    with with_claims(sample, tmp_path, {"status": Status.PROPOSED}, {}, {"about": ("c1",)}) as store:
        store.replace_derived(knowledge(store.active_claims(), ()))
        view = View(store)
        assert agenda(view).rounds_of(view.events(frame="proposal")[0]) == []


def swap(view: View, **fields: object) -> Event:
    return term(view, id="evt_swap", frame="exchange", status=Status.PLANNED, **fields)


@pytest.mark.parametrize(
    ("status", "day", "given"),
    [
        (Status.PLANNED, date(2025, 6, 2), ["evt_swap"]),
        (Status.OCCURRED, date(2025, 6, 2), []),
        (Status.PLANNED, date(2025, 6, 3), []),
        (Status.PLANNED, None, ["evt_swap"]),
    ],
)
def test_what_the_rounds_reports_announce_is_next(
    tmp_path: Path, sample: ModuleType, view: View, status: Status, day: date | None, given: list[str]
) -> None:
    with with_claims(sample, tmp_path, {}, {"status": status}, {}) as store:
        talk = replace(view.events(frame="talks")[0], occurred=None if day is None else Interval.day(day))
        told = swap(view, claims=tuple(found.claim.id for found in store.active_claims() if found.claim.label == "c2"))
        talk = replace(talk, claims=tuple(f.claim.id for f in store.active_claims() if f.claim.label == "c1"))
        store.replace_derived(Folded((talk, told), (Round(talk.id, None, None, RoundState.HELD, ()),)))
        (found,) = talks(View(store))
    assert [step["event_id"] for step in found["next"]] == given


def test_a_report_without_a_date_still_announces(tmp_path: Path, sample: ModuleType, view: View) -> None:
    reading = sample.reading_of(replace(sample.PALACE_REPORT, published=None))
    with open_store(str(tmp_path / "record.db"), write=True, clock=sample.Clock()) as store:
        first, second, third = reading.claims
        store.write_reading(replace(reading, claims=(first, replace(second, status=Status.PLANNED), third)))
        talk = replace(view.events(frame="talks")[0], claims=(first.id,))
        store.replace_derived(
            Folded((talk, swap(view, claims=(second.id,))), (Round(talk.id, None, None, RoundState.HELD, ()),))
        )
        (found,) = talks(View(store))
    assert [step["frame"] for step in found["next"]] == ["exchange"]
