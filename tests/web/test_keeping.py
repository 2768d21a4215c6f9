"""Keeping: a reviewer takes a pasted text into the record as ``dragoman ingest`` would; nobody else can."""

from __future__ import annotations

import dataclasses
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from dragoman.errors import UsageError
from dragoman.settings import load_settings
from dragoman.store import open_store
from dragoman.web.access import Door, Face, Role
from dragoman.web.access.passwords import Passwords
from dragoman.web.pages.reading import MOST_CHARS, texts_of
from dragoman.web.site import create_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from dragoman.settings import Settings

TEXT = "Eine Meldung auf Deutsch: Die Delegationen trafen sich am Montag in Istanbul, um über einen Austausch zu reden."
"""In a language that is kept and not read, so that no test here needs the model."""
FORM = {"text1": TEXT, "source1": "Harbour Post", "published1": "2025-06-02", "url1": "https://post.example/1"}


PASSWORD = "three words together"  # noqa: S105  of accounts that a test makes


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("keeping")
    store, accounts = str(folder / "record.db"), str(folder / "accounts.db")
    return dataclasses.replace(load_settings({}), store=store, accounts=accounts, busy_timeout_s=0.05)


@pytest.fixture(scope="module")
def sites(settings: Settings, record: Path) -> dict[Face, FastAPI]:
    """A site of each face over one record, with an account for each role, named by it."""
    shutil.copy(record, settings.store)
    doors = {face: Door(settings, face) for face in (Face.LOCAL, Face.PUBLIC)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        for role in Role:
            doors[Face.LOCAL].users.add(str(role), role, PASSWORD)
    return {face: create_site(settings, door=door) for face, door in doors.items()}


@pytest.fixture(autouse=True)
def _anew(settings: Settings, sites: dict[Face, FastAPI], record: Path) -> None:
    """A record in which nobody has kept anything."""
    assert sites
    for old in Path(settings.store).parent.glob("record.db*"):
        old.unlink()
    shutil.copy(record, settings.store)


@pytest.fixture
def browser(sites: dict[Face, FastAPI]) -> Callable[..., TestClient]:
    """Gives a browser in which an account of a role has signed in, before a face."""

    def signed_in(role: Role | None, face: Face = Face.LOCAL) -> TestClient:
        client = TestClient(sites[face], headers={"accept": "text/html"})
        if role is not None:
            client.cookies.set("dragoman_session", sites[face].state.door.sessions.begin(str(role)))
        return client

    return signed_in


def send(client: TestClient, **form: str) -> tuple[int, str, str]:
    found = re.search(r'name="csrf" value="(\w+)"', client.get("/read").text)
    assert found
    answer = client.post("/read/keep", data={"csrf": found[1], **form}, follow_redirects=False)
    return answer.status_code, answer.headers.get("location", ""), answer.text


def reports(settings: Settings) -> int:
    with open_store(settings.store, write=False) as store:
        return len(list(store.documents()))


def test_a_reviewer_keeps_a_text_with_what_is_said_of_it(
    browser: Callable[..., TestClient], settings: Settings
) -> None:
    client, before = browser(Role.REVIEWER), reports(settings)
    assert "Keep in the record" in client.get("/read").text
    status, onward, _ = send(client, **FORM)
    assert (status, reports(settings)) == (303, before + 1)
    assert "On record:" in client.get(onward).text
    with open_store(settings.store, write=False) as store:
        document = store.document(onward.partition("=")[2])
    assert (document.text, document.source, document.url) == (TEXT, "Harbour Post", "https://post.example/1")
    assert document.published is not None
    assert document.published.instant.isoformat() == "2025-06-02"
    assert client.get(f"/reports/{document.id}").status_code == 200


def test_a_text_that_is_known_is_kept_once(browser: Callable[..., TestClient], settings: Settings) -> None:
    client = browser(Role.ADMIN)
    first, known = send(client, **FORM), reports(settings)
    assert send(client, **FORM)[:2] == first[:2]
    assert reports(settings) == known


def test_two_texts_are_kept_together(browser: Callable[..., TestClient], settings: Settings) -> None:
    client, before = browser(Role.REVIEWER), reports(settings)
    onward = send(client, **FORM, text2=TEXT.replace("Montag", "Dienstag"))[1]
    assert onward.count("kept=") == 2
    page = client.get(onward).text
    assert page.count("On record:") == 2
    assert page.count("needs publication date") == 1
    assert reports(settings) == before + 2


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"text1": " "}, "there is none to keep"),
        ({**FORM, "url1": "javascript:alert(1)"}, "is no web address"),
        ({**FORM, "published1": "Monday"}, "is no day"),
        ({**FORM, "text1": "x" * (MOST_CHARS + 1)}, "more than 100,000 characters"),
        ({**FORM, "text1": "a\0b"}, "NUL"),
    ],
)
def test_what_cannot_be_kept_is_said_and_the_form_stays(
    browser: Callable[..., TestClient], settings: Settings, form: dict[str, str], words: str
) -> None:
    client, before = browser(Role.REVIEWER), reports(settings)
    status, _, page = send(client, **form)
    assert (status, reports(settings)) == (400, before)
    assert words in page
    assert "Not kept." in page
    assert form.get("source1", "") in page


def test_a_busy_record_keeps_nothing_and_leaves_the_form(
    browser: Callable[..., TestClient], settings: Settings
) -> None:
    client = browser(Role.REVIEWER)
    with open_store(settings.store, write=True) as store, store.transaction():
        status, _, page = send(client, **FORM)
    assert status == 503
    assert "Harbour Post" in page


def test_who_may_only_read_is_not_offered_it_and_cannot_do_it(
    browser: Callable[..., TestClient], settings: Settings
) -> None:
    before, reader, nobody = reports(settings), browser(Role.READER), browser(None)
    for client in (reader, nobody):
        assert "Keep in the record" not in client.get("/read").text
    assert send(reader, **FORM)[0] == 403
    status, onward, _ = send(nobody, **FORM)
    assert (status, onward[:7]) == (303, "/login?")
    assert reports(settings) == before


def test_without_the_token_of_its_page_nothing_is_kept(browser: Callable[..., TestClient], settings: Settings) -> None:
    client, before = browser(Role.REVIEWER), reports(settings)
    assert client.post("/read/keep", data={**FORM, "csrf": "x"}).status_code == 403
    assert client.post("/read/keep", data=FORM).status_code == 403
    assert reports(settings) == before


def test_a_public_face_keeps_nothing_of_anybody(browser: Callable[..., TestClient], settings: Settings) -> None:
    client, before = browser(Role.ADMIN, Face.PUBLIC), reports(settings)
    assert client.get("/read").status_code == 403
    assert client.post("/read/keep", data=FORM).status_code == 403
    assert reports(settings) == before


def test_what_an_address_says_was_kept_is_shown_to_reviewers_and_where_it_is_on_record(
    browser: Callable[..., TestClient],
) -> None:
    reviewer, nobody = browser(Role.REVIEWER), browser(None)
    doc = reviewer.get("/api/v1/claims?limit=1").json()[0]["doc"]
    assert reviewer.get(f"/read?kept={doc}").text.count("On record:") == 1
    assert "On record:" not in reviewer.get("/read?kept=nothing").text
    assert "On record:" not in nobody.get(f"/read?kept={doc}").text


def test_a_text_that_is_too_long_is_not_cut() -> None:
    with pytest.raises(UsageError, match="text 2"):
        list(texts_of({"text2": "x" * (MOST_CHARS + 1)}))
    assert [text["text"] for text in texts_of({"text1": "a\r\nb"})] == ["a\nb"]
