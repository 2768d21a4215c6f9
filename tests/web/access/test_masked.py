"""Private persons have placeholders on every face, page, list, export and search result, for whom the setting says."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from dragoman.errors import UnreadableInputError
from dragoman.settings import load_settings
from dragoman.web.access import Door, Face, Role
from dragoman.web.access.masks import NOTHING
from dragoman.web.naming import Naming
from dragoman.web.site import create_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fastapi import FastAPI

    from dragoman.pipeline import Engine
    from dragoman.settings import Settings

PASSWORD = "three words together"  # noqa: S105  of accounts that a test makes
NAME = "Olha Vesnenko"
MASKED = re.compile(r"\[person [0-9a-f]{5}\]")
PAGES = ("/talks", "/timeline", "/search?q=roof", "/disputes", "/brief", "/today?all=1", "/sources", "/positions")
LISTS = (
    "/talks",
    "/timeline",
    "/claims",
    "/statements",
    "/search?q=roof",
    "/figures",
    "/disputes",
    "/brief",
    "/lineage",
)
EXPORTS = ("claims.jsonl", "statements.csv", "events.geojson", "events.csv", "talks.ics", "claims.xlsx")


@pytest.fixture(autouse=True)
def _one_dossier(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is known is read once: every site here has the same packs."""
    monkeypatch.setattr(Naming, "engine", engine)


@pytest.fixture(scope="module")
def told(record: Path, tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A record of one report in which a resident is named: as a voice, in the title, in passing."""
    assert record.exists()  # it has loaded the sample that this one is made with
    return make_record(tmp_path_factory.mktemp("told") / "told.db", root)


def make_record(path: Path, root: Path) -> Path:
    import importlib.util
    import sys

    name = "dragoman_sample_private"
    spec = importlib.util.spec_from_file_location(name, root / "tests/web/access/sample_private.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    module.write(path)
    return path


@pytest.fixture
def here(told: Path, tmp_path: Path, settings: Settings) -> Settings:
    return dataclasses.replace(settings, store=str(told), accounts=str(tmp_path / "accounts.db"))


def door_of(here: Settings, face: Face, **more: str) -> Door:
    door = Door(dataclasses.replace(here, **more), face)
    for role in Role:
        door.users.add(str(role), role, PASSWORD)
    return door


@pytest.fixture(scope="module")
def public_site(told: Path, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The public face with an account for each role; built once, since nobody writes to it."""
    accounts = str(tmp_path_factory.mktemp("public") / "accounts.db")
    here = dataclasses.replace(load_settings({}), store=str(told), accounts=accounts)
    return create_site(here, door=door_of(here, Face.PUBLIC))


@pytest.fixture
def public(public_site: FastAPI) -> TestClient:
    return TestClient(public_site, headers={"accept": "text/html"})


@pytest.fixture
def site_of() -> Callable[[Settings, Door], TestClient]:
    return lambda settings, door: TestClient(create_site(settings, door=door), headers={"accept": "text/html"})


def event_of(client: TestClient) -> str:
    found: str = client.get("/api/v1/timeline").json()[0]["id"]
    return found


def doc_of(client: TestClient) -> str:
    found = re.search(r'href="/reports/([^"?]+)"', client.get(f"/events/{event_of(client)}").text)
    assert found
    return found[1]


def test_a_stranger_reads_no_private_name_anywhere(public: TestClient) -> None:
    event, doc = event_of(public), doc_of(public)
    paths = [*PAGES, f"/events/{event}", f"/reports/{doc}", f"/tips/{event}", "/timeline.json", "/places.json"]
    paths += [f"/api/v1{path}" for path in (*LISTS, f"/events/{event}", f"/reports/{doc}/lineage")]
    seen = ""
    for path in paths:
        answer = public.get(path)
        assert answer.status_code == 200, path
        assert "Vesnenko" not in answer.text, path
        seen += answer.text
    assert len(set(MASKED.findall(seen))) == 2
    assert "Governor Arno Dellin" in seen


@pytest.mark.parametrize("export", EXPORTS)
def test_no_export_names_one(public: TestClient, export: str) -> None:
    answer = public.get(f"/api/v1/exports/{export}")
    assert answer.status_code == 200
    body = answer.content
    if export.endswith("xlsx"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"".join(book.read(name) for name in book.namelist())
    assert b"Vesnenko" not in body


def test_a_stranger_gets_sentences_and_the_link_of_a_report(public: TestClient) -> None:
    page = public.get(f"/reports/{doc_of(public)}").text
    assert 'class="report-text"' not in page
    assert "roof" in page
    assert 'href="https://post.example/roof"' in page
    assert "A cat slept through it all." not in page


def sign_in(client: TestClient, name: str) -> None:
    token = re.search(r'name="csrf" value="(\w+)"', client.get("/login").text)
    assert token
    client.post("/login", data={"name": name, "password": PASSWORD, "csrf": token[1]})


@pytest.mark.parametrize(
    ("face", "masks", "name", "is_named"),
    [
        (Face.PUBLIC, "public", None, False),
        (Face.PUBLIC, "public", "reader", True),
        (Face.PUBLIC, "readers", "reader", False),
        (Face.PUBLIC, "readers", "reviewer", True),
        (Face.PUBLIC, "nobody", None, True),
        (Face.LOCAL, "public", None, True),
        (Face.LOCAL, "readers", None, False),
        (Face.LOCAL, "readers", "admin", True),
        (Face.CLOSED, "readers", "reader", False),
        (Face.CLOSED, "public", "reader", True),
    ],
)
def test_the_setting_and_the_role_decide(
    here: Settings,
    site_of: Callable[[Settings, Door], TestClient],
    face: Face,
    masks: str,
    name: str | None,
    *,
    is_named: bool,
) -> None:
    client = site_of(here, door_of(here, face, masks=masks))
    if name is not None:
        sign_in(client, name)
    assert ("Vesnenko" in client.get("/api/v1/claims").text) is is_named
    assert ("Vesnenko" in client.get(f"/events/{event_of(client)}").text) is is_named


def test_the_tag_of_an_answer_tells_masked_from_plain(public: TestClient) -> None:
    plain_tag = public.get("/api/v1/claims").headers["etag"]
    sign_in(public, "reviewer")
    answer = public.get("/api/v1/claims", headers={"if-none-match": plain_tag})
    assert answer.status_code == 200
    assert "Vesnenko" in answer.text


def test_nobody_is_found_by_a_name_that_is_not_shown(public: TestClient) -> None:
    for path in ("/api/v1/search", "/search"):
        by_name, by_no_name = (public.get(path, params={"q": q}).text for q in ("Vesnenko", "Zzyzxenko"))
        assert by_name.replace("Vesnenko", "Zzyzxenko") == by_no_name
    assert public.get("/api/v1/search", params={"q": "roof"}).json()


def test_a_filter_by_letters_of_a_hidden_name_leaves_what_one_of_no_name_leaves(public: TestClient) -> None:
    for path in ("/timeline", "/timeline.json"):
        by_name, by_no_name = (public.get(path, params={"text": text}).text for text in ("Vesnenko", "Zzyzxenko"))
        assert by_name.replace("Vesnenko", "Zzyzxenko") == by_no_name
        assert NOTHING not in by_name
    assert public.get("/api/v1/timeline", params={"text": "Vesnenko"}).json() == []


def test_the_users_own_list_masks_more_and_spares_some(
    here: Settings, tmp_path: Path, site_of: Callable[[Settings, Door], TestClient]
) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Arno Dellin\n\n! Olha Vesnenko\n", "utf-8")
    here = dataclasses.replace(here, mask_names=str(names))
    text = site_of(here, door_of(here, Face.PUBLIC)).get("/api/v1/claims").text
    assert "Dellin" not in text
    assert NAME in text


def test_a_list_that_cannot_be_read_is_said_before_anything_is_served(here: Settings) -> None:
    with pytest.raises(UnreadableInputError, match="DRAGOMAN_MASK_NAMES"):
        create_site(dataclasses.replace(here, mask_names="/nowhere/names.txt"))


def test_placeholders_stay_the_same_over_a_restart(
    here: Settings, site_of: Callable[[Settings, Door], TestClient]
) -> None:
    door_of(here, Face.PUBLIC)
    first, second = (site_of(here, Door(here, Face.PUBLIC)).get("/api/v1/claims").text for _ in range(2))
    assert MASKED.findall(first) == MASKED.findall(second) != []
