"""One saved page comes in, a reading goes out: its article's text, and what the page says of itself.

The text is what trafilatura takes for the article, plain, frozen as it comes. A publication time is taken
from the page's own metadata with its offset; else its day, from the URL or the page; it is never the day of
saving.

Source: trafilatura (Barbaresi 2021) for text and metadata; htmldate (Barbaresi 2020) for days; schema.org
NewsArticle and the Open Graph protocol for publication times.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from dragoman.clean.decode import decode_page
from dragoman.clean.live_pages import live_text
from dragoman.clean.reading import Reading, check_text
from dragoman.errors import BadTimeError, EmptyInputError
from dragoman.model import Published
from dragoman.values import parse_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.values import Instant

META_TIMES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='article:published_time' or @name='parsely-pub-date' or @name='pubdate']/@content",
    "//meta[translate(@name, 'DCATEISU', 'dcateisu')='dc.date.issued']/@content",
    "//time[@itemprop='datePublished']/@datetime",
)
"""Where pages say when they came out, most explicit first."""
META_CHANGES = (
    "//meta[@property='article:modified_time' or @property='og:updated_time']/@content",
    "//meta[@itemprop='dateModified']/@content",
    "//time[@itemprop='dateModified']/@datetime",
)
"""Where pages say when they were last changed."""
LEAST_STRICT = 0.25
"""In doubt, what may be furniture is left out, unless less than this part of the text would be left. Source: pages of
41 countries (``bench/pages.py``)."""
URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:/|-|$|\D)")
_REPLACED = "\ufffd"


def read_html(payload: bytes, where: str, url: str | None, charset: str | None = None) -> Reading:
    """Read the article of one page.

    Args:
        payload: The page's bytes.
        where: For messages.
        url: The page's address where the user gave it; else the canonical one in the page is taken.
        charset: The encoding that its server declared, or None.

    Raises:
        EncodingError: DG304.
        EmptyInputError: DG302, no article text was found.
        ForbiddenCharacterError: DG307.
    """
    page, notes = decode_page(payload, where, charset)
    tree = _tree(page)
    found = _article(tree, url)
    if found is None:
        raise EmptyInputError(
            where, "no article text was found in the page.", "Save the article's own page, or paste its text."
        )
    text, entries = live_text(_things_of(tree)) or (found.text, None)
    text = check_text(text, where)
    if _REPLACED in text:
        notes = (*notes, "Some bytes of the page do not decode; each stands as U+FFFD in the text.")
    address = url or _given(found.url)
    return Reading(
        text=text,
        url=address,
        title=_given(found.title),
        source=_given(found.sitename),
        published=_published(tree, address),
        byline=_given(found.author),
        notes=notes,
        modified=_modified(tree),
        entries=entries,
    )


def _tree(page: str) -> Any:
    from trafilatura import load_html  # noqa: PLC0415 (heavy: 300 ms)

    return load_html(page)


def _article(tree: Any, url: str | None) -> Any:
    if tree is None:
        return None
    from copy import deepcopy  # noqa: PLC0415

    from trafilatura import bare_extraction  # noqa: PLC0415 (heavy)

    options = {"include_comments": False, "include_tables": False, "with_metadata": True, "url": url}
    strict, full = (
        bare_extraction(deepcopy(tree), favor_precision=is_strict, **options) for is_strict in (True, False)
    )
    lengths = [len(found.text or "") if found is not None else 0 for found in (strict, full)]
    if not any(lengths):
        return None
    return strict if lengths[0] >= LEAST_STRICT * lengths[1] else full


def _given(value: str | None) -> str | None:
    return value if value and value.strip() else None


def _published(tree: Any, url: str | None) -> Published | None:
    times = list(_said_times(tree))
    moment = next((found for found in times if found.instant.moment is not None), None)
    return moment or next(iter(times), None) or _day(tree, url)


def _said_times(tree: Any) -> Iterator[Published]:
    """Give the readable publication times in the page's metadata, most explicit first."""
    for value in (*_linked_data_times(tree), *(value for path in META_TIMES for value in tree.xpath(path))):
        try:
            yield Published(parse_instant(str(value)), "meta")
        except BadTimeError:
            continue


def _modified(tree: Any) -> Published | None:
    """Give when the page says that it was last changed; a bare day only where no time is given."""
    said = [thing.get("dateModified") for thing in _things_of(tree)]
    said += [value for path in META_CHANGES for value in tree.xpath(path)]
    read = [Published(instant, "meta") for value in said if (instant := _instant(value)) is not None]
    return next((found for found in read if found.instant.moment is not None), next(iter(read), None))


def _instant(value: object) -> Instant | None:
    try:
        return parse_instant(value) if isinstance(value, str) else None
    except BadTimeError:
        return None


def _linked_data_times(tree: Any) -> Iterator[str]:
    return (value for thing in _things_of(tree) if isinstance(value := thing.get("datePublished"), str))


def _things_of(tree: Any) -> Iterator[dict[str, Any]]:
    """Give the objects of a page's linked data; what is no JSON is passed over."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _things(data)


def _things(data: object) -> Iterable[dict[str, Any]]:
    """Give the objects at the top of a JSON-LD block and in its graph; not those inside them (videos, related)."""
    items = data if isinstance(data, list) else [data]
    for item in items:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (node for node in graph if isinstance(node, dict)) if isinstance(graph, list) else ()


def _day(tree: Any, url: str | None) -> Published | None:
    if url is not None and (found := URL_DAY.search(url)):
        try:
            return Published(parse_instant("-".join(found.groups())), "url")
        except BadTimeError:
            return None
    from htmldate import find_date  # noqa: PLC0415 (heavy)

    day = find_date(tree, extensive_search=False, original_date=True)
    return Published(parse_instant(day), "text") if day else None
