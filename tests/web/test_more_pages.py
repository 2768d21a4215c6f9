"""Changes, the brief and actors: what they tell of the sample record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


def test_changes_since_before_everything_name_their_reports(site: TestClient) -> None:
    page = site.get("/today", params={"since": "2025-01-01", "all": "1"}).text
    assert '<span class="tag quiet">new</span>' in page
    assert 'href="/reports/' in page


def test_nothing_changed_between_an_instant_and_itself(site: TestClient) -> None:
    page = site.get("/today", params={"since": "2025-06-02T12:00", "as_of": "2025-06-02T12:00Z"}).text
    assert "Nothing changed." in page


def test_an_empty_past_has_no_changes(site: TestClient) -> None:
    assert "Nothing changed." in site.get("/today", params={"as_of": "2020-01-01"}).text


def test_a_brief_numbers_its_sources(site: TestClient) -> None:
    page = site.get("/brief").text
    assert 'href="#source-1"' in page
    assert 'id="source-1"' in page


def test_a_state_has_its_spellings_and_its_events(site: TestClient) -> None:
    page = site.get("/actors/state.RUS").text
    assert "<h1>Russia</h1>" in page
    assert "Spellings" in page


def test_a_person_has_offices_with_their_days(site: TestClient) -> None:
    page = site.get("/actors/person.rustem-umerov").text
    assert "Offices" in page
    assert "acts for Ukraine" in page


def test_an_actor_has_the_positions_that_it_voiced_and_a_way_to_those_of_its_side(site: TestClient) -> None:
    page = site.get("/actors/person.rustem-umerov").text
    assert "Positions voiced" in page
    assert "“return the bodies of 6,000 soldiers”" in page
    assert 'href="/positions?party=UKR"' in page
    silent = site.get("/actors/person.vladimir-medinsky").text
    assert "No words of Vladimir Medinsky on an issue are on record." in silent


def test_outlets_are_told_with_what_is_their_own(site: TestClient) -> None:
    page = site.get("/sources").text
    assert "Taken up by others" in page
    assert page.count('<th scope="row">') > 1


def test_a_family_is_drawn_and_listed(site: TestClient) -> None:
    page = site.get("/lineage").text
    assert "Lineage" in page
    assert page.count("<circle") == page.count("<text") - page.count('class="tick" x="')


@pytest.mark.parametrize("name", ["nobody", "person.x/../y"])
def test_an_actor_whom_nobody_knows_is_not_there(site: TestClient, name: str) -> None:
    assert site.get(f"/actors/{name}").status_code == 404


def test_what_is_typed_is_suggested(site: TestClient) -> None:
    page = site.get("/suggest", params={"q": "talks ista"}).text
    assert page.count("<option") > 0
    assert "Istanbul" in page
    assert "<html" not in page


@pytest.mark.parametrize("given", [{}, {"q": "ta"}, {"q": "zzzz"}, {"q": "talks", "as_of": "2025-06-02"}])
def test_nothing_is_suggested_for_too_little_or_of_the_past(site: TestClient, given: dict[str, str]) -> None:
    answer = site.get("/suggest", params=given)
    assert (answer.status_code, answer.text.strip()) == (200, "")


def test_what_came_since_the_last_visit_is_told_by_when_it_was_taken_in(site: TestClient) -> None:
    everything = site.get("/today", params={"seen": "2000-01-01T00:00:00Z"}).text
    assert "that it did not say when it was looked at on 1 Jan 2000" in everything
    assert 'href="/reports/' in everything
    assert "Nothing changed." in site.get("/today", params={"seen": "2090-01-01T00:00:00Z"}).text


def test_what_was_read_in_a_report_can_be_hidden_by_kind(site: TestClient) -> None:
    page = site.get("/reports/palace").text
    assert '<input type="checkbox" id="show-talks" checked>' in page
    assert 'class="claim claim-talks"' in page
    assert 'id="show-other"' not in page


def test_the_days_around_a_round_say_where_nothing_else_is_reported(site: TestClient) -> None:
    event = next(one for one in site.get("/api/v1/talks").json() if one["occurred"])["event_id"]
    assert "Nothing else is reported of these days." in site.get(f"/talks/{event}").text


def test_a_page_beyond_the_last_is_empty_and_not_an_error(site: TestClient) -> None:
    for path in ("/timeline", "/disputes", "/figures", "/exchanges", "/commitments", "/talks", "/lineage"):
        assert site.get(path, params={"page": "99"}).status_code == 200
        assert site.get(path, params={"page": "0"}).status_code == 400


def test_a_side_s_figures_are_those_that_it_gives_or_that_count_it(site: TestClient) -> None:
    assert site.get("/figures", params={"party": "UKR"}).status_code == 200
    assert "No figures are on record." in site.get("/figures", params={"party": "ZZZ"}).text
