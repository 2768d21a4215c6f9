"""Reports: documents as they are known, now or by an instant of either clock.

A document is its frozen text with the newest header recorded of it. ``as_of`` is the publication clock: what was not
out by then, or has no known date, is left out. ``recorded_as_of`` is the clock of this record.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from dragoman.errors import AmbiguousIdError, NotFoundError, StoreRowError
from dragoman.model import Capture, Document
from dragoman.store import codec
from dragoman.store.batches import IDS_AT_ONCE
from dragoman.store.stamps import from_stamp, to_stamp
from dragoman.values import parse_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dragoman.store.links import Link, Row, Value

CURRENT_HEADERS = (
    "SELECT MAX(n) AS n FROM headers "
    "WHERE (CAST(:as_of AS TEXT) IS NULL OR known_from <= :as_of) "
    "AND (CAST(:recorded AS TEXT) IS NULL OR recorded_at <= :recorded) "
    "GROUP BY document_id"
)
"""The newest header of each document that counts by the clocks ``:as_of`` and ``:recorded``: for the whole record."""

CURRENT_HEADER = (
    "SELECT MAX(newest.n) FROM headers newest WHERE newest.document_id = h.document_id "
    "AND (CAST(:as_of AS TEXT) IS NULL OR newest.known_from <= :as_of) "
    "AND (CAST(:recorded AS TEXT) IS NULL OR newest.recorded_at <= :recorded)"
)
"""The same of the document of ``h`` alone: for few documents, whatever else is on record."""

IN_ORDER_OF_PUBLICATION = "h.known_from IS NULL, h.known_from, h.document_id"
"""Undated reports come last; the order does not depend on that of recording."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """From where the record is looked at: ``None`` is now, with everything in it.

    Attributes:
        as_of: Only what was published by then; aware.
        recorded_as_of: Only what was recorded by then; aware.
    """

    as_of: datetime | None = None
    recorded_as_of: datetime | None = None

    @property
    def values(self) -> dict[str, Value]:
        """The clocks as values of a query."""
        return {"as_of": _stamp(self.as_of), "recorded": _stamp(self.recorded_as_of)}


NOW = Clocks()


def documents_of_rows(rows: Iterable[Row]) -> Iterator[Document]:
    """Give the documents of rows that hold a header's body and its text."""
    for body, text in rows:
        yield replace(codec.from_text(Document, str(body)), text=str(text))


class DocumentReader:
    """Reports by the numbers of their headers, each read once however many claims are asked for.

    Args:
        link: Where to read.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self._known: dict[int, Document] = {}

    def of(self, headers: Iterable[int]) -> dict[int, Document]:
        """Give the reports of these headers by number, and of those asked for before."""
        missing = sorted(set(headers) - self._known.keys())
        for first in range(0, len(missing), IDS_AT_ONCE):
            numbers = ", ".join(map(str, missing[first : first + IDS_AT_ONCE]))
            sql = (
                "SELECT h.n, h.body, v.text FROM headers h JOIN revisions v ON v.id = h.revision "  # noqa: S608
                f"WHERE h.n IN ({numbers})"
            )
            for number, body, text in self._link.rows(sql):
                self._known[int(str(number))] = next(documents_of_rows([(body, text)]))
        return self._known


def read_documents(link: Link, clocks: Clocks = NOW, ids: Sequence[str] | None = None) -> Iterator[Document]:
    """Give every report, or those of these ids, in order of publication, undated ones last."""
    if ids is not None:
        yield from read_documents_named(link, ids, clocks)
        return
    sql = (
        "SELECT h.body, v.text FROM headers h JOIN revisions v ON v.id = h.revision "  # noqa: S608  our own texts
        f"WHERE h.n IN ({CURRENT_HEADERS}) ORDER BY {IN_ORDER_OF_PUBLICATION}"
    )
    yield from documents_of_rows(link.rows(sql, **clocks.values))


def read_document(link: Link, name: str) -> Document:
    """Give one report by its id, the id that its input carried, or the beginning of its id.

    Raises:
        NotFoundError: DG120, no report has it.
        AmbiguousIdError: DG121, several reports have it.
    """
    for which in ("h.document_id = :name", "h.given_id = :name", "substr(h.document_id, 1, :length) = :name"):
        found = _documents_where(link, which, name)
        if len(found) > 1:
            raise AmbiguousIdError("report", name, (document.id for document in found))
        if found:
            return found[0]
    raise NotFoundError("report", name, "List what is there with 'dragoman sources' or 'dragoman search'.")


def read_documents_named(link: Link, ids: Sequence[str], clocks: Clocks = NOW) -> list[Document]:
    """Give the reports of these own ids that count by the clocks, in order of publication within every 500."""
    found: list[Document] = []
    for first in range(0, len(ids), IDS_AT_ONCE):
        values = {f"id_{n}": each for n, each in enumerate(ids[first : first + IDS_AT_ONCE])}
        sql = (
            "SELECT h.body, v.text FROM headers h JOIN revisions v ON v.id = h.revision "  # noqa: S608  our own texts
            f"WHERE h.n = ({CURRENT_HEADER}) AND h.document_id IN ({', '.join(f':{name}' for name in values)}) "
            f"ORDER BY {IN_ORDER_OF_PUBLICATION}"
        )
        found += documents_of_rows(link.rows(sql, **clocks.values, **values))
    return found


def read_text(link: Link, revision: str) -> str:
    """Give the frozen text of a revision.

    Raises:
        NotFoundError: DG120, no such revision.
    """
    for (text,) in link.rows("SELECT text FROM revisions WHERE id = :revision", revision=revision):
        return str(text)
    raise NotFoundError("revision", revision, "Run 'dragoman check'.")


def read_capture(link: Link, capture_id: str) -> Capture:
    """Give one capture with its bytes as they came.

    Raises:
        NotFoundError: DG120, no such capture.
    """
    sql = (
        "SELECT location, media_type, payload, sha256, url, source, published, captured_at "
        "FROM captures WHERE id = :capture_id"
    )
    for where, media_type, payload, sha256, url, source, published, captured_at in link.rows(
        sql, capture_id=capture_id
    ):
        return Capture(
            id=capture_id,
            where=str(where),
            media_type=str(media_type),
            payload=unpack(payload),
            sha256=str(sha256),
            captured_at=from_stamp(str(captured_at)),
            url=_known(url),
            source=_known(source),
            published=None if published is None else parse_instant(str(published)),
        )
    raise NotFoundError("capture", capture_id, "Run 'dragoman check'.")


def unpack(payload: Value) -> bytes:
    """Give the bytes that were compressed into a row.

    Raises:
        StoreRowError: DG406, they do not decompress.
    """
    try:
        return zlib.decompress(payload)  # type: ignore[arg-type]  # a column of bytes; anything else is caught here
    except (TypeError, zlib.error) as error:
        message = str(error)
        raise StoreRowError("payload", message) from error


def read_unread(link: Link) -> list[tuple[Document, str]]:
    """Give the reports that no run has read, each with the reason."""
    sql = (
        "SELECT h.body, v.text, h.unread FROM headers h JOIN revisions v ON v.id = h.revision "  # noqa: S608
        f"WHERE h.n IN ({CURRENT_HEADERS}) AND h.unread IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM activations a WHERE a.revision = h.revision) "
        f"ORDER BY {IN_ORDER_OF_PUBLICATION}"
    )
    rows = link.rows(sql, **NOW.values)
    return [(next(documents_of_rows([(body, text)])), str(reason)) for body, text, reason in rows]


def _documents_where(link: Link, which: str, name: str) -> list[Document]:
    sql = (
        "SELECT h.body, v.text FROM headers h JOIN revisions v ON v.id = h.revision "  # noqa: S608  our own texts
        f"WHERE h.n = ({CURRENT_HEADER}) AND {which} ORDER BY h.document_id"
    )
    values = {**NOW.values, "name": name}
    if ":length" in which:
        values["length"] = len(name)
    return list(documents_of_rows(link.rows(sql, **values)))


def _stamp(moment: datetime | None) -> str | None:
    return None if moment is None else to_stamp(moment)


def _known(value: Value) -> str | None:
    return None if value is None else str(value)
