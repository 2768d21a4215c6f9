"""What somebody has in hand, nobody else decides on; and a hand lets go by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dragoman.errors import ItemHeldError
from dragoman.web.review.locks import LASTS, Locks

if TYPE_CHECKING:
    from conftest import Clock  # type: ignore[import-not-found]  # the folder's own


def test_an_item_is_in_one_hand_and_renewed_by_it(clock: Clock) -> None:
    locks = Locks(clock)
    first = locks.take("evt_1", "ada")
    assert locks.take("evt_1", "bela") == first
    clock.move(minutes=4)
    assert locks.take("evt_1", "ada").until == clock.now + LASTS
    assert [lock.holder for lock in locks.all()] == ["ada"]


def test_a_hand_holds_one_item(clock: Clock) -> None:
    locks = Locks(clock)
    locks.take("evt_1", "ada")
    locks.take("evt_2", "ada")
    assert [lock.item for lock in locks.all()] == ["evt_2"]


def test_a_hand_lets_go_in_time_and_when_asked(clock: Clock) -> None:
    locks = Locks(clock)
    locks.take("evt_1", "ada")
    locks.release("evt_1", "bela")
    assert locks.holder("evt_1") is not None
    clock.move(minutes=5)
    assert locks.holder("evt_1") is None
    locks.take("evt_1", "ada")
    locks.release("evt_1", "ada")
    assert locks.all() == []


def test_what_another_has_in_hand_is_refused(clock: Clock) -> None:
    locks = Locks(clock)
    locks.take("evt_1", "ada")
    locks.refuse_held(["evt_1", "evt_2"], "ada")
    with pytest.raises(ItemHeldError, match="ada has it in hand until 09:05 UTC"):
        locks.refuse_held(["evt_2", "evt_1"], "bela")
