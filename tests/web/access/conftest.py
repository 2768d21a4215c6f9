"""Accounts in a file of their own, with a clock that a test moves, and hashes that take no time."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from dragoman.settings import load_settings
from dragoman.web.access import Door, Face, Role
from dragoman.web.access.passwords import Passwords
from dragoman.web.site import create_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dragoman.settings import Settings

PASSWORD = "three words together"  # noqa: S105  of accounts that a test makes


class Clock:
    """The time, until it is moved on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(record: Path, tmp_path: Path) -> Settings:
    return dataclasses.replace(load_settings({}), store=str(record), accounts=str(tmp_path / "accounts.db"))


@pytest.fixture
def door(settings: Settings, clock: Clock) -> Door:
    """A door with an account for each role, named by it."""
    door = Door(settings, clock=clock)
    for role in Role:
        door.users.add(str(role), role, PASSWORD)
    return door


@pytest.fixture
def client_of(settings: Settings) -> Callable[[Door], TestClient]:
    """A browser without cookies before the site behind a door."""

    def client(door: Door, base_url: str = "http://testserver") -> TestClient:
        return TestClient(create_site(settings, door=door), base_url=base_url, headers={"accept": "text/html"})

    return client


@pytest.fixture
def closed(settings: Settings, door: Door, clock: Clock) -> Door:
    """The same accounts before a face that only they may read."""
    assert door.file.exists()
    return Door(settings, Face.CLOSED, clock)
