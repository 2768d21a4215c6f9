"""Every page answers, is reached by the bar, keeps its policy, and says in words what it cannot show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dragoman.web.pages.table import PAGES

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

PLAIN = [page.path for page in PAGES if "{" not in page.path]


@pytest.mark.parametrize("path", [*PLAIN, "/search?q=Istanbul", "/timeline?disputed=1&origins=1&text=a&page=2"])
def test_a_page_answers_with_a_heading_and_no_script_of_its_own(site: TestClient, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 200
    assert "<h1" in answer.text
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|style=", answer.text)


@pytest.mark.parametrize("path", PLAIN)
def test_a_page_can_be_seen_as_of_a_day_before_anything(site: TestClient, path: str) -> None:
    answer = site.get(path, params={"as_of": "2020-01-01"})
    assert answer.status_code == 200
    assert "Only what was published by 1 January 2020" in answer.text


def test_every_page_of_the_bar_is_linked(site: TestClient) -> None:
    bar = site.get("/talks").text
    for page in PAGES:
        assert (page.title is None) or f'href="{page.path}"' in bar


def test_the_root_leads_to_the_board(site: TestClient) -> None:
    assert site.get("/", follow_redirects=False).headers["location"] == "/talks"


def test_an_event_shows_its_words_marked_and_where_they_stand(site: TestClient) -> None:
    event = site.get("/api/v1/talks").json()[0]["event_id"]
    page = site.get(f"/events/{event}").text
    assert "<mark>" in page
    assert "What is said" in page
    assert 'href="/reports/' in page


def test_a_round_has_its_surroundings(site: TestClient) -> None:
    event = site.get("/api/v1/talks").json()[0]["event_id"]
    assert "says nothing of cause" in site.get(f"/talks/{event}").text


def test_a_report_is_shown_whole_to_its_analyst(site: TestClient) -> None:
    doc = _doc(site)
    page = site.get(f"/reports/{doc}").text
    assert 'class="report-text"' in page
    assert "Archived as" in page


def test_a_public_face_shows_the_sentences_that_carry_evidence_alone(public_site: TestClient) -> None:
    page = public_site.get(f"/reports/{_doc(public_site)}").text
    assert 'class="report-text"' not in page
    assert "Sentences that carry evidence" in page


def _doc(site: TestClient) -> str:
    event = site.get("/api/v1/talks").json()[0]["event_id"]
    found = re.search(r'href="/reports/([^"?]+)"', site.get(f"/events/{event}").text)
    assert found
    return found[1]


def test_the_canvas_gets_its_events_in_columns_of_one_length(site: TestClient) -> None:
    sent = site.get("/timeline.json").json()
    lengths = {len(sent[name]) for name in ("id", "lane", "first", "last", "flags", "origins")}
    assert len(lengths) == 1
    assert lengths != {0}
    assert len(sent["lanes"]) == len(sent["kinds"])


def test_the_map_gets_places_with_the_days_of_their_events(site: TestClient) -> None:
    places = site.get("/places.json").json()["places"]
    assert places
    assert all(place["events"] and place["kind"] for place in places)


def test_a_tip_is_the_title_with_what_stands_behind_it(site: TestClient) -> None:
    event = site.get("/timeline.json").json()["id"][0]
    answer = site.get(f"/tips/{event}")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "report" in answer.text


@pytest.mark.parametrize("path", ["/tips/evt_none", "/events/evt_none", "/reports/none", "/talks/evt_none", "/nowhere"])
def test_what_is_not_there_is_said_in_words(site: TestClient, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 404
    assert "none" in answer.text or "nowhere" in answer.text


@pytest.mark.parametrize("query", ["since=June", "page=0", "page=x", "origins=many", "as_of=yesterday"])
def test_a_parameter_that_cannot_be_read_is_the_readers_to_mend(site: TestClient, query: str) -> None:
    answer = site.get(f"/timeline?{query}")
    assert answer.status_code == 400
    assert query.partition("=")[2] in answer.text
    assert site.get(f"/timeline.json?{query.replace('page', 'origins')}").status_code in {200, 400}


def test_an_api_path_that_is_not_there_stays_a_problem(site: TestClient) -> None:
    answer = site.get("/api/v1/nowhere")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_pages_may_load_nothing_but_the_packages_own_files(site: TestClient) -> None:
    answer = site.get("/talks")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    addresses = re.findall(r'(?:src|href)="(https?:[^"]+)"', answer.text)
    assert addresses == []


def test_scripts_fonts_and_outlines_are_the_packages_own(site: TestClient) -> None:
    for path in ("site.js", "site.css", "timeline.js", "map.js", "maps/world.json", "maps/UA.json"):
        assert site.get(f"/static/{path}").status_code == 200, path
    style = site.get("/static/site.css")
    font = re.search(r"fonts/[\w.-]+\.woff2", style.text)
    assert font
    assert "immutable" in site.get(f"/static/{font[0]}").headers["cache-control"]
    assert "immutable" not in style.headers["cache-control"]


@pytest.mark.parametrize("path", [path for path in PLAIN if path != "/today"])
def test_a_page_has_the_same_as_data_beside_it(site: TestClient, path: str) -> None:
    page = site.get(
        path, params={"as_of": "2025-12-31", "q": "Istanbul"} if path == "/search" else {"as_of": "2025-12-31"}
    )
    found = re.findall(r'href="(/api/v1/[^"]+)"', page.text)
    assert found
    for address in found:
        answer = site.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200, address
        assert "as_of=2025-12-31" in address


@pytest.mark.parametrize("path", ["/today?since=2025-06-01", "/actors/state.RUS", "/positions"])
def test_what_a_page_has_as_data_answers(site: TestClient, path: str) -> None:
    found = [each.replace("&amp;", "&") for each in re.findall(r'href="(/api/v1/[^"]+)"', site.get(path).text)]
    assert found
    assert {site.get(address).status_code for address in found} == {200}


def test_a_search_for_nothing_has_no_data_beside_it(site: TestClient) -> None:
    assert "/api/v1/" not in site.get("/search").text


def test_a_page_that_fails_says_so_as_a_page_and_data_as_a_problem(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("dragoman.web.pages.talks.talks", fail)
    monkeypatch.setattr("dragoman.api.routes.talks", fail)
    monkeypatch.setattr(site._transport, "raise_server_exceptions", False)
    page, data = site.get("/talks"), site.get("/api/v1/talks")
    assert (page.status_code, data.status_code) == (500, 500)
    assert "An error of dragoman itself" in page.text
    assert 'href="/timeline"' in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert data.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(("path", "head"), [("/nowhere", "Not found"), ("/talks?as_of=never", "The address cannot")])
def test_a_page_that_is_not_shown_says_why_and_leads_on(site: TestClient, path: str, head: str) -> None:
    page = site.get(path).text
    assert f"<h1>{head}" in page
    assert '<li><a href="/search">' in page
