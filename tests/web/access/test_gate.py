"""Who comes in: by a session or a token, with a role; and no write but from a page of our own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated

import pytest
from fastapi import Depends, FastAPI, Request

from dragoman.web.access import Door, Face, Role, User, checked_form, csrf_token, current_user, require
from dragoman.web.access.guard import way_on
from dragoman.web.access.sessions import IDLE_S

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from conftest import Clock  # type: ignore[import-not-found]  # the folder's own

ClientOf = Callable[..., "TestClient"]
PASSWORD = "three words together"  # noqa: S105  of accounts that a test makes
JSON = {"accept": "application/json"}


def add_routes(client: TestClient) -> TestClient:
    """Add what a part of the site would: a page, a form, and a write of a script; once to a site."""
    app = client.app
    assert isinstance(app, FastAPI)
    if getattr(app.state, "has_desk", False):
        return client
    app.state.has_desk = True

    @app.get("/desk")
    def desk(request: Request, user: Annotated[User, Depends(require(Role.REVIEWER))]) -> dict[str, str]:
        return {"name": user.name, "token": csrf_token(request)}

    @app.post("/desk")
    def write(
        user: Annotated[User, Depends(require(Role.REVIEWER))],
        form: Annotated[Mapping[str, str], Depends(checked_form)],
    ) -> dict[str, str]:
        return {"name": user.name, **form}

    @app.delete("/api/v1/desk")
    def remove(user: Annotated[User, Depends(require(Role.REVIEWER))]) -> str:
        return user.name

    return client


@pytest.fixture
def client(door: Door, client_of: ClientOf) -> TestClient:
    return add_routes(client_of(door))


def token_of(client: TestClient, path: str = "/login") -> str:
    found = re.search(r'name="csrf" value="(\w+)"', client.get(path).text)
    assert found
    return found[1]


def sign_in(client: TestClient, name: str, **more: str) -> int:
    form = {"name": name, "password": PASSWORD, "csrf": more.pop("csrf", None) or token_of(client), **more}
    return client.post("/login", data=form, follow_redirects=False).status_code


def test_a_browser_is_led_to_the_sign_in_and_back(client: TestClient) -> None:
    led = client.get("/desk?a=1", follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (303, "/login?next=%2Fdesk%3Fa%3D1")
    page = client.get(led.headers["location"])
    assert 'name="next" value="/desk?a=1"' in page.text
    form = {"name": " Reviewer ", "password": PASSWORD, "csrf": token_of(client), "next": "/desk?a=1"}
    back = client.post("/login", data=form, follow_redirects=False)
    assert (back.status_code, back.headers["location"]) == (303, "/desk?a=1")
    assert client.get("/desk").json()["name"] == "reviewer"


def test_a_program_is_told_in_a_problem(client: TestClient) -> None:
    answer = client.get("/desk", headers=JSON)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["code"] == "DG501"


def test_who_has_too_small_a_role_is_told_so(client: TestClient) -> None:
    assert sign_in(client, "reader") == 303
    answer = client.get("/desk")
    assert answer.status_code == 403
    assert "needs the role reviewer" in answer.text
    assert client.get("/desk", headers=JSON).json()["code"] == "DG502"


@pytest.mark.parametrize("name", ["reviewer", "admin"])
def test_a_role_covers_those_before_it(client: TestClient, name: str) -> None:
    sign_in(client, name)
    assert client.get("/desk").json()["name"] == name


def test_the_cookie_of_a_session_is_no_scripts_and_no_other_sites(client: TestClient) -> None:
    form = {"name": "reader", "password": PASSWORD, "csrf": token_of(client)}
    said = client.post("/login", data=form, follow_redirects=False).headers
    assert re.fullmatch(r"dragoman_session=[\w-]{43}; Path=/; HttpOnly; SameSite=Lax", said["set-cookie"])
    assert said["cache-control"] == "private, no-store"


def test_over_tls_the_cookie_is_sent_over_tls_alone(door: Door, client_of: ClientOf) -> None:
    client = client_of(door, base_url="https://testserver")
    form = {"name": "reader", "password": PASSWORD, "csrf": token_of(client)}
    said = client.post("/login", data=form, follow_redirects=False).headers["set-cookie"]
    assert said.startswith("__Host-dragoman_session=")
    assert said.endswith("; Secure")


def test_signing_in_gives_a_new_number_and_ends_the_one_before(client: TestClient, door: Door) -> None:
    sign_in(client, "reader")
    first = client.cookies["dragoman_session"]
    sign_in(client, "reader", csrf=token_of(client, "/talks"))
    second = client.cookies["dragoman_session"]
    assert first != second
    assert door.sessions.user(first) is None
    assert door.sessions.user(second) is not None


def test_a_number_that_was_planted_is_never_a_session(client: TestClient, door: Door) -> None:
    client.cookies.set("dragoman_session", "planted")
    sign_in(client, "reader")
    assert client.cookies.get("dragoman_session", domain="testserver.local") != "planted"
    assert door.sessions.user("planted") is None


def test_signing_out_ends_the_session_on_the_server(client: TestClient, door: Door) -> None:
    sign_in(client, "reviewer")
    number, token = client.cookies["dragoman_session"], token_of(client, "/talks")
    assert client.post("/logout", follow_redirects=False).status_code == 400
    assert client.post("/logout", data={"csrf": "x"}, follow_redirects=False).status_code == 403
    assert door.sessions.user(number) is not None
    client.post("/logout", data={"csrf": token}, follow_redirects=False)
    assert door.sessions.user(number) is None
    assert "dragoman_session" not in client.cookies


def test_signing_out_twice_does_no_harm(client: TestClient) -> None:
    token = token_of(client)
    assert client.post("/logout", data={"csrf": token}, follow_redirects=False).status_code == 303


def test_who_is_signed_in_already_goes_on(client: TestClient) -> None:
    sign_in(client, "reader")
    assert client.get("/login?next=/desk", follow_redirects=False).headers["location"] == "/desk"


def test_a_session_that_has_run_out_leads_to_the_sign_in(client: TestClient, clock: Clock) -> None:
    sign_in(client, "reviewer")
    clock.move(seconds=IDLE_S)
    assert client.get("/desk", follow_redirects=False).status_code == 303


def test_a_wrong_password_says_nothing_of_which_was_wrong(client: TestClient) -> None:
    token = token_of(client)
    pages = [
        client.post("/login", data={"name": name, "password": "not it", "csrf": token}) for name in ("reader", "ghosts")
    ]
    assert [page.status_code for page in pages] == [401, 401]
    assert pages[0].text.replace("reader", "ghosts") == pages[1].text
    assert 'role="alert"' in pages[0].text


def test_too_many_tries_are_told_when_to_come_again(client: TestClient) -> None:
    token = token_of(client)
    form = {"name": "reader", "password": "not it", "csrf": token}
    statuses = [client.post("/login", data=form).status_code for _ in range(11)]
    assert statuses == [401] * 10 + [429]
    assert client.post("/login", data=form).headers["retry-after"] == "900"


def test_without_accounts_the_page_says_how_to_make_one(settings: object, client_of: ClientOf) -> None:
    client = client_of(Door(settings))  # type: ignore[arg-type]
    page = client.get("/login").text
    assert "dragoman user add" in page
    assert '<input type="password"' not in page
    form = {"name": "reader", "password": PASSWORD, "csrf": "x"}
    assert client.post("/login", data=form).status_code == 403
    assert "Sign in</a>" not in client.get("/talks").text


@pytest.mark.parametrize(
    "onward", ["//evil.example", "/\\evil.example", "https://evil.example", "evil", "/a\nb", "/\\/evil", ""]
)
def test_nobody_is_sent_on_to_another_site(client: TestClient, onward: str) -> None:
    assert way_on(onward) == "/"
    form = {"name": "reader", "password": PASSWORD, "csrf": token_of(client), "next": onward}
    assert client.post("/login", data=form, follow_redirects=False).headers["location"] == "/"


def test_a_form_of_our_own_page_is_taken(client: TestClient) -> None:
    sign_in(client, "reviewer")
    token = client.get("/desk").json()["token"]
    assert client.post("/desk", data={"a": "b", "csrf": token}).json() == {"name": "reviewer", "a": "b"}


def test_a_token_of_another_session_is_refused(door: Door, client_of: ClientOf) -> None:
    mine, others = add_routes(client_of(door)), add_routes(client_of(door))
    for client in (mine, others):
        sign_in(client, "reviewer")
    token = others.get("/desk").json()["token"]
    for sent in (token, "", "é"):
        assert mine.post("/desk", data={"a": "b", "csrf": sent}).status_code == 403


def test_a_script_sends_the_token_as_a_header(client: TestClient) -> None:
    sign_in(client, "reviewer")
    token = client.get("/desk").json()["token"]
    assert client.delete("/api/v1/desk", headers={"X-CSRF-Token": token}).json() == "reviewer"
    assert client.delete("/api/v1/desk", headers={"X-CSRF-Token": "x"}).json()["code"] == "DG503"
    assert client.delete("/api/v1/desk").json()["code"] == "DG100"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://testserver"}, 200),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"origin": "https://desk.example"}, 200),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "https://testserver"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_a_write_comes_from_our_own_pages_or_listed_ones(
    door: Door, client_of: ClientOf, headers: dict[str, str], status: int
) -> None:
    door.origins = frozenset({"https://desk.example"})
    client = add_routes(client_of(door))
    sign_in(client, "reviewer")
    token = client.get("/desk").json()["token"]
    assert client.post("/desk", data={"csrf": token}, headers=headers).status_code == status


def test_a_refused_browser_goes_back_to_the_page_it_came_from(client: TestClient) -> None:
    for referer, onward in (("http://testserver/talks", "%2Ftalks"), ("", "%2F")):
        led = client.post("/desk", data={"a": "b"}, headers={"referer": referer}, follow_redirects=False)
        assert led.headers["location"] == f"/login?next={onward}"


def test_a_program_writes_with_a_token_and_needs_no_form_token(client: TestClient, door: Door) -> None:
    words, token = door.tokens.make("reviewer", Role.REVIEWER, days=1)
    sent = {"authorization": f"Bearer {words}"}
    assert client.get("/desk", headers=sent).json()["name"] == "reviewer"
    assert client.delete("/api/v1/desk", headers=sent).json() == "reviewer"
    assert client.post("/desk", data={"a": "b"}, headers=sent).json()["a"] == "b"
    door.tokens.revoke(token.id)
    for path in ("/desk", "/api/v1/talks", "/talks", "/nowhere"):
        assert client.get(path, headers=sent).json()["code"] == "DG501"


def test_a_token_of_a_smaller_scope_does_less(client: TestClient, door: Door) -> None:
    words, _ = door.tokens.make("reviewer", Role.READER, days=1)
    assert client.get("/desk", headers={"authorization": f"bearer {words}"}).json()["code"] == "DG502"


def test_a_bad_token_is_refused_even_beside_a_session(client: TestClient) -> None:
    sign_in(client, "reviewer")
    answer = client.get("/desk", headers={"authorization": "Bearer drg_nothing"})
    assert answer.status_code == 401


def test_a_page_shows_who_is_signed_in_and_is_kept_by_no_proxy(client: TestClient) -> None:
    plain = client.get("/talks")
    assert "cache-control" not in plain.headers
    assert "Sign in</a>" in plain.text
    sign_in(client, "reader")
    page = client.get("/talks")
    assert "Sign out" in page.text
    assert page.headers["cache-control"] == "private, no-store"
    assert "Cookie" in page.headers["vary"]
    assert client.get("/api/v1/talks").headers["cache-control"] == "private, no-cache"
    assert "private" not in client.get("/static/site.css").headers.get("cache-control", "")


def test_a_closed_face_shows_nothing_but_the_way_in(closed: Door, client_of: ClientOf) -> None:
    client = client_of(closed)
    assert client.get("/talks", follow_redirects=False).headers["location"] == "/login?next=%2Ftalks"
    assert client.get("/api/v1/talks").status_code == 401
    assert client.get("/api/v1/openapi.json").status_code == 401
    assert client.get("/timeline.json", headers=JSON).status_code == 401
    for path in ("/login", "/static/site.css", "/healthz", "/api/v1/healthz"):
        assert client.get(path).status_code == 200
    sign_in(client, "reader")
    assert client.get("/talks", follow_redirects=False).status_code == 200
    assert client.get("/api/v1/talks").status_code == 200


def test_a_proxy_before_a_local_face_is_refused(door: Door, closed: Door, client_of: ClientOf) -> None:
    through = {"x-forwarded-for": "192.0.2.1"}
    assert client_of(door).get("/talks", headers=through).status_code == 403
    assert client_of(door).get("/api/v1/talks", headers=through).json()["code"] == "DG508"
    assert client_of(closed).get("/login", headers=through).status_code == 200


def test_what_reads_the_whole_record_is_not_for_strangers(settings: object, door: Door, client_of: ClientOf) -> None:
    client = client_of(Door(settings, Face.PUBLIC, door.file._clock))  # type: ignore[arg-type]
    assert client.get("/api/v1/check", headers=JSON).status_code == 401
    sign_in(client, "reader")
    assert client.get("/api/v1/check", headers=JSON).status_code == 200


def test_accounts_that_cannot_be_read_hide_no_page_of_a_local_face(client: TestClient, door: Door) -> None:
    sign_in(client, "reader")
    door.file.path.write_bytes(b"not a database, by any means" * 100)
    answer = client.get("/desk", headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (503, "DG506")
    client.cookies.clear()
    assert client.get("/talks").status_code == 200
    assert client.get("/api/v1/talks").status_code == 200


def test_outside_a_request_of_an_account_nobody_is_there(client: TestClient) -> None:
    app = client.app
    assert isinstance(app, FastAPI)
    seen: list[User | None] = []

    @app.get("/who")
    def who(request: Request) -> None:
        seen.append(current_user(request))
        seen.append(current_user(request))

    client.get("/who")
    sign_in(client, "admin")
    client.get("/who")
    assert seen == [None, None, User("admin", Role.ADMIN), User("admin", Role.ADMIN)]
