"""Feeds and lists of feeds: every make is read, and what is none is called what it is."""

from __future__ import annotations

import contextlib
import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.errors import FeedError
from dragoman.ingest import Pages, Said, iter_captures
from dragoman.ingest.feeds import Feed, is_feed, is_opml, parse_feed
from dragoman.ingest.opml import parse_opml
from dragoman.model import FEED_ENTRY, Capture, SetAside
from dragoman.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2025, 6, 2, 12, tzinfo=UTC)
BASE = "https://post.example/feeds/rss.xml"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>
<title>Example Post</title><ttl>15</ttl>
<item><title>Talks held</title><link>/news/1</link><guid isPermaLink="false">n1</guid>
  <pubDate>Mon, 02 Jun 2025 15:00:00 +0300</pubDate><description>Short.</description>
  <content:encoded><![CDATA[<p>The two sides met for an hour.</p>]]></content:encoded></item>
<item><title>Undated</title><link>https://post.example/news/2</link></item>
<item><title>No link</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Wire</title>
<entry><id>tag:wire.example,2025:1</id><title>Talks held</title><updated>2025-06-02T12:00:00Z</updated>
<published>2025-06-02T11:00:00+03:00</published><link href="https://wire.example/1"/></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel><title>Old</title><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>
<item rdf:about="https://old.example/1"><title>T</title><link>https://old.example/1</link>
<dc:date>2025-06-02</dc:date></item></rdf:RDF>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Example Feed",
    "items": [
        {"id": 7, "url": "/a", "title": "A", "date_published": "2025-06-02T12:00:00+03:00", "content_text": "Words."},
        {"id": "b", "external_url": "https://feed.example/b", "content_html": "<p>Words.</p>"},
        {"url": "ftp://feed.example/c"},
        "no item",
    ],
}
OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Feeds</title></head><body>
<outline text="Wires"><outline type="rss" xmlUrl="https://a.example/rss"/></outline>
<outline XMLURL="https://b.example/rss"/><outline xmlUrl="https://a.example/rss"/><outline text="none"/>
</body></opml>"""


def parse(text: str, **more: Any) -> Feed:
    return parse_feed(text.encode(), "feed", base=BASE, **more)


def test_rss_is_read_with_relative_links_and_offsets() -> None:
    feed = parse(RSS)
    first, undated, unlinked = feed.entries
    assert (feed.title, feed.ttl_s) == ("Example Post", 900.0)
    assert (first.id, first.url, first.title) == ("n1", "https://post.example/news/1", "Talks held")
    assert first.published is not None
    assert first.published.isoformat() == "2025-06-02T15:00:00+03:00"
    assert first.html == "<p>The two sides met for an hour.</p>"
    assert (undated.id, undated.published) == ("https://post.example/news/2", None)
    assert (unlinked.id, unlinked.url) == ("No link", None)


def test_atom_gives_the_first_publication_not_the_last_change() -> None:
    (entry,) = parse(ATOM).entries
    assert entry.published is not None
    assert (entry.id, entry.published.isoformat()) == ("tag:wire.example,2025:1", "2025-06-02T11:00:00+03:00")


def test_rss_1_with_its_period_is_read() -> None:
    feed = parse(RDF)
    assert feed.ttl_s == 21_600.0
    assert feed.entries[0].published is not None
    assert feed.entries[0].published.isoformat() == "2025-06-02"


def test_json_feed_is_read() -> None:
    feed = parse_feed(json.dumps(JSON_FEED).encode(), "feed", base="https://feed.example/feed.json")
    assert [(entry.id, entry.url) for entry in feed.entries] == [
        ("7", "https://feed.example/a"),
        ("b", "https://feed.example/b"),
        ("", None),
    ]
    assert (feed.entries[0].text, feed.entries[1].html) == ("Words.", "<p>Words.</p>")


def test_an_entry_that_is_said_otherwise_has_another_mark() -> None:
    before, after = parse(RSS), parse(RSS.replace("<title>Talks held", "<title>Talks ended"))
    same = parse(RSS.replace("Example Post", "Another Post"))
    assert before.entries[0].mark != after.entries[0].mark
    assert before.entries[0].mark == same.entries[0].mark


def test_a_feed_that_is_not_well_formed_is_read_all_the_same() -> None:
    feed = parse(RSS.replace("Talks held</title>", "Talks & more</title>").replace("</channel></rss>", ""))
    assert feed.entries[0].title == "Talks & more"


def test_the_charset_of_the_server_counts() -> None:
    text = '<rss version="2.0"><channel><title>Пост</title></channel></rss>'
    found = parse_feed(text.encode("cp1251"), "feed", media_type="application/rss+xml; charset=windows-1251")
    assert found.title == "Пост"


def test_a_date_that_only_feedparser_can_read_is_taken_as_utc() -> None:
    (entry, *_) = parse(RSS.replace("Mon, 02 Jun 2025 15:00:00 +0300", "2025-06-02T12:00:00 UTC")).entries
    assert entry.published is None or entry.published.day.isoformat() == "2025-06-02"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("", "it is empty"),
        ("Gone fishing.", "not a feed"),
        ("<html><body>Hi", "Look for the feed's own address"),
        (
            '<!DOCTYPE html><html><head><link rel=alternate type="application/rss+xml" href="/rss.xml">',
            "It names a feed: https://post.example/rss.xml.",
        ),
        ('<html><link rel="stylesheet" href="/a.css"><link type=application/atom+xml>', "Look for the feed's own"),
        (json.dumps({"version": "https://jsonfeed.org/version/1", "items": 3}), "without a list of items"),
        ('{"version": "https://jsonfeed.org/version/1", ', "cannot be read"),
        ("<rss>" + "<item/>" * 5_001, "more than 5,000 entries"),
        (json.dumps({**JSON_FEED, "items": [{}] * 5_001}), "more than 5,000 entries"),
        ("<rss>" + "&<" * 100_001, "more than 200,000 tags and entities"),
        ("<rss>" + " " * 4_000_000, "more than 4,000,000 bytes"),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"/>', "entities of its own"),
    ],
)
def test_what_is_no_feed_is_called_what_it_is(page: str, words: str) -> None:
    with pytest.raises(FeedError, match="DG330") as caught:
        parse(page)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "junk",
    [
        "<rss>" + "<item>" * 5_000,
        "<rss>" + "<p>" * 10_000,
        "<rss>" + "<![CDATA[" * 40_000,
        "<rss><channel><item><title>" + "&" * 200_000,
        "<rss><channel>" + "<item><title>t</title></item>" * 5_001,
        "<rss " + "a='b' " * 40_000 + ">",
        "<rss>" + "<!" * 100_000,
    ],
    ids=["nested", "deep", "cdata", "ampersands", "items", "attributes", "declarations"],
)
def test_a_feed_of_junk_ends_soon(junk: str) -> None:
    began = time.monotonic()
    with contextlib.suppress(FeedError):
        parse(junk)
    assert time.monotonic() - began < 20


def test_heads_are_told_apart() -> None:
    assert [is_feed(text.encode()) for text in (RSS, ATOM, RDF, json.dumps(JSON_FEED), OPML, "<html>")] == [
        True, True, True, True, False, False,
    ]  # fmt: skip
    assert is_opml(OPML.encode())
    assert not is_opml(RSS.encode())
    assert not is_feed(b'{"text": "A report on feeds."}')


def test_opml_gives_each_feed_once() -> None:
    assert parse_opml(OPML.encode(), "feeds.opml") == ("https://a.example/rss", "https://b.example/rss")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<opml><body>", "not well-formed XML at line 1"),
        ("<opml><body/></opml>", "names no feed"),
        ('<!DOCTYPE opml [<!ENTITY a "b">]><opml><outline xmlUrl="&a;"/></opml>', "entities of its own"),
    ],
)
def test_a_list_that_is_none_is_refused(text: str, words: str) -> None:
    with pytest.raises(FeedError, match=words):
        parse_opml(text.encode(), "feeds.opml")


def whole(body: str, media_type: str = "application/xml") -> bytes:
    payload = body.encode()
    return f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {len(payload)}\r\n\r\n".encode() + payload


def test_the_pages_of_a_feed_are_fetched_with_what_the_feed_says(server: Any, fetch_all: Any) -> None:
    feed = RSS.replace("/news/1", "/good").replace("https://post.example/news/2", "/gone")
    found = fetch_all(server.say("/rss", whole(feed)))
    (capture,) = [one for one in found if isinstance(one, Capture)]
    asides = {one.where: one.code for one in found if isinstance(one, SetAside)}
    assert (capture.url, capture.media_type) == (server.url("/good"), "text/html")
    assert capture.listed is not None
    assert capture.listed.isoformat() == "2025-06-02T15:00:00+03:00"
    assert asides == {server.url("/rss#No link"): "DG330", server.url("/gone"): "DG326"}


def test_a_feed_can_be_taken_as_it_is(server: Any, fetch_all: Any) -> None:
    found = fetch_all(server.say("/rss", whole(RSS)), feed_text=True)
    (capture,) = [one for one in found if isinstance(one, Capture)]
    assert capture.media_type == FEED_ENTRY
    assert json.loads(capture.payload)["source"] == "Example Post"
    assert [one.code for one in found if isinstance(one, SetAside)] == ["DG330", "DG330"]
    assert len(server.requests) == 2, "robots.txt and the feed"


def test_a_list_leads_to_its_feeds_and_a_page_is_fetched_once(server: Any, fetch_all: Any) -> None:
    feed = RSS.replace("/news/1", "/good").replace("https://post.example/news/2", "/good")
    server.say("/one", whole(feed))
    server.say("/two", whole(feed))
    server.say("/html", whole("<html>no feed", "text/html"))
    urls = "".join(f'<outline xmlUrl="{server.url(path)}"/>' for path in ("/one", "/two", "/html"))
    found = fetch_all(server.say("/opml", whole(f"<opml>{urls}</opml>")))
    assert [one.url for one in found if isinstance(one, Capture)] == [server.url("/good")]
    assert {one.where for one in found if isinstance(one, SetAside)} == {
        server.url("/one#No link"),
        server.url("/two#No link"),
        server.url("/html"),
    }
    assert len(server.asked("/good")) == 1


def test_an_entry_that_leads_to_a_feed_is_not_followed(server: Any, fetch_all: Any) -> None:
    server.say("/again", whole(RSS))
    feed = ATOM.replace("https://wire.example/1", server.url("/again"))
    (aside,) = fetch_all(server.say("/atom", whole(feed)))
    assert "leads to a feed" in aside.reason


def test_json_lines_on_the_web_are_read_line_by_line(server: Any, fetch_all: Any) -> None:
    lines = '{"text": "One."}\n{"text": "Two."}\n'
    found = fetch_all(server.say("/lines", whole(lines, "application/x-ndjson")))
    assert [(one.where, one.url) for one in found] == [(server.url("/lines:1"), None), (server.url("/lines:2"), None)]


@pytest.mark.parametrize(
    ("declared", "media_type"),
    [
        ("text/html; charset=windows-1251", "text/html; charset=cp1251"),
        ("text/html; charset=UTF-8", "text/html"),
        ("text/html; charset=klingon", "text/html"),
        ("TEXT/HTML", "text/html"),
        ("application/xhtml+xml", "text/html"),
        ("text/plain", "text/plain"),
    ],
)
def test_the_declared_charset_goes_with_the_page(declared: str, media_type: str, server: Any, fetch_all: Any) -> None:
    (found,) = fetch_all(server.say("/page", whole("Words without any mark.", declared)))
    assert found.media_type == media_type


def captured(make_fetcher: Any, *names: str) -> list[Capture | SetAside]:
    pages = Pages(make_fetcher)
    return list(iter_captures(names, said=Said(), settings=load_settings({}), now=lambda: NOW, pages=pages))


def test_the_feeds_of_a_list_that_is_named_are_fetched(server: Any, make_fetcher: Any, tmp_path: Path) -> None:
    server.say("/rss", whole(RSS.replace("/news/1", "/good").replace("https://post.example/news/2", "/good")))
    path = tmp_path / "feeds.opml"
    path.write_text(f'<opml><outline xmlUrl="{server.url("/rss")}"/></opml>')
    (tmp_path / "a.txt").write_text("Words.")
    found = captured(make_fetcher, str(path), str(tmp_path / "a.txt"), server.url("/good"))
    assert [one.where for one in found if isinstance(one, Capture)] == [str(tmp_path / "a.txt"), server.url("/good")]


def test_a_list_in_a_folder_fetches_nothing(server: Any, make_fetcher: Any, tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(f'<opml><outline xmlUrl="{server.url("/rss")}"/></opml>')
    (aside,) = captured(make_fetcher, str(tmp_path))
    assert isinstance(aside, SetAside)
    assert "Name the list itself" in aside.reason
    assert server.requests == []


@pytest.mark.parametrize("text", ['<!DOCTYPE opml [<!ENTITY a "b">]><opml/>', "<opml><body>"])
def test_a_list_that_cannot_be_read_is_set_aside(text: str, make_fetcher: Any, tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(text)
    (aside,) = captured(make_fetcher, str(path))
    assert (getattr(aside, "code", None), aside.where) == ("DG330", str(path))
