"""One JSON object comes in, a reading goes out; strings are kept code point for code point.

Fields, and the names under which they are also found; the first that is there and not null counts:

=========  ==========================================  =======================================
field      also as                                     form
=========  ==========================================  =======================================
id         guid                                        text or whole number
url        link                                        text
title      headline                                    text
source     publisher                                   text
published  published_at, date, pubDate                 ISO 8601 or RFC 822 text
modified   modified_at, updated, updated_at,            ISO 8601 or RFC 822 text
           dateModified
text       body, content                               text; needed
byline     author                                      text
=========  ==========================================  =======================================

A line of a crawler that a pack knows is read under that crawler's own names instead.

A date that cannot be read leaves the report undated, with a note: losing the report would be worse.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dragoman.clean.crawlers import crawler_of, renamed
from dragoman.clean.reading import Reading, check_characters, check_text
from dragoman.errors import BadJsonError, BadTimeError, EncodingError
from dragoman.model import Published
from dragoman.values import parse_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dragoman.model import LineFields

FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "guid"),
    "url": ("url", "link"),
    "title": ("title", "headline"),
    "source": ("source", "publisher"),
    "published": ("published", "published_at", "date", "pubDate"),
    "modified": ("modified", "modified_at", "updated", "updated_at", "dateModified"),
    "text": ("text", "body", "content"),
    "byline": ("byline", "author"),
}
SHOWN_KEYS = 8


def read_json(payload: bytes, where: str, known: Iterable[LineFields] = ()) -> Reading:
    """Read one report from one JSON object.

    Args:
        payload: UTF-8.
        where: For messages.
        known: How crawlers name what they give; the first that fits counts.

    Raises:
        EncodingError: DG304, not UTF-8.
        BadJsonError: DG305, not JSON, not an object, without text, or a field of the wrong type.
        EmptyInputError: DG302, the text is blank.
        ForbiddenCharacterError: DG307, a field holds NUL or a lone surrogate.
    """
    row = parse_object(payload, where)
    fields = crawler_of(row, known)
    row = row if fields is None else renamed(row, fields)
    found = {field: _first(row, names) for field, names in FIELDS.items()}
    if found["text"][1] is None:
        keys = ", ".join(list(row)[:SHOWN_KEYS]) or "none"
        raise BadJsonError(where, f"there is no text in it. Keys: {keys!a}.", "Put the report's text under 'text'.")
    published, notes = read_published(*found["published"])
    return Reading(
        text=check_text(_text(*found["text"], where) or "", where),
        given_id=_given_id(*found["id"], where),
        url=_text(*found["url"], where),
        title=_text(*found["title"], where),
        source=_text(*found["source"], where),
        published=published,
        byline=_text(*found["byline"], where),
        notes=notes,
        modified=read_published(*found["modified"])[0],
    )


def parse_object(payload: bytes, where: str) -> Mapping[str, object]:
    """Parse one JSON object.

    Raises:
        EncodingError: DG304, not UTF-8.
        BadJsonError: DG305, not JSON, or no object.
    """
    try:
        row = json.loads(payload.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise EncodingError(where, f"byte {error.start} is not UTF-8.", "JSON must be UTF-8.") from None
    except json.JSONDecodeError as error:
        raise BadJsonError(
            where, f"not JSON: {error.msg.lower()} at character {error.pos}.", "It may be cut off."
        ) from None
    except (ValueError, RecursionError):
        problem = "not JSON that can be read: nested too deep, or a number too long."
        raise BadJsonError(where, problem, "Write one flat object for each report.") from None
    if not isinstance(row, dict):
        raise BadJsonError(where, f"it is {_kind(row)}, not an object.", 'Write {"text": "..."} for each report.')
    return row


def _first(row: Mapping[str, object], names: tuple[str, ...]) -> tuple[str, object]:
    """Give the name and value of the first field that is there and not null; else the main name and None."""
    return next(((name, row[name]) for name in names if row.get(name) is not None), (names[0], None))


def _text(name: str, value: object, where: str) -> str | None:
    """Give a field's text; None where it is absent or blank.

    The text is not stripped.
    """
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadJsonError(where, f"'{name}' is {_kind(value)}, not text.", "Write it as a string.")
    return check_characters(value, f"'{name}'", where) if value.strip() else None


def _given_id(name: str, value: object, where: str) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(name, value, where)


def read_published(name: str, value: object) -> tuple[Published | None, tuple[str, ...]]:
    """Give the time of publication that a field holds, or None and a note that says why it is not read."""
    if value is None or value == "":
        return None, ()
    if isinstance(value, str):
        try:
            return Published(parse_instant(value), "json"), ()
        except BadTimeError:
            pass
    return None, (f"needs publication date: {value!a:.60} under '{name}' is neither ISO 8601 nor RFC 822.",)


def _kind(value: object) -> str:
    if value is None:
        return "null"
    names = {bool: "a truth value", int: "a number", float: "a number", str: "a string", list: "a list"}
    return names.get(type(value), "an object")
