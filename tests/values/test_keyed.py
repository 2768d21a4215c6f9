"""What is kept under a key is found by the key alone."""

from __future__ import annotations

from dragoman.values import Keyed


def test_two_with_one_key_are_one_whatever_they_hold() -> None:
    assert {Keyed("a", [1]): "kept"}[Keyed("a", [2])] == "kept"


def test_two_with_two_keys_are_two() -> None:
    assert Keyed("a", 1) != Keyed("b", 1)
