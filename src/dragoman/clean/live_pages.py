"""Live pages by their linked data: the entries that a page gives apart become one text with dated stretches.

The objects of a page's linked data in, a text with its entries out; None where none of them is a live page. The order
is the page's own, most often the newest first.

Source: schema.org LiveBlogPosting, liveBlogUpdate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.errors import BadTimeError
from dragoman.model import Entry, Published
from dragoman.values import Span, parse_instant

if TYPE_CHECKING:
    from collections.abc import Iterable

FEWEST_ENTRIES = 2
BETWEEN = "\n\n"


def live_text(things: Iterable[dict[str, Any]]) -> tuple[str, tuple[Entry, ...]] | None:
    """Give the text of the first live page among some objects, with its entries."""
    for thing in things:
        updates = thing.get("liveBlogUpdate")
        told = [pair for update in updates if (pair := _told(update)) is not None] if isinstance(updates, list) else []
        if len(told) >= FEWEST_ENTRIES:
            return _joined(told)
    return None


def _told(update: object) -> tuple[str, Published | None] | None:
    """Give the words of one entry, heading first, and when it came out; None where it has no body."""
    if not isinstance(update, dict):
        return None
    heading, body = (_plain(update.get(key)) for key in ("headline", "articleBody"))
    if not body:
        return None
    words = body if not heading or body.startswith(heading) else f"{heading}\n{body}"
    return words, _published(update.get("datePublished"))


def _plain(value: object) -> str:
    """Give text without marks of a page, each line trimmed."""
    if not isinstance(value, str) or not value.strip():
        return ""
    if "<" in value:
        from trafilatura import load_html  # noqa: PLC0415 (heavy: 300 ms)

        tree = load_html(f"<html><body><div>{value}</div></body></html>")
        value = "" if tree is None else str(tree.text_content())
    return "\n".join(line.strip() for line in value.splitlines() if line.strip())


def _published(value: object) -> Published | None:
    if not isinstance(value, str):
        return None
    try:
        return Published(parse_instant(value), "meta")
    except BadTimeError:
        return None


def _joined(told: list[tuple[str, Published | None]]) -> tuple[str, tuple[Entry, ...]]:
    entries: list[Entry] = []
    at = 0
    for words, published in told:
        entries.append(Entry(Span(at, at + len(words)), published))
        at += len(words) + len(BETWEEN)
    return BETWEEN.join(words for words, _ in told), tuple(entries)
