"""Warming: what is made of the whole record is made before somebody waits for it, and again when the record changed.

A viewer that keeps such things comes in; pages find them made. One thread, one thing after the other; while a record is
being written nothing is made of it, since it would be thrown away at the next report.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from dragoman.errors import StoreError
from dragoman.query import commitments, positions, sources, talks
from dragoman.web.pages.event import days_by_kind
from dragoman.web.pages.lineage import families_of

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Mapping

    from dragoman.query import View
    from dragoman.viewing import Viewer

    Make = Callable[[View], object]

REST_S = 20.0
"""How long a record must have stood still before its wholes are made anew."""
NAME = "uvicorn.error"
"""The log that the server's own lines go to."""


def wholes(viewer: Viewer) -> Mapping[str, Make]:
    """Give what makes each whole, by name, the first that a visitor asks for first."""
    return {
        "talks": talks,
        "choices": lambda view: view.once("choices", view.lists.choices),
        "days": days_by_kind,
        "positions": positions,
        "commitments": commitments,
        "families": families_of,
        "sources": lambda view: sources(view, viewer.sources),
    }


def warm(viewer: Viewer, stopping: threading.Event) -> list[str]:
    """Make every whole of the record as it stands, and give the names of those that were made.

    Args:
        viewer: One that keeps them.
        stopping: Set once the server is to end; what has not begun is left.
    """
    made = []
    for name, make in wholes(viewer).items():
        if stopping.is_set():
            break
        try:
            with viewer.view() as view:
                make(view)
        except StoreError as error:  # moved, busy, being migrated: visitors are told by their own page
            logging.getLogger(NAME).warning("not made beforehand: %s: %s", name, error)
            break
        made.append(name)
    return made


def keep_warm(viewer: Viewer, stopping: threading.Event, rest_s: float = REST_S) -> None:
    """Make the wholes at once, and again after each change of the record, until the server ends.

    Args:
        viewer: One that keeps them.
        stopping: Set once the server is to end.
        rest_s: Seconds between two looks; a change counts when the record is the same at the next one.
    """
    made = seen = None
    while not stopping.is_set():
        state = viewer.state()
        if state is not None and state != made and (made is None or state == seen):
            warm(viewer, stopping)
            made = state
        seen = state
        stopping.wait(rest_s)
