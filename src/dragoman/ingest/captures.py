"""Captures: each report that came in, byte for byte, with what the user said of it.

Paths and addresses come in, a ``Capture`` for each file, page, JSON line, message or array item goes out, or a
``SetAside`` with its reason. Bytes are streamed: no more than one report is held. It decodes no text.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import DocumentError, FetchError, UnreadableInputError
from dragoman.ingest.feeds import is_opml
from dragoman.ingest.inputs import STDIN, Input, iter_inputs, open_file
from dragoman.ingest.opml import parse_opml
from dragoman.ingest.pages import is_address
from dragoman.ingest.pieces import TEXT, Piece, iter_pieces
from dragoman.ingest.sniff import HEAD_BYTES
from dragoman.ingest.streams import Stream
from dragoman.model import Capture, SetAside
from dragoman.values import Instant, content_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from dragoman.ingest.pages import Pages
    from dragoman.settings import Settings


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


def iter_captures(
    paths: Iterable[str],
    *,
    said: Said,
    settings: Settings,
    now: Callable[[], datetime],
    stdin: BinaryIO | None = None,
    pages: Pages | None = None,
) -> Iterator[Capture | SetAside]:
    """Capture what the user named: files in a stable order, then pages as they come.

    Args:
        paths: Files, folders, globs, addresses, and ``-`` for standard input.
        said: What holds of every input.
        settings: ``max_report_bytes`` limits one report, not a file of many.
        now: The clock; aware UTC.
        stdin: Binary standard input, or None where there is none; it is not closed.
        pages: Fetches; None: what is named by address is set aside.

    Returns:
        Captures, and for each input that could not be captured its reason. The same bytes with the same words
        said of them have the same capture id.
    """
    named = list(paths)
    pieces = _iter_pieces(named, settings.max_report_bytes, stdin, pages)
    yield from to_captures(pieces, said=said, now=now)


def to_captures(pieces: Iterable[Piece], *, said: Said, now: Callable[[], datetime]) -> Iterator[Capture | SetAside]:
    """Give the capture of each piece, or the reason why there is none."""
    first: str | None = None
    for piece in pieces:
        if isinstance(piece.payload, DocumentError):
            yield SetAside(piece.where, piece.payload.code, str(piece.payload))
            continue
        capture = _capture(piece, piece.payload, said, now())
        first = first or capture.id
        if said.url is not None and capture.id != first:
            error = DocumentError(
                piece.where, f"one report was already read as {said.url}.", "Give --url for one file."
            )
            yield SetAside(piece.where, error.code, str(error))
        else:
            yield capture


def _capture(piece: Piece, payload: bytes, said: Said, now: datetime) -> Capture:
    digest = hashlib.sha256(payload).hexdigest()
    published = said.published.isoformat() if said.published else None
    url = said.url or piece.url
    return Capture(
        id=content_id("cap", digest, piece.media_type, url, said.source, published),
        where=piece.where,
        media_type=piece.media_type,
        payload=payload,
        sha256=digest,
        captured_at=piece.at or now,
        url=url,
        source=said.source,
        published=said.published,
        listed=piece.listed,
    )


def _iter_pieces(paths: list[str], limit_bytes: int, stdin: BinaryIO | None, pages: Pages | None) -> Iterator[Piece]:
    addresses, feeds = [name for name in paths if is_address(name)], list[str]()
    for found in iter_inputs(name for name in paths if not is_address(name)):
        if isinstance(found, DocumentError):
            yield Piece(found.where, TEXT, found)
            continue
        try:
            listed = _feeds_of(found, limit_bytes) if pages is not None and found.where in paths else ()
        except DocumentError as error:
            yield Piece(found.where, TEXT, error)
            continue
        feeds += listed
        if not listed:
            yield from _guarded(found, limit_bytes, stdin)
    if pages is not None:
        yield from pages.iter_pieces(addresses)
        yield from pages.iter_pieces(feeds, "feed")
        return
    for name in addresses:
        yield Piece(name, TEXT, FetchError(name, "nothing is fetched here.", "Use 'dragoman ingest'."))


def _feeds_of(found: Input, limit_bytes: int) -> tuple[str, ...]:
    """Give the feeds that a list names; none for every other file.

    Raises:
        DocumentError: DG301, DG306, DG330: the list cannot be read.
    """
    if found.path is None:
        return ()
    try:
        with open_file(found.path, found.where) as raw:
            stream = Stream(raw, found.where, limit_bytes)
            return parse_opml(stream.whole(), found.where) if is_opml(stream.peek(HEAD_BYTES)) else ()
    except OSError:
        return ()  # it is read again as any other file, and its trouble said then


def _guarded(found: Input, limit_bytes: int, stdin: BinaryIO | None) -> Iterator[Piece]:
    """Read one input; what goes wrong on the way goes out as its last piece."""
    try:
        if found.path is not None:
            with open_file(found.path, found.where) as raw:
                yield from iter_pieces(Stream(raw, found.where, limit_bytes), found.path.name)
        elif stdin is not None:
            yield from iter_pieces(Stream(stdin, found.where, limit_bytes), STDIN)
        else:
            raise UnreadableInputError(found.where, "there is no standard input.", "Pipe text in, or name a file.")
    except DocumentError as error:
        yield Piece(found.where, TEXT, error)
    except (OSError, EOFError, zlib.error) as error:
        reason = f"reading stopped: {str(error).lower() or type(error).__name__}."
        yield Piece(found.where, TEXT, UnreadableInputError(found.where, reason, "The file may be cut off or broken."))
