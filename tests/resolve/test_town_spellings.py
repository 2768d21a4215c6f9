"""Towns across transliterations and scripts: spellings of one town share a place, names of two share none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from dragoman.model import Precision
from dragoman.resolve import Gazetteer, open_gazetteer
from dragoman.settings import load_settings

CASES: dict[str, Any] = YAML(typ="safe", pure=True).load(
    (Path(__file__).parent.parent / "cases/names/spellings.yaml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return open_gazetteer(load_settings({}))


def towns(world: Gazetteer, name: str) -> set[str]:
    return {place.id for place in world.find(name) if place.precision in {Precision.SETTLEMENT, Precision.DISTRICT}}


@pytest.mark.parametrize(("first", "second"), CASES["same_town"])
def test_spellings_of_one_town_share_a_place(first: str, second: str, world: Gazetteer) -> None:
    assert towns(world, first) & towns(world, second)


@pytest.mark.parametrize(("first", "second"), CASES["different_town"])
def test_names_of_two_towns_share_none(first: str, second: str, world: Gazetteer) -> None:
    assert towns(world, first)
    assert not towns(world, first) & towns(world, second)
