"""Accounts in a file of their own, with a clock that a test moves, and hashes that take no time."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

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

    from fastapi import FastAPI

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


class Relay(Door):
    """A door that is whichever a test has: a site of each face is built once, since that takes a second.

    Attributes:
        door: The one that is meant now.
    """

    def __init__(self, door: Door) -> None:
        self.door = door

    def __getattr__(self, name: str) -> Any:
        return getattr(self.door, name)

    @property
    def key(self) -> bytes:  # type: ignore[override]  # Door keeps its own; this one follows
        return self.door.key


@pytest.fixture(scope="session")
def sites() -> dict[Face, FastAPI]:
    """The sites that were built, by their face."""
    return {}


@pytest.fixture
def client_of(settings: Settings, sites: dict[Face, FastAPI]) -> Callable[..., TestClient]:
    """A browser without cookies before the site behind a door; two doors of one face at once need two sites."""

    def client(door: Door, base_url: str = "http://testserver") -> TestClient:
        if door.face not in sites:
            sites[door.face] = create_site(dataclasses.replace(settings, requests_per_minute=0), door=Relay(door))
        sites[door.face].state.door.door = door
        return TestClient(sites[door.face], base_url=base_url, headers={"accept": "text/html"})

    return client


@pytest.fixture
def closed(settings: Settings, door: Door, clock: Clock) -> Door:
    """The same accounts before a face that only they may read."""
    assert door.file.exists()
    return Door(settings, Face.CLOSED, clock)
