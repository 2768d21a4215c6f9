"""Krippendorff's alpha against the worked examples of its author, and against what it means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.query.alpha import nominal_alpha

# Krippendorff (2011), section A: two observers, ten units, binary data: 14 zeros, 6 ones, four units that differ.
EXAMPLE_A = ("0100000000", "1110010010")
# Section B: two observers, twelve units, five nominal categories.
EXAMPLE_B = ("aabbdcccedda", "babbbccceddd")
# Section C: four observers, twelve units, missing data.
EXAMPLE_C = [
    [1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1],
    [2, 2, 2, 2], [5, 5, 5], [1, 1], [3],
]  # fmt: skip


def units(rows: tuple[str, str]) -> list[tuple[str, str]]:
    return list(zip(*rows, strict=True))


def test_the_published_example_of_two_observers_and_binary_data() -> None:
    assert nominal_alpha(units(EXAMPLE_A)) == pytest.approx(0.095, abs=0.0005)


def test_the_published_example_of_two_observers_and_nominal_data() -> None:
    assert nominal_alpha(units(EXAMPLE_B)) == pytest.approx(0.692, abs=0.0005)


def test_the_published_example_of_many_observers_with_missing_data() -> None:
    assert nominal_alpha(EXAMPLE_C) == pytest.approx(0.743, abs=0.0005)


def test_where_nothing_varies_there_is_no_figure() -> None:
    assert nominal_alpha([("a", "a"), ("a", "a")]) is None
    assert nominal_alpha([]) is None
    assert nominal_alpha([("a",), ("b",)]) is None


@given(st.lists(st.sampled_from("abc"), min_size=2).filter(lambda values: len(set(values)) > 1))
def test_perfect_agreement_is_one(values: list[str]) -> None:
    assert nominal_alpha([(value, value) for value in values]) == pytest.approx(1.0)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1))
def test_it_is_never_above_one_and_does_not_depend_on_who_is_who(pairs: list[tuple[str, str]]) -> None:
    found = nominal_alpha(pairs)
    assert found is None or found <= 1 + 1e-9
    assert found == nominal_alpha([(other, one) for one, other in pairs])
