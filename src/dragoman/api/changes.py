"""Changes: a stream of server-sent events, one whenever the record has been folded anew.

A viewer comes in, events go out until the caller leaves or the server stops: ``changed`` with the state of the record.
A caller that comes back names the last state it saw, and is told at once where it missed something.

Source: WHATWG HTML, section 9.2 (server-sent events).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import anyio
from starlette.concurrency import run_in_threadpool

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import Request

    from dragoman.viewing import Viewer

POLL_S = 2.0
"""Between two looks at the record: a look takes under a millisecond, and a reader is served soon enough."""
KEEP_ALIVE_S = 20.0
"""After so long without news a comment is sent, so that no proxy takes the stream for dead."""
RETRY_MS = 5_000


async def stream_changes(
    viewer: Viewer, request: Request, *, poll_s: float = POLL_S, keep_alive_s: float = KEEP_ALIVE_S
) -> AsyncIterator[str]:
    """Give events as text, each with the state as its id.

    Args:
        viewer: Opens the record.
        request: Ends the stream once its caller has left; its ``Last-Event-ID`` says what was seen.
        poll_s: Seconds between looks.
        keep_alive_s: Seconds of silence after which a comment is sent.
    """
    known = request.headers.get("last-event-id") or await run_in_threadpool(viewer.state)
    yield f"retry: {RETRY_MS}\n\n"
    silent_s = 0.0
    while not (_is_stopping(request) or await request.is_disconnected()):
        state = await run_in_threadpool(viewer.state)
        if state is not None and state != known:
            known, silent_s = state, 0.0
            yield f"id: {state}\nevent: changed\ndata: {json.dumps({'state': state})}\n\n"
        elif silent_s >= keep_alive_s:
            silent_s = 0.0
            yield ": still here\n\n"
        await anyio.sleep(poll_s)
        silent_s += poll_s


def _is_stopping(request: Request) -> bool:
    stopping = getattr(request.app.state, "stopping", None)  # set by what serves the application, if anything does
    return stopping is not None and stopping.is_set()
