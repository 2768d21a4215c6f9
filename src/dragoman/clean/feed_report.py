"""What a feed itself gives of one report comes in, a reading goes out.

Plain text is kept code point for code point; HTML is read as the article of a page.
"""

from __future__ import annotations

import html
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.clean.html_report import read_html
from dragoman.clean.json_report import parse_object, read_json, read_published

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.clean.reading import Reading


def read_entry(payload: bytes, where: str) -> Reading:
    """Read one entry of a feed, as ``FEED_ENTRY`` of ``model`` has it.

    Raises:
        DocumentError: DG302 to DG307, there is no text in it.
    """
    row = parse_object(payload, where)
    content = row.get("html")
    if not isinstance(content, str):
        return _known_by_feed(read_json(payload, where))
    url = _text(row, "url")
    found = read_html(_page(content, _text(row, "title")).encode("utf-8", "surrogatepass"), where, url)
    published, notes = read_published("published", row.get("published"))
    found = replace(
        found,
        given_id=_text(row, "id"),
        url=url,
        title=_text(row, "title"),
        source=_text(row, "source"),
        published=published,
        notes=(*found.notes, *notes),
    )
    return _known_by_feed(found)


def _page(content: str, title: str | None) -> str:
    head = f"<head><meta charset='utf-8'><title>{html.escape(title or '')}</title></head>"
    return f"<html>{head}<body><article>{content}</article></body></html>"


def _text(row: Mapping[str, object], key: str) -> str | None:
    value = row.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _known_by_feed(reading: Reading) -> Reading:
    published = reading.published
    return reading if published is None else replace(reading, published=replace(published, known_by="feed"))
