"""The fold as a whole: pure, order-free, and true to its claims."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.merge import fold
from dragoman.model import CellStatus, RoundState

Make = Callable[..., Any]

FRAMES = ("strike", "talks", "exchange", "proposal")
PARTIES = ("Russia/RUS", "Ukraine/UKR", "United States/USA", "Turkey/TUR")
TIMES = (None, "2025-05-16", "2025-06-02", "night 2025-06-02", "2025-06-01..2025-06-03", "month 2025-06", "2025-07-23")
PLACES = ((), ("Istanbul/settlement/TR",), ("Turkey/country/TR",), ("Kyiv/settlement/UA",), ("Belaya/exact/RU",))
COUNTS = ((), ("killed=5",), ("killed=9",), ("duration=40 min",), ("exchanged=1000",), ("exchanged=303",))

specs = st.fixed_dictionaries(
    {
        "frame": st.sampled_from(FRAMES),
        "status": st.sampled_from(("occurred", "ongoing", "planned", "proposed", "denied", "cancelled")),
        "mode": st.sampled_from((None, "round", "meeting", "prisoners", "drone")),
        "round": st.sampled_from((None, None, 2, 3)),
        "time": st.sampled_from(TIMES),
        "actor": st.lists(st.sampled_from(PARTIES), max_size=3, unique=True),
        "place": st.sampled_from(PLACES),
        "count": st.sampled_from(COUNTS),
        "doc": st.sampled_from(tuple(f"d{n}" for n in range(6))),
        "at": st.integers(0, 3).map(lambda n: n * 100),
        "published": st.sampled_from((None, "2025-05-17", "2025-06-03", "2025-06-05", "2025-07-24")),
        "voice": st.sampled_from(((), ("Peskov/person/RUS",), ("Zelensky/person/UKR",), ("a source/unnamed/RUS",))),
        "say": st.sampled_from(("", "thirty days of full ceasefire", "drones over the airfield at night")),
    }
)


def test_a_hundred_orders_give_one_record(make: Make) -> None:
    claims = [make(spec) for spec in istanbul()]
    wanted = fold(claims)
    chance = random.Random(1)  # noqa: S311
    for _ in range(100):
        chance.shuffle(claims)
        assert fold(claims) == wanted


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(listed=st.lists(specs, max_size=14), seed=st.randoms(use_true_random=False))
def test_any_order_gives_the_same_record(make: Make, listed: list[dict[str, Any]], seed: random.Random) -> None:
    claims = list({active.claim.id: active for active in (make(spec) for spec in listed)}.values())
    shuffled = list(claims)
    seed.shuffle(shuffled)
    folded = fold(claims)
    assert fold(shuffled) == folded
    assert fold(claims) == folded
    _check_invariants(claims, folded)


def _check_invariants(claims: list[Any], folded: Any) -> None:
    by_id = {active.claim.id: active for active in claims}
    told = [claim for event in folded.events for claim in event.claims]
    assert sorted(told) == sorted(by_id), "every claim is in exactly one event"
    ids = [event.id for event in folded.events]
    assert len(set(ids)) == len(ids)
    for event in folded.events:
        members = [by_id[claim] for claim in event.claims]
        assert {member.claim.frame for member in members} == {event.frame}, "no event mixes frames"
        assert event.counts.reports == len({member.claim.document_id for member in members})
        assert 1 <= event.counts.origins <= event.counts.reports <= len(members)
        assert event.counts.voices >= 1
        assert event.part_of is None or event.part_of in set(ids) - {event.id}
        _check_cells(event)


def _check_cells(event: Any) -> None:
    for cell in event.cells:
        for value in cell.values:
            assert set(value.claims) <= set(event.claims), "a value leads to claims of its event"
            assert value.counts.reports <= event.counts.reports
            assert value.counts.origins <= event.counts.origins
        if cell.status is CellStatus.SINGLE:
            assert len({claim for value in cell.values for claim in value.claims}) == 1
    assert event.disputed == any(dispute.verdict == "open" for dispute in event.disputes)


def istanbul() -> list[dict[str, Any]]:
    """Give the Istanbul rounds of 2025 as several outlets told them, in our words."""
    sides = {"frame": "talks", "mode": "round", "actor": ["Russia/RUS", "Ukraine/UKR"]}
    town = {"place": ["Istanbul/settlement/TR"]}
    plan = {**sides, "status": "planned", "published": "2025-07-21"}
    return [
        {**sides, **town, "doc": "a", "time": "2025-05-16", "published": "2025-05-17", "say": "first direct talks"},
        {**sides, "doc": "b", "time": "month 2025-05", "published": "2025-07-22", "say": "a round was held in May"},
        {
            **sides,
            **town,
            "doc": "c",
            "round": 2,
            "time": "2025-06-02",
            "published": "2025-06-02",
            "count": ["duration>=1 h"],
        },
        {
            **sides,
            **town,
            "doc": "d",
            "round": 2,
            "time": "2025-06-02",
            "published": "2025-06-03",
            "count": ["duration<=2 h"],
        },
        {**plan, "doc": "e", "time": "2025-07-23", "voice": ["Volodymyr Zelensky/person/UKR"]},
        {**plan, "doc": "f", "voice": ["Dmitry Peskov/person/RUS"], "published": "2025-07-22", "say": "the next round"},
        {
            **sides,
            **town,
            "doc": "g",
            "round": 3,
            "time": "2025-07-23",
            "published": "2025-07-24",
            "count": ["duration=40 min"],
        },
        {
            **sides,
            **town,
            "doc": "h",
            "round": 3,
            "time": "2025-07-23",
            "published": "2025-07-24",
            "count": ["duration=3.5 h"],
        },
    ]


def test_istanbul_has_three_rounds_with_their_lives(make: Make) -> None:
    folded = fold([make(spec) for spec in istanbul()])
    talks = {event.occurred.first_day.isoformat(): event for event in folded.events if event.occurred}
    assert sorted(talks) == ["2025-05-16", "2025-06-02", "2025-07-23"]
    assert len(folded.events) == 3
    third = next(each for each in folded.rounds if each.event_id == talks["2025-07-23"].id)
    assert [step.state for step in third.history] == [RoundState.ANNOUNCED, RoundState.CONFIRMED, RoundState.HELD]
    assert third.number == 3


def test_forty_minutes_or_three_and_a_half_hours_is_an_open_number(make: Make) -> None:
    folded = fold([make(spec) for spec in istanbul()])
    third = next(event for event in folded.events if event.round == 3)
    (dispute,) = [each for each in third.disputes if each.field == "duration"]
    assert (dispute.kind, dispute.verdict) == ("number", "open")
    assert [value.value["value"] for value in dispute.values] == [40, 3.5]
    assert third.disputed
    cell = next(cell for cell in third.cells if cell.field == "duration")
    assert cell.status is CellStatus.DISPUTED


def test_over_one_hour_and_under_two_is_no_dispute(make: Make) -> None:
    folded = fold([make(spec) for spec in istanbul()])
    second = next(event for event in folded.events if event.round == 2)
    assert second.disputes == ()
    cell = next(cell for cell in second.cells if cell.field == "duration")
    assert cell.status is CellStatus.AGREED


def test_a_month_with_two_rounds_takes_neither(make: Make) -> None:
    sides = {
        "frame": "talks",
        "mode": "round",
        "actor": ["Russia/RUS", "Ukraine/UKR"],
        "place": ["Istanbul/settlement/TR"],
    }
    claims = [
        make(sides, doc="a", time="2025-06-02", published="2025-06-02"),
        make(sides, doc="b", time="2025-06-30", published="2025-07-01"),
        make(sides, doc="c", time="month 2025-06", published="2025-07-20"),
    ]
    assert len(fold(claims).events) == 3


def test_a_chain_of_likenesses_does_not_glue(make: Make) -> None:
    night = {"frame": "strike", "mode": "drone", "actor": ["Russia/RUS"], "place": ["Kyiv/settlement/UA"]}
    claims = [
        make(night, doc="a", time="night 2025-06-01", published="2025-06-01"),
        make(night, doc="b", time="2025-06-01", published="2025-06-02"),
        make(night, doc="c", time="night 2025-06-02", published="2025-06-02"),
    ]
    events = fold(claims).events
    assert len(events) == 2
    assert not any({claims[0].claim.id, claims[2].claim.id} <= set(event.claims) for event in events)


def test_the_anchor_gives_the_id_and_every_other_claim_a_former_one(make: Make) -> None:
    spec = {"frame": "talks", "mode": "round", "round": 2, "actor": ["Russia/RUS", "Ukraine/UKR"], "time": "2025-06-02"}
    late = make(spec, doc="late", published="2025-06-03")
    early = make(spec, doc="early", published="2025-06-02")
    (alone,) = fold([late]).events
    (both,) = fold([late, early]).events
    assert both.id == fold([early]).events[0].id
    assert both.former_ids == (alone.id,)
    assert both.claims[0] == early.claim.id


def test_two_claims_of_one_sentence_have_two_ids(make: Make) -> None:
    spec = {"frame": "strike", "doc": "d", "published": "2025-06-02", "actor": ["Russia/RUS"]}
    events = fold([make(spec, place=["Kyiv/settlement/UA"]), make(spec, place=["Odesa/settlement/UA"])]).events
    assert len({event.id for event in events}) == 2


def test_an_undated_past_event_carries_a_bound_and_no_date(make: Make) -> None:
    (event,) = fold([make(frame="strike", actor=["Russia/RUS"], published="2025-06-02")]).events
    assert event.occurred is None
    assert event.not_after is not None
    assert event.not_after.isoformat() == "2025-06-02"
    (plan,) = fold([make(frame="strike", status="planned", actor=["Russia/RUS"], published="2025-06-02")]).events
    assert plan.not_after is None


def test_strict_agreement_joins_two_claims_of_one_report(make: Make) -> None:
    spec = {"frame": "strike", "doc": "d", "time": "2025-06-01", "actor": ["Ukraine/UKR"], "place": ["Belaya/exact/RU"]}
    assert len(fold([make(spec, at=0, published="2025-06-02"), make(spec, at=90, published="2025-06-02")]).events) == 1


def test_no_claims_make_no_record() -> None:
    folded = fold([])
    assert (folded.events, folded.rounds, folded.dormant) == ((), (), ())


@pytest.mark.parametrize(
    ("statuses", "wanted"),
    [
        (("planned", "occurred"), "occurred"),
        (("occurred", "denied"), "occurred"),
        (("denied",), "denied"),
        (("planned", "cancelled"), "cancelled"),
    ],
)
def test_status_is_that_of_the_latest_report_that_does_not_deny(
    make: Make, statuses: tuple[str, ...], wanted: str
) -> None:
    spec = {"frame": "talks", "mode": "round", "round": 2, "actor": ["Russia/RUS", "Ukraine/UKR"]}
    claims = [make(spec, doc=f"d{n}", status=s, published=f"2025-06-0{n + 1}") for n, s in enumerate(statuses)]
    (event,) = fold(claims).events
    assert event.status == wanted


def test_hedged_only_if_every_claim_is(make: Make) -> None:
    spec = {
        "frame": "talks",
        "mode": "round",
        "round": 2,
        "actor": ["Russia/RUS", "Ukraine/UKR"],
        "published": "2025-06-02",
    }
    assert fold([make(spec, doc="a", hedged=True)]).events[0].hedged
    assert not fold([make(spec, doc="a", hedged=True), make(spec, doc="b")]).events[0].hedged
