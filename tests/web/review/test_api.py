"""Review as JSON: what the commands print; a token of the scope review decides, any other is told why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from fastapi.testclient import TestClient

from dragoman.web.access import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from conftest import Browser  # type: ignore[import-not-found]  # the folder's own
    from dragoman.store import Store
    from dragoman.web.access import Door

API = "/api/v1/review"


@pytest.fixture
def caller_of(app: FastAPI, door: Door) -> Callable[[str, Role], TestClient]:
    """Gives a program with a token of somebody's."""

    def caller(name: str, scope: Role) -> TestClient:
        words, _ = door.tokens.make(name, scope, days=1)
        return TestClient(app, headers={"authorization": f"Bearer {words}"})

    return caller


@pytest.fixture
def program(caller_of: Callable[[str, Role], TestClient]) -> TestClient:
    return caller_of("ada", Role.REVIEWER)


@pytest.mark.parametrize("path", ["queue", "queue?by=uncertainty", "log", "hands", "claims/palace"])
def test_what_is_on_record_is_read_as_json(program: TestClient, path: str) -> None:
    answer = program.get(f"{API}/{path}")
    assert answer.status_code == 200
    assert isinstance(answer.json(), list | dict)


def test_what_is_not_there_is_a_problem(program: TestClient) -> None:
    assert program.get(f"{API}/claims/nowhere").json()["code"] == "DG120"
    assert program.get(f"{API}/agreement").json()["code"] == "DG131"
    assert program.get(f"{API}/queue?by=luck").status_code == 422


def test_a_decision_gives_what_the_command_prints(program: TestClient, claim: str, store: Callable[[], Store]) -> None:
    body = {"names": [claim], "reason": "not said"}
    answer = program.post(f"{API}/reject", json=body)
    assert answer.status_code == 200
    (made,) = answer.json()["judgements"]
    assert (made["kind"], made["reviewer"]) == ("reject", "ada")
    with store() as found:
        assert answer.json()["head"] == found.head()
    undone = program.post(f"{API}/undo", json={"names": [made["id"]], "reason": "it is said"})
    assert undone.json()["judgements"][0]["value"] == made["id"]


def test_a_claim_is_added_with_its_slots(program: TestClient, store: Callable[[], Store]) -> None:
    with store() as found:
        start = found.document("palace").text.index("He proposed")
    body = {
        "names": ["palace"],
        "quote": "He proposed",
        "start": start,
        "end": start + 11,
        "lines": {"frame": "proposal"},
        "slots": {"hedged": True},
        "reason": "missed",
    }
    assert program.post(f"{API}/add", json=body).status_code == 200
    wrong = program.post(f"{API}/add", json={**body, "start": 0, "end": 11})
    assert wrong.json()["code"] == "DG131"


@pytest.mark.parametrize(
    ("name", "scope", "status"), [("ada", Role.READER, 403), ("rita", Role.READER, 403), (None, None, 401)]
)
def test_who_may_not_decide_is_told_so(
    app: FastAPI, caller_of: Callable[[str, Role], TestClient], claim: str, name: Any, scope: Any, status: int
) -> None:
    client = TestClient(app) if name is None else caller_of(name, scope)
    answer = client.post(f"{API}/reject", json={"names": [claim], "reason": "x"})
    assert answer.status_code == status


@pytest.mark.parametrize("body", [{"names": ["x"], "wrong": 1}, {"lines": {"nose": "x"}}, {"slots": {"nose": 1}}, []])
def test_a_body_of_another_form_is_refused(program: TestClient, body: Any) -> None:
    assert program.post(f"{API}/reject", json=body).status_code == 422


def test_hands_are_taken_seen_and_let_go(
    program: TestClient, caller_of: Callable[[str, Role], TestClient], claim: str, event: str
) -> None:
    taken = program.post(f"{API}/hands", json={"item": claim}).json()
    assert (taken["item"], taken["holder"]) == (event, "ada")
    assert program.get(f"{API}/hands").json() == [taken]
    other = caller_of("bela", Role.REVIEWER)
    assert other.post(f"{API}/hands", json={"item": event}).json()["holder"] == "ada"
    refused = other.post(f"{API}/note", json={"names": [claim], "reason": "x"})
    assert (refused.status_code, refused.json()["code"]) == (409, "DG133")
    assert other.post(f"{API}/hands", json={"item": event, "let_go": True}).json() == taken
    assert program.post(f"{API}/hands", json={"item": event, "let_go": True}).json() is None
    assert program.get(f"{API}/hands").json() == []


def test_a_head_that_is_behind_is_told(program: TestClient, bela: Browser, claim: str) -> None:
    head = program.get(f"{API}/log").json()["head"]
    bela.send("do/note", name=claim, reason="wait")
    body = {"names": [claim], "reason": "x", "expect_head": head}
    assert program.post(f"{API}/reject", json=body).json()["code"] == "DG131"
