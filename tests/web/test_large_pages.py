"""Pages of large records stay small: what is made of the whole record is paged, and what is left out is reached."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.web.pages.lineage import MEMBERS, Member, draw

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

MOST_BYTES = 250_000
"""Of a page, packed, with its data, script and style. Source: the measure that is kept for every page."""
MANY = 3_000
OWN_FILES = ("/static/site.css", "/static/site.js")


def weight(site: TestClient, *paths: str) -> int:
    """Give the bytes of answers as they are sent, packed."""
    return sum(len(gzip.compress(site.get(path).content, 5)) for path in paths)


def counts(number: int) -> dict[str, Any]:
    return {"reports": number, "origins": 1, "voices": 1, "parties": ["RUS"]}


def claim(number: int) -> dict[str, Any]:
    return {
        "id": f"clm_{number}", "doc": f"report-{number}", "url": None, "title": f"Title {number * 7919}",
        "source": f"Outlet {number % 97}", "published_at": "2025-06-02T10:00:00Z", "published_at_local": None,
        "attribution": [], "evidence": [], "link": f"https://example.org/{number * 104729}",
    }  # fmt: skip


def position(number: int) -> dict[str, Any]:
    said = {"stance": "demands", "words": f"the words that were said {number * 7919}", "claim": claim(number)}
    return {
        "party": f"P{number:04}", "issue": f"issue-{number % 20}", "stance": "offers", "own_voice": True,
        "words": f"words {number * 104729} of a side", "latest": claim(number), "history": [],
        "shifts": [{"published_at": "2025-06-02", "from": said, "to": said}] * 40,
    }  # fmt: skip


def commitment(number: int) -> dict[str, Any]:
    fate = {"event_id": "evt_1", "title": f"Event {number * 31}", "occurred": None, "not_after": None}
    return {
        "event_id": f"evt_{number}", "title": f"Agreement {number * 104729}", "state": "partly", "by": ["RUS"],
        "to": ["UKR"], "quantities": [], "made_at": None, "due": None, "quotes": [f"the words {number}"] * 9,
        "reported": [{**fate, "counts": counts(n)} for n in range(400)],
        "according_to": [claim(n) for n in range(90)],
    }  # fmt: skip


def outlet(number: int) -> dict[str, Any]:
    passage = {"doc": f"report-{number}", "quote": f"A sentence of a report with a number, {number * 104729}."}
    drift = {"kind": "figure", "before": "1", "after": "2", "there": passage, "here": passage}
    return {
        "source": f"Outlet {number}", "source_id": None, "kind": None, "owner": None, "party": None, "reports": 9,
        "own": 1, "copies": 8, "rewrites": 0, "credited": 0, "partly": 0, "taken_up": 0, "drift": {"figure": 700},
        "relies_on": [{"source": "Wire", "reports": 8, "delay_min": 225, "one_house": None}],
        "drifts": [drift] * 700,
    }  # fmt: skip


def test_thousands_of_positions_are_paged(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    every = [position(number) for number in range(MANY)]
    monkeypatch.setattr("dragoman.web.pages.lists.positions", lambda *_, **__: every)
    assert weight(site, "/positions", *OWN_FILES) < MOST_BYTES
    first, last = site.get("/positions").text, site.get("/positions?page=50").text
    assert "Page 1 of 50" in first
    assert "P0000" in first
    assert "P2999" in last
    assert first.count("<dt>") == last.count("<dt>") == 60


def test_thousands_of_commitments_are_paged_and_each_shows_its_last_reports(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [commitment(number) for number in range(MANY // 10)]
    monkeypatch.setattr("dragoman.web.pages.lists.commitments", lambda *_, **__: every)
    assert weight(site, "/commitments", *OWN_FILES) < MOST_BYTES
    page = site.get("/commitments").text
    assert 'earlier ones stand at <a href="/events/evt_0">' in page
    assert "and 86 more" in page


def test_thousands_of_outlets_are_paged_and_one_shows_more_of_its_changes(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [outlet(number) for number in range(MANY // 10)]

    def found(*_: Any, outlet: str | None = None, **__: Any) -> list[dict[str, Any]]:
        return [one for one in every if outlet in (None, one["source"])]

    monkeypatch.setattr("dragoman.web.pages.lineage.sources", found)
    assert weight(site, "/sources", *OWN_FILES) < MOST_BYTES
    assert 'href="/sources?outlet=Outlet+3">All 700 changes of Outlet 3<' in site.get("/sources").text
    assert weight(site, "/sources?outlet=Outlet+3", *OWN_FILES) < MOST_BYTES
    one = site.get("/sources?outlet=Outlet+3").text
    assert one.count('<article class="evidence">') > site.get("/sources").text.count("Outlet 3: what")
    assert "Of Outlet 3 alone." in one
    assert "No report of an outlet of this name" in site.get("/sources?outlet=nobody").text


def test_a_large_family_is_drawn_in_part_and_has_a_page_of_its_own() -> None:
    root = Member("source:wire", None)
    root.children = [Member(f"doc_{number}", None, kind="copy") for number in range(MANY)]
    among, alone = draw(root, MEMBERS), draw(root)
    assert (len(among["members"]), among["left_out"]) == (MEMBERS, MANY + 1 - MEMBERS)
    assert len(among["edges"]) == MEMBERS - 1
    assert among["height"] < alone["height"]
    assert [one.key for one in among["members"]] == [one.key for one in alone["members"][:MEMBERS]]


def test_a_family_can_be_asked_for_alone(site: TestClient) -> None:
    assert "No family begins with this report." in site.get("/lineage?family=nobody").text


@pytest.mark.parametrize("sort", ["-reports", "-origins"])
def test_the_event_of_most_reports_with_its_map_is_small(site: TestClient, sort: str) -> None:
    event = f"/events/{site.get(f'/api/v1/timeline?sort={sort}&limit=1').json()[0]['id']}"
    chunks = re.findall(r'"\./(chunk-\w+\.js)"', site.get("/static/map.js").text)
    assert chunks
    parts = (event, f"{event}/places.json", "/static/map.js", *(f"/static/{name}" for name in chunks))
    assert weight(site, *parts, *OWN_FILES) < MOST_BYTES


def test_thousands_of_changes_are_paged_and_made_once(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def changed(*_: object) -> dict[str, Any]:
        asked.append(1)
        return {"changes": [change(number) for number in range(MANY)]}

    monkeypatch.setattr("dragoman.web.pages.changes.diff", changed)
    assert weight(site, "/today?since=2024-02-03", *OWN_FILES) < MOST_BYTES
    page = site.get("/today?since=2024-02-03&page=60").text
    assert "3,000 events changed" in page
    assert "Event 2999" in page
    assert "Page 60 of 60" in page
    assert len(asked) == 1


def test_what_stands_in_another_order_alone_is_told_on_asking(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    turned = {**change(1), "kind": "changed", "field": "outcome", "before": ["a", "b"], "after": ["b", "a"]}
    monkeypatch.setattr("dragoman.web.pages.changes.diff", lambda *_: {"changes": [turned]})
    assert "Nothing changed." in site.get("/today?since=2024-02-04").text
    assert "the same, in another order" in site.get("/today?since=2024-02-04&all=1").text


def change(number: int) -> dict[str, Any]:
    return {
        "event_id": f"evt_{number}", "title": f"Event {number}", "kind": "new", "field": "event", "before": None,
        "after": f"Event {number}", "because": [claim(number), claim(number + 1), claim(number + 2)],
        "taken_back": False,
    }  # fmt: skip
