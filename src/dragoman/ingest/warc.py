"""Web archives in: a WARC file of any size comes in, the pages in it go out, one after another.

The archive is read record by record through warcio, from gzip of one or many members or plain; no more than one page
is held. Only answers with status 200 are pages; requests, redirects, metadata and what is neither text nor JSON are
passed over. What a record says of itself is bounded, too: the headers of one record are at most 256 KiB.

Source: WARC 1.0 and 1.1 (ISO 28500); CC-NEWS of the Common Crawl, whose bodies are kept uncompressed.
"""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.errors import BadTimeError, DocumentError, FetchError, TooLargeError, WebArchiveError
from dragoman.ingest.archive import LISTED
from dragoman.ingest.inflate import BadEncodingError, OverLimitError, read_body
from dragoman.values import Instant, parse_instant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.ingest.streams import Stream

MAGIC = b"WARC/"
HEADER_BYTES = 262_144
CHUNK_BYTES = 65_536
READ_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/json")
AGAIN = "Fetch the archive again."


class Page(NamedTuple):
    """One page of an archive.

    Attributes:
        where: File and URL.
        media_type: As its head says, with the charset, or None.
        at: When it was captured, as the record says; None where it does not.
        listed: When the feed that lists it said it came out; only in archives of our own.
    """

    where: str
    url: str
    media_type: str | None
    payload: bytes | DocumentError
    at: datetime | None
    listed: Instant | None = None


def iter_pages(stream: Stream) -> Iterator[Page]:
    """Give the pages of an archive in its order; what is damaged goes out as the last one's error."""
    records = _records(stream)
    number = 0
    while True:
        try:
            record = next(records, None)
            if record is None:
                return
            number += 1
            page = _page(record, stream)
        except (WebArchiveError, OSError, EOFError, zlib.error) as error:
            yield _damaged(stream.where, number, error)
            return
        if page is not None:
            yield page


def _records(stream: Stream) -> Iterator[Any]:
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 (only where archives are read)

    try:
        yield from _iterator(stream)
    except ArchiveLoadFailed as error:
        raise WebArchiveError(stream.where, _words(error), AGAIN) from error
    except (ValueError, TypeError, AttributeError, LookupError) as error:  # warcio on headers that are none
        raise WebArchiveError(stream.where, f"a record is not one ({_words(error)})", AGAIN) from error


def _iterator(stream: Stream) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415
    from warcio.bufferedreaders import DecompressingBufferedReader  # noqa: PLC0415

    class Bounded(DecompressingBufferedReader):  # type: ignore[misc]  # warcio has no types
        """Reads lines, which are headers, up to a bound for each record."""

        lines_size = 0

        def readline(self, length: int | None = None) -> bytes:
            line: bytes = super().readline(min(length or HEADER_BYTES, HEADER_BYTES))
            self.lines_size += len(line)
            if self.lines_size > HEADER_BYTES:
                raise WebArchiveError(stream.where, "the headers of a record do not end", AGAIN)
            return line

    archive = ArchiveIterator(stream)
    archive.known_format = "warc"
    archive.reader = Bounded(archive.fh, block_size=CHUNK_BYTES)
    for record in archive:
        yield record
        _finish(record, stream)
        archive.reader.lines_size = 0
        if archive.err_count:
            raise WebArchiveError(stream.where, "a record is longer or shorter than it says", AGAIN)


def _finish(record: Any, stream: Stream) -> None:
    """Read a record to its end; one that ends too soon is damaged."""
    while record.raw_stream.read(CHUNK_BYTES):
        pass
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise WebArchiveError(stream.where, "it ends in the middle of a record", AGAIN)


def _page(record: Any, stream: Stream) -> Page | None:
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return None
    media_type = headers.get_header("Content-Type")
    if media_type is not None and media_type.partition(";")[0].strip().casefold() not in READ_TYPES:
        return None
    url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    where = f"{stream.where}#{url}"
    return Page(where, url, media_type, _payload(record, where, stream.limit_bytes), _at(record), _listed(record))


def _payload(record: Any, where: str, limit_bytes: int) -> bytes | DocumentError:
    cut = record.rec_headers.get_header("WARC-Truncated")
    if cut is not None:
        return WebArchiveError(where, f"the archive holds this page only in part ({cut}).", "Fetch the page itself.")
    encoding = record.http_headers.get_header("Content-Encoding") or ""
    try:
        return read_body(_pieces(record), encoding, limit_bytes)
    except OverLimitError:
        problem = f"one report may have at most {limit_bytes:,} bytes, and this is larger."
        return TooLargeError(where, problem, "Raise DRAGOMAN_MAX_REPORT_BYTES.")
    except BadEncodingError as error:
        return FetchError(where, f"the page cannot be unpacked: {error}.", "Fetch the page itself.")


def _pieces(record: Any) -> Iterator[bytes]:
    from warcio.bufferedreaders import ChunkedDataReader  # noqa: PLC0415

    source = record.raw_stream
    if record.http_headers.get_header("Transfer-Encoding") == "chunked":
        source = ChunkedDataReader(source)  # reads on as plain where the chunk marks were taken off already
    while piece := source.read(CHUNK_BYTES):
        yield piece


def _at(record: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo is not None else None


def _listed(record: Any) -> Instant | None:
    try:
        return parse_instant(record.rec_headers.get_header(LISTED) or "")
    except BadTimeError:
        return None


def _damaged(where: str, number: int, error: Exception) -> Page:
    said = error.problem if isinstance(error, DocumentError) else _words(error)
    after = f"after {number} records, the archive cannot be read: {said.rstrip('.')}."
    return Page(where, "", None, WebArchiveError(where, after, AGAIN), None)


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:120].rstrip(".").lower() or type(error).__name__
