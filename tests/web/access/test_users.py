"""Accounts: made, closed, opened; a name and its password belong together, and nothing else opens anything."""

from __future__ import annotations

import sqlite3
import stat
from typing import TYPE_CHECKING

import pytest

from dragoman.errors import AccountError, AccountsFileError, UnknownNameError
from dragoman.web.access import Door, Role
from dragoman.web.access.file import accounts_file
from dragoman.web.access.passwords import LEAST_CHARS, MOST_CHARS, Passwords, draw_password

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.settings import Settings

PASSWORD = "three words together"  # noqa: S105  of accounts that a test makes


def test_without_a_file_nobody_can_sign_in_and_none_is_made(settings: Settings) -> None:
    door = Door(settings)
    assert door.users.any_enabled() is False
    assert door.users.all() == []
    assert door.users.check("mira", PASSWORD) is None
    assert not door.file.exists()


def test_an_account_has_a_role_and_opens_with_its_password_alone(door: Door) -> None:
    found = door.users.check("reviewer", PASSWORD)
    assert found is not None
    assert found.role is Role.REVIEWER
    assert door.users.check("reviewer", PASSWORD + "x") is None
    assert door.users.check("nobody", PASSWORD) is None


def test_the_file_is_its_owners_alone_and_holds_no_password(door: Door) -> None:
    assert stat.S_IMODE(door.file.path.stat().st_mode) == 0o600
    held = door.file.path.read_bytes()
    assert PASSWORD.encode() not in held
    assert b"$argon2id$" in held


def test_a_closed_account_opens_nothing_until_it_is_opened_again(door: Door) -> None:
    door.users.disable("reader")
    assert door.users.check("reader", PASSWORD) is None
    door.users.enable("reader")
    assert door.users.check("reader", PASSWORD) is not None


def test_a_new_password_replaces_the_old(door: Door) -> None:
    door.users.set_password("reader", "four words put together")
    assert door.users.check("reader", PASSWORD) is None
    assert door.users.check("reader", "four words put together") is not None


def test_a_name_is_taken_once(door: Door) -> None:
    with pytest.raises(AccountError, match="one already"):
        door.users.add("reader", Role.READER, PASSWORD)


@pytest.mark.parametrize("name", ["", "Mira", "mi ra", "mira\n", "-mira", "m" * 65, "mirа"])  # noqa: RUF001  Cyrillic
def test_names_that_could_be_mistaken_are_refused(settings: Settings, name: str) -> None:
    with pytest.raises(AccountError, match="small letters"):
        Door(settings).users.add(name, Role.READER, PASSWORD)


@pytest.mark.parametrize("name", ["m", "mira.k", "desk-2", "a_b"])
def test_plain_names_are_taken(settings: Settings, name: str) -> None:
    door = Door(settings)
    door.users.add(name, Role.READER, PASSWORD)
    assert [account.name for account in door.users.all()] == [name]


@pytest.mark.parametrize(
    "password", ["x" * (LEAST_CHARS - 1), "ab" * (MOST_CHARS // 2 + 1), "mira" * 4, "aaaaaaaaaaaaaaaaaa"]
)
def test_passwords_that_are_easily_guessed_are_refused(settings: Settings, password: str) -> None:
    with pytest.raises(AccountError, match="password"):
        Door(settings).users.add("mira", Role.READER, password)


def test_a_drawn_password_is_taken_and_never_the_same() -> None:
    drawn = {draw_password() for _ in range(20)}
    assert len(drawn) == 20
    assert all(Passwords().hash("mira", password).startswith("$argon2id$") for password in drawn)


def test_a_hash_that_is_none_opens_nothing() -> None:
    assert Passwords().is_right(PASSWORD, "no hash") is False


@pytest.mark.parametrize("act", ["disable", "enable"])
def test_what_is_done_to_nobody_is_refused_with_the_names(door: Door, act: str) -> None:
    with pytest.raises(UnknownNameError, match="reviewer"):
        getattr(door.users, act)("revewer")


def test_an_empty_file_is_taken_and_another_programs_is_not(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "accounts.db"
    path.touch()
    Door(settings).users.add("mira", Role.READER, PASSWORD)
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE a (b)")
    other.close()
    for ask in (Door(settings).users.all, lambda: Door(settings).users.add("mira", Role.READER, PASSWORD)):
        with pytest.raises(AccountsFileError, match="no file of accounts"):
            ask()


def test_a_file_of_a_later_form_is_not_read(door: Door) -> None:
    with sqlite3.connect(door.file.path) as file:
        file.execute("PRAGMA user_version = 9")
    file.close()
    with pytest.raises(AccountsFileError, match="form 9"):
        door.users.all()


def test_what_is_no_database_is_said(door: Door) -> None:
    door.file.path.write_bytes(b"not a database, by any means" * 100)
    with pytest.raises(AccountsFileError, match="cannot be used"):
        door.users.all()


def test_a_failed_writing_leaves_nothing(door: Door) -> None:
    def fail() -> None:
        with door.file.writing() as file:
            file.execute("DELETE FROM user")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert len(door.users.all()) == 3


@pytest.mark.parametrize(
    ("store", "name"),
    [
        ("/r/talks.db", "/r/talks.accounts.db"),
        ("sqlite:////r/talks.db", "/r/talks.accounts.db"),
        ("postgresql://desk/talks", "dragoman.accounts.db"),
    ],
)
def test_accounts_stand_beside_the_record(settings: Settings, store: str, name: str) -> None:
    import dataclasses

    assert str(accounts_file(dataclasses.replace(settings, store=store, accounts="")).path) == name


def test_a_setting_of_masks_that_is_none_is_refused(settings: Settings) -> None:
    import dataclasses

    with pytest.raises(UnknownNameError, match="DRAGOMAN_MASKS"):
        Door(dataclasses.replace(settings, masks="some"))
