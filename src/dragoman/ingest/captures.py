"""Captures: each report that came in, byte for byte, with what the user said of it.

Paths come in, a ``Capture`` for each file, JSON line or array item goes out, or a ``SetAside`` with its reason.
Bytes are streamed: no more than one report is held. It decodes no text and reads no field.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from dragoman.errors import DocumentError, UnreadableInputError
from dragoman.ingest.inputs import STDIN, Input, iter_inputs, open_file
from dragoman.ingest.sniff import GZIP, HEAD_BYTES, UTF8_BOM, Kind, sniff
from dragoman.ingest.streams import Stream, iter_items, iter_lines
from dragoman.model import Capture, SetAside
from dragoman.values import Instant, content_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from dragoman.settings import Settings

TEXT, HTML, JSON = "text/plain", "text/html", "application/json"


@dataclass(frozen=True, slots=True)
class Said:
    """What the user said of the inputs, over what their bytes say.

    Attributes:
        url: Of one report; a second report under it is set aside.
        source: Name of the outlet.
        published: When it came out.
    """

    url: str | None = None
    source: str | None = None
    published: Instant | None = None


class _Piece(NamedTuple):
    """The bytes of one report, or why there are none."""

    where: str
    media_type: str
    payload: bytes | DocumentError


def iter_captures(
    paths: Iterable[str],
    *,
    said: Said,
    settings: Settings,
    now: Callable[[], datetime],
    stdin: BinaryIO | None,
) -> Iterator[Capture | SetAside]:
    """Capture what the user named, in a stable order.

    Args:
        paths: Files, folders, globs, and ``-`` for standard input.
        said: What holds of every input.
        settings: ``max_report_bytes`` limits one report, not a file of many.
        now: The clock; aware UTC.
        stdin: Binary standard input, or None where there is none; it is not closed.

    Returns:
        Captures, and for each input that could not be captured its reason. The same bytes with the same words
        said of them have the same capture id.
    """
    first: str | None = None
    for piece in _iter_pieces(paths, settings.max_report_bytes, stdin):
        if isinstance(piece.payload, DocumentError):
            yield SetAside(piece.where, piece.payload.code, str(piece.payload))
            continue
        capture = _capture(piece.where, piece.media_type, piece.payload, said, now())
        first = first or capture.id
        if said.url is not None and capture.id != first:
            error = DocumentError(
                piece.where, f"one report was already read as {said.url}.", "Give --url for one file."
            )
            yield SetAside(piece.where, error.code, str(error))
        else:
            yield capture


def _capture(where: str, media_type: str, payload: bytes, said: Said, now: datetime) -> Capture:
    digest = hashlib.sha256(payload).hexdigest()
    published = said.published.isoformat() if said.published else None
    return Capture(
        id=content_id("cap", digest, media_type, said.url, said.source, published),
        where=where,
        media_type=media_type,
        payload=payload,
        sha256=digest,
        captured_at=now,
        url=said.url,
        source=said.source,
        published=said.published,
    )


def _iter_pieces(paths: Iterable[str], limit_bytes: int, stdin: BinaryIO | None) -> Iterator[_Piece]:
    for found in iter_inputs(paths):
        if isinstance(found, DocumentError):
            yield _Piece(found.where, TEXT, found)
        else:
            yield from _guarded(found, limit_bytes, stdin)


def _guarded(found: Input, limit_bytes: int, stdin: BinaryIO | None) -> Iterator[_Piece]:
    """Read one input; what goes wrong on the way goes out as its last piece."""
    try:
        if found.path is not None:
            with open_file(found.path, found.where) as raw:
                yield from _read(Stream(raw, found.where, limit_bytes), found.path.name)
        elif stdin is not None:
            yield from _read(Stream(stdin, found.where, limit_bytes), STDIN)
        else:
            raise UnreadableInputError(found.where, "there is no standard input.", "Pipe text in, or name a file.")
    except DocumentError as error:
        yield _Piece(found.where, TEXT, error)
    except (OSError, EOFError, zlib.error) as error:
        reason = f"reading stopped: {str(error).lower() or type(error).__name__}."
        yield _Piece(found.where, TEXT, UnreadableInputError(found.where, reason, "The file may be cut off or broken."))


def _read(stream: Stream, name: str) -> Iterator[_Piece]:
    if stream.peek(len(GZIP)) == GZIP:
        unpacked = gzip.GzipFile(fileobj=cast("BinaryIO", stream))
        stream = Stream(cast("BinaryIO", unpacked), stream.where, stream.limit_bytes)
    kind = sniff(stream.peek(HEAD_BYTES), name, stream.where)
    if kind is Kind.JSON_OBJECT and _has_lines(stream):
        kind = Kind.JSON_LINES
    if kind in {Kind.JSON_LINES, Kind.JSON_ARRAY}:
        parts = iter_lines(stream) if kind is Kind.JSON_LINES else iter_items(stream)
        for where, payload in parts:
            yield _Piece(where, JSON, payload)
    else:
        media_type = {Kind.TEXT: TEXT, Kind.HTML: HTML, Kind.JSON_OBJECT: JSON}[kind]
        yield _Piece(stream.where, media_type, stream.whole())


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
