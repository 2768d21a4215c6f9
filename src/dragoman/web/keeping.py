"""Keeping: pasted texts taken into the record, by the way on which ``dragoman ingest`` takes a file in.

The fields of a form come in, the ids of the reports that are on record now go out, with the reason for each text that
was set aside. Who may do so is asked before; nothing is fetched.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from dragoman.errors import DocumentError, NotFoundError, UsageError
from dragoman.web.links import safe_address
from dragoman.web.pages.reading import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from dragoman.ingest.pieces import Piece
    from dragoman.model import Capture, SetAside
    from dragoman.store import Store
    from dragoman.viewing import Viewer
    from dragoman.web.pages.reading import Reader


class Kept(NamedTuple):
    """What came of pasted texts.

    Attributes:
        reports: Ids of those that are on record, new or known from before.
        aside: Why others are not, in words.
    """

    reports: list[str]
    aside: list[str]


class Keeper:
    """Takes pasted texts into one record, one request at a time."""

    def __init__(
        self, viewer: Viewer, reader: Reader, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._viewer = viewer
        self._reader = reader
        self._clock = clock

    def keep(self, form: Mapping[str, str]) -> Kept:
        """Read the texts of a form into the record, and fold it.

        Raises:
            UsageError: DG100, there is no text, or an address or a day is none; nothing was kept.
            StoreError: DG401 to DG405, the record is not there, or cannot be written now; nothing was kept.
        """
        from dragoman.ingest import Said, to_captures
        from dragoman.pipeline import Intake, update
        from dragoman.store import open_store

        pieces = list(_pieces(texts_of(form)))
        if not pieces:
            raise UsageError("text: there is none to keep. Paste a report.")
        settings, engine = self._viewer.settings, self._reader.engine
        with self._viewer.store():
            pass  # a record that is not there is not made here
        with (
            self._reader.turn,
            open_store(settings.store, write=True, busy_timeout_s=settings.busy_timeout_s, clock=self._clock) as store,
        ):
            found = list(to_captures(pieces, said=Said(), now=self._clock))
            report = Intake(store, engine, self._clock).take(found)
            update(store, engine)
            return Kept(list(self._ids(store, found)), [one.reason for one in report.set_aside])

    def _ids(self, store: Store, found: Iterable[Capture | SetAside]) -> Iterator[str]:
        """Give the ids of those that are on record; the others were set aside, and their reason is told."""
        from dragoman.clean import to_document
        from dragoman.model import Capture

        for capture in found:
            if isinstance(capture, Capture):
                try:
                    yield store.document(to_document(capture, self._reader.engine.dossier).id).id
                except (DocumentError, NotFoundError):
                    continue


def _pieces(texts: Iterable[Mapping[str, str]]) -> Iterator[Piece]:
    """Give texts as one JSON line each, named by their own words or address, not by their place on the page."""
    from dragoman.ingest.pieces import JSON, Piece

    for text in texts:
        url, published = text.get("url"), text.get("published")
        if url is not None and safe_address(url) is None:
            raise UsageError(f"address: '{url[:80]}' is no web address. Give one that begins with https:// or http://.")
        if published is not None and not _is_day(published):
            raise UsageError(f"published: '{published[:40]}' is no day. Write it as 2025-06-02.")
        line = {name: value for name, value in text.items() if name != "id"}
        yield Piece(text["id"], JSON, json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
