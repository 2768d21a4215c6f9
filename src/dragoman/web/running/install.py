"""Install: puts around an application what stands around it while it is served."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from dragoman.web.access import Face
from dragoman.web.running.bounds import Bound, Bounds
from dragoman.web.running.figures import Figures
from dragoman.web.running.health import Health
from dragoman.web.running.rates import Rates
from dragoman.web.running.watch import Watch

if TYPE_CHECKING:
    from fastapi import FastAPI

    from dragoman.viewing import Viewer
    from dragoman.web.access import Door
    from dragoman.web.access.guard import Refusal
    from dragoman.web.running.journal import Journal


def install_running(app: FastAPI, viewer: Viewer, refuse: Refusal, journal: Journal) -> None:
    """Put bounds, figures, health and a journal around an application.

    Args:
        app: With its door in place. ``app.state.stopping`` is set once it is to end.
        viewer: Of the record; its settings have the bounds.
        refuse: Says in words what is not answered.
        journal: Where requests are written down.
    """
    door: Door = app.state.door
    settings = viewer.settings
    app.state.stopping = threading.Event()
    figures = Figures()
    app.include_router(Health(viewer, figures).router())

    def told(outcome: str, name: str | None) -> None:
        figures.count_sign_in(outcome)
        journal.tell("sign_in", outcome=outcome, user=name)

    door.on_sign_in = told
    per_minute = 0 if door.face is Face.LOCAL else settings.requests_per_minute
    bound = Bound(rates=Rates(per_minute) if per_minute else None, answer_s=settings.answer_s)
    app.add_middleware(Bounds, bound=bound, say=refuse.say)
    app.add_middleware(Watch, figures=figures, journal=journal)
