"""A live page's entries stand on the page of its report, each with its time; to strangers without their words."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.model import Document, Entry
from dragoman.store import Store
from dragoman.values import Span

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


@pytest.fixture
def live(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of a report that is made a live page of two entries, the second without a time."""
    read = Store.document

    def document(store: Store, name: str, **more: Any) -> Document:
        found = read(store, name, **more)
        half = len(found.text) // 2
        first = Entry(Span(0, half), found.published)
        return dataclasses.replace(found, entries=(first, Entry(Span(half, len(found.text)), None)))

    monkeypatch.setattr(Store, "document", document)
    return str(site.get("/api/v1/claims?limit=1").json()[0]["doc"])


def test_entries_stand_in_the_order_of_the_text_with_their_times(site: TestClient, live: str) -> None:
    page = site.get(f"/reports/{live}").text
    section = page.split("Live entries", 1)[1].split("</section>", 1)[0]
    assert "2, in the order of the text" in section
    assert section.count("<li>") == 2
    assert section.index(" 2025") < section.index("no time")


def test_strangers_see_that_there_are_entries_and_not_their_words(public_site: TestClient, live: str) -> None:
    page = public_site.get(f"/reports/{live}").text
    section = page.split("Live entries", 1)[1].split("</section>", 1)[0]
    assert section.count("an entry") == 2


def test_a_report_that_is_no_live_page_has_no_such_section(site: TestClient) -> None:
    doc = site.get("/api/v1/claims?limit=1").json()[0]["doc"]
    assert "Live entries" not in site.get(f"/reports/{doc}").text
