"""The same as data: every page leads to its JSON and to a table, with what the reader chose."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import TYPE_CHECKING

import pytest

from dragoman.web.pages.ask import Page
from dragoman.web.same import data_address, same_as_data

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

LINK = re.compile(r'<a href="(/api/v1/[^"]+)">(?:The same as |as )([^<]+)</a>')
PATHS = (
    "/talks", "/positions", "/timeline", "/exchanges", "/commitments", "/disputes", "/figures", "/sources", "/lineage",
    "/today?since=2025-05-01", "/today?seen=2000-01-01", "/search?q=Istanbul",
)  # fmt: skip


def links_of(site: TestClient, path: str) -> dict[str, str]:
    return {words: html.unescape(address) for address, words in LINK.findall(site.get(path).text)}


def paths_of_one(site: TestClient) -> list[str]:
    round_id = next(one for one in site.get("/api/v1/talks").json() if one["occurred"])["event_id"]
    doc = site.get("/api/v1/claims?limit=1").json()[0]["doc"]
    return [f"/talks/{round_id}", f"/events/{round_id}", f"/reports/{doc}", "/actors/state.RUS"]


def test_every_page_leads_to_json_and_to_a_table_that_have_something(site: TestClient) -> None:
    for path in (*PATHS, *paths_of_one(site)):
        links = links_of(site, path)
        assert "JSON" in links
        assert any(words.startswith("CSV") for words in links), path
        for words, address in links.items():
            answer = site.get(address)
            assert answer.status_code == 200, address
            assert answer.headers["content-type"].startswith(
                "text/csv" if words.startswith("CSV") else "application/json"
            )


def test_the_surroundings_of_a_round_are_given_as_two_tables(site: TestClient) -> None:
    links = links_of(site, paths_of_one(site)[0])
    assert list(links) == ["JSON", "CSV of the events", "CSV of the statements"]
    rows = list(csv.DictReader(io.StringIO(site.get(links["CSV of the statements"]).text)))
    assert len(rows) == len(site.get(links["JSON"]).json()["statements"])


def test_a_table_has_what_the_reader_chose_and_no_more(site: TestClient) -> None:
    chosen = links_of(site, "/timeline?frame=talks&place=&page=1&as_of=2025-06-02")
    assert chosen["CSV"] == "/api/v1/timeline?as_of=2025-06-02&frame=talks&format=csv&limit=10000"
    rows = list(csv.DictReader(io.StringIO(site.get(chosen["CSV"]).text)))
    assert {row["frame"] for row in rows} == {"talks"}
    assert links_of(site, "/timeline?as_of=2025-06-02&place=")["CSV"] == "/api/v1/exports/events.csv?as_of=2025-06-02"


def test_a_search_gives_as_data_what_its_page_shows(site: TestClient) -> None:
    page = site.get("/search?q=Istanbul").text
    links = links_of(site, "/search?q=Istanbul")
    assert page.count('<span class="soft small">') == len(site.get(links["JSON"]).json())
    assert links["CSV"] == "/api/v1/search?limit=60&q=Istanbul&format=csv"


def test_changes_are_asked_by_the_clock_that_the_page_asks(site: TestClient) -> None:
    published, recorded = (links_of(site, path)["JSON"] for path in PATHS[9:11])
    assert ("since=" in published, "recorded_since=" in published) == (True, False)
    assert "recorded_since=2000-01-02T00" in recorded  # a bare day counts to its end


@pytest.mark.parametrize("page", [None, Page("/read", "Read", "read.html", lambda _: {})])
def test_what_is_no_page_of_the_record_has_no_data(page: Page | None) -> None:
    assert same_as_data(page, {}, {"q": "x"}) == {}


def test_a_name_in_a_path_is_escaped() -> None:
    page = Page("/reports/{doc}", None, "report.html", lambda _: {}, "reports/{doc}/claims")
    assert same_as_data(page, {"doc": "a/b?c"}, {}) == {"JSON": "/api/v1/reports/a%2Fb%3Fc/claims"}
    assert data_address("search?limit=60", {"q": "a&b"}) == "/api/v1/search?limit=60&q=a%26b"
