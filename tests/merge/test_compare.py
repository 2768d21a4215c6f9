"""Comparisons explain themselves, do not depend on order, and weigh what the rules say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.merge.compare import Comparer, agree_strictly
from dragoman.merge.features import FEATURES
from dragoman.merge.geography import Geography
from dragoman.merge.rules import load_rules
from dragoman.merge.sketch import Sketch, sketch_of

Make = Callable[..., Any]
RULES = load_rules()
COMPARER = Comparer(RULES, Geography(RULES))
PLACES = (
    "Istanbul/settlement/TR",
    "Turkey/country/TR",
    "Kyiv/settlement/UA",
    "Kursk region/region/RU",
    "Ankara/settlement/TR",
)
TIMES = (
    None,
    "2025-06-02",
    "night 2025-06-02",
    "2025-06-01..2025-06-20",
    "month 2025-06",
    "month 2025-01-01..2025-06-10",
    "month 2024-01-01..2025-06-20",
    "2025-06-04",
)

specs = st.fixed_dictionaries(
    {
        "frame": st.sampled_from(("talks", "strike", "proposal", "sanction", "exchange", "clash")),
        "doc": st.sampled_from(("a", "b", "c")),
        "at": st.sampled_from((0, 100)),
        "status": st.sampled_from(("occurred", "ongoing", "planned", "proposed", "denied")),
        "mode": st.sampled_from((None, "round", "call", "mixed", "drone", "meeting")),
        "round": st.sampled_from((None, None, 2, 3)),
        "name": st.sampled_from((None, None, "Spider Web", "Web", "Night Wing")),
        "time": st.sampled_from(TIMES),
        "published": st.sampled_from((None, "2025-06-03", "2025-06-05", "2025-06-20")),
        "actor": st.lists(
            st.sampled_from(
                (
                    "Russia/RUS",
                    "Ukraine/UKR",
                    "US/USA",
                    "France/FRA",
                    "Italy/ITA",
                    "rebels",
                    "the rebels",
                    "Sergei Lavrov/RUS/person.lavrov",
                    "Maria Zakharova/RUS/person.zakharova",
                )
            ),
            max_size=4,
            unique=True,
        ),
        "target": st.lists(
            st.sampled_from(("Ukraine/UKR", "Russia/RUS", "air bases", "an air base")), max_size=2, unique=True
        ),
        "place": st.lists(st.sampled_from(PLACES), max_size=2, unique=True),
        "count": st.lists(
            st.sampled_from(("killed=5", "killed=9", "killed=900", "exchanged=1000", "exchanged=390", "drones=40")),
            max_size=2,
            unique=True,
        ),
        "issue": st.sampled_from(("territory", "arms", "other")),
        "say": st.sampled_from(("", "thirty days of truce", "truce of thirty days", "troops leave")),
        "voice": st.sampled_from(((), ("Peskov/person/RUS",))),
        "title": st.sampled_from((None, "Talks in Istanbul end early", "Istanbul talks end early")),
        "origin": st.sampled_from(("a", "b", "c")),
    }
)


def sketch(make: Make, spec: dict[str, Any] | None = None, **changes: Any) -> Sketch:
    return sketch_of(make(spec, **changes), RULES)


@settings(max_examples=200, deadline=None)
@given(one=specs, two=specs)
def test_order_does_not_matter_and_the_sum_is_that_of_the_parts(
    make: Make, one: dict[str, Any], two: dict[str, Any]
) -> None:
    two["frame"] = one["frame"]
    a, b = sketch(make, one), sketch(make, two)
    if a.key == b.key:
        return
    told = COMPARER.compare(a, b)
    assert told == COMPARER.compare(b, a)
    assert told.total == pytest.approx(COMPARER.weigh(a, b))
    assert COMPARER.weigh(a, b) == COMPARER.weigh(b, a)
    assert told.explain()


def test_every_weight_and_anchor_belongs_to_a_feature() -> None:
    features = {name for name, _ in FEATURES}
    assert set(RULES.weights) == features | {"anchor"}
    assert set(RULES.anchors) <= features
    for feature, levels in RULES.anchors.items():
        assert levels <= set(RULES.weights[feature])


def test_a_conflict_names_its_reason(make: Make) -> None:
    spec = {"frame": "talks", "actor": ["Russia/RUS", "Ukraine/UKR"]}
    told = COMPARER.compare(sketch(make, spec, doc="a", round=2), sketch(make, spec, doc="b", round=3))
    assert told.conflict is not None
    assert (told.conflict.feature, told.conflict.level) == ("ordinal", "different")
    assert told.explain() == "not the same: ordinal different"
    assert told.total == float("-inf")


def test_a_likeness_lists_the_weightiest_first(make: Make) -> None:
    spec = {"frame": "strike", "actor": ["Russia/RUS"], "time": "2025-06-02", "place": ["Kyiv/settlement/UA"]}
    told = COMPARER.compare(sketch(make, spec, doc="a"), sketch(make, spec, doc="b"))
    assert told.conflict is None
    assert told.explain().startswith(
        f"{told.total:+.2f}: frame strike -4.70, status same +2.40, places same_near +1.80"
    )


def test_one_report_holds_its_claims_apart_and_says_so(make: Make) -> None:
    spec = {"frame": "strike", "doc": "a", "actor": ["Russia/RUS"], "published": "2025-06-02"}
    told = COMPARER.compare(sketch(make, spec, at=0), sketch(make, spec, at=90))
    assert told.explain() == "not the same: document separate"


def test_what_is_kept_of_claims_alike_minds_whether_their_time_is_long(make: Make) -> None:
    spec = {"frame": "talks", "mode": "round", "actor": ["Russia/RUS", "Ukraine/UKR"], "published": "2025-05-24"}
    third = replace(sketch(make, spec, doc="a", round=3), process=("talks", 3))
    series = replace(sketch(make, spec, doc="b", time="2025-02-01..2025-05-23"), process=("talks", None))
    undated = replace(sketch(make, spec, doc="c"), process=("talks", None))
    comparer = Comparer(RULES, Geography(RULES))
    for other in (series, undated):
        assert comparer.weigh(third, other) == comparer.compare(third, other).total


LAVROV, PESKOV = ["Sergei Lavrov/RUS"], ["Dmitry Peskov/RUS"]


@pytest.mark.parametrize(
    ("change", "strict"),
    [
        ({}, True),
        ({"time": None}, False),
        ({"time": "2025-06-03"}, False),
        ({"status": "planned"}, False),
        ({"mode": "missile"}, False),
        ({"actor": ["Ukraine/UKR"]}, False),
        ({"place": ["Odesa/settlement/UA"]}, False),
        ({"place": []}, False),
        ({"count": ["killed=4"]}, False),
        ({"target": ["Kyiv/UKR"]}, False),
    ],
)
def test_strict_agreement_within_one_report(make: Make, change: dict[str, Any], *, strict: bool) -> None:
    spec = {
        "frame": "strike",
        "doc": "a",
        "actor": ["Russia/RUS"],
        "time": "2025-06-02",
        "place": ["Kyiv/settlement/UA"],
    }
    spec |= {"mode": "drone", "count": ["killed=3"]}
    assert agree_strictly(sketch(make, spec, at=0), sketch(make, {**spec, **change}, at=90)) is strict


def test_an_ordinal_with_its_day_is_strict_enough(make: Make) -> None:
    spec = {"frame": "talks", "doc": "a", "round": 2, "actor": ["Russia/RUS", "Ukraine/UKR"]}
    assert agree_strictly(sketch(make, spec, at=0), sketch(make, spec, at=90, status="planned"))
    assert not agree_strictly(sketch(make, spec, at=0), sketch(make, spec, at=90, time="2025-06-02"))


@pytest.mark.parametrize(
    ("one", "two", "feature", "level"),
    [
        ({"actor": ["rebels"]}, {"actor": ["the rebels"]}, "sides", "alike"),
        ({"actor": ["rebels"]}, {"actor": ["Russia/RUS"]}, "sides", "unknown"),
        ({"actor": ["Russia/RUS"]}, {"actor": ["Ukraine/UKR"]}, "sides", "apart"),
        ({"target": ["air bases"]}, {"target": ["an air base"]}, "targets", "unknown"),
        ({"target": ["Iranian nuclear sites"]}, {"target": ["nuclear sites in Iran"]}, "targets", "alike"),
        ({"name": "Spider Web"}, {"name": "Night Wing"}, "name", "different"),
        ({"name": "Spider Web"}, {"name": "Operation Spider Web"}, "name", "same"),
        ({"time": "month 2025-06"}, {"time": "2025-06-05..2025-06-20"}, "time", "vague"),
        ({"time": "month 2024-01-01..2025-06-10"}, {}, "time", "missing_long"),
        ({"time": "month 2024-01-01..2025-06-10"}, {"time": "2025-06-02"}, "time", "short_in_long"),
        ({"time": "month 2024-01-01..2025-06-10"}, {"time": "month 2025-01-01..2025-06-10"}, "time", "long_unlike"),
        ({"time": "2025-06-02"}, {"published": None, "time": None}, "time", "missing_far"),
        ({"published": None}, {}, "published", "unknown"),
        ({"status": "planned"}, {}, "time", "turn"),
        ({"frame": "threat", "actor": LAVROV}, {"frame": "threat", "actor": PESKOV}, "people", "others"),
        ({"frame": "threat", "actor": LAVROV}, {"frame": "threat"}, "people", "none"),
        ({"frame": "talks", "actor": [*LAVROV, "a guest"]}, {"frame": "talks"}, "sides", "part"),
    ],
)
def test_levels(make: Make, one: dict[str, Any], two: dict[str, Any], feature: str, level: str) -> None:
    base = {"frame": "strike", "actor": ["Russia/RUS"], "published": "2025-06-03"}
    told = COMPARER.compare(sketch(make, {**base, **one}, doc="a"), sketch(make, {**base, **two}, doc="b"))
    assert {part.feature: part.level for part in told.parts}[feature] == level


def test_two_claims_of_one_report_that_agree_strictly_are_compared_like_others(make: Make) -> None:
    spec = {"frame": "strike", "actor": ["Russia/RUS"], "place": ["Kyiv/settlement/UA"], "time": "2025-06-02"}
    a, b = sketch(make, spec, doc="a", at=0), sketch(make, spec, doc="a", at=90)
    assert COMPARER.compare(a, b).total == COMPARER.weigh(a, b) > 0
