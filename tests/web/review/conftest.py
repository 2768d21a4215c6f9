"""A site over a record of its own, with three reviewers and a reader, each in a browser of their own."""

from __future__ import annotations

import dataclasses
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from dragoman.settings import load_settings
from dragoman.store import open_store
from dragoman.web.access import Door, Face, Role
from dragoman.web.access.passwords import Passwords
from dragoman.web.naming import Naming
from dragoman.web.site import create_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fastapi import FastAPI

    from dragoman.pipeline import Engine
    from dragoman.settings import Settings
    from dragoman.store import Store

PASSWORD = "three words together"  # noqa: S105  of accounts that a test makes
PEOPLE = {"ada": Role.REVIEWER, "bela": Role.REVIEWER, "cora": Role.ADMIN, "rita": Role.READER}


class Clock:
    """The time, until it is moved on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


class Browser:
    """What one person's browser does, without a script."""

    def __init__(self, app: FastAPI, session: str | None) -> None:
        self.client = TestClient(app, headers={"accept": "text/html"})
        if session:
            self.client.cookies.set("dragoman_session", session)

    def page(self, path: str = "/review", *, status: int = 200, **headers: str) -> str:
        answer = self.client.get(path, headers=headers)
        assert answer.status_code == status
        return answer.text

    def token(self) -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.page())
        assert found
        return found[1]

    def head(self) -> str:
        return str(self.client.get("/api/v1/review/log").json()["head"])

    def send(self, action: str, *, status: int = 303, **form: str) -> str:
        """Send a form; give where the answer leads, or the page that says why it was not recorded."""
        told = {name.replace("__", "."): value for name, value in form.items()} | {"csrf": self.token()}
        answer = self.client.post(f"/review/{action}", data=told, follow_redirects=False)
        assert answer.status_code == status, re.findall(r"Not recorded.*", answer.text)
        return answer.headers.get("location") or answer.text


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("review")
    return dataclasses.replace(load_settings({}), store=str(folder / "record.db"), accounts=str(folder / "accounts.db"))


@pytest.fixture(scope="session")
def door(settings: Settings) -> Door:
    door = Door(settings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        for name, role in PEOPLE.items():
            door.users.add(name, role, PASSWORD)
    return door


@pytest.fixture(scope="session")
def app(settings: Settings, door: Door, engine: Engine) -> FastAPI:
    """The server of all tests here; each has the record anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Naming, "engine", engine)
        return create_site(settings, door=door)


@pytest.fixture(autouse=True)
def _anew(app: FastAPI, settings: Settings, record: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record in which nobody has decided anything, and nothing in anybody's hand."""
    monkeypatch.setattr(Naming, "engine", engine)
    for old in Path(settings.store).parent.glob("record.db*"):
        old.unlink()
    shutil.copy(record, settings.store)
    for lock in app.state.locks.all():
        app.state.locks.release(lock.item, lock.holder)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def browser_of(app: FastAPI, door: Door) -> Callable[[str | None], Browser]:
    """Gives a browser in which somebody has signed in; all are before one server."""
    return lambda name: Browser(app, None if name is None else door.sessions.begin(name))


@pytest.fixture(scope="session")
def public_app(settings: Settings) -> FastAPI:
    return create_site(settings, is_public=True, door=Door(settings, Face.PUBLIC))


@pytest.fixture
def public_browser_of(public_app: FastAPI, door: Door) -> Callable[[str | None], Browser]:
    """The same before a public face."""
    return lambda name: Browser(public_app, None if name is None else door.sessions.begin(name))


@pytest.fixture
def ada(browser_of: Callable[[str | None], Browser]) -> Browser:
    return browser_of("ada")


@pytest.fixture
def bela(browser_of: Callable[[str | None], Browser]) -> Browser:
    return browser_of("bela")


@pytest.fixture
def store(settings: Settings) -> Callable[[], Store]:
    """Opens the record to see what was kept."""
    return lambda: open_store(settings.store, write=False)


@pytest.fixture
def claim(store: Callable[[], Store]) -> str:
    """The id of the meeting at the palace."""
    with store() as found:
        return found.claim("palace:c1").claim.id


@pytest.fixture
def event(store: Callable[[], Store], claim: str) -> Iterator[str]:
    """The id of its event."""
    with store() as found:
        yield found.events_of([claim])[claim]
