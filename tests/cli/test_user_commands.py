"""Accounts from the command line: made, listed, changed, closed; tokens shown once; nothing of them in an archive."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
import typer
from argon2 import PasswordHasher

from dragoman.cli.app import run
from dragoman.settings import load_settings
from dragoman.web.access import Door
from dragoman.web.access.passwords import Passwords

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PASSWORD = "three words together"  # noqa: S105  of accounts that a test makes


class Terminal(io.StringIO):
    """Standard input with somebody before it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run ``dragoman user`` over a record of this test."""
    monkeypatch.setattr(Passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))

    def run_user(*arguments: str, typed: str = f"{PASSWORD}\n") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        status = run(["user", *arguments, "--store", str(tmp_path / "talks.db")])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run_user


def as_json(told: tuple[int, str, str]) -> Any:
    assert told[0] == 0, told[2]
    return json.loads(told[1])


def test_an_account_is_made_beside_the_record_and_opens(user: Callable[..., Any], tmp_path: Path) -> None:
    status, out, _ = user("add", "mira", "--role", "reviewer", "--password-stdin")
    assert (status, out) == (0, "user: mira\nrole: reviewer\n")
    assert (tmp_path / "talks.accounts.db").exists()
    door = Door(load_settings({"DRAGOMAN_STORE": str(tmp_path / "talks.db")}))
    assert door.users.check("mira", PASSWORD) is not None


def test_a_password_can_be_drawn_and_is_printed_this_once(user: Callable[..., Any], tmp_path: Path) -> None:
    drawn = as_json(user("add", "jo", "--generate", "--json"))["password"]
    door = Door(load_settings({"DRAGOMAN_STORE": str(tmp_path / "talks.db")}))
    assert door.users.check("jo", drawn) is not None
    assert drawn not in user("list")[1]


def test_accounts_are_listed_with_what_they_are(user: Callable[..., Any]) -> None:
    assert "Nobody has an account" in user("list")[1]
    user("add", "mira", "--password-stdin")
    user("token", "mira")
    user("add", "jo", "--password-stdin")
    user("disable", "jo")
    rows = {row["name"]: row for row in as_json(user("list", "--json"))}
    assert (rows["mira"]["role"], rows["mira"]["disabled"], rows["mira"]["tokens"]) == ("reader", None, 1)
    assert rows["jo"]["disabled"]
    printed = user("list")[1]
    assert "mira" in printed
    assert "disabled" in printed


def test_role_and_password_are_changed_and_an_account_closed_and_opened(
    user: Callable[..., Any], tmp_path: Path
) -> None:
    user("add", "mira", "--password-stdin")
    door = Door(load_settings({"DRAGOMAN_STORE": str(tmp_path / "talks.db")}))
    assert user("role", "mira", "admin")[:2] == (0, "user: mira\nrole: admin\n")
    assert user("password", "mira", "--password-stdin", typed="four words put together\n")[0] == 0
    assert door.users.check("mira", "four words put together") is not None
    drawn = as_json(user("password", "mira", "--generate", "--json"))["password"]
    assert door.users.check("mira", drawn) is not None
    assert as_json(user("disable", "mira", "--json")) == {"user": "mira", "disabled": True}
    assert door.users.check("mira", drawn) is None
    assert as_json(user("enable", "mira", "--json")) == {"user": "mira", "disabled": False}
    assert door.users.check("mira", drawn) is not None


def test_a_token_is_printed_once_listed_and_revoked(user: Callable[..., Any]) -> None:
    assert "There is no token" in user("tokens")[1]
    user("add", "mira", "--role", "reviewer", "--password-stdin")
    made = as_json(user("token", "mira", "--scope", "reviewer", "--days", "2", "--label", "nightly", "--json"))
    assert made["token"].startswith("drg_")
    (row,) = as_json(user("tokens", "mira", "--json"))
    assert (row["id"], row["scope"], row["label"], row["revoked"]) == (made["id"], "reviewer", "nightly", None)
    assert made["token"] not in user("tokens")[1]
    assert user("revoke", made["id"])[0] == 0
    assert as_json(user("tokens", "--json"))[0]["revoked"]
    assert as_json(user("list", "--json"))[0]["tokens"] == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("add", "mira", "--role", "boss", "--generate"), "DG101"),
        (("add", "Mira", "--generate"), "DG505"),
        (("add", "mira", "--password-stdin"), "DG505"),
        (("add", "mira"), "DG100"),
        (("password", "nobody", "--generate"), "DG101"),
        (("role", "nobody", "reader"), "DG101"),
        (("disable", "nobody"), "DG101"),
        (("token", "nobody"), "DG101"),
        (("revoke", "ffffffff"), "DG101"),
    ],
)
def test_what_cannot_be_is_said_with_its_code(user: Callable[..., Any], arguments: tuple[str, ...], code: str) -> None:
    status, _, said = user(*arguments, typed="short\n")
    assert status == 2
    assert f"[{code}]" in said


def test_who_is_asked_types_it_twice_and_may_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setattr(sys, "stdin", Terminal())
    asked: list[dict[str, Any]] = []

    def prompt(_: str, **how: Any) -> str:
        asked.append(how)
        return PASSWORD

    monkeypatch.setattr(typer, "prompt", prompt)
    assert run(["user", "add", "mira", "--store", str(tmp_path / "talks.db")]) == 0
    assert asked == [{"hide_input": True, "confirmation_prompt": True, "err": True}]

    def leave(_: str, **__: Any) -> str:
        raise typer.Abort

    monkeypatch.setattr(typer, "prompt", leave)
    capsys.readouterr()
    assert run(["user", "password", "mira", "--store", str(tmp_path / "talks.db")]) == 2
    assert "Nothing was changed" in capsys.readouterr().err


def test_no_archive_has_anything_of_the_accounts(
    record: Path, tmp_path: Path, user: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    import shutil

    shutil.copy(record, tmp_path / "talks.db")
    user("add", "mira-the-first", "--password-stdin")
    token = as_json(user("token", "mira-the-first", "--json"))
    held = (tmp_path / "talks.accounts.db").read_bytes()
    assert b"mira-the-first" in held
    archive = tmp_path / "talks.zip"
    assert run(["export", "archive", str(archive), "--store", str(tmp_path / "talks.db")]) == 0
    capsys.readouterr()
    with zipfile.ZipFile(archive) as found:
        bodies = b"".join(found.read(name) for name in found.namelist())
    for words in (b"mira-the-first", b"argon2", token["id"].encode()):
        assert words not in bodies
