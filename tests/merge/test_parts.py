"""Stages and tallies point at their whole and stay events of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dragoman.merge import fold

Make = Callable[..., Any]
DAY = "2025-05-23"
SWAP = {"frame": "exchange", "mode": "prisoners", "actor": ["Russia/RUS", "Ukraine/UKR"]}
WAVE = {"frame": "strike", "mode": "drone", "actor": ["Russia/RUS"]}


def by_doc(folded: Any, claims: list[Any]) -> dict[str, Any]:
    docs = {active.claim.id: active.document.id for active in claims}
    return {docs[claim]: event for event in folded.events for claim in event.claims}


def test_the_stages_of_the_thousand_point_at_the_whole(make: Make) -> None:
    claims = [
        make(SWAP, doc="whole", time="2025-05-23..2025-05-25", count=["exchanged=1000"], published="2025-05-25"),
        make(SWAP, doc="first", time="2025-05-23", count=["exchanged=390"], published="2025-05-23"),
        make(SWAP, doc="second", time="2025-05-24", count=["exchanged=307"], published="2025-05-24"),
        make(SWAP, doc="third", time="2025-05-25", count=["exchanged=303"], published="2025-05-25"),
    ]
    found = by_doc(fold(claims), claims)
    assert {found[doc].part_of for doc in ("first", "second", "third")} == {found["whole"].id}
    assert found["whole"].part_of is None
    assert found["whole"].counts.reports == 1, "a whole's counts exclude its parts'"


def test_an_agreed_exchange_without_days_is_the_whole_of_its_first_stage(make: Make) -> None:
    claims = [
        make(SWAP, doc="whole", status="planned", count=["exchanged=1000"], published="2025-05-21"),
        make(SWAP, doc="stage", time="2025-05-23", count=["exchanged=390"], published="2025-05-23"),
    ]
    found = by_doc(fold(claims), claims)
    assert found["stage"].part_of == found["whole"].id
    unknown = [make(SWAP, doc="whole", status="planned", count=["exchanged=1000"]), claims[1]]
    assert by_doc(fold(unknown), unknown)["stage"].part_of is None


@pytest.mark.parametrize(
    ("change", "is_part"),
    [
        ({"place": ["Kyiv/settlement/UA"], "count": ["drones=20"]}, True),
        ({"count": ["drones=20"]}, True),
        ({"place": ["Vilnius/settlement/LT"], "count": ["drones=1"]}, False),
        ({"place": ["Kyiv/settlement/UA"], "count": ["drones=900"]}, False),
        ({"place": ["Kyiv/settlement/UA"], "count": ["missiles=2"]}, False),
        ({"place": ["Kyiv/settlement/UA"], "count": ["drones=20"], "time": "night 2025-06-20"}, False),
    ],
)
def test_a_towns_figure_is_part_of_the_wave(make: Make, change: dict[str, Any], *, is_part: bool) -> None:
    wave = make(
        WAVE,
        doc="wave",
        time="2025-06-05..2025-06-07",
        place=["Ukraine/country/UA"],
        count=["drones=452"],
        published="2025-06-07",
        say="a great wave across many regions",
    )
    town = {"time": "night 2025-06-06", "published": "2025-06-06", "say": "some fell upon houses", **change}
    claims = [wave, make(WAVE, doc="town", **town)]
    found = by_doc(fold(claims), claims)
    assert (found["town"].part_of == found["wave"].id) is is_part


def test_a_round_is_part_of_talks_under_way(make: Make) -> None:
    talks = {"frame": "talks", "actor": ["Iran/IRN", "US/USA"]}
    claims = [
        make(talks, doc="whole", status="ongoing", published="2025-05-20"),
        make(
            talks, doc="round", mode="round", time="2025-05-11", place=["Muscat/settlement/OM"], published="2025-05-12"
        ),
        make(talks, doc="old", mode="round", time="2025-04-12", published="2025-04-12"),
    ]
    found = by_doc(fold(claims), claims)
    assert found["round"].part_of is None, "not reported within the window"
    near = [claims[0], make(talks, doc="round", mode="round", time="2025-05-11", published="2025-05-14")]
    found = by_doc(fold(near), near)
    assert found["round"].part_of == found["whole"].id


@pytest.mark.parametrize("sides", [["Russia/RUS"], ["Russia/RUS", "Ukraine/UKR", "Turkey/TUR"]])
def test_other_sides_are_no_whole(make: Make, sides: list[str]) -> None:
    claims = [
        make(
            SWAP,
            doc="whole",
            actor=sides,
            time="2025-05-23..2025-05-25",
            count=["exchanged=1000"],
            published="2025-05-25",
        ),
        make(SWAP, doc="stage", time="2025-05-24", count=["exchanged=307"], published="2025-05-24"),
    ]
    assert by_doc(fold(claims), claims)["stage"].part_of is None


def stage(make: Make, day: int, figure: int | None, **fields: Any) -> Any:
    told = [] if figure is None else [f"exchanged={figure}"]
    spec = {"time": f"2025-05-{day}", "published": f"2025-05-{day}", "count": told, **fields}
    return make(SWAP, doc=f"stage-{day}", say=f"stage of the {day}th", **spec)


@pytest.mark.parametrize(
    ("stages", "parts"),
    [
        ([(23, 390, {}), (24, 307, {}), (25, 303, {})], [23, 24, 25]),
        ([(23, 390, {}), (24, None, {}), (25, 303, {})], [23, 24, 25]),
        ([(23, None, {}), (24, 307, {})], [24]),
        ([(23, 390, {}), (24, 307, {}), (25, 403, {})], [23, 24]),
        ([(23, 900, {}), (24, 50, {})], []),
        ([(23, 390, {}), (28, 307, {})], [23]),
        ([(29, 390, {})], []),
        ([(23, 390, {"published": None})], [23]),
        ([(23, 390, {"mode": "remains"})], []),
        ([(15, 390, {})], []),
        ([(23, 390, {"time": "2025-05-23..2025-05-30"})], [23]),
        ([(23, 390, {"time": None})], [23]),
        ([(23, 390, {}), (24, 200, {"time": "2025-05-24..2025-05-30"})], [23]),
        ([(23, 390, {}), (28, 200, {"time": "2025-05-28..2025-06-04"})], [23]),
    ],
)
def test_stages_follow_an_announced_exchange_day_after_day(
    make: Make, stages: list[tuple[int, int | None, dict[str, Any]]], parts: list[int]
) -> None:
    claims = [make(SWAP, doc="whole", status="planned", count=["exchanged=1000"], published="2025-05-16", say="a swap")]
    claims += [stage(make, day, figure, **fields) for day, figure, fields in stages]
    found = by_doc(fold(claims), claims)
    assert [day for day, *_ in stages if found[f"stage-{day}"].part_of == found["whole"].id] == parts


def test_a_figure_of_another_measure_makes_no_whole_of_stages(make: Make) -> None:
    claims = [
        make(SWAP, doc="whole", status="planned", count=["bodies=1000"], published="2025-05-16", say="a swap"),
        stage(make, 23, None),
        stage(make, 24, None),
    ]
    assert all(event.part_of is None for event in fold(claims).events)


def test_the_stages_of_an_exchange_agreed_without_days_whatever_else_they_name(make: Make) -> None:
    claims = [
        make(SWAP, doc="whole", status="planned", count=["exchanged=1000"], published="2025-05-16"),
        make(SWAP, doc="first", time="2025-05-23", count=["exchanged=390", "exchanged=1000"], published="2025-05-23"),
        make(SWAP, doc="second", time="2025-05-24", count=["exchanged=307"], published="2025-05-24"),
        make(SWAP, doc="third", time="2025-05-25", count=["exchanged=1000", "exchanged=303"], published="2025-05-25"),
        make(SWAP, doc="others", actor=["Israel/ISR", "Hamas/Hamas"], time="2025-05-24", published="2025-05-24"),
        make(SWAP, doc="years", time="2022-03-01..2025-05-25", count=["exchanged=5757"], published="2025-05-25"),
    ]
    found = by_doc(fold(claims), claims)
    assert {found[doc].part_of for doc in ("first", "second", "third")} == {found["whole"].id}
    assert len({found[doc].id for doc in ("whole", "first", "second", "third", "years")}) == 5
    assert found["others"].part_of is None


def test_a_stage_in_which_one_side_hands_over_is_part_of_the_whole_of_both(make: Make) -> None:
    bodies = {**SWAP, "mode": "remains"}
    claims = [
        make(bodies, doc="whole", time="2025-06-11..2025-06-16", count=["bodies=6060"], published="2025-06-16"),
        make(
            bodies, doc="stage", actor=["Russia/RUS"], time="2025-06-11", count=["bodies=1212"], published="2025-06-11"
        ),
    ]
    found = by_doc(fold(claims), claims)
    assert found["stage"].part_of == found["whole"].id


def test_twice_the_figure_is_no_whole_where_neither_has_days(make: Make) -> None:
    claims = [
        make(SWAP, doc="both", status="planned", count=["exchanged=2000"], published="2025-05-17", say="captives"),
        make(SWAP, doc="each", status="planned", count=["exchanged=1000"], published="2025-05-16", say="soldiers"),
    ]
    assert {event.part_of for event in fold(claims).events} == {None}


def test_one_report_that_spells_out_its_figure_tells_of_one_stage(make: Make) -> None:
    whole = make(SWAP, doc="a", at=0, time=DAY, count=["exchanged=390 of people"], published=DAY)
    shares = make(
        SWAP, doc="a", at=90, count=["exchanged=270 of soldiers", "exchanged=120 of civilians"], published=DAY
    )
    other = make(SWAP, doc="a", at=90, count=["exchanged=80 of soldiers"], published=DAY)
    assert [len(fold([whole, each]).events) for each in (shares, other)] == [1, 2]


def test_one_report_that_gives_its_figure_twice_for_the_day_tells_of_one_stage(make: Make) -> None:
    first = make(SWAP, doc="a", at=0, time=DAY, count=["exchanged=390"], published=DAY)
    again = make(SWAP, doc="a", at=90, time=DAY, count=["exchanged=390", "exchanged=1000"], published=DAY)
    elsewhere = make(SWAP, doc="a", at=90, time=DAY, count=["exchanged=390"], published=DAY, place=["Gaza/region/PS"])
    assert [len(fold([first, each]).events) for each in (again, elsewhere)] == [1, 2]


def test_bodies_counted_as_exchanged_are_the_same_bodies(make: Make) -> None:
    told = [
        make(SWAP, doc="a", mode="remains", time=DAY, count=["bodies=1000 of soldiers"], published=DAY),
        make(SWAP, doc="b", mode=None, time=DAY, count=["exchanged=1000"], published="2025-05-30"),
    ]
    assert len(fold(told).events) == 1
