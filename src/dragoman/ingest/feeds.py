"""Feeds: the bytes of an RSS, Atom or JSON feed come in, its entries go out, each with what the feed says of it.

RSS and Atom of every make are read by feedparser, which mends what is not well-formed. What is no feed is refused with
what it is instead. Nothing is fetched here, and no page is read.

Source: RSS 2.0; RSS 1.0 with its syndication module; RFC 4287 (Atom); JSON Feed 1.1.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from dragoman.errors import BadTimeError, FeedError
from dragoman.values import Instant, parse_instant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HEAD_BYTES = 65_536
_DOCTYPE = rb"<!DOCTYPE[^>\[]{0,300}(?:\[.{0,9000}?\]\s*)?>"
_PROLOGUE = rb"\A\s*(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,300}>\s*|<!--.{0,4000}?-->\s*|" + _DOCTYPE + rb"\s*)*+"
_XML_FEED = re.compile(_PROLOGUE + rb"<(?:rss|feed|rdf:RDF)[\s>/]", re.DOTALL)
_OPML = re.compile(_PROLOGUE + rb"<opml[\s/>]", re.DOTALL | re.IGNORECASE)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:(?://|\\/\\/)jsonfeed\.org', re.IGNORECASE)
_HTML = re.compile(_PROLOGUE + rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_ALTERNATE = re.compile(rb"<link\b[^>]{0,400}>", re.IGNORECASE)
_FEED_TYPE = re.compile(rb"type\s*=\s*[\"']?application/(?:rss|atom|feed)\+(?:xml|json)", re.IGNORECASE)
_HREF = re.compile(rb"href\s*=\s*[\"']?([^\"'\s>]{1,500})", re.IGNORECASE)
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
"""Seconds. Source: RSS 1.0 syndication module, ``updatePeriod``."""
MOST_ENTRIES = 5_000
MOST_BYTES = 4_000_000
MOST_MARKS = 200_000
"""Of one feed: entries, bytes, and signs that begin a tag or an entity. What is not well-formed is read slowly, up to a
millisecond an entry and a tenth of one a sign. Source: feeds of news have a few hundred entries and a hundredth of the
signs."""
_ENTRIES = re.compile(rb"<(?:item|entry)[\s>/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    Attributes:
        id: As the feed names it, else its address; what it is known by the next time.
        url: The page, or None.
        published: As the feed says, or None.
        html, text: What the feed itself gives of the report, in either form, or None.
        mark: Changes whenever the feed says something else of the entry.
    """

    id: str
    url: str | None
    title: str | None
    published: Instant | None
    html: str | None
    text: str | None
    mark: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it stands.

    Attributes:
        ttl_s: How long the feed says that it need not be asked again, in seconds, or None.
    """

    title: str | None
    entries: tuple[Entry, ...]
    ttl_s: float | None = None


def is_feed(head: bytes) -> bool:
    """Say whether some first bytes are those of a feed."""
    return bool(_XML_FEED.match(head)) or (head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{" and _is_json_feed(head))


def is_opml(head: bytes) -> bool:
    """Say whether some first bytes are those of a list of feeds."""
    return bool(_OPML.match(head))


def parse_feed(payload: bytes, where: str, *, base: str = "", media_type: str | None = None) -> Feed:
    """Read a feed.

    Args:
        payload: Inflated.
        where: For messages.
        base: Its address: links in it may be relative.
        media_type: As the server says, with its charset.

    Raises:
        FeedError: DG330, it is none, or declares entities of its own.
    """
    if not is_feed(payload[:HEAD_BYTES]):
        raise _no_feed(payload[:HEAD_BYTES], where, base)
    if len(payload) > MOST_BYTES:
        raise FeedError(where, f"the feed has more than {MOST_BYTES:,} bytes.", "Ask for a shorter one.")
    if payload.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return _json_feed(payload, where, base)
    if b"<!ENTITY" in payload:  # entities in entities grow without bound; no feed that is read needs them
        raise FeedError(where, "the feed declares entities of its own, which are not read.", "Write the words out.")
    if len(_ENTRIES.findall(payload)) > MOST_ENTRIES:
        raise FeedError(where, f"the feed has more than {MOST_ENTRIES:,} entries.", "Ask for a shorter one.")
    if payload.count(b"<") + payload.count(b"&") > MOST_MARKS:
        raise FeedError(where, f"the feed has more than {MOST_MARKS:,} tags and entities.", "Ask for a shorter one.")
    return _xml_feed(payload, base, media_type)


def _is_json_feed(head: bytes) -> bool:
    return bool(_JSON_FEED.search(head))


def _no_feed(head: bytes, where: str, base: str) -> FeedError:
    if not head.strip():
        return FeedError(where, "it is empty, and no feed.", "Check the address.")
    if not _HTML.match(head):
        return FeedError(where, "it is not a feed (RSS, Atom or JSON Feed).", "Check the address.")
    named = next(_alternates(head), None)
    hint = f"It names a feed: {urljoin(base, named)}." if named else "Look for the feed's own address on the page."
    return FeedError(where, "it is an HTML page, not a feed.", hint)


def _alternates(head: bytes) -> Iterator[str]:
    """Give the addresses of the feeds that a page names."""
    for link in _ALTERNATE.findall(head):
        found = _HREF.search(link)
        if found and _FEED_TYPE.search(link):
            yield found.group(1).decode("utf-8", "replace")


def _xml_feed(payload: bytes, base: str, media_type: str | None) -> Feed:
    import feedparser  # noqa: PLC0415 (only where feeds are read)

    headers = {"content-location": base} if base else {}
    if media_type is not None:
        headers["content-type"] = media_type
    found = feedparser.parse(io.BytesIO(payload), response_headers=headers, sanitize_html=False)
    entries = (_xml_entry(row, base) for row in found.entries)
    return Feed(_text(found.feed.get("title")), tuple(entries), _ttl(found.feed))


def _xml_entry(row: Any, base: str) -> Entry:
    def given(key: str) -> Any:
        return dict.get(row, key)  # feedparser's own ``get`` gives one date where the other was asked for

    url = _address(given("link"), base)
    contents = [part.get("value") for part in given("content") or ()]
    html = max((part for part in contents if part), key=len, default=None) or given("summary")
    title = _text(given("title"))
    published = _date(given("published"), given("published_parsed")) or _date(given("updated"), given("updated_parsed"))
    mark = "\n".join(str(given(key) or "") for key in ("title", "link", "published", "updated"))
    return Entry(_text(given("id")) or url or title or "", url, title, published, _text(html), None, mark)


def _json_feed(payload: bytes, where: str, base: str) -> Feed:
    try:
        found = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise FeedError(where, "it is a JSON feed that cannot be read.", "It may be cut off.") from error
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list):
        raise FeedError(where, "it is a JSON feed without a list of items.", "Check the address.")
    if len(items) > MOST_ENTRIES:
        raise FeedError(where, f"the feed has more than {MOST_ENTRIES:,} entries.", "Ask for a shorter one.")
    rows = (row for row in items if isinstance(row, dict))
    return Feed(_text(found.get("title")), tuple(_json_entry(row, base) for row in rows))


def _json_entry(row: Mapping[str, Any], base: str) -> Entry:
    url = _address(row.get("url") or row.get("external_url"), base)
    title = _text(row.get("title"))
    mark = "\n".join(str(row.get(key) or "") for key in ("title", "url", "date_published", "date_modified"))
    given = row.get("id")
    name = str(given) if isinstance(given, str | int) and str(given).strip() else url or title or ""
    published = _date(row.get("date_published"), None)
    return Entry(name, url, title, published, _text(row.get("content_html")), _text(row.get("content_text")), mark)


def _text(value: Any) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip() else None


def _address(value: Any, base: str) -> str | None:
    text = _text(value)
    if text is None:
        return None
    try:
        found = urljoin(base, text)
    except ValueError:
        return None
    return found if found.startswith(("http://", "https://")) else None


def _date(text: Any, parsed: Any) -> Instant | None:
    """Read a date as printed, with its offset; else as feedparser has read it, in UTC."""
    if isinstance(text, str):
        try:
            return parse_instant(text)
        except BadTimeError:
            pass
    if parsed is None:
        return None
    try:
        year, month, day, hour, minute, second = tuple(parsed)[:6]
        return parse_instant(f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+00:00")
    except (BadTimeError, ValueError, TypeError):
        return None


def _ttl(feed: Mapping[str, Any]) -> float | None:
    """Give how long a feed asks to be left alone.

    Source: RSS 2.0 ``ttl``, in minutes; RSS 1.0 syndication module.
    """
    given = str(feed.get("ttl") or "").strip()
    if given.isdecimal():
        return float(given[:6]) * 60
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip())
    often = str(feed.get("sy_updatefrequency") or "1").strip()
    return None if period is None else period / max(1, int(often[:6]) if often.isdecimal() else 1)
