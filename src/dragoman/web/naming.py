"""Naming: the names that the dossier shows for actors, sides and processes, loaded once when first asked for.

A viewer comes in; a code or an id goes in, a name comes out. What the dossier does not know stays as it is.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.wording import counts_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.model import Actor
    from dragoman.pipeline import Engine
    from dragoman.viewing import Viewer
    from dragoman.wording import Shape


class Naming:
    """Names of one dossier."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer

    @property
    def engine(self) -> Engine:
        """The engine with the dossier in force: that of the viewer, since it is large."""
        return self._viewer.engine

    @cached_property
    def _shown(self) -> Mapping[str, str]:
        from dragoman.pipeline.refold import shown_names

        return shown_names(self.engine)

    @cached_property
    def _processes(self) -> Mapping[str, str]:
        return {process.id: process.names[0] for process in self.engine.dossier.processes if process.names}

    @cached_property
    def _actors(self) -> Mapping[str, Actor]:
        return {actor.id: actor for actor in self.engine.dossier.actors}

    def side(self, code: str) -> str:
        """Give the name of a side: ``RUS`` is Russia."""
        return self._shown.get(code, code)

    def process(self, process_id: str) -> str:
        """Give the name of a peace process."""
        return self._processes.get(process_id, process_id)

    def actor(self, actor_id: str) -> Actor | None:
        """Give what the dossier knows of an actor, or None."""
        return self._actors.get(actor_id)

    def counts(self, counts: Shape) -> str:
        """Give ``2 reports, 1 origin, 2 voices (Ukraine)``."""
        return counts_words({**counts, "parties": [self.side(code) for code in counts["parties"]]})
