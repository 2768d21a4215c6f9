"""Live pages are cut into dated entries; a timetable is none, and an hour without a zone is not taken for known."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

import dragoman
from dragoman.clean import to_document
from dragoman.clean.live import find_entries
from dragoman.clean.live_pages import live_text
from dragoman.model import Published
from dragoman.values import parse_instant

if TYPE_CHECKING:
    from conftest import Capturing
    from dragoman.dossier import Dossier

PAGE = Published(parse_instant("2025-06-02T15:30:00+00:00"), "meta")
RULES = YAML(typ="safe").load((Path(dragoman.__file__).parent / "lang" / "en" / "live.yaml").read_text("utf-8"))
TEXT = (
    "The talks, as they went.\n\n15:10 GMT\nThe envoys leave the palace.\n\n2.30pm BST - The host speaks of progress."
    "\n\n23:50 GMT\nThe envoys arrive the night before."
)


def test_entries_are_stretches_of_the_text_with_their_instants() -> None:
    entries = find_entries(TEXT, "en", PAGE)
    assert [entry.span.of(TEXT) for entry in entries] == [
        "15:10 GMT\nThe envoys leave the palace.",
        "2.30pm BST - The host speaks of progress.",
        "23:50 GMT\nThe envoys arrive the night before.",
    ]
    assert [entry.published and entry.published.instant.isoformat() for entry in entries] == [
        "2025-06-02T15:10:00+00:00",
        "2025-06-02T14:30:00+01:00",
        "2025-06-01T23:50:00+00:00",
    ]


def test_hour_without_a_known_zone_gives_the_day_alone() -> None:
    text = TEXT.replace(" GMT", "").replace(" BST", " IST")
    found = {entry.published and entry.published.instant.isoformat() for entry in find_entries(text, None, PAGE)}
    assert found == {"2025-06-02"}
    bare = Published(parse_instant("2025-06-02"), "url")
    assert {e.published and e.published.instant.day for e in find_entries(TEXT, "en", bare)} == {date(2025, 6, 2)}
    assert {entry.published for entry in find_entries(TEXT, "en", None)} == {None}


def test_page_with_few_stamps_or_in_a_language_without_rules_is_no_live_page() -> None:
    assert find_entries("15:10 GMT\nThe envoys leave.\n\n14:00 GMT\nThey talk.", "en", PAGE) == ()
    assert find_entries(TEXT, "xx", PAGE) == ()


@pytest.mark.parametrize("text", RULES["examples"])
def test_stamp_begins_an_entry(text: str) -> None:
    assert len(find_entries("\n\n".join([text] * 3), "en", PAGE)) == 3


@pytest.mark.parametrize("text", RULES["not"])
def test_hour_inside_a_sentence_begins_none(text: str) -> None:
    assert find_entries("\n\n".join([text] * 3), "en", PAGE) == ()


# --------------------------------------------------------------------------------------------- linked data


def live(*updates: object) -> dict[str, Any]:
    return {"@type": "LiveBlogPosting", "datePublished": "2025-06-02T10:00:00Z", "liveBlogUpdate": list(updates)}


FIRST = {
    "headline": "Envoys leave",
    "articleBody": "<p>The envoys left the palace.</p>",
    "datePublished": "2025-06-02T15:10Z",
}
SECOND = {"articleBody": "The host spoke of progress.\n\nHe named no date.", "datePublished": "yesterday"}


def test_entries_of_linked_data_become_one_text() -> None:
    found = live_text([{"@type": "WebPage"}, live(FIRST, SECOND, "no entry", {"headline": "No body"})])
    assert found is not None
    text, entries = found
    assert [entry.span.of(text) for entry in entries] == [
        "Envoys leave\nThe envoys left the palace.",
        "The host spoke of progress.\nHe named no date.",
    ]
    assert entries[0].published == Published(parse_instant("2025-06-02T15:10Z"), "meta")
    assert entries[1].published is None


def test_page_with_one_entry_or_none_is_no_live_page() -> None:
    assert live_text([live(FIRST), {"liveBlogUpdate": "later"}, live(SECOND | {"datePublished": 5}, 3)]) is None


def test_live_page_is_read_with_its_entries_and_last_change(capture: Capturing, dossier: Dossier) -> None:
    data = live(FIRST, SECOND) | {"dateModified": "2025-06-02T16:00:00Z"}
    paragraphs = "".join(f"<p>{words} The envoys of both sides met at the palace for an hour.</p>" for words in "ABCD")
    page = (
        "<html><head><title>Talks, live</title><meta property='og:updated_time' content='never'>"
        f"<script type='application/ld+json'>{json.dumps(data)}</script></head>"
        f"<body><article><h1>Talks, live</h1>{paragraphs}</article></body></html>"
    )
    document = to_document(capture(page, "text/html"), dossier)
    assert [entry.published and entry.published.known_by for entry in document.entries] == ["meta", None]
    assert document.modified == Published(parse_instant("2025-06-02T16:00:00Z"), "meta")
    assert document.published == Published(parse_instant("2025-06-02T10:00:00Z"), "meta")


def test_last_change_of_a_json_line_is_read(capture: Capturing, dossier: Dossier) -> None:
    row = {"id": "1", "text": "The envoys met at the palace.", "updated": "2025-06-03T08:00:00Z"}
    document = to_document(capture(json.dumps(row), "application/json"), dossier)
    assert document.modified == Published(parse_instant("2025-06-03T08:00:00Z"), "json")
    assert document.entries == ()
