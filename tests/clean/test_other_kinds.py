"""Messages, entries of feeds, lines of crawlers, and charsets that servers declare."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from dragoman.clean import to_document
from dragoman.clean.json_report import read_json
from dragoman.dossier import Dossier, load_dossier
from dragoman.errors import BadJsonError, EmptyInputError, ForbiddenCharacterError
from dragoman.model import FEED_ENTRY, TELEGRAM_MESSAGE, Capture, Document, LineFields
from dragoman.settings import cache_folder
from dragoman.values import parse_instant

NOW = datetime(2025, 6, 2, 12, tzinfo=UTC)
CHANNEL = {"name": "Example Channel", "type": "public_channel", "id": 1234}
WORDS = "The two sides met for an hour in the palace and agreed on an exchange of prisoners."


@pytest.fixture(scope="module")
def base() -> Dossier:
    return load_dossier(["base"], cache=cache_folder())


def read(payload: object, media_type: str, dossier: Dossier, **said: Any) -> Document:
    data = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return to_document(Capture("cap", "here", media_type, data, "", NOW, **said), dossier)


def test_a_message_is_put_together_and_dated_in_utc(base: Dossier) -> None:
    message = {
        "id": 7,
        "type": "message",
        "date": "2025-06-02T15:00:00",
        "date_unixtime": "1748865600",
        "author": "Duty desk",
        "text": ["⚡️ ", {"type": "bold", "text": "The two sides met"}, {"type": "link"}, 3, " in the palace."],
        "forwarded_from": "Another Channel",
        "edited_unixtime": "1748865700",
    }
    found = read({"chat": CHANNEL, "message": message}, TELEGRAM_MESSAGE, base)
    assert found.text == "⚡️ The two sides met in the palace."
    assert found.published is not None
    assert (found.published.instant.isoformat(), found.published.known_by) == ("2025-06-02T12:00:00+00:00", "json")
    assert (found.source, found.byline) == ("Example Channel", "Duty desk")
    assert (found.given_id, found.url) == ("tag:telegram.org,2013:1234/7", "https://t.me/c/1234/7")
    assert found.notes[0] == "Forwarded from Another Channel."
    assert "Edited" in found.notes[1]


def test_an_edited_message_is_a_revision_of_the_same_report(base: Dossier) -> None:
    rows = [{"chat": CHANNEL, "message": {"id": 7, "text": text}} for text in ("One word.", "Two words.")]
    first, second = (read(row, TELEGRAM_MESSAGE, base) for row in rows)
    assert first.id == second.id
    assert first.revision != second.revision
    assert first.published is None


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ({"chat": CHANNEL, "message": {"id": 7, "text": []}}, EmptyInputError),
        ({"chat": CHANNEL, "message": {"id": 7, "text": None}}, EmptyInputError),
        ({"chat": CHANNEL, "message": {"id": 7, "text": "a\0b"}}, ForbiddenCharacterError),
        ({"chat": CHANNEL, "message": {"id": 7, "text": "\ud800"}}, ForbiddenCharacterError),
        ({"chat": CHANNEL}, BadJsonError),
        ({"chat": 3, "message": {}}, BadJsonError),
    ],
)
def test_what_is_no_message_with_words_is_refused(row: object, error: type[Exception], base: Dossier) -> None:
    with pytest.raises(error):
        read(row, TELEGRAM_MESSAGE, base)


def test_a_message_of_an_unnamed_chat_goes_by_its_text(base: Dossier) -> None:
    found = read({"chat": {}, "message": {"text": "Words.", "date_unixtime": "soon"}}, TELEGRAM_MESSAGE, base)
    assert (found.given_id, found.url, found.source, found.published) == (None, None, None, None)


ENTRY = {
    "id": "n1",
    "url": "https://post.example/1",
    "title": "Talks held & done",
    "source": "Example Post",
    "published": "2025-06-02T15:00:00+03:00",
}


def test_an_entry_in_html_is_read_as_an_article(base: Dossier) -> None:
    html = f"<p>{WORDS}</p><p>Nothing else was agreed, officials said after the meeting had ended.</p>"
    found = read({**ENTRY, "html": html}, FEED_ENTRY, base)
    assert found.text.startswith(WORDS)
    assert (found.title, found.source, found.given_id) == ("Talks held & done", "Example Post", "n1")
    assert found.published is not None
    assert (found.published.known_by, found.published.instant.isoformat()) == ("feed", "2025-06-02T15:00:00+03:00")


def test_an_entry_in_plain_text_is_kept_code_point_for_code_point(base: Dossier) -> None:
    found = read({**ENTRY, "text": " Words — as they are. "}, FEED_ENTRY, base)
    assert found.text == " Words — as they are. "
    assert found.published is not None
    assert found.published.known_by == "feed"
    undated = read({"text": "Words."}, FEED_ENTRY, base)
    assert undated.published is None


PAGE = "<html><head><title>T</title>{}</head><body><article><p>{}</p><p>{}</p></article></body></html>"


@pytest.mark.parametrize(
    ("head", "listed", "known_by", "printed"),
    [
        ("", None, None, None),
        ("", "2025-06-02T09:00:00+03:00", "feed", "2025-06-02T09:00:00+03:00"),
        ("<meta property='article:published_time' content='2025-06-01T08:00:00Z'>", "2025-06-02T09:00:00Z",
         "meta", "2025-06-01T08:00:00+00:00"),
        ("<meta property='article:published_time' content='2025-06-01'>", "2025-06-01T09:00:00Z",
         "feed", "2025-06-01T09:00:00+00:00"),
        ("<meta property='article:published_time' content='2025-06-01'>", "2025-06-02", "meta", "2025-06-01"),
    ],
)  # fmt: skip
def test_the_feed_dates_a_page_that_does_not_say_more_itself(
    head: str, listed: str | None, known_by: str | None, printed: str | None, base: Dossier
) -> None:
    given = None if listed is None else parse_instant(listed)
    found = read(PAGE.format(head, WORDS, WORDS).encode(), "text/html", base, listed=given)
    assert (found.published and found.published.known_by) == known_by
    assert (found.published and found.published.instant.isoformat()) == printed


def test_what_the_user_says_stands_over_the_feed(base: Dossier) -> None:
    said, listed = parse_instant("2025-05-01"), parse_instant("2025-06-02T09:00:00Z")
    found = read(PAGE.format("", WORDS, WORDS).encode(), "text/html", base, listed=listed, published=said)
    assert found.published is not None
    assert found.published.known_by == "option"


RUSSIAN = "Делегации встретились во дворце и договорились об обмене пленными, сообщили официальные лица в понедельник."  # noqa: RUF001


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("cp1251", "; charset=cp1251"),
        ("koi8-r", "; charset=koi8-r"),
        ("utf-8", "; charset=cp1251"),  # a wrong one: the bytes are UTF-8
        ("utf-8", "; charset=iso8859-1"),
        ("utf-8", ""),
    ],
)
def test_the_charset_of_the_server_counts_where_the_bytes_allow_it(encoding: str, declared: str, base: Dossier) -> None:
    page = PAGE.format("", RUSSIAN, RUSSIAN).encode(encoding)
    assert read(page, "text/html" + declared, base).text.startswith(RUSSIAN)


def test_a_declared_charset_in_which_the_bytes_do_not_decode_is_passed_over(base: Dossier) -> None:
    head = "<meta charset='windows-1251'>"
    page = PAGE.format(head, RUSSIAN, RUSSIAN).encode("cp1251")
    assert read(page, "text/html; charset=ascii2", base).text.startswith(RUSSIAN)
    assert read(page, "text/html; charset=shift_jis", base).text.startswith(RUSSIAN)


LINES = {
    "news-please": (
        {"maintext": WORDS, "date_publish": "2025-06-02 12:00:00", "source_domain": "post.example", "title": "T",
         "url": "https://post.example/1", "authors": ["A"]},
        ("https://post.example/1", "T", "post.example", "2025-06-02"),
    ),
    "fundus": (
        {"body": {"summary": []}, "plaintext": WORDS, "publishing_date": "2025-06-02 12:00:00+03:00", "title": "T",
         "html": {"requested_url": "https://post.example/1"}},
        ("https://post.example/1", "T", None, "2025-06-02T12:00:00+03:00"),
    ),
    "trafilatura": (
        {"text": WORDS, "raw_text": WORDS, "source": "https://post.example/1", "source-hostname": "Post",
         "hostname": "post.example", "date": "2025-06-02", "title": "T", "author": "Ada"},
        ("https://post.example/1", "T", "Post", "2025-06-02"),
    ),
    "media-cloud": (
        {"id": "m1", "media_name": "post.example", "media_url": "post.example", "publish_date": "2025-06-02",
         "title": "T", "url": "https://post.example/1", "text": WORDS},
        ("https://post.example/1", "T", "post.example", "2025-06-02"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LINES)
def test_the_lines_of_a_known_crawler_are_read_under_its_names(name: str, base: Dossier) -> None:
    row, expected = LINES[name]
    found = read(row, "application/json", base)
    assert found.text == WORDS
    assert found.published is not None
    assert (found.url, found.title, found.source, found.published.instant.isoformat()) == expected


def test_a_line_that_lacks_one_telling_key_is_read_under_the_usual_names() -> None:
    fields = LineFields(("a.b", "c"), "words")
    usual = json.dumps({"text": "Usual.", "words": "Other.", "a": {"b": 1}}).encode()
    theirs = json.dumps({"text": "Usual.", "words": "Other.", "a": {"b": 1}, "c": None}).encode()
    odd = json.dumps({"text": "Usual.", "words": "Other.", "a": 3, "c": None}).encode()
    assert read_json(usual, "w", (fields,)).text == "Usual."
    assert read_json(theirs, "w", (fields,)).text == "Other."
    assert read_json(odd, "w", (fields,)).text == "Usual."
