"""The archive: every page that was fetched, kept as it came over the line, with a log of what was done when.

Fetches come in; WARC records and one line of the log for each go out, into a folder beside the record. So the evidence
outlives the link, and any tool for web archives can read it. A run writes a file of its own, one compressed member for
each record: nothing that is there is ever changed, and a run that dies leaves all whole records readable.

Source: WARC 1.1 (ISO 28500:2017): response records for each answer, request records beside them, one warcinfo record;
files of at most a gigabyte (annex C). The body is kept without its chunk marks; the header that announced them is kept
under another name, as the Common Crawl does (``X-Crawl-``).
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import threading
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, BinaryIO

from dragoman.errors import StoreUnusableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from dragoman.errors import DocumentError
    from dragoman.ingest.exchange import Answer
    from dragoman.ingest.fetch import Fetched
    from dragoman.values import Instant

FILE_BYTES = 1_000_000_000
LOG = "captures.jsonl"
LISTED = "Dragoman-Listed"
"""A field of our own: when the feed that lists the page says it came out. WARC 1.1, section 5, allows such fields."""
RENAMED = {"transfer-encoding": "X-Crawl-Transfer-Encoding"}


class WarcFolder:
    """A folder of WARC files and their log; made when the first page comes."""

    def __init__(self, folder: Path, started_at: datetime, file_bytes: int = FILE_BYTES) -> None:
        self.folder = folder
        self._stamp = f"{started_at:%Y%m%dT%H%M%SZ}"
        self._file_bytes = file_bytes
        self._file: BinaryIO | None = None
        self._name = ""
        self._lock = threading.Lock()

    def keep(self, fetched: Fetched) -> None:
        """Append each answer of a fetch, then its line of the log."""
        with self._lock, _stated(self.folder):
            rows = [self._keep_answer(answer, fetched.listed) for answer in fetched.hops]
            self._log({"url": fetched.url, "outcome": "kept", **_of_page(fetched), "records": rows}, fetched.last.at)

    def note(self, url: str, error: DocumentError, at: datetime) -> None:
        """Append a line of the log for a fetch that gave no page."""
        with self._lock, _stated(self.folder):
            self._log({"url": url, "outcome": "set aside", "code": error.code, "reason": error.problem}, at)

    def close(self) -> None:
        """Close the file of this run."""
        with self._lock:
            self._end_file()

    def _keep_answer(self, answer: Answer, listed: Instant | None) -> dict[str, Any]:
        member = io.BytesIO()
        writer = _writer(member)
        record = _response(writer, answer)
        if listed is not None:
            record.rec_headers.add_header(LISTED, listed.isoformat())
        writer.write_request_response_pair(_request(writer, answer), record)
        packed = member.getvalue()
        file = self._open_file(len(packed))
        offset = file.tell()
        file.write(packed)
        file.flush()
        os.fsync(file.fileno())
        return {
            "file": self._name,
            "offset": offset,
            "id": record.rec_headers.get_header("WARC-Record-ID"),
            "url": answer.url,
            "status": answer.status,
            "address": answer.address,
        }

    def _open_file(self, size: int) -> BinaryIO:
        """Give the file that so many bytes go into."""
        if self._file is not None and self._file.tell() + size > self._file_bytes:
            self._end_file()
        if self._file is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._file, self._name = self._make_file()
            self._file.write(_info(self._name))
        return self._file

    def _make_file(self) -> tuple[BinaryIO, str]:
        for name in self._names():
            try:
                return (self.folder / name).open("xb"), name
            except FileExistsError:  # of another run in the same second, or of this one
                continue
        raise AssertionError("there is always another name")

    def _names(self) -> Iterator[str]:
        number = 0
        while True:
            yield f"dragoman-{self._stamp}-{number:05}.warc.gz"
            number += 1

    def _end_file(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _log(self, row: dict[str, Any], at: datetime) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        line = json.dumps({"at": _stamp(at), "tool": tool(), **row}, ensure_ascii=False) + "\n"
        handle = os.open(self.folder / LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(handle, line.encode("utf-8", "backslashreplace"))  # one write: lines of two runs never mix
        finally:
            os.close(handle)


@contextmanager
def _stated(folder: Path) -> Iterator[None]:
    """Say what the system says of the folder: a run that cannot keep its evidence stops."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise StoreUnusableError(
            str(folder), f"pages cannot be kept there: {reason}.", "Make room, or name a folder in DRAGOMAN_CAPTURES."
        ) from error


def tool() -> str:
    """Name the program and what it fetches with, for logs and archives."""
    return f"{_named('dragoman')}; {_named('httpx2')}; {_named('warcio')}"


def _named(package: str) -> str:
    try:
        return f"{package}/{version(package)}"
    except PackageNotFoundError:  # run from a checkout that is not installed
        return package


def _of_page(fetched: Fetched) -> dict[str, Any]:
    last = fetched.last
    return {
        "final_url": last.url,
        "status": last.status,
        "media_type": last.header("content-type"),
        "sha256": hashlib.sha256(last.body).hexdigest(),
        "size_bytes": len(last.body),
    }


def _response(writer: Any, answer: Answer) -> Any:
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415

    headers = [(RENAMED.get(name.casefold(), name), value) for name, value in answer.headers]
    status = f"{answer.status} {answer.reason}".strip()
    return writer.create_warc_record(
        answer.url,
        "response",
        payload=io.BytesIO(answer.wire),
        length=len(answer.wire),
        http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": _stamp(answer.at), "WARC-IP-Address": answer.address},
    )


def _request(writer: Any, answer: Answer) -> Any:
    from urllib.parse import urlsplit  # noqa: PLC0415

    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415

    parts = urlsplit(answer.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return writer.create_warc_record(
        answer.url,
        "request",
        http_headers=StatusAndHeaders(f"{target} HTTP/1.1", list(answer.asked), protocol="GET", is_http_request=True),
    )


def _info(name: str) -> bytes:
    packed = io.BytesIO()
    writer = _writer(packed)
    facts = {"software": tool(), "format": "WARC File Format 1.1", "robots": "obey"}
    writer.write_record(writer.create_warcinfo_record(name, facts))
    return packed.getvalue()


def _writer(out: io.BytesIO) -> Any:
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415 (only where pages are fetched)

    return WARCWriter(out, gzip=True, warc_version="1.1")


def _stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
