"""What people decide overrules the comparison, attaches by evidence, and is never lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dragoman.merge import fold
from dragoman.model import CellStatus, Process, ProcessRound

Make = Callable[..., Any]
Judge = Callable[..., Any]


@pytest.fixture
def two_nights(make: Make) -> list[Any]:
    spec = {"frame": "strike", "mode": "drone", "actor": ["Russia/RUS"], "place": ["Kyiv/settlement/UA"]}
    return [
        make(spec, doc="a", time="night 2025-06-01", published="2025-06-01", say="drones over the town"),
        make(spec, doc="b", time="night 2025-06-02", published="2025-06-02", say="drones over the town"),
    ]


@pytest.fixture
def one_night(make: Make) -> list[Any]:
    spec = {"frame": "strike", "mode": "drone", "actor": ["Russia/RUS"], "place": ["Kyiv/settlement/UA"]}
    return [
        make(spec, doc=doc, time="night 2025-06-01", published="2025-06-01", say="drones over the town")
        for doc in ("a", "b", "c")
    ]


def test_a_must_link_joins_what_the_comparison_keeps_apart(two_nights: list[Any], judge: Judge) -> None:
    assert len(fold(two_nights).events) == 2
    (event,) = fold(two_nights, judgements=[judge("must-link", *two_nights)]).events
    assert [dispute.kind for dispute in event.disputes] == ["date"]


def test_a_joined_pair_still_takes_further_claims(make: Make, two_nights: list[Any], judge: Judge) -> None:
    third = make(
        frame="strike",
        mode="drone",
        doc="c",
        actor=["Russia/RUS"],
        place=["Kyiv/settlement/UA"],
        published="2025-06-02",
        say="drones over the town",
    )
    (event,) = fold([*two_nights, third], judgements=[judge("must-link", *two_nights)]).events
    assert event.counts.reports == 3


def test_a_cannot_link_parts_what_is_alike(one_night: list[Any], judge: Judge) -> None:
    first, second, third = one_night
    assert len(fold(one_night).events) == 1
    events = fold(one_night, judgements=[judge("cannot-link", first, second)]).events
    assert sorted(len(event.claims) for event in events) == [1, 2]
    (alone, pair) = sorted(events, key=lambda event: len(event.claims))
    assert third.claim.id in pair.claims
    assert not {first.claim.id, second.claim.id} <= set(pair.claims)
    assert alone.claims[0] in {first.claim.id, second.claim.id}


def test_one_judgement_may_name_several_claims(one_night: list[Any], judge: Judge) -> None:
    apart = judge("cannot-link", one_night[0], tuple(one_night[1:]))
    assert sorted(len(event.claims) for event in fold(one_night, judgements=[apart]).events) == [1, 2]


def test_the_later_judgement_on_a_pair_wins(two_nights: list[Any], judge: Judge) -> None:
    both = [judge("must-link", *two_nights, day=1), judge("cannot-link", *two_nights, day=2)]
    assert len(fold(two_nights, judgements=both).events) == 2
    assert len(fold(two_nights, judgements=list(reversed(both))).events) == 2


def test_a_rejected_claim_is_left_out(one_night: list[Any], judge: Judge) -> None:
    (event,) = fold(one_night, judgements=[judge("reject", one_night[0])]).events
    assert one_night[0].claim.id not in event.claims
    assert event.counts.reports == 2


def test_an_undo_restores_and_an_undone_undo_does_not(one_night: list[Any], judge: Judge) -> None:
    reject = judge("reject", one_night[0], name="r")
    undo = judge("undo", one_night[0], "r", day=2, name="u")
    redo = judge("undo", one_night[0], "u", day=3, name="v")
    assert fold(one_night, judgements=[reject, undo]).events[0].counts.reports == 3
    assert fold(one_night, judgements=[reject, undo, redo]).events[0].counts.reports == 2


def test_a_judgement_survives_a_re_read_that_finds_the_same_words(two_nights: list[Any], judge: Judge) -> None:
    link = judge("must-link", *two_nights)
    again = [replace(each, claim=replace(each.claim, id=f"clm_new{n}")) for n, each in enumerate(two_nights)]
    assert len(fold(again, judgements=[link]).events) == 1


def test_a_judgement_takes_the_claim_with_the_greatest_overlap(make: Make, judge: Judge) -> None:
    wide = make(frame="strike", doc="a", at=0, say="x" * 40, actor=["Russia/RUS"])
    near = make(frame="strike", doc="a", at=50, say="x" * 40, actor=["Russia/RUS"])
    target = make(frame="strike", doc="a", at=45, say="x" * 30)
    kept = fold([wide, near], judgements=[judge("reject", target)]).events
    assert [event.claims for event in kept] == [(wide.claim.id,)]


def test_a_judgement_without_its_claim_is_dormant(one_night: list[Any], make: Make, judge: Judge) -> None:
    gone = make(frame="strike", doc="gone")
    other = make(frame="talks", doc="a", say="drones over the town")
    judgements = [
        judge("reject", gone, name="nowhere"),
        judge("must-link", one_night[0], gone, name="half"),
        judge("reject", other, name="other-frame"),
    ]
    folded = fold(one_night, judgements=judgements)
    assert sorted(folded.dormant) == ["half", "nowhere", "other-frame"]
    assert len(folded.events) == 1


def test_a_link_of_two_frames_joins_nothing(make: Make, one_night: list[Any], judge: Judge) -> None:
    talk = make(frame="talks", doc="z", actor=["Russia/RUS"])
    folded = fold([one_night[0], talk], judgements=[judge("must-link", one_night[0], talk)])
    assert len(folded.events) == 2


def test_a_link_of_a_claim_with_itself_says_nothing(one_night: list[Any], judge: Judge) -> None:
    assert len(fold(one_night, judgements=[judge("must-link", one_night[0], one_night[0])]).events) == 1


def test_notes_attach_and_change_nothing(one_night: list[Any], judge: Judge) -> None:
    assert fold(one_night, judgements=[judge("note", one_night[0], "see map")]) == fold(one_night)


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("status", "denied", "denied"),
        ("round", 3, 3),
        ("name", "Night Wing", "Night Wing"),
        ("mode", "mixed", "mixed"),
    ],
)
def test_a_set_value_is_shown_and_settles(
    one_night: list[Any], judge: Judge, field: str, value: object, shown: object
) -> None:
    setting = judge("set", one_night[0], {"field": field, "value": value})
    (event,) = fold(one_night, judgements=[setting]).events
    assert getattr(event, field) == shown


def test_a_set_date_settles_the_dispute_and_keeps_its_values(two_nights: list[Any], judge: Judge) -> None:
    night = {"start": "2025-05-31", "end": "2025-06-01", "granularity": "night"}
    judgements = [
        judge("must-link", *two_nights),
        judge("set", two_nights[1], {"field": "occurred", "value": night}, day=2),
    ]
    (event,) = fold(two_nights, judgements=judgements).events
    assert event.occurred is not None
    assert event.occurred.to_outside() == night
    assert [dispute.verdict for dispute in event.disputes] == ["settled"]
    assert not event.disputed
    cell = next(cell for cell in event.cells if cell.field == "occurred")
    assert cell.best == night
    assert len(cell.values) == 2
    assert cell.status is CellStatus.AGREED


def test_a_set_figure_is_the_best_of_its_cell(make: Make, judge: Judge) -> None:
    spec = {"frame": "talks", "mode": "round", "round": 3, "actor": ["Russia/RUS", "Ukraine/UKR"]}
    claims = [
        make(spec, doc="a", published="2025-07-24", count=["duration=40 min"]),
        make(spec, doc="b", published="2025-07-24", count=["duration=3.5 h"]),
    ]
    (event,) = fold(claims, judgements=[judge("set", claims[0], {"field": "duration", "value": 40})]).events
    assert next(cell for cell in event.cells if cell.field == "duration").best == 40
    assert [dispute.verdict for dispute in event.disputes] == ["settled"]


def test_a_cannot_link_parts_two_claims_of_one_known_round(make: Make, judge: Judge) -> None:
    days = (date(2025, 7, 22), date(2025, 7, 24))
    process = Process("p", ("p",), ("RUS", "UKR"), rounds=(ProcessRound(3, days),))
    spec = {"frame": "talks", "mode": "round", "round": 3, "actor": ["Russia/RUS", "Ukraine/UKR"]}
    claims = [make(spec, doc=doc, published="2025-07-24", say=f"round {doc}") for doc in "abc"]
    assert len(fold(claims, processes=[process]).events) == 1
    apart = [judge("cannot-link", claims[0], claims[1])]
    events = fold(claims, processes=[process], judgements=apart).events
    assert sorted(len(event.claims) for event in events) == [1, 2]
