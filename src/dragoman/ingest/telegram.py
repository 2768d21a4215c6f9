"""Telegram: the ``result.json`` that its desktop program exports comes in, each message goes out as bytes of JSON.

The export is one JSON object of any size; it is read piece by piece, and no more than one message is held. A message
goes out beside the name and id of its channel, unchanged; ``clean`` reads it. Service messages (a photo changed, a
member joined) are no reports and are passed over, and so are messages without words. Private conversations are refused.

Source: Telegram Desktop, "Export chat history" in machine-readable JSON, and its export of all chats.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from dragoman.errors import BadJsonError, DocumentError
from dragoman.ingest.streams import too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.ingest.streams import Stream

PUBLIC_KINDS = frozenset({"public_channel", "private_channel", "public_supergroup", "private_supergroup"})
"""Chats whose messages are published to many. Source: the values of ``type`` in the export."""
_CHAT = re.compile(rb'"type"\s*:\s*"(?:public|private|personal|bot|saved)_\w+"')
_MESSAGES = re.compile(rb'"messages"\s*:\s*\[')
_ALL_CHATS = re.compile(rb'"chats"\s*:\s*\{\s*"about"')
CHUNK_BYTES = 65_536


def is_export(head: bytes) -> bool:
    """Say whether some first bytes are those of an export from Telegram."""
    if head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] != b"{":
        return False
    return bool(_ALL_CHATS.search(head)) or bool(_CHAT.search(head) and _MESSAGES.search(head))


def iter_messages(stream: Stream) -> Iterator[tuple[str, bytes | DocumentError]]:
    """Give each message with words, as ``{"chat": {id, name, type}, "message": …}``, with where it stands."""
    import ijson  # noqa: PLC0415 (only where such exports are read)

    source = _Guarded(stream)
    chat: dict[str, Any] = {}
    try:
        for prefix, event, value in _events(ijson.parse(source, use_float=True), source):
            at = prefix.rpartition(".")
            if event == "start_array" and at[2] == "messages":
                yield from _refused(stream.where, chat)
            elif event == "message":
                yield from _message(stream.where, chat, value)
            elif event in {"string", "number"} and at[2] in {"id", "name", "type"}:
                chat[at[2]] = value
    except ijson.JSONError as error:
        yield (
            stream.where,
            BadJsonError(stream.where, f"not JSON: {str(error).split(chr(10))[0]}.", "It may be cut off."),
        )
    except _TooMuchError:
        yield stream.where, too_large(stream.where, stream.limit_bytes)


def _events(events: Iterator[tuple[str, str, Any]], source: _Guarded) -> Iterator[tuple[str, str, Any]]:
    """Give the events outside messages as they are, and each message whole, as an event of its own."""
    import ijson  # noqa: PLC0415

    builder, inside = None, ""
    for prefix, event, value in events:
        if builder is None and event == "start_map" and prefix.endswith("messages.item"):
            builder, inside = ijson.ObjectBuilder(), prefix
        if builder is None:
            yield prefix, event, value
            continue
        builder.event(event, value)
        if event == "end_map" and prefix == inside:
            source.since = 0
            yield prefix, "message", builder.value
            builder = None


def _refused(where: str, chat: dict[str, Any]) -> Iterator[tuple[str, DocumentError]]:
    if chat.get("type") not in PUBLIC_KINDS:
        name = f"the chat '{str(chat.get('name'))[:60]}' is a private conversation ({chat.get('type')}), no source."
        yield where, DocumentError(where, name, "Export a channel or a group.")


def _message(where: str, chat: dict[str, Any], message: Any) -> Iterator[tuple[str, bytes]]:
    if chat.get("type") in PUBLIC_KINDS and message.get("type") == "message" and message.get("text"):
        row = {"chat": chat, "message": message}
        yield f"{where}#{chat.get('id')}/{message.get('id')}", json.dumps(row).encode("ascii")


class _TooMuchError(Exception):
    """A message is over the limit."""


class _Guarded:
    """The stream as ijson reads it; it stops where a single message does not end."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.since = 0

    def read(self, size: int = CHUNK_BYTES) -> bytes:
        if self.since > self._stream.limit_bytes + 2 * CHUNK_BYTES:
            raise _TooMuchError
        data = self._stream.read(size) if size else b""
        self.since += len(data)
        return data
