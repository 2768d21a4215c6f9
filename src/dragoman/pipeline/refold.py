"""Refold: the derived record made again from the facts, and the reports read again by today's engine.

A store comes in and is brought up to date. Facts are only added; events, rounds and the search index are
replaced in one transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman import __version__
from dragoman.lineage import find_derivations, signature_for
from dragoman.merge import Patching, Standing, digest_of_rules
from dragoman.pipeline.engine import READS
from dragoman.store import Basis, Reading
from dragoman.values import content_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from dragoman.errors import DocumentError
    from dragoman.merge import Folded
    from dragoman.merge.ground import Ground
    from dragoman.model import Document
    from dragoman.pipeline.engine import Engine
    from dragoman.store import Store

FREE_ATTEMPTS = 3
"""Folds that are tried while others may write; one that they overtake is thrown away."""

MOST_CHANGED = 0.5
FEW = 20
"""Part and number of the reports up to which a change is patched rather than folded from scratch. Source: a claim that
is patched costs about twice what it costs in a fold from scratch (``bench/growth.py``)."""


def update(store: Store, engine: Engine) -> None:
    """Bring the events up to the facts: what is new touches its neighbourhood and no more.

    The events are those that ``rebuild`` makes. They are folded from scratch where the dossier or the rules are others
    than those of the fold on record, or where more has changed than stayed.
    """
    for _ in range(FREE_ATTEMPTS):
        if store.is_fold_current() or _is_patched(store, engine):
            return
    rebuild(store, engine)


def _is_patched(store: Store, engine: Engine) -> bool:
    """Patch the fold on record, and say whether that could be done."""
    fold, knowledge = store.fold, knowledge_of(engine)
    if not fold.is_by(knowledge):
        return False
    basis, documents = fold.basis(knowledge), fold.changed()
    if len(documents) > fold.count_reports() * MOST_CHANGED + FEW:
        return False
    patching = Patching(fold.recall(documents), fold.rulings(), **_known(engine))
    patch = patching.run(fold.claims_of(documents), store.judgements())
    return fold.apply(patch, patching.rules, basis)


def rebuild(store: Store, engine: Engine) -> Folded:
    """Fold the events again from the claims in force and put them in place of those before.

    Returns:
        The fold; the same facts give the same one.
    """
    for _ in range(FREE_ATTEMPTS):
        seen = store.newest_facts()
        folded, ground = _fold(store, engine)
        if store.fold.replace(folded, Basis(seen, knowledge_of(engine)), ground):
            return folded
    with store.transaction():  # others keep on writing: hold them up for once
        folded, ground = _fold(store, engine)
        store.fold.replace(folded, Basis(None, knowledge_of(engine)), ground)
    return folded


def _fold(store: Store, engine: Engine) -> tuple[Folded, Ground]:
    standing = Standing(judgements=store.judgements(), grows=False, **_known(engine))
    return standing.update(store.active_claims()), standing.ground()


def _known(engine: Engine) -> dict[str, Any]:
    """Give what a fold takes of the dossier."""
    dossier = engine.dossier
    return {
        "processes": dossier.processes,
        "places": engine.gazetteer,
        "shown": shown_names(engine),
        "actors": dossier.actors,
    }


def knowledge_of(engine: Engine) -> str:
    """Give one id of all that a fold depends on beside the facts: the dossier, the rules and the version."""
    return content_id("knw", __version__, engine.dossier.digest, digest_of_rules())


def shown_names(engine: Engine) -> dict[str, str]:
    """Give the names that titles show, by actor id and by party code."""
    dossier = engine.dossier
    shown = {actor.id: dossier.shown(actor.id) for actor in dossier.actors}
    for actor in dossier.actors:
        if actor.party is not None and (actor.kind.value == "state" or actor.party not in shown):
            shown[actor.party] = dossier.shown(actor.id)
    return shown


def reread(
    store: Store,
    engine: Engine,
    *,
    clock: Callable[[], datetime],
    on_progress: Callable[[int], None] = lambda _: None,
    on_refused: Callable[[Document, DocumentError], None] | None = None,
    jobs: int = 1,
) -> int:
    """Read every report again whose newest revision this engine has not read, and make that reading the active one.

    Args:
        store: Open for writing.
        engine: Reads them.
        clock: Aware UTC.
        on_progress: Told how many reports have been read.
        on_refused: Told of a report that cannot be read now; its reading before stays. None: its error ends the run.
        jobs: Processes that read; this one writes.

    Returns:
        How many reports were read. Earlier readings stay on record.
    """
    waiting = [
        d for d in store.documents() if d.language in {READS, None} and not store.has_run(engine.run_of(d, clock()).id)
    ]
    index = store.lineage_index()
    done = 0
    for document, extraction in engine.read(waiting, jobs=jobs, on_refused=on_refused):
        store.write_reading(
            Reading(
                capture=store.capture(document.capture_id),
                document=document,
                derivations=find_derivations(document, index, engine.dossier),
                run=engine.run_of(document, clock()),
                claims=extraction.claims,
                statements=extraction.statements,
                signature=signature_for(document),
            )
        )
        done += 1
        on_progress(done)
    return done
