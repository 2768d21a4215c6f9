"""A hundred spellings of real names that are one, and a hundred that are two, over transliterations and scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from dragoman.merge.abjads import consonants_of, is_abjad
from dragoman.merge.names import same_actor
from dragoman.merge.rules import load_rules
from dragoman.model import Filler

RULES = load_rules().names
CASES: dict[str, Any] = YAML(typ="safe", pure=True).load(
    (Path(__file__).parent.parent / "cases/names/spellings.yaml").read_text("utf-8")
)


def are_one(first: str, second: str) -> bool:
    return same_actor(Filler(first), Filler(second), RULES)


def test_there_are_a_hundred_of_each_and_none_stands_twice() -> None:
    assert (len(CASES["same"]), len(CASES["different"])) == (100, 100)
    pairs = [frozenset(pair) for pair in CASES["same"] + CASES["different"]]
    assert len(set(pairs)) == 200


@pytest.mark.parametrize(("first", "second"), [pair for pair in CASES["same"] if pair not in CASES["missed"]])
def test_spellings_of_one_name_are_one(first: str, second: str) -> None:
    assert are_one(first, second)
    assert are_one(second, first)
    assert are_one(first.upper(), second)


@pytest.mark.parametrize(("first", "second"), CASES["different"])
def test_names_that_are_alike_are_two(first: str, second: str) -> None:
    assert not are_one(first, second)
    assert not are_one(second, first)


@pytest.mark.parametrize(("first", "second"), CASES["missed"])
def test_what_is_known_to_be_missed_still_is(first: str, second: str) -> None:
    assert [first, second] in CASES["same"]
    assert not are_one(first, second)


def test_two_names_in_one_abjad_are_compared_too() -> None:
    assert are_one("محمود عباس", "محمود عبّاس")
    assert not are_one("محمود عباس", "محمود درويش")


def test_a_name_without_consonants_is_nobodys() -> None:
    assert is_abjad("او")
    assert consonants_of("او", RULES.abjads) == []
    assert not are_one("او", "Ali")
