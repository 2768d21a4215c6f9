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
