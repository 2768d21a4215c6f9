"""Timeline: the events in order of world time.

A view comes in, events go out, each where it is dated, an undated one where it was first reported. An event without a
date stands in no stretch of days that is asked for: when it happened is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model.listing import EventFilter, parties_of, time_key
from dragoman.query.events import event_shape

if TYPE_CHECKING:
    from datetime import date

    from dragoman.query.shapes import EventShape
    from dragoman.query.view import View

__all__ = ["parties_of", "time_key", "timeline"]


def timeline(
    view: View,
    *,
    frame: str | None = None,
    party: str | None = None,
    since: date | None = None,
    until: date | None = None,
    process: str | None = None,
) -> list[EventShape]:
    """Give the events in order of time.

    Args:
        view: The record from one point of view.
        frame: Only of this frame.
        party: Only in which this side has a role.
        since: Only what touches this day or a later one.
        until: Only what touches this day or an earlier one.
        process: Only rounds of this peace process.
    """
    wanted = EventFilter(frame=frame, party=party, process=process, since=since, until=until)
    return [event_shape(event) for event in view.lists.events(wanted)]
