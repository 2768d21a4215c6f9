"""Viewing: the one door through which the faces open the record for reading.

Settings and the two clocks come in, a ``View`` goes out for as long as its block lasts. Nothing is written. What
looks at the record as it is now loads neither dossier nor gazetteer; a clock folds again, and needs both.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from dragoman.errors import StoreError
from dragoman.settings import cache_folder
from dragoman.values import parse_instant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dragoman.model import Source
    from dragoman.pipeline import Engine
    from dragoman.query import Folding, View
    from dragoman.query.shelf import Shelf
    from dragoman.settings import Settings
    from dragoman.store import Store


class Viewer:
    """Opens the record of some settings, as often as it is asked; what a fold needs is loaded once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._shelf: Shelf | None = None

    def keep(self) -> Self:
        """Keep from now on what is made of the whole record, for whoever asks again: for a server."""
        self._shelf = self._new_shelf()
        return self

    def _new_shelf(self) -> Shelf:
        from dragoman.query.boards import Boards  # noqa: PLC0415  loaded when first asked for
        from dragoman.query.shelf import Shelf  # noqa: PLC0415  as above

        store = self.settings.store
        record = store if "://" in store else str(Path(store).absolute())
        return Shelf(boards=Boards(cache_folder(self.settings.cache), record))

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Open the record for reading.

        Raises:
            StoreError: DG401 to DG404, there is none, or it cannot be used.
        """
        from dragoman.store import open_store  # noqa: PLC0415  loaded when first asked for

        with open_store(self.settings.store, write=False, busy_timeout_s=self.settings.busy_timeout_s) as store:
            yield store

    @contextmanager
    def view(self, *, as_of: datetime | None = None, recorded_as_of: datetime | None = None) -> Iterator[View]:
        """Open the record and look at it from an instant of either clock.

        Args:
            as_of: Publication clock, aware; None is now.
            recorded_as_of: Recording clock, aware; None is now.
        """
        from dragoman.query import Deferred, View  # noqa: PLC0415  loaded when first asked for

        folding = Deferred(lambda: self._folding)  # a view of today may be asked for one of another day
        with self.store() as store:
            shelf = self._shelf or self._new_shelf()
            yield View(store, as_of=as_of, recorded_as_of=recorded_as_of, folding=folding, shelf=shelf)

    def state(self) -> str | None:
        """Give what tells one state of the record from another; None while it cannot be read."""
        try:
            with self.store() as store:
                return store.state()
        except StoreError:
            return None

    @property
    def sources(self) -> Mapping[str, Source]:
        """The dossier's sources, by id."""
        return self.engine.dossier.sources_by_id

    @cached_property
    def engine(self) -> Engine:
        """The engine with the dossier in force; it loads its parts when they are asked for."""
        from dragoman.pipeline import Engine  # noqa: PLC0415  heavy, and needed for the past and for outlets alone

        return Engine(self.settings)

    @cached_property
    def _folding(self) -> Folding:
        from dragoman.pipeline.refold import knowledge_of, shown_names  # noqa: PLC0415  heavy, and needed for the past alone
        from dragoman.query import Knowledge  # noqa: PLC0415  as above

        engine = self.engine
        dossier = engine.dossier
        names, basis = shown_names(engine), knowledge_of(engine)
        return Knowledge(tuple(dossier.processes), engine.gazetteer, names, tuple(dossier.actors), basis)


def parse_clock(text: str | None, where: str) -> datetime | None:
    """Read an instant of either clock that the user gave; None stays None.

    A bare day counts to its end, as a report of which only the day is known does. A time without an offset is UTC,
    which is said where the option is explained.

    Args:
        text: ISO 8601 or RFC 822.
        where: The option or parameter, for the message.

    Raises:
        BadTimeError: DG111, it is neither.
    """
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return parse_instant(text, where=where).counts_from
    if moment.tzinfo is None and (":" in text or "T" in text.strip()[8:]):
        return moment.replace(tzinfo=UTC)
    return parse_instant(text, where=where).counts_from
