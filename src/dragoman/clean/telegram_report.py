"""One message of a Telegram channel comes in, a reading goes out; its words are kept code point for code point.

A message is text in pieces, of which some are links or bold; they are put together as they stand. Its time is taken
from the seconds since 1970, since the printed one is in the zone of whoever exported it.

Source: Telegram Desktop's export in machine-readable JSON; links to messages by number, as in Telegram's
documentation of deep links (``t.me/c/<channel>/<id>``), open for whoever can read the channel.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from dragoman.clean.json_report import parse_object
from dragoman.clean.reading import Reading, check_characters, check_text
from dragoman.errors import BadJsonError
from dragoman.model import Published
from dragoman.values import Instant


def read_message(payload: bytes, where: str) -> Reading:
    """Read one message, as ``TELEGRAM_MESSAGE`` of ``model`` has it.

    Raises:
        BadJsonError: DG305, it is no message.
        EmptyInputError: DG302, it has no words.
        ForbiddenCharacterError: DG307.
    """
    row = parse_object(payload, where)
    chat, message = row.get("chat"), row.get("message")
    if not isinstance(chat, Mapping) or not isinstance(message, Mapping):
        raise BadJsonError(where, "it is no message of Telegram.", "Export the channel again.")
    text = check_text(_words(message.get("text")), where)
    channel, number = chat.get("id"), message.get("id")
    is_named = isinstance(channel, int) and isinstance(number, int)
    return Reading(
        text=text,
        given_id=f"tag:telegram.org,2013:{channel}/{number}" if is_named else None,
        url=f"https://t.me/c/{channel}/{number}" if is_named else None,
        source=_name(chat.get("name"), where),
        published=_published(message.get("date_unixtime")),
        byline=_name(message.get("author"), where),
        notes=_notes(message, where),
    )


def _words(given: object) -> str:
    if isinstance(given, str):
        return given
    parts = given if isinstance(given, list) else []
    return "".join(part if isinstance(part, str) else _part(part) for part in parts)


def _part(part: object) -> str:
    words = part.get("text") if isinstance(part, Mapping) else None
    return words if isinstance(words, str) else ""


def _name(given: object, where: str) -> str | None:
    return check_characters(given, "a name", where) if isinstance(given, str) and given.strip() else None


def _published(given: object) -> Published | None:
    try:
        moment = datetime.fromtimestamp(int(str(given)), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return Published(Instant(moment.date(), moment), "json")


def _notes(message: Mapping[str, object], where: str) -> tuple[str, ...]:
    """Say from where the message was forwarded and that it was edited: both bear on whose words it has."""
    origin = _name(message.get("forwarded_from"), where)
    notes = [] if origin is None else [f"Forwarded from {origin}."]
    if message.get("edited_unixtime"):
        notes.append("Edited after it was sent; the export holds the last wording.")
    return tuple(notes)
