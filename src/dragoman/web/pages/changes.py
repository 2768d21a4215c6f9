"""Changes: what the record says now that it did not say before, and a brief of it all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dragoman.exports.brief import brief
from dragoman.query import diff
from dragoman.web.links import CLOCKS
from dragoman.web.pages.paging import turn_to
from dragoman.web.plain import REORDERED, change_of
from dragoman.web.same import data_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from dragoman.query import View
    from dragoman.query.shapes import ChangeShape
    from dragoman.web.pages.ask import Ask

LOOK_BACK = timedelta(days=1)
"""How far back "today" reaches where the reader does not say: to the day before the newest report."""
CHANGED = 50
"""Events of one page."""
QUIET = frozenset({"counts", "salience", "last_published_at", "first_published_at", "title"})
"""Fields that change with every report; they are told on asking."""


def build_today(ask: Ask) -> dict[str, Any]:
    """Give what changed, event by event, each with the report that caused it.

    Since an instant of publication (``since``), or since the record was last looked at (``seen``), by when it took
    the reports in.
    """
    seen = ask.moment("seen")
    if seen is not None:
        changes = _kept(ask, "seen", seen, ask.view.recorded_at)
        return _today(ask, changes, {"seen": seen}, recorded_since=seen.isoformat())
    until = ask.view.as_of or ask.view.store.listing().newest()
    since = ask.moment("since") or (None if until is None else until - LOOK_BACK)
    if since is None:
        return _today(ask, [], {})
    return _today(
        ask, _kept(ask, "since", since, ask.view.at), {"since": since, "until": until}, since=since.isoformat()
    )


def _kept(ask: Ask, clock: str, moment: datetime, view_at: Callable[[datetime], View]) -> list[ChangeShape]:
    """Give what changed since an instant: of a large record that takes long, and is kept until the record changes."""
    name = f"changed {clock} {moment.isoformat()}"
    return ask.view.once(name, lambda: diff(view_at(moment), ask.view)["changes"])


def _today(
    ask: Ask, changes: Iterable[ChangeShape], clocks: dict[str, datetime | None], **asked: str
) -> dict[str, Any]:
    """Give the values of the page.

    Args:
        ask: The request.
        changes: All of them.
        clocks: What is compared, for its head.
        asked: The same as a parameter of the API.
    """
    events: dict[str, list[ChangeShape]] = {}
    for change in changes:
        if ask.text("all") or (change["field"] not in QUIET and not is_reordered(change)):
            events.setdefault(change["event_id"], []).append(change)
    pager = turn_to(ask, len(events), CHANGED)
    shown = dict(pager.cut(list(events.items())))
    said = {**asked, **{name: value for name in CLOCKS if (value := ask.text(name))}}
    table = {"CSV": data_address("diff", {**said, "format": "csv"})}
    same = {"JSON": data_address("diff", said), **table} if asked else {}
    told = {"head": "Changes", "seen": None, "since": None, "until": None, **clocks, "events": shown}
    return {**told, "data_paths": same, **pager.shown}


def is_reordered(change: ChangeShape) -> bool:
    """Whether the same stands in another order: a list is in the order of what most reports tell."""
    found = change_of(change["field"], change["before"], change["after"])
    return change["kind"] == "changed" and found.after == REORDERED


def build_brief(ask: Ask) -> dict[str, Any]:
    """Give the brief: key points, what changed, rounds, disputes, commitments, each line with its sources."""
    page = brief(ask.view, since=ask.moment("since"), process=ask.text("process"))
    return {"head": page["title"], "brief": page, "processes": ask.naming.engine.dossier.processes}
