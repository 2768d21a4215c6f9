"""Pairs of claims: one event or two, each with its reason."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from dragoman.merge import fold

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = YAML(typ="safe").load(
    (Path(__file__).parents[1] / "cases" / "merge" / "same_event.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_two_claims_are_one_event_or_two(case: dict[str, Any], make: Callable[..., Any]) -> None:
    pair = [make({"doc": "d1", **case["a"]}), make({"doc": "d2", **case["b"]})]
    assert (len(fold(pair).events) == 1) is case["same"], case["why"]


def test_half_of_the_cases_say_what_is_not_one_event() -> None:
    apart = [case for case in CASES if not case["same"]]
    assert len(CASES) >= 40
    assert len(apart) >= len(CASES) / 2
