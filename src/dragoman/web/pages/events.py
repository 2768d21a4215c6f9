"""Events: the timeline, as lanes and as a list."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from dragoman.model.listing import EPOCH, EventFilter
from dragoman.query.events import event_shape
from dragoman.web.kinds import KINDS, OTHER, kind_of
from dragoman.web.pages.filtering import MOST_DRAWN, filter_of
from dragoman.web.pages.paging import turn_to
from dragoman.wording import counts_words, time_words

if TYPE_CHECKING:
    from dragoman.query import View
    from dragoman.web.pages.ask import Ask

FILTERS = ("frame", "party", "place", "status", "disputed", "origins", "text", "since", "until", "process")
NOT_YET = frozenset({"planned", "proposed"})
_ID_LETTERS = 16
"""Of an id that are sent to the canvas: 48 bits tell a hundred thousand events apart, and any beginning finds one."""


def build_timeline(ask: Ask) -> dict[str, Any]:
    """Give the events that the filters leave, one page of them, what can be chosen, and the days of the slider."""
    wanted, lists = filter_of(ask), ask.view.lists
    pager = turn_to(ask, ask.view.once(f"count {wanted}", lambda: lists.count(wanted)))
    chosen = {name: ask.text(name) for name in FILTERS}
    return {
        "head": "Timeline",
        "rows": [event_shape(event) for event in lists.events(wanted, pager.part)],
        "chosen": chosen,
        "choices": ask.view.once("choices", lists.choices),
        "kinds": [(kind, title) for kind, (title, _) in KINDS.items()],
        "lanes_url": ask.links.to("timeline.json", **{name: value for name, value in chosen.items() if value}),
        "most_drawn": MOST_DRAWN,
        "days": _days_of(ask),
        **pager.shown,
    }


def _days_of(ask: Ask) -> dict[str, int] | None:
    """Give the days of the slider since 1970: the first and last of a report, and the one that is looked from."""
    known = ask.view.store.listing().days()
    if known is None:
        return None
    first, last = ((date.fromisoformat(day) - EPOCH).days for day in known)
    as_of = ask.view.as_of
    shown = last + 1 if as_of is None else min(last, max(first, (_last_day_before(as_of) - EPOCH).days))
    return {"first": first, "last": last, "shown": shown}


def _last_day_before(moment: datetime) -> date:
    """Give the day that an instant ends or lies in: a bare day counts to its end, which is the next one's beginning."""
    return (moment - timedelta(microseconds=1)).date()


def lanes_of(ask: Ask) -> dict[str, Any]:
    """Give the events that the filters leave in columns for the canvas, kept where nothing is filtered."""
    wanted = filter_of(ask)
    if wanted == EventFilter():
        return ask.view.once("lanes", lambda: draw_lanes(ask.view, wanted))
    return draw_lanes(ask.view, wanted)


def draw_lanes(view: View, wanted: EventFilter) -> dict[str, Any]:
    """Give the events in columns for the canvas, in order of days: ids, lanes, first and last days, and flags.

    Days count from 1970-01-01, ``first`` from that of the event before, ``last`` from the event's own first, so that
    few bytes carry them. ``flags`` adds 1 where the event is disputed, 2 where the day is a bound, 4 where it is
    hedged, 8 where it is ahead of us; ``origins`` counts origins. An id is cut to its beginning.
    """
    lanes = [*KINDS, OTHER]
    rows = sorted(view.lists.drawn(wanted, MOST_DRAWN), key=itemgetter(3, 4, 0))
    columns: dict[str, list[Any]] = {name: [] for name in ("id", "lane", "first", "last", "flags", "origins")}
    before = 0
    for event_id, frame, status, first, last, dated, disputed, hedged, origins in rows:
        columns["id"].append(event_id[:_ID_LETTERS])
        columns["lane"].append(lanes.index(kind_of(frame)))
        columns["first"].append(first - before)
        columns["last"].append(last - first)
        columns["flags"].append(disputed + 2 * (not dated) + 4 * hedged + 8 * (status in NOT_YET))
        columns["origins"].append(origins)
        before = first
    titles = [*(title for title, _ in KINDS.values()), "Other"]
    used = len(lanes) if len(KINDS) in columns["lane"] else len(KINDS)
    return {"lanes": titles[:used], "kinds": lanes[:used], **columns}


def tip_of(ask: Ask) -> str:
    """Give an event in two lines: its title; when, and what stands behind it."""
    event = event_shape(ask.view.event(ask.names["event_id"]))
    return f"{event['title']}\n{time_words(event['occurred'], event['not_after'])} · {counts_words(event['counts'])}"
