"""Which report a line is of: its given id within its source, else its URL, else its text."""

from __future__ import annotations

import pytest

from dragoman.clean.identity import document_id, host_of, normalise_url, revision_id


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("HTTPS://Example.ORG:443/A?b=C#part", "https://example.org/A?b=C"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org/a?utm_source=x&id=2&UTM_medium=y&fbclid=z", "https://example.org/a?id=2"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
        ("https://Jane@Example.org/a", "https://Jane@example.org/a"),
        ("tag:example.org,2025:a", "tag:example.org,2025:a"),
        ("http://[broken", "http://[broken"),
        ("http://example.org:port/", "http://example.org:port/"),
        (" https://example.org/a/ ", "https://example.org/a/"),
    ],
)
def test_url_is_normalised_lightly(url: str, key: str) -> None:
    assert normalise_url(url) == key
    assert normalise_url(key) == key


def test_given_id_names_a_report_within_its_source() -> None:
    one = document_id("17", "Example Post", "https://example.org/a", "Text.")
    assert document_id("17", "Example Post", "https://example.org/b", "Another text.") == one
    assert document_id("17", "Other Post", "https://example.org/a", "Text.") != one


def test_id_that_is_unique_by_itself_needs_no_source() -> None:
    url = "https://example.org/?p=17"
    assert document_id(url, "Example Post", None, "a") == document_id(url, "Example Post via feed", None, "b")


def test_url_names_a_report_that_has_no_id_and_text_one_that_has_neither() -> None:
    by_url = document_id(None, "A", "https://example.org/a?utm_source=x", "Text.")
    assert by_url == document_id(None, "B", "https://EXAMPLE.org/a", "New text.")
    assert document_id(None, None, None, "Text.") == document_id(None, "A", None, "Text.")
    assert document_id(None, None, None, "Text.") != document_id(None, None, None, "Text")


def test_new_text_or_title_is_a_new_revision() -> None:
    first = revision_id("doc_1", "Text.", "Title")
    assert first == revision_id("doc_1", "Text.", "Title")
    assert len({first, revision_id("doc_1", "Text!", "Title"), revision_id("doc_1", "Text.", None)}) == 3


@pytest.mark.parametrize(
    ("url", "host"), [("https://WWW.Example.org/a", "www.example.org"), ("no url", None), ("http://[broken", None)]
)
def test_host_of_a_url(url: str, host: str | None) -> None:
    assert host_of(url) == host
