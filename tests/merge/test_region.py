"""Which marks are worth reading: all that blocking may pair, and few of those that it cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dragoman.merge.block import asks_of, hopeless, posts_of
from dragoman.merge.ground import mark_of
from dragoman.merge.region import is_worth_reading
from dragoman.merge.rules import load_rules
from dragoman.merge.sketch import sketch_of

Make = Callable[..., Any]
STRIKE = {"frame": "strike", "actor": ["Russia/RUS"], "published": "2025-06-02", "time": "2025-06-02", "doc": "a"}
ROUND = {
    "frame": "talks",
    "mode": "round",
    "status": "planned",
    "actor": ["Russia/RUS", "Ukraine/UKR"],
    "published": "2025-06-02",
    "time": "2025-06-10",
    "doc": "a",
}
CASES: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any], bool]] = [
    (STRIKE, {}, {}, True),
    (STRIKE, {}, {"time": "2025-06-04"}, False),
    (STRIKE, {}, {"actor": ["Ukraine/UKR"]}, False),
    (STRIKE, {}, {"actor": []}, True),
    (STRIKE, {}, {"time": None, "published": "2025-06-09"}, True),
    (STRIKE, {}, {"time": None, "published": "2025-06-10"}, False),
    (STRIKE, {}, {"time": None, "published": None}, False),
    (STRIKE, {"time": None}, {"published": "2025-06-03"}, True),
    (STRIKE, {"time": None}, {"time": "2025-06-20", "published": "2025-06-03"}, False),
    (STRIKE, {"time": None}, {"published": "2025-06-20"}, False),
    (STRIKE, {"name": "Spider Web"}, {"name": "Spider Web", "time": "2025-07-04"}, True),
    (STRIKE, {"round": 2}, {"round": 2, "time": "2025-07-04"}, True),
    (STRIKE, {"place": ["Kyiv/settlement/UA"], "origin": "o"},
     {"place": ["Kyiv/settlement/UA"], "origin": "o", "time": "2025-06-03"}, True),
    (STRIKE, {}, {"time": "2025-06-04", "published": None}, True),
    (ROUND, {}, {"time": "2025-06-12"}, True),
    (ROUND, {}, {"time": "2025-06-12", "actor": ["Russia/RUS"]}, False),
]  # fmt: skip


@pytest.mark.parametrize(("base", "mine", "other", "worth"), CASES)
def test_what_may_meet_is_worth_reading(
    make: Make, base: dict[str, Any], mine: dict[str, Any], other: dict[str, Any], *, worth: bool
) -> None:
    rules = load_rules()
    one = sketch_of(make(base, **mine), rules)
    two = sketch_of(make(base, **{"doc": "b", **other}), rules)
    assert is_worth_reading(one, mark_of(two, "evt_b"), rules) is worth
    first, second = sorted((one, two), key=lambda sketch: sketch.key)
    meet = not set(asks_of(first, rules)).isdisjoint(posts_of(second, rules)) and not hopeless(first, second, rules)
    assert worth or not meet
