"""What is made of a whole record is made once, until the record changes."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dragoman.query.shelf import Shelf


def test_a_value_is_made_once_and_again_when_the_record_has_changed() -> None:
    shelf, made = Shelf(), []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [shelf.once("one", "talks", make) for _ in range(3)] == [1, 1, 1]
    assert shelf.once("two", "talks", make) == 2
    assert shelf.once("one", "talks", make) == 3


def test_who_asks_meanwhile_waits_for_the_one_that_is_being_made() -> None:
    shelf, made, go = Shelf(), [], threading.Event()

    def make() -> str:
        made.append(1)
        assert go.wait(10)
        return "talks"

    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(shelf.once, "one", "talks", make) for _ in range(4)]
        go.set()
        assert [each.result(10) for each in asked] == ["talks"] * 4
    assert made == [1]


def test_what_cannot_be_made_is_not_kept() -> None:
    shelf = Shelf()
    with pytest.raises(ZeroDivisionError):
        shelf.once("one", "talks", lambda: 1 // 0)
    assert shelf.once("one", "talks", lambda: 7) == 7


def test_the_values_used_last_are_kept() -> None:
    shelf = Shelf(most=2)
    for key in ("a", "b", "a", "c"):
        shelf.once("one", key, lambda: "first")
    assert {key: shelf.once("one", key, lambda: "again") for key in ("a", "c", "b")} == {
        "a": "first",
        "c": "first",
        "b": "again",
    }


def test_days_of_the_past_have_a_shelf_of_their_own() -> None:
    shelf = Shelf(most=1, folds=1)
    assert shelf.folds is not None
    assert shelf.folds.folds is None
    shelf.folds.once("one", "fold", lambda: 1)
    shelf.once("one", "talks", lambda: 2)
    assert shelf.folds.once("one", "fold", lambda: 3) == 1
