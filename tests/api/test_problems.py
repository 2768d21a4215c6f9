"""Errors are problems with a stable code; nothing is reachable by a name that is not this machine's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from fastapi.testclient import TestClient

from dragoman.api import problems
from dragoman.api.app import HEADERS, create_app
from dragoman.errors import AmbiguousIdError, DossierError

if TYPE_CHECKING:
    from pathlib import Path


def problem_of(client: TestClient, path: str, method: str = "GET") -> dict[str, Any]:
    response = client.request(method, path)
    assert response.headers["content-type"] == problems.MEDIA_TYPE
    found = response.json()
    assert found["status"] == response.status_code
    assert set(found) == {"type", "title", "status", "detail", "code"}
    return found


@pytest.mark.parametrize(
    ("path", "status", "code", "said"),
    [
        ("/api/v1/events/evt_0000", 404, "DG120", "evt_0000"),
        ("/api/v1/talks?as_of=soon", 400, "DG111", "as_of: 'soon'"),
        ("/api/v1/timeline?since=soon", 422, None, "since"),
        ("/api/v1/search", 422, None, "q"),
        ("/api/v1/claims?limit=0", 422, None, "limit"),
        ("/api/v1/nothing", 404, None, "openapi.json"),
        ("/docs", 404, None, "/docs"),
    ],
)
def test_a_wrong_question_is_a_problem(client: TestClient, path: str, status: int, code: str | None, said: str) -> None:
    found = problem_of(client, path)
    assert (found["status"], found["code"]) == (status, code)
    assert said in found["detail"]


def test_writing_is_not_allowed(client: TestClient) -> None:
    assert problem_of(client, "/api/v1/talks", "POST")["status"] == 405


def test_no_record_is_the_services_problem(tmp_path: Path) -> None:
    with TestClient(create_app(str(tmp_path / "none.db"))) as client:
        found = problem_of(client, "/api/v1/talks")
    assert (found["status"], found["code"]) == (503, "DG401")


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (AmbiguousIdError("event", "evt_1", ["evt_11", "evt_12"]), 409, "DG121"),
        (DossierError("a pack is wrong."), 500, "DG200"),
        (ZeroDivisionError("a secret path"), 500, None),
    ],
)
def test_errors_inside_become_problems_without_inner_words(
    record: Path, error: Exception, status: int, code: str | None
) -> None:
    app = create_app(str(record))

    @app.get("/fails")
    def fails() -> None:
        raise error

    with TestClient(app, raise_server_exceptions=False) as client:
        found = problem_of(client, "/fails")
    assert (found["status"], found["code"]) == (status, code)
    assert "secret" not in found["detail"]


def test_every_answer_has_the_safe_headers(client: TestClient) -> None:
    for path in ("/api/v1/healthz", "/api/v1/events/evt_0000"):
        response = client.get(path)
        assert {name: response.headers[name] for name in HEADERS} == HEADERS


def test_another_host_name_is_refused_unless_public(record: Path) -> None:
    for is_public, status in ((False, 400), (True, 200)):
        with TestClient(create_app(str(record), is_public=is_public), base_url="http://evil.example") as client:
            assert client.get("/api/v1/healthz").status_code == status
