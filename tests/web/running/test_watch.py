"""Requests are counted and written down, without anything that could be a secret; health tells of the record."""

from __future__ import annotations

import dataclasses
import io
import json
import logging
import sqlite3
import sys
from typing import TYPE_CHECKING, Any

import anyio
import pytest
from fastapi.testclient import TestClient

from dragoman.errors import StoreBusyError, StoreUnusableError, UsageError
from dragoman.settings import load_settings
from dragoman.viewing import Viewer
from dragoman.web.access import Door, Face, Role
from dragoman.web.running.figures import Figures
from dragoman.web.running.health import Health
from dragoman.web.running.hosts import check_hosts, check_origins
from dragoman.web.running.journal import Journal, ServerLines
from dragoman.web.running.watch import Watch
from dragoman.web.site import create_site

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.settings import Settings

PASSWORD = "three words together"  # noqa: S105  of an account that a test makes
PAGE = {"accept": "text/html"}


@pytest.fixture
def settings(record: Path, tmp_path: Path) -> Settings:
    return dataclasses.replace(load_settings({}), store=str(record), accounts=str(tmp_path / "accounts.db"))


def lines_of(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_request_is_a_line_without_its_query_cookies_tokens_or_body(settings: Settings) -> None:
    log = io.StringIO()
    door = Door(settings)
    door.users.add("mira", Role.READER, PASSWORD)
    words, _ = door.tokens.make("mira", Role.READER, days=1)
    client = TestClient(create_site(settings, door=door, journal=Journal(log)))
    answer = client.get("/api/v1/search?q=secretwords", headers={"authorization": f"Bearer {words}"})
    client.cookies.set("a", "cookiesecret")
    client.post("/login", data={"name": "typedsecret", "password": PASSWORD})
    first, second = lines_of(log)
    assert (first["method"], first["path"], first["route"], first["status"]) == (
        "GET",
        "/api/v1/search",
        "/api/v1/search",
        200,
    )
    assert first["user"] == "mira"
    assert first["id"] == answer.headers["x-request-id"]
    assert first["bytes"] > 0
    assert second["status"] == 403
    for secret in (words, "secretwords", PASSWORD, "typedsecret", "cookiesecret"):
        assert secret not in log.getvalue()


def test_who_signed_in_is_a_line_and_who_only_tried_has_a_name_where_it_is_one(settings: Settings) -> None:
    log = io.StringIO()
    door = Door(settings)
    door.users.add("mira", Role.READER, PASSWORD)
    client = TestClient(create_site(settings, door=door, journal=Journal(log)))
    page = client.get("/login").text.split('name="csrf" value="')[1][:64]
    for name, password in (("mira", "wrong"), ("mypassword", "wrong"), ("mira", PASSWORD)):
        client.post("/login", data={"name": name, "password": password, "csrf": page})
    told = [(line["outcome"], line.get("user")) for line in lines_of(log) if line["event"] == "sign_in"]
    assert told == [("refused", "mira"), ("refused", None), ("done", "mira")]
    figures = client.get("/metrics").text
    assert 'dragoman_sign_ins_total{outcome="refused"} 2.0' in figures


def test_figures_name_routes_and_never_what_was_asked_for(settings: Settings) -> None:
    client = TestClient(create_site(settings, door=Door(settings)))
    client.get("/events/evt_secret")
    client.get("/static/site.css")
    client.get("/nowhere/at/all")
    client.request("BREW", "/talks")
    text = client.get("/metrics").text
    assert 'dragoman_requests_total{method="GET",route="/events/{event_id}",status="404"} 1.0' in text
    assert 'route="/static"' in text
    assert 'route="none",status="404"' in text
    assert 'method="other"' in text
    assert "dragoman_record_up 1.0" in text
    assert "evt_secret" not in text
    assert "nowhere" not in text


@pytest.mark.parametrize(
    ("face", "base_url", "client", "status"),
    [
        (Face.LOCAL, "http://localhost", "127.0.0.1", 200),
        (Face.PUBLIC, "http://localhost", "127.0.0.1", 200),
        (Face.PUBLIC, "http://record.example", "127.0.0.1", 401),
        (Face.PUBLIC, "http://localhost", "192.0.2.1", 401),
        (Face.CLOSED, "http://127.0.0.1", "127.0.0.1", 200),
        (Face.CLOSED, "http://record.example", "192.0.2.1", 401),
    ],
)
def test_figures_are_for_this_machine(settings: Settings, face: Face, base_url: str, client: str, status: int) -> None:
    site = create_site(settings, door=Door(settings, face))
    answer = TestClient(site, base_url=base_url, client=(client, 50_000)).get("/metrics")
    assert answer.status_code == status


def test_figures_are_for_who_is_signed_in(settings: Settings) -> None:
    door = Door(settings, Face.CLOSED)
    door.users.add("mira", Role.READER, PASSWORD)
    words, _ = door.tokens.make("mira", Role.READER, days=1)
    client = TestClient(create_site(settings, door=door), base_url="http://record.example")
    assert client.get("/metrics", headers={"authorization": f"Bearer {words}"}).status_code == 200


def test_health_tells_of_the_record(settings: Settings) -> None:
    client = TestClient(create_site(settings, door=Door(settings)))
    assert client.get("/healthz").json() == {"ok": True, "version": client.app.version, "record": "ready"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("face", [Face.LOCAL, Face.PUBLIC])
def test_a_record_that_was_moved_is_said_on_a_page_that_looks_again(
    settings: Settings, tmp_path: Path, face: Face
) -> None:
    moved = dataclasses.replace(settings, store=str(tmp_path / "secretplace" / "record.db"))
    client = TestClient(create_site(moved, door=Door(settings, face)))
    health = client.get("/healthz")
    assert (health.status_code, health.json()["record"], health.headers["retry-after"]) == (503, "missing", "10")
    page = client.get("/talks", headers=PAGE)
    assert (page.status_code, page.headers["retry-after"]) == (503, "10")
    assert '<meta http-equiv="refresh" content="10">' in page.text
    problem = client.get("/api/v1/talks")
    assert (problem.status_code, problem.headers["retry-after"]) == (503, "10")
    data = client.get("/timeline.json")
    assert (data.status_code, data.headers["retry-after"]) == (503, "10")
    assert client.get("/tips/evt_1").status_code == 503
    for text in (page.text, problem.text, data.text):
        assert ("secretplace" in text) is (face is Face.LOCAL)
    assert (
        "dragoman_record_up 0.0"
        in TestClient(client.app, base_url="http://localhost", client=("127.0.0.1", 1)).get("/metrics").text
    )


def test_a_record_of_an_older_form_is_being_brought_up(settings: Settings, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with sqlite3.connect(settings.store) as source, sqlite3.connect(old) as copy:
        source.backup(copy)
        copy.execute("UPDATE alembic_version SET version_num = '0001'")
    for connection in (source, copy):
        connection.close()
    older = dataclasses.replace(settings, store=str(old))
    client = TestClient(create_site(older, door=Door(settings, Face.PUBLIC)))
    assert client.get("/healthz").json()["record"] == "migrating"
    assert "form of this version" in client.get("/talks", headers=PAGE).text


@pytest.mark.parametrize(
    ("error", "state"), [(StoreBusyError("a", 1), "busy"), (StoreUnusableError("a", "b", "c"), "unusable")]
)
def test_every_fault_of_a_record_has_a_word(error: Exception, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Viewer) -> None:
        raise error

    monkeypatch.setattr(Viewer, "store", fail)
    assert Health(Viewer(load_settings({})), Figures()).state() == state


def test_what_the_server_says_is_a_line_with_its_traceback() -> None:
    log = io.StringIO()
    handler = ServerLines(Journal(log))
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        handler.emit(logging.LogRecord("a", logging.ERROR, "p", 1, "it %s", ("failed",), sys.exc_info()))
    handler.emit(logging.LogRecord("a", logging.WARNING, "p", 1, "careful", (), None))
    first, second = lines_of(log)
    assert (first["said"], first["level_name"]) == ("it failed", "ERROR")
    assert "ZeroDivisionError" in first["trace"]
    assert "trace" not in second


def test_a_handler_that_fails_is_counted_as_such(aside: Any) -> None:
    log = io.StringIO()

    async def app(*_: Any) -> None:
        raise ZeroDivisionError

    async def ask() -> None:
        scope = {"type": "http", "method": "GET", "path": "/x"}
        with pytest.raises(ZeroDivisionError):
            await Watch(app, figures=Figures(), journal=Journal(log))(scope, app, app)

    aside(lambda: anyio.run(ask))
    assert lines_of(log)[0]["status"] == 500


def test_no_journal_writes_nothing_and_what_is_no_request_passes(aside: Any) -> None:
    seen: list[str] = []

    async def app(scope: Any, _: Any, __: Any) -> None:
        seen.append(scope["type"])

    async def ask() -> None:
        await Watch(app, figures=Figures(), journal=Journal())({"type": "lifespan"}, app, app)

    aside(lambda: anyio.run(ask))
    Journal().tell("nothing")
    assert seen == ["lifespan"]


@pytest.mark.parametrize("name", ["record.example.org", "*.example.org", "desk", "192.0.2.1", "[::1]", "a_b"])
def test_names_of_hosts_are_taken(name: str) -> None:
    check_hosts([name])


@pytest.mark.parametrize("name", ["https://a.example", "a.example:80", "*", "a.*", "", "a b"])
def test_what_is_no_name_of_a_host_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="DRAGOMAN_HOSTS"):
        check_hosts([name])


@pytest.mark.parametrize("origin", ["https://a.example", "http://127.0.0.1:8000"])
def test_origins_are_taken(origin: str) -> None:
    check_origins([origin])


@pytest.mark.parametrize("origin", ["a.example", "https://a.example/", "ftp://a.example", "*", "null"])
def test_what_is_no_origin_is_refused(origin: str) -> None:
    with pytest.raises(UsageError, match="DRAGOMAN_ORIGINS"):
        check_origins([origin])


def test_listed_hosts_are_answered_and_no_others(settings: Settings) -> None:
    listed = dataclasses.replace(settings, hosts=("record.example",))
    site = create_site(listed, door=Door(settings, Face.PUBLIC))
    for host, status in (("record.example", 200), ("localhost", 200), ("other.example", 400)):
        assert TestClient(site, base_url=f"http://{host}").get("/talks").status_code == status


def test_strangers_may_not_ask_too_often_and_who_sits_here_may(settings: Settings) -> None:
    few = dataclasses.replace(settings, requests_per_minute=3)
    for face, last in ((Face.PUBLIC, 429), (Face.LOCAL, 200)):
        client = TestClient(create_site(few, door=Door(settings, face)))
        assert [client.get("/talks", headers=PAGE).status_code for _ in range(2)] == [200, last]
