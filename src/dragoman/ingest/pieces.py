"""Pieces: a stream of any kind comes in, the bytes of each report in it go out, one after another.

Text, pages, JSON lines and arrays, web archives, Telegram exports and feeds are told apart by their bytes. A feed read
here gives what it holds itself; nothing is fetched. It decodes no text.
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from dragoman.errors import DocumentError, FeedError
from dragoman.ingest import telegram, warc
from dragoman.ingest.feeds import Entry, Feed, is_feed, is_opml, parse_feed
from dragoman.ingest.sniff import GZIP, HEAD_BYTES, UTF8_BOM, Kind, sniff
from dragoman.ingest.streams import Stream, iter_items, iter_lines
from dragoman.model import FEED_ENTRY, TELEGRAM_MESSAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from dragoman.values import Instant

TEXT, HTML, JSON = "text/plain", "text/html", "application/json"
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


class Piece(NamedTuple):
    """The bytes of one report, or why there are none.

    Attributes:
        url: Where it stood, for pages that were fetched or archived.
        at: When it was captured by somebody else; None: now, by us.
        listed: When the feed that lists it says it came out.
    """

    where: str
    media_type: str
    payload: bytes | DocumentError
    url: str | None = None
    at: datetime | None = None
    listed: Instant | None = None


def iter_pieces(stream: Stream, name: str) -> Iterator[Piece]:
    """Give the reports in a stream.

    Args:
        stream: Plain or gzip.
        name: File name or ``-``, whose suffix tells text, HTML and JSON apart.

    Raises:
        DocumentError: DG302 to DG307, DG330: it is none of the kinds that are read.
    """
    if stream.peek(len(GZIP)) == GZIP:
        stream = Stream(cast("BinaryIO", _Unpacked(stream)), stream.where, stream.limit_bytes)
    head = stream.peek(HEAD_BYTES) or stream.read(1)  # which says what is damaged, where nothing could be read at all
    if head.startswith(warc.MAGIC):
        for page in warc.iter_pages(stream):
            yield from _of_archive(page)
    elif telegram.is_export(head):
        for where, message in telegram.iter_messages(stream):
            yield Piece(where, TELEGRAM_MESSAGE, message)
    elif is_opml(head):
        raise FeedError(stream.where, "it is a list of feeds.", "Name the list itself, and its feeds are fetched.")
    elif is_feed(head):
        yield from _of_feed(parse_feed(stream.whole(), stream.where), stream.where)
    else:
        yield from _plain(stream, name, head)


def page_pieces(body: bytes, media_type: str | None, url: str, where: str) -> Iterator[Piece]:
    """Give the reports in one page that was fetched or archived: one, or many where it is JSON lines.

    Args:
        body: Inflated.
        media_type: As the server says, or None.
        url: Where it stands.
        where: For messages.

    Raises:
        DocumentError: DG302 to DG307: it is nothing that is read.
    """
    kind = sniff(body[:HEAD_BYTES], "", where)
    says_html = (media_type or "").partition(";")[0].strip().casefold() in _HTML_TYPES
    if kind is Kind.HTML or (kind is Kind.TEXT and says_html):
        yield Piece(where, HTML + _charset(media_type), body, url)
    elif kind is Kind.TEXT:
        yield Piece(where, TEXT, body, url)
    else:
        yield from _plain(Stream(io.BytesIO(body), where, len(body)), "", body[:HEAD_BYTES])


def entry_piece(entry: Entry, feed: Feed, where: str) -> Piece:
    """Give what a feed itself says of one report."""
    if not entry.html and not entry.text:
        error = FeedError(where, "the feed gives a link and no text.", "Name the feed by its URL to fetch its pages.")
        return Piece(where, FEED_ENTRY, error)
    row = {
        "id": entry.id or None,
        "url": entry.url,
        "title": entry.title,
        "source": feed.title,
        "published": entry.published.isoformat() if entry.published else None,
        **({"text": entry.text} if entry.text else {"html": entry.html}),
    }
    payload = json.dumps({key: value for key, value in row.items() if value is not None}).encode("ascii")
    return Piece(where, FEED_ENTRY, payload)


class _Unpacked:
    """A gzip stream of one or many members, read as far as it goes: what was unpacked before a damage is not lost."""

    def __init__(self, stream: Stream) -> None:
        self._file = gzip.GzipFile(fileobj=cast("BinaryIO", stream))

    def read(self, size: int) -> bytes:
        return self._file.read1(size)


def _of_feed(feed: Feed, where: str) -> Iterator[Piece]:
    if not feed.entries:
        raise FeedError(where, "the feed has no entries.", "Look at it again later.")
    for number, entry in enumerate(feed.entries, 1):
        yield entry_piece(entry, feed, f"{where}#{entry.id or number}")


def _of_archive(page: warc.Page) -> Iterator[Piece]:
    if isinstance(page.payload, DocumentError):
        yield Piece(page.where, HTML, page.payload)
        return
    try:
        for piece in page_pieces(page.payload, page.media_type, page.url, page.where):
            yield piece._replace(at=page.at, listed=page.listed)
    except DocumentError as error:
        yield Piece(page.where, HTML, error)


def _plain(stream: Stream, name: str, head: bytes) -> Iterator[Piece]:
    kind = sniff(head, name, stream.where)
    if kind is Kind.JSON_OBJECT and _has_lines(stream):
        kind = Kind.JSON_LINES
    if kind in {Kind.JSON_LINES, Kind.JSON_ARRAY}:
        parts = iter_lines(stream) if kind is Kind.JSON_LINES else iter_items(stream)
        for where, payload in parts:
            yield Piece(where, JSON, payload)
    else:
        media_type = {Kind.TEXT: TEXT, Kind.HTML: HTML, Kind.JSON_OBJECT: JSON}[kind]
        yield Piece(stream.where, media_type, stream.whole())


def _charset(media_type: str | None) -> str:
    """Give the charset that a server declares, as a parameter; none where it is UTF-8 or not known."""
    found = _CHARSET.search(media_type or "")
    try:
        name = codecs.lookup(found.group(1)).name if found else "utf-8"
    except LookupError:
        return ""
    return "" if name == "utf-8" else f"; charset={name}"


def _has_lines(stream: Stream) -> bool:
    """Say whether what begins with an object is many of them, one a line.

    The second line of one object that is printed over several never begins with a brace.
    """
    head = stream.peek(stream.limit_bytes + 1).removeprefix(UTF8_BOM).lstrip()
    first, _, rest = head.partition(b"\n")
    rest = rest.lstrip()
    return bool(rest) and (rest.startswith(b"{") or _is_object(first))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
