"""Cards: a few reports read on the spot, into a record that is thrown away.

Paths come in, the ``read`` shape goes out, with what was set aside. Nothing is kept.
"""

from __future__ import annotations

from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from dragoman.lineage import shared_origin
from dragoman.pipeline.intake import Intake
from dragoman.pipeline.refold import rebuild, shown_names
from dragoman.query.card import card
from dragoman.query.view import Knowledge, View
from dragoman.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from typing import BinaryIO

    from dragoman.ingest import Said
    from dragoman.model import SetAside
    from dragoman.pipeline.engine import Engine
    from dragoman.query.shapes.card import ReadShape


def read_reports(
    engine: Engine,
    paths: Iterable[str],
    *,
    said: Said,
    clock: Callable[[], datetime],
    stdin: BinaryIO | None = None,
) -> tuple[ReadShape, list[SetAside]]:
    """Read reports and give their card.

    Args:
        engine: Reads them.
        paths: Files, folders, globs, ``-``.
        said: What the user says of them.
        clock: Aware UTC.
        stdin: Binary standard input, or None.

    Returns:
        The card, and the inputs that could not be read with their reasons.
    """
    with (
        TemporaryDirectory(prefix="dragoman-") as folder,
        open_store(f"{folder}/card.db", write=True, clock=clock) as store,
    ):
        report = Intake(store, engine, clock).run(paths, said=said, stdin=stdin)
        rebuild(store, engine)
        documents = list(store.documents())
        view = View(store, folding=_knowledge(engine))
        return card(view, documents, shared_origin(documents, engine.dossier)), report.set_aside


def _knowledge(engine: Engine) -> Knowledge:
    """Give what the dossier says that a fold needs, so that a report alone is folded as the whole was."""
    dossier = engine.dossier
    return Knowledge(dossier.processes, engine.gazetteer, shown_names(engine), dossier.actors)
