"""What somebody has in hand, nobody else decides on; and a hand lets go by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dragoman.errors import ItemHeldError
from dragoman.web.access.file import AccountsFile
from dragoman.web.review.locks import LASTS, Locks

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Clock  # type: ignore[import-not-found]  # the folder's own


@pytest.fixture
def locks(clock: Clock, tmp_path: Path) -> Locks:
    return Locks(AccountsFile(tmp_path / "accounts.db", clock))


def test_an_item_is_in_one_hand_and_renewed_by_it(locks: Locks, clock: Clock) -> None:
    first = locks.take("evt_1", "ada")
    assert locks.take("evt_1", "bela") == first
    clock.move(minutes=4)
    assert locks.take("evt_1", "ada").until == clock.now + LASTS
    assert [lock.holder for lock in locks.all()] == ["ada"]


def test_a_hand_holds_one_item(locks: Locks) -> None:
    locks.take("evt_1", "ada")
    locks.take("evt_2", "ada")
    assert [lock.item for lock in locks.all()] == ["evt_2"]


def test_a_hand_lets_go_in_time_and_when_asked(locks: Locks, clock: Clock) -> None:
    locks.take("evt_1", "ada")
    locks.release("evt_1", "bela")
    assert locks.holder("evt_1") is not None
    clock.move(minutes=5)
    assert locks.holder("evt_1") is None
    locks.take("evt_1", "ada")
    locks.release("evt_1", "ada")
    assert locks.all() == []


def test_what_another_has_in_hand_is_refused(locks: Locks) -> None:
    locks.take("evt_1", "ada")
    locks.refuse_held(["evt_1", "evt_2"], "ada")
    with pytest.raises(ItemHeldError, match="ada has it in hand until 09:05 UTC"):
        locks.refuse_held(["evt_2", "evt_1"], "bela")


def test_a_hand_holds_before_another_server_of_the_same_accounts(clock: Clock, tmp_path: Path) -> None:
    one, other = (Locks(AccountsFile(tmp_path / "accounts.db", clock)) for _ in range(2))
    held = one.take("evt_1", "ada")
    assert other.holder("evt_1") == held
    assert other.take("evt_1", "bela") == held
    with pytest.raises(ItemHeldError):
        other.refuse_held(["evt_1"], "bela")
    one.release("evt_1", "ada")
    assert other.take("evt_1", "bela").holder == "bela"


def test_accounts_of_an_earlier_version_have_nothing_in_hand_until_something_is_taken(
    locks: Locks, clock: Clock, tmp_path: Path
) -> None:
    assert locks.all() == []
    file = AccountsFile(tmp_path / "accounts.db", clock)
    with file.writing() as made:
        assert made.execute("SELECT count(*) FROM sqlite_master WHERE name = 'hand'").fetchone() == (0,)
    assert locks.all() == []
    locks.release("evt_1", "ada")
    assert locks.take("evt_1", "ada").holder == "ada"


def test_where_the_accounts_cannot_be_read_nothing_is_in_hand(locks: Locks, tmp_path: Path) -> None:
    (tmp_path / "accounts.db").write_bytes(b"no file of accounts" * 99)
    assert locks.all() == []
    assert locks.holder("evt_1") is None
