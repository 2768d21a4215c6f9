"""The API gives the use cases' shapes, from any instant, and only reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from fastapi.testclient import TestClient

from dragoman import exports, query
from dragoman.api.app import create_app
from dragoman.exports.brief import brief
from dragoman.settings import load_settings
from dragoman.viewing import Viewer, parse_clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

V1 = "/api/v1"
MAY_BE_EMPTY = {"/positions", "/commitments", "/figures", "/disputes"}
"""What the four reports of the sample need not have."""


def answer(client: TestClient, path: str, **given: Any) -> Any:
    response = client.get(V1 + path, params=given)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    return response.json()


@pytest.fixture
def view(record: Path) -> Any:
    with Viewer(load_settings({"DRAGOMAN_STORE": str(record)})).view() as view:
        yield view


@pytest.mark.parametrize(
    ("path", "use_case"),
    [
        ("/talks", query.talks),
        ("/timeline", query.timeline),
        ("/claims", lambda view: list(exports.export_claims(view))),
        ("/statements", lambda view: list(exports.export_statements(view))),
        ("/lineage", lambda view: list(exports.export_lineage(view))),
        ("/check", lambda view: query.check(view.store)),
        ("/positions", query.positions),
        ("/commitments", query.commitments),
        ("/figures", query.figures),
        ("/disputes", query.disputes),
        ("/brief", brief),
    ],
)
def test_a_route_gives_the_shape_of_its_use_case(
    client: TestClient, view: Any, path: str, use_case: Callable[[Any], Any]
) -> None:
    found = answer(client, path)
    assert found == use_case(view)
    assert found or path in MAY_BE_EMPTY


def test_what_changed_is_told_between_two_instants(client: TestClient, view: Any) -> None:
    found = answer(client, "/diff", since="2025-05-31")
    assert found["changes"]
    assert found == query.diff(view.at(parse_clock("2025-05-31", "")), view)


def test_a_report_is_told_with_its_lineage_and_an_outlet_with_its_own(client: TestClient) -> None:
    doc = answer(client, "/lineage")[0]["doc"]
    assert answer(client, f"/reports/{doc}/lineage")["doc"] == doc
    assert answer(client, "/sources", drift=True)


def test_an_event_is_found_by_the_beginning_of_its_id(client: TestClient, view: Any) -> None:
    event_id = query.timeline(view)[0]["id"]
    assert answer(client, f"/events/{event_id}") == query.show(view, event_id)
    assert answer(client, f"/events/{event_id[:-3]}")["id"] == event_id


def test_search_needs_all_the_words(client: TestClient) -> None:
    assert answer(client, "/search", q="Istanbul")
    assert len(answer(client, "/search", q="Istanbul", limit=1)) == 1
    assert answer(client, "/search", q="Istanbul zebra") == []


def test_timeline_is_filtered(client: TestClient) -> None:
    events = answer(client, "/timeline")
    frames = {event["frame"] for event in events}
    for frame in frames:
        assert answer(client, "/timeline", frame=frame) == [event for event in events if event["frame"] == frame]
    late = answer(client, "/timeline", since="2025-07-01")
    assert late
    assert all(event["occurred"]["end"] >= "2025-07-01" for event in late)


def test_lines_come_in_pages(client: TestClient) -> None:
    whole = answer(client, "/claims")
    assert answer(client, "/claims", limit=2) + answer(client, "/claims", limit=100, offset=2) == whole


def test_the_past_is_what_was_published_or_recorded_by_then(client: TestClient) -> None:
    assert answer(client, "/timeline", as_of="2025-05-01") == []
    assert answer(client, "/timeline", recorded_as_of="2025-05-01T12:00Z") == []
    early, late = answer(client, "/claims", as_of="2025-06-02"), answer(client, "/claims")
    assert 0 < len(early) < len(late)


def test_health_tells_whether_there_is_a_record(client: TestClient, tmp_path: Path) -> None:
    assert answer(client, "/healthz")["record"] is True
    with TestClient(create_app(str(tmp_path / "none.db"))) as bare:
        assert answer(bare, "/healthz") == {**answer(client, "/healthz"), "record": False}


def test_the_description_names_every_route_and_only_reading(client: TestClient) -> None:
    described = answer(client, "/openapi.json")
    assert set(described["paths"]) == {
        f"{V1}{path}"
        for path in (
            "/talks",
            "/timeline",
            "/events/{event_id}",
            "/search",
            "/claims",
            "/statements",
            "/lineage",
            "/check",
            "/healthz",
            "/changes",
            "/exports/{name}.{form}",
            "/positions",
            "/commitments",
            "/figures",
            "/disputes",
            "/diff",
            "/brief",
            "/sources",
            "/reports/{doc}/lineage",
            "/reports/{doc}/claims",
            "/events/{event_id}/claims",
            "/talks/{event_id}/around",
        )
    }
    assert {method for path in described["paths"].values() for method in path} == {"get"}
    assert described["components"]["schemas"]["ShowShape"]["properties"]["cells"]
    assert all(operation["get"]["description"] for operation in described["paths"].values())
