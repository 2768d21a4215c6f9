"""Pages: the article's text, and what the page says of itself; a date is never invented."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.clean import to_document
from dragoman.errors import DocumentError, EmptyInputError
from dragoman.model import Document, Published
from dragoman.values import Instant

if TYPE_CHECKING:
    from conftest import Capturing
    from dragoman.dossier import Dossier

PARAGRAPHS = [
    "The delegations of the two countries met again at the palace on the strait on Monday afternoon.",
    "They sat together for a little more than an hour, the foreign ministry of the host country said.",
    "Both sides handed over papers, and agreed that the bodies of the fallen are to be returned soon.",
]


def page(head: str = "", paragraphs: list[str] | None = None, aside: str = "") -> str:
    body = "".join(f"<p>{words}</p>" for words in (PARAGRAPHS if paragraphs is None else paragraphs))
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>Envoys meet again</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>Envoys meet again</h1>{body}</article>{aside}</body></html>"
    )


@pytest.fixture
def read(capture: Capturing, dossier: Dossier) -> Any:
    def to(text: str | bytes, **said: Any) -> Document:
        return to_document(capture(text, "text/html", **said), dossier)

    return to


NOON = Instant(date(2025, 6, 2), datetime(2025, 6, 2, 12, tzinfo=UTC))


def test_article_text_and_metadata_are_read(read: Any) -> None:
    head = (
        "<link rel='canonical' href='https://www.example.org/talks'>"
        "<meta property='og:site_name' content='Example Post'><meta name='author' content='Jane Doe'>"
        "<meta property='article:published_time' content='2025-06-02T12:00:00+00:00'>"
    )
    found = read(page(head))
    assert all(words in found.text for words in PARAGRAPHS)
    assert "Home" not in found.text
    assert (found.title, found.url, found.source_id) == ("Envoys meet again", "https://www.example.org/talks", "post")
    assert (found.source, found.byline) == ("Example Post", "Jane Doe")
    assert found.published == Published(NOON, "meta")
    assert found.language == "en"


@pytest.mark.parametrize(
    "block",
    [
        '{"@type": "NewsArticle", "datePublished": "2025-06-02T12:00:00+00:00"}',
        '[{"@type": "WebSite"}, {"@type": "NewsArticle", "datePublished": "2025-06-02T12:00:00+00:00"}]',
        '{"@graph": [7, {"@type": "NewsArticle", "datePublished": "2025-06-02T12:00:00+00:00"}]}',
    ],
)
def test_time_of_linked_data_is_taken_with_its_offset(read: Any, block: str) -> None:
    found = read(page(f'<script type="application/ld+json">{block}</script>'))
    assert found.published == Published(NOON, "meta")


def test_time_wins_over_a_bare_day_and_rubbish_is_passed_over(read: Any) -> None:
    head = (
        '<script type="application/ld+json">{broken</script>'
        '<script type="application/ld+json">{"@graph": {}, "datePublished": "2025-06-02"}</script>'
        "<meta property='article:published_time' content='yesterday'>"
        "<meta itemprop='datePublished' content='2025-06-02T12:00:00Z'>"
    )
    found = read(page(head)).published
    assert found is not None
    assert (found.instant.utc(), found.known_by) == ("2025-06-02T12:00:00Z", "meta")


def test_day_in_the_url_is_taken_where_the_page_says_none(read: Any) -> None:
    url = "https://example.org/2025/06/02/talks"
    assert read(page(), url=url).published == Published(Instant(date(2025, 6, 2), None), "url")
    assert read(page(), url="https://example.org/2025/02/30/talks").published is None


def test_day_printed_in_the_page_is_taken_last(read: Any) -> None:
    dated = page(aside="<time datetime='2025-06-02'>2 June 2025</time>")
    assert read(dated).published == Published(Instant(date(2025, 6, 2), None), "text")


def test_page_without_a_date_is_undated(read: Any) -> None:
    assert read(page()).published is None


def test_what_the_user_says_of_a_page_wins(read: Any) -> None:
    found = read(
        page("<link rel='canonical' href='https://example.org/a'>"), url="https://example.org/b", published=NOON
    )
    assert (found.url, found.published) == ("https://example.org/b", Published(NOON, "option"))


@pytest.mark.parametrize("text", ["<html><body></body></html>", "<html></html>", "<!---->"])
def test_page_without_an_article_is_refused(read: Any, text: str) -> None:
    with pytest.raises(EmptyInputError, match="no article text"):
        read(text)


def test_damaged_bytes_of_a_page_are_noted_where_they_are_in_the_text(read: Any) -> None:
    payload = page(paragraphs=[*PARAGRAPHS, "The caf~ at the palace stayed closed all day long."]).encode()
    found = read(payload.replace(b"~", b"\xe9"))
    assert "caf\ufffd" in found.text
    assert found.notes == ("Some bytes of the page do not decode; each stands as U+FFFD in the text.",)


def test_broken_markup_never_ends_in_anything_but_a_reason(read: Any) -> None:
    for text in ("<p", "<html><body><p>" * 3000, page()[:200], "\x00".join(page())):
        with suppress(DocumentError):
            assert read(text).text
