"""Figures on one scale."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.merge.quantities import Reading, Scope, compatible, ratio, read_quantity, same_scope
from dragoman.merge.rules import load_rules
from dragoman.model import QuantityRef

RULES = load_rules()


def read(measure: str, **fields: object) -> Reading:
    found = read_quantity(QuantityRef(measure, **fields), RULES)  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        (read("duration", low=1, unit="h"), read("duration", high=2, unit="h"), True),
        (read("duration", value=120, unit="min"), read("duration", value=2, unit="h"), True),
        (read("duration", value=90, unit="min"), read("duration", value=2, unit="h"), False),
        (read("duration", value=40, unit="min"), read("duration", value=3.5, unit="h"), False),
        (read("exchanged", low=4000), read("exchanged", value=4100), True),
        (read("exchanged", value=4000), read("exchanged", value=4100), True),
        (read("bodies", value=6060), read("bodies", value=6057), False),
        (read("bodies", value=6100), read("bodies", value=6057), True),
        (read("exchanged", value=1000), read("exchanged", value=1200), False),
        (read("aircraft", value=41), read("aircraft", value=13), False),
        (read("killed", high=10), read("killed", low=12), False),
        (read("killed", value=41), read("killed", value=42), False),
    ],
)
def test_figures_agree_within_bounds_and_rounding(first: Reading, second: Reading, *, wanted: bool) -> None:
    assert compatible(first, second, RULES) is wanted
    assert compatible(second, first, RULES) is wanted


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_a_figure_agrees_with_itself_and_agreement_is_mutual(first: float, second: float) -> None:
    one, two = read("killed", value=first), read("killed", value=second)
    assert compatible(one, one, RULES)
    assert compatible(one, two, RULES) == compatible(two, one, RULES)
    assert ratio(one, two) == ratio(two, one) >= 1


def test_vague_and_empty_figures_are_not_read() -> None:
    assert read_quantity(QuantityRef("killed", vague=True, words="dozens"), RULES) is None
    assert read_quantity(QuantityRef("killed"), RULES) is None


def test_open_ends_are_open() -> None:
    over = read("killed", low=3)
    assert (over.low, over.high, over.exact, over.nominal) == (3, math.inf, False, 3)
    under = read("duration", high=2, unit="h")
    assert (under.low, under.high, under.nominal) == (0, 2, 2)
    assert ratio(read("killed", value=0), read("killed", value=4)) == math.inf
    assert ratio(read("killed", value=0), read("killed", value=0)) == 1


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        (Scope("killed", None, None, frozenset()), Scope("killed", None, None, frozenset()), True),
        (Scope("killed", None, None, frozenset({"children"})), Scope("killed", None, None, frozenset()), False),
        (Scope("killed", None, None, frozenset({"children"})), Scope("injured", None, None, frozenset()), False),
        (Scope("money", None, "USD", frozenset()), Scope("money", None, "EUR", frozenset()), False),
        (Scope("aircraft", "hit", None, frozenset()), Scope("aircraft", "destroyed", None, frozenset()), False),
        (Scope("aircraft", "hit", None, frozenset()), Scope("aircraft", None, None, frozenset()), True),
        (
            Scope("aircraft", None, None, frozenset({"strategic", "bombers"})),
            Scope("aircraft", None, None, frozenset({"bombers", "russian"})),
            True,
        ),
        (
            Scope("exchanged", None, None, frozenset({"russian"})),
            Scope("exchanged", None, None, frozenset({"ukrainian"})),
            False,
        ),
    ],
)
def test_only_figures_of_one_scope_can_contradict(first: Scope, second: Scope, *, wanted: bool) -> None:
    assert same_scope(first, second) is wanted
    assert same_scope(second, first) is wanted


def test_words_that_repeat_the_measure_say_nothing() -> None:
    assert read("duration", value=2, unit="h", of="the talks").scope.of == frozenset()
    assert read("exchanged", value=1000, of="prisoners of each side").scope.of == frozenset()
