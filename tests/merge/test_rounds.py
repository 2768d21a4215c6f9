"""The life of a round, its process, and who sits where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dragoman.merge import fold
from dragoman.model import Actor, ActorKind, Process, ProcessRound, Tenure

Make = Callable[..., Any]
SIDES = {"frame": "talks", "mode": "round", "round": 3, "actor": ["Russia/RUS", "Ukraine/UKR"]}
ISTANBUL = Process(
    "istanbul-2025",
    ("Istanbul talks",),
    ("RUS", "UKR"),
    date(2025, 5, 11),
    rounds=(
        ProcessRound(1, (date(2025, 5, 15), date(2025, 5, 17))),
        ProcessRound(2, (date(2025, 6, 1), date(2025, 6, 3))),
        ProcessRound(3, (date(2025, 7, 22), date(2025, 7, 25))),
        ProcessRound(4),
    ),
)
BELARUS = Process("belarus-2022", ("Gomel talks",), ("RUS", "UKR"), date(2022, 2, 27))


@pytest.mark.parametrize(
    ("claims", "states"),
    [
        ([{"status": "proposed"}], ["proposed"]),
        ([{"status": "proposed"}, {"status": "planned"}], ["proposed", "announced"]),
        (
            [
                {"status": "planned", "voice": ["Zelensky/person/UKR"]},
                {"status": "planned", "voice": ["Peskov/person/RUS"]},
            ],
            ["announced", "confirmed"],
        ),
        (
            [
                {"status": "planned", "voice": ["Zelensky/person/UKR"]},
                {"status": "planned", "voice": ["Yermak/person/UKR"]},
            ],
            ["announced"],
        ),
        (
            [
                {"status": "planned", "voice": ["Zelensky/person/UKR"]},
                {"status": "planned", "voice": ["Fidan/person/TUR"]},
            ],
            ["announced"],
        ),
        (
            [
                {"status": "planned", "time": "2025-07-23"},
                {"status": "planned", "time": "2025-07-24"},
                {"status": "occurred", "time": "2025-07-24"},
            ],
            ["announced", "postponed", "held"],
        ),
        ([{"status": "planned"}, {"status": "ongoing"}, {"status": "occurred"}], ["announced", "under way", "held"]),
        ([{"status": "occurred"}, {"status": "occurred"}], ["held"]),
        ([{"status": "planned"}, {"status": "cancelled"}], ["announced", "cancelled"]),
        (
            [{"status": "planned"}, {"status": "cancelled"}, {"status": "planned"}],
            ["announced", "cancelled", "announced"],
        ),
        ([{"status": "cancelled"}, {"status": "proposed"}], ["cancelled"]),
        (
            [
                {"status": "planned", "time": "2025-07-23", "voice": ["Zelensky/person/UKR"]},
                {"status": "planned", "time": "2025-07-24", "voice": ["Zelensky/person/UKR"]},
                {"status": "planned", "time": "2025-07-24", "voice": ["Peskov/person/RUS"]},
            ],
            ["announced", "postponed", "confirmed"],
        ),
        ([{"status": "occurred"}, {"status": "denied"}], ["held"]),
        ([{"status": "not_occurred"}], ["cancelled"]),
    ],
)
def test_a_round_has_a_life(make: Make, claims: list[dict[str, Any]], states: list[str]) -> None:
    told = [
        make(SIDES, doc=f"d{n}", published=f"2025-07-{22 + n}", say="the third round", **claim)
        for n, claim in enumerate(claims)
    ]
    folded = fold(told)
    (found,) = folded.rounds
    assert [step.state.value for step in found.history] == states
    assert found.state.value == states[-1]
    by_id = {active.claim.id: active for active in told}
    for step in found.history:
        assert step.published == by_id[step.claim].published


def test_a_denied_round_has_no_step(make: Make) -> None:
    (found,) = fold([make(SIDES, status="denied", published="2025-07-24")]).rounds
    assert found.history == ()
    assert found.state == "cancelled"


def test_a_call_is_no_round(make: Make) -> None:
    assert fold([make(frame="talks", mode="call", actor=["Russia/RUS", "Ukraine/UKR"])]).rounds == ()


def test_delegations_have_heads_and_mediators_stand_beside(make: Make) -> None:
    spec = {**SIDES, "published": "2025-07-24", "mediator": ["Hakan Fidan/TUR", "Turkey/TUR"]}
    delegates = ["Vladimir Medinsky/RUS//head", "Alexander Fomin/RUS", "Rustem Umerov/UKR//head"]
    other = ["Umjerow/UKR", "Medinsky/RUS", "Kyslytsya/UKR"]
    (found,) = fold([make(spec, doc="a", delegate=delegates), make(spec, doc="b", delegate=other)]).rounds
    assert [side.party for side in found.sides] == ["RUS", "UKR"]
    heads = [side.head.name if side.head else None for side in found.sides]
    assert heads == ["Vladimir Medinsky", "Rustem Umerov"]
    assert [filler.name for filler in found.sides[0].delegates] == ["Alexander Fomin"]
    assert [filler.name for filler in found.sides[1].delegates] == ["Kyslytsya"]
    assert [filler.party for filler in found.mediators] == ["TUR"]


def test_the_days_of_a_process_identify_its_round(make: Make) -> None:
    spec = {"frame": "talks", "actor": ["Russia/RUS", "Ukraine/UKR"]}
    claims = [
        make(spec, doc="a", round=2, mode="round", published="2025-07-22"),
        make(spec, doc="b", time="2025-06-02", mode="meeting", published="2025-06-03"),
        make(spec, doc="c", time="2025-05-16", mode="round", published="2025-05-17"),
    ]
    folded = fold(claims, processes=[BELARUS, ISTANBUL])
    assert sorted(len(event.claims) for event in folded.events) == [1, 2]
    assert {event.process for event in folded.events} == {"istanbul-2025"}
    assert sorted((each.number, each.process) for each in folded.rounds) == [(1, "istanbul-2025"), (2, "istanbul-2025")]
    first = next(event for event in folded.events if len(event.claims) == 1)
    assert first.round is None, "the number of the process is an identity, not a fact of the event"


def test_a_month_joins_its_only_round_of_the_process(make: Make) -> None:
    spec = {"frame": "talks", "mode": "round", "actor": ["Russia/RUS", "Ukraine/UKR"]}
    claims = [
        make(spec, doc="a", time="2025-06-02", published="2025-06-02"),
        make(spec, doc="b", time="month 2025-06", published="2025-09-01"),
        make(spec, doc="c", time="month 2025-05-01..2025-06-30", published="2025-09-01"),
    ]
    folded = fold(claims, processes=[ISTANBUL])
    joined = next(event for event in folded.events if claims[0].claim.id in event.claims)
    assert claims[1].claim.id in joined.claims
    assert claims[2].claim.id not in joined.claims


@pytest.mark.parametrize(
    "change",
    [
        {"actor": ["Russia/RUS"]},
        {"actor": ["Russia/RUS", "United States/USA"]},
        {"mode": "call"},
        {"time": "2021-06-02", "published": "2021-06-03"},
        {"frame": "mediation"},
    ],
)
def test_what_does_not_fit_belongs_to_no_process(make: Make, change: dict[str, Any]) -> None:
    spec = {"frame": "talks", "mode": "round", "actor": ["Russia/RUS", "Ukraine/UKR"], "published": "2025-06-02"}
    (event,) = fold([make(spec, **change)], processes=[ISTANBUL]).events
    assert event.process is None


def test_one_party_and_an_ordinal_are_enough_for_a_process(make: Make) -> None:
    claim = make(frame="talks", mode="round", round=2, actor=["Russia/RUS"], published="2025-06-02")
    (event,) = fold([claim], processes=[Process("p", ("p",), ("RUS", "UKR"))]).events
    assert event.process == "p"
    undated = make(frame="talks", mode="round", actor=["Russia/RUS", "Ukraine/UKR"])
    (event,) = fold([undated], processes=[ISTANBUL]).events
    assert (event.process, event.round) == ("istanbul-2025", None)


def test_a_copy_of_an_announcement_postpones_nothing(make: Make) -> None:
    spec = {**SIDES, "status": "planned", "say": "the third round is tomorrow"}
    claims = [
        make(spec, doc="a", time="2025-07-23", published="2025-07-22"),
        make(spec, doc="b", time="2025-07-24", published="2025-07-23", origin="a"),
    ]
    (found,) = fold(claims).rounds
    assert [step.state.value for step in found.history] == ["announced"]


def test_what_is_told_as_past_before_its_day_is_no_step(make: Make) -> None:
    claims = [
        make(SIDES, doc="a", published="2025-07-21"),
        make(SIDES, doc="b", time="2025-07-23", published="2025-07-23"),
        make(SIDES, doc="c", published=None),
    ]
    (found,) = fold(claims, processes=[ISTANBUL]).rounds
    assert [(step.state.value, step.published and step.published.day.day) for step in found.history] == [("held", None)]
    (vague,) = fold([make(SIDES, time="month 2025-07", published="2025-06-21")]).rounds
    assert vague.state.value == "held"


ACTORS = (
    Actor(
        "person.putin", ActorKind.PERSON, ("Vladimir Putin",), tenures=(Tenure("President", "RUS", date(2012, 5, 7)),)
    ),
    Actor(
        "person.groysman",
        ActorKind.PERSON,
        ("Volodymyr Groysman",),
        tenures=(Tenure("Prime Minister", "UKR", date(2016, 4, 14), date(2019, 8, 29)),),
    ),
    Actor("person.umerov", ActorKind.PERSON, ("Rustem Umerov",), tenures=(Tenure("Minister of Defence", "UKR"),)),
)


@pytest.mark.parametrize(
    ("delegate", "seats"),
    [
        ("Vladimir Putin/RUS/person.putin", 0),
        ("Vladimir Putin/RUS/person.putin/head", 1),
        ("Russian president/RUS//head", 0),
        ("President Putin/RUS//head", 0),
        ("the envoy/RUS", 0),
        (" /RUS", 0),
        ("Volodymyr Groysman/UKR/person.groysman", 1),
        ("Rustem Umerov/UKR/person.umerov", 1),
    ],
)
def test_a_leader_is_no_delegate_unless_said_to_head_the_team(make: Make, delegate: str, seats: int) -> None:
    for time in ("2025-07-23", None):
        claim = make(SIDES, time=time, published="2025-07-24", delegate=[delegate])
        (found,) = fold([claim], actors=ACTORS).rounds
        assert sum((side.head is not None) + len(side.delegates) for side in found.sides) == seats


def test_without_any_day_whoever_led_once_leads(make: Make) -> None:
    claim = make(SIDES, delegate=["Volodymyr Groysman/UKR/person.groysman"])
    (found,) = fold([claim], actors=ACTORS).rounds
    assert all(not side.delegates for side in found.sides)


def test_a_delegate_named_as_a_side_sits_with_the_party_under_the_shown_name(make: Make) -> None:
    claims = [
        make(SIDES, doc="a", actor=["Russia/RUS", "Umerow/UKR/person.umerov"], published="2025-07-24"),
        make(SIDES, doc="b", delegate=["Rustem Umerow/UKR/person.umerov/head"], published="2025-07-24"),
    ]
    (found,) = fold(claims, actors=ACTORS, shown={"person.umerov": "Rustem Umerov"}).rounds
    ukraine = next(side for side in found.sides if side.party == "UKR")
    assert ukraine.head is not None
    assert ukraine.head.name == "Rustem Umerov"
    assert ukraine.delegates == ()


def test_a_meeting_of_leaders_alone_is_no_round(make: Make) -> None:
    leader, delegate = "Vladimir Putin/RUS/person.putin", "Rustem Umerov/UKR/person.umerov"
    assert fold([make(SIDES, actor=[leader], published="2025-07-25")], actors=ACTORS).rounds == ()
    assert fold([make(SIDES, actor=[leader, delegate], published="2025-07-25")], actors=ACTORS).rounds
    assert fold([make(SIDES, actor=[], published="2025-07-25")], actors=ACTORS).rounds


def test_a_host_named_among_the_sides_has_no_side_in_a_round_of_the_process(make: Make) -> None:
    claim = make(SIDES, actor=["Turkey/TUR", "Russia/RUS", "Ukraine/UKR"], time="2025-07-23", published="2025-07-24")
    (found,) = fold([claim], processes=[ISTANBUL]).rounds
    assert [side.party for side in found.sides] == ["RUS", "UKR"]
    (alone,) = fold([claim]).rounds
    assert [side.party for side in alone.sides] == ["RUS", "TUR", "UKR"]


def test_months_of_talks_are_no_step_of_one_round(make: Make, judge: Callable[..., Any]) -> None:
    plan = make(SIDES, doc="a", status="cancelled", time="2025-07-23", published="2025-07-22")
    months = make(SIDES, doc="b", time="month 2025-05-01..2025-07-24", published="2025-07-24")
    (found,) = fold([plan, months], judgements=[judge("must-link", plan, months)]).rounds
    assert [step.state.value for step in found.history] == ["cancelled"]


PLANNED_ELSEWHERE = {**SIDES, "status": "planned", "place": ["Rome/settlement/IT"], "published": "2025-07-19"}
HELD_HERE = {**SIDES, "place": ["Muscat/settlement/OM"], "time": "2025-07-23", "published": "2025-07-23"}


@pytest.mark.parametrize("status", ["planned", "proposed", "cancelled", "not_occurred"])
def test_the_place_of_a_round_that_took_place_is_where_it_did(make: Make, status: str) -> None:
    plans = [make(PLANNED_ELSEWHERE, doc=name, status=status) for name in ("a", "b", "c")]
    (event,) = fold([*plans, make(HELD_HERE, doc="d")], processes=[ISTANBUL]).events
    assert [place.name for place in event.places] == ["Muscat", "Rome"], "what was planned stays visible"


def test_a_planned_venue_in_the_town_where_it_was_held_stays_first(make: Make) -> None:
    plan = make(PLANNED_ELSEWHERE, doc="a", place=["Al Bustan Palace/exact/OM/Muscat", "Muscat/settlement/OM"])
    (event,) = fold([plan, make(HELD_HERE, doc="b")], processes=[ISTANBUL]).events
    assert [place.name for place in event.places] == ["Al Bustan Palace", "Muscat"]


def test_of_places_told_alike_that_of_more_origins_comes_first(make: Make) -> None:
    copies = [make(HELD_HERE, doc=name, origin="a", place=["Rome/settlement/IT"]) for name in ("a", "b", "c")]
    (event,) = fold([*copies, *(make(HELD_HERE, doc=name) for name in ("d", "e"))], processes=[ISTANBUL]).events
    assert [place.name for place in event.places] == ["Muscat", "Rome"]


def test_no_round_has_been_called_calls_none_off(make: Make) -> None:
    told = [
        make(SIDES, doc="a", status="proposed", published="2025-07-04"),
        make(SIDES, doc="b", status="not_occurred", published="2025-07-15"),
        make(SIDES, doc="c", status="planned", published="2025-07-21"),
        make(HELD_HERE, doc="d"),
    ]
    (found,) = fold(told, processes=[ISTANBUL]).rounds
    assert [step.state.value for step in found.history] == ["proposed", "announced", "held"]


def test_a_round_that_was_announced_and_did_not_take_place_is_called_off(make: Make) -> None:
    told = [make(SIDES, doc="a", status="planned", published="2025-07-21")]
    told.append(make(SIDES, doc="b", status="not_occurred", published="2025-07-22"))
    (found,) = fold(told, processes=[ISTANBUL]).rounds
    assert [step.state.value for step in found.history] == ["announced", "cancelled"]


def test_who_was_only_to_host_a_round_is_no_mediator_of_it_once_held(make: Make) -> None:
    plan = make(SIDES, doc="a", status="proposed", mediator=["Pope/VAT"], published="2025-07-01")
    (before,) = fold([plan], processes=[ISTANBUL]).rounds
    (after,) = fold([plan, make(HELD_HERE, doc="b", mediator=["Turkey/TUR"])], processes=[ISTANBUL]).rounds
    assert [one.name for one in before.mediators] == ["Pope"]
    assert [one.name for one in after.mediators] == ["Turkey"]


def test_a_guest_is_not_in_the_title_of_a_round(make: Make) -> None:
    held = make(HELD_HERE, doc="a", actor=["Russia/RUS", "Ukraine/UKR", "Hakan Fidan/TUR/person.fidan"], place=[])
    (event,) = fold([held], processes=[ISTANBUL]).events
    assert event.title == "Third round of talks between Russia and Ukraine, 23 July 2025"


def test_what_a_report_dates_to_a_past_day_does_not_go_on(make: Make) -> None:
    late = make(SIDES, doc="b", status="ongoing", time="2025-07-23", published="2025-08-15")
    (over,) = fold([make(HELD_HERE, doc="a"), late], processes=[ISTANBUL]).events
    evening = make(SIDES, doc="b", status="ongoing", time="2025-07-23", published="2025-07-23")
    (live,) = fold([make(HELD_HERE, doc="a"), evening], processes=[ISTANBUL]).events
    undated = make(SIDES, doc="b", status="ongoing", published="2025-07-24")
    (open_,) = fold([make(HELD_HERE, doc="a"), undated], processes=[ISTANBUL]).events
    assert [each.status.value for each in (over, live, open_)] == ["occurred", "ongoing", "ongoing"]


def test_a_clock_time_is_not_the_time_of_talks_that_lasted(make: Make) -> None:
    ended = make(SIDES, doc="a", time="hour 2025-07-23T21:16..2025-07-23T21:16", published="2025-07-23")
    (event,) = fold([ended, make(HELD_HERE, doc="b")], processes=[ISTANBUL]).events
    assert event.occurred is not None
    assert event.occurred.to_outside()["start"] == "2025-07-23"
