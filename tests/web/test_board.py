"""The board of talks: what a reader must see of a round at a glance, the latest first, and what stands around it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.web.pages.strip import LEAST_BAR, draw_strip
from dragoman.web.pages.talks import card_of, next_step
from dragoman.web.render import mark_words

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

FIRST, LAST = date(2025, 5, 2), date(2025, 5, 30)


def step(event_id: str, status: str, origins: int) -> Any:
    return {"event_id": event_id, "status": status, "counts": {"origins": origins}}


def test_what_is_still_to_come_is_shown_before_what_came() -> None:
    found = next_step([step("came", "occurred", 9), step("planned", "planned", 2), step("proposed", "proposed", 1)])
    assert found is not None
    assert found["event_id"] == "planned"


def test_of_what_came_the_step_of_most_origins_is_shown() -> None:
    found = next_step([step("a", "occurred", 1), step("b", "cancelled", 3)])
    assert found is not None
    assert found["event_id"] == "b"
    assert next_step([]) is None


def test_a_card_has_the_value_shown_first_and_only_open_disputes(site: TestClient) -> None:
    for one in site.get("/api/v1/talks").json():
        card = card_of(one)
        if one["occurred"] in [value["value"] for value in one["dates"]]:
            assert card["dates"][0]["value"] == one["occurred"]
        beside = [found for field in card["disputed"].values() for found in field]
        assert sorted(map(str, beside + card["other_disputes"])) == sorted(map(str, card["open"]))
        assert all(found["verdict"] == "open" for found in card["open"])


def test_every_round_stands_at_a_glance_and_as_a_card_the_latest_first(site: TestClient) -> None:
    page = site.get("/talks").text
    rounds = [one["event_id"] for one in site.get("/api/v1/talks").json()]
    glance = re.findall(r'<th scope="row"><a href="#([^"]+)"', page)
    assert sorted(glance) == sorted(rounds)
    assert re.findall(r'<article class="round [^"]*" id="([^"]+)"', page) == glance
    of_a_process = [one["event_id"] for one in site.get("/api/v1/talks").json() if one["process"] == "istanbul-2025"]
    assert [one for one in glance if one in of_a_process] == of_a_process[::-1]


def test_the_surroundings_count_events_statements_and_reports_by_day(site: TestClient) -> None:
    held = [one for one in site.get("/api/v1/talks").json() if one["occurred"]]
    page = site.get(f"/talks/{held[-1]['event_id']}").text
    assert "on record came out in these days" in page
    assert re.search(r'<text class="tick"[^>]*>\d+ reports?</text>', page)
    assert 'class="bar"' in page


def test_around_a_round_without_a_day_nothing_is_set(site: TestClient) -> None:
    undated = [event for event in site.get("/api/v1/timeline").json() if event["occurred"] is None]
    page = site.get(f"/talks/{undated[0]['id']}").text
    assert "is not known, so nothing can be set around it" in page
    assert "<svg" not in page


def test_a_strip_has_a_bar_for_each_day_within_it_and_none_for_others() -> None:
    days = {date(2025, 5, 2): 1, date(2025, 5, 16): 300, date(2025, 6, 1): 5}
    drawn = draw_strip([("Strikes", "violence", "events", days)], FIRST, LAST, (date(2025, 5, 16), date(2025, 5, 16)))
    (row,) = drawn["rows"]
    assert [bar["words"] for bar in row["bars"]] == ["2 May 2025: 1 event", "16 May 2025: 300 events"]
    assert row["bars"][0]["height"] == LEAST_BAR
    assert row["total"] == "301 events"
    assert len(drawn["ticks"]) == 5


def test_an_event_shows_where_it_was_and_what_began_around_it(site: TestClient) -> None:
    event = next(one for one in site.get("/api/v1/timeline").json() if one["occurred"] and _has_a_point(one))
    page = site.get(f"/events/{event['id']}").text
    assert 'id="map"' in page
    assert "Around this event" in page
    places = site.get(f"/events/{event['id']}/places.json").json()["places"]
    assert {place["name"] for place in places} <= {place["name"] for place in event["places"]}


def _has_a_point(event: dict[str, Any]) -> bool:
    return any(place["lat"] is not None for place in event["places"])


def test_a_search_marks_its_words_and_nothing_of_markup() -> None:
    assert str(mark_words("Talks in İstanbul: <b>talks</b>", "talk")) == (
        "<mark>Talks</mark> in İstanbul: &lt;b&gt;<mark>talks</mark>&lt;/b&gt;"
    )
    assert str(mark_words("a < b", "!?")) == "a &lt; b"


def test_sides_that_say_one_thing_together_stand_in_one_row(site: TestClient) -> None:
    every = site.get("/api/v1/positions").json()
    page = site.get("/positions").text
    assert page.count("<dt><strong>") <= len(every)
    for position in every:
        narrow = site.get("/positions", params={"party": position["party"], "issue": position["issue"]}).text
        assert narrow.count("<dt><strong>") == 1


def test_filters_stand_above_the_lists_and_leave_what_fits(site: TestClient) -> None:
    assert 'name="verdict"' in site.get("/disputes").text
    assert "Take a filter off" in site.get("/disputes", params={"kind": "denial", "verdict": "other-unit"}).text
    assert "Take a filter off" in site.get("/commitments", params={"state": "contested"}).text
    assert "Take a filter off" in site.get("/positions", params={"party": "no such side"}).text


def test_an_event_of_two_days_is_counted_once_beside_its_two_bars(site: TestClient) -> None:
    rounds = [one["event_id"] for one in site.get("/api/v1/talks").json() if one["occurred"]]
    for event in rounds:
        page = site.get(f"/talks/{event}").text
        drawn = re.findall(r'<text class="name"[^>]*>([^<]+)</text><text class="tick"[^>]*>(\d+) events?</text>', page)
        listed = re.findall(r'<h2>([^<]+) <span class="counts">(\d+) events?, told', page)
        assert drawn == listed


def test_of_several_values_of_an_event_the_shown_one_is_bold(site: TestClient) -> None:
    shown = [site.get(f"/api/v1/events/{one['id']}").json() for one in site.get("/api/v1/timeline").json()]
    several = {one["id"]: sum(_is_chosen(cell) for cell in one["cells"]) for one in shown}
    assert any(several.values())
    for event, number in several.items():
        assert site.get(f"/events/{event}").text.count("(shown)") == number


def _is_chosen(cell: dict[str, Any]) -> bool:
    values = [value["value"] for value in cell["values"]]
    return len(values) > 1 and cell["best"] in values
