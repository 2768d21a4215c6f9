"""Timeline: the events in order of world time.

A view comes in, events go out, each where it is dated, an undated one where it was first reported. An event without a
date stands in no stretch of days that is asked for: when it happened is not known.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from dragoman.query.events import event_shape
from dragoman.values import Interval

if TYPE_CHECKING:
    from dragoman.model import Event
    from dragoman.query.shapes import EventShape
    from dragoman.query.view import View

_FIRST_DAY, _LAST_DAY = date(1, 1, 1), date(9999, 12, 30)


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
    days = None if since is None and until is None else Interval.days(since or _FIRST_DAY, until or _LAST_DAY)
    wanted = [
        event
        for event in view.events(frame=frame)
        if (party is None or party in parties_of(event))
        and (process is None or event.process == process)
        and (days is None or (event.occurred is not None and event.occurred.overlaps(days)))
    ]
    return [event_shape(event) for event in sorted(wanted, key=time_key)]


def time_key(event: Event) -> tuple[datetime, datetime, str]:
    """Give the place of an event in the order of time: its date, else its first publication, else the end."""
    if event.occurred is not None:
        return event.occurred.start, event.occurred.end, event.id
    if event.first_published is not None:
        reported = datetime.combine(event.first_published.day, time.max)
        return reported, reported, event.id
    return datetime.max, datetime.max, event.id  # noqa: DTZ901  world time has no zone


def parties_of(event: Event) -> set[str | None]:
    """Give the sides that have a role in an event."""
    roles = event.roles
    return {filler.party for filler in (*roles.actor, *roles.target, *roles.mediator, *roles.delegate)}
