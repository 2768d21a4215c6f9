"""One feed in one round of watching: what is to be done for it, and what came of it.

Records and what tells entries apart; nothing is fetched here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from dragoman.ingest.feeds import Entry, Feed
from dragoman.pipeline.watch_state import FeedState, Seen
from dragoman.values import content_id

if TYPE_CHECKING:
    from datetime import datetime

    from dragoman.errors import DocumentError

Outcome = Literal["changed", "unchanged", "failed", "list"]
MOST_TRIES = 3
"""Rounds in which a page that fails for a transient reason is tried."""


class Poll(NamedTuple):
    """What came of asking one feed.

    Attributes:
        outcome: ``changed``, ``unchanged``, ``failed``, or ``list`` for a list of feeds.
        listed: Entries in the feed; None where it was not read.
        fetched: New or changed entries whose report was taken in.
        unchanged: Pages that were asked for and are as before.
        waiting: Pages that failed for a transient reason and are tried again.
        asides: Where and why entries were set aside.
        trouble: Why the feed failed, or None.
    """

    feed: str
    title: str | None
    at: datetime
    outcome: Outcome
    listed: int | None
    fetched: int
    unchanged: int
    waiting: int
    asides: tuple[str, ...]
    trouble: str | None
    next_at: datetime
    why: str


@dataclass(slots=True)
class Turn:
    """One feed in one round."""

    state: FeedState
    outcome: Outcome
    feed: Feed | None = None
    fresh: list[Entry] = field(default_factory=list)
    fetched: int = 0
    unchanged: int = 0
    waiting: int = 0
    asides: list[str] = field(default_factory=list)

    @property
    def is_owed(self) -> bool:
        """Whether an entry was not dealt with yet: it is to be tried again, or the run was stopped."""
        return any(key_of(entry) not in self.done for entry in self.fresh)

    @property
    def done(self) -> set[str]:
        """The entries that were dealt with as they stand in the feed now."""
        now = {key_of(entry): mark_of(entry) for entry in self.fresh}
        return {key for key, seen in self.state.seen.items() if seen.done and seen.mark == now.get(key)}

    def settle(self, entry: Entry, now: datetime) -> Turn:
        """Note that an entry was dealt with; give the turn."""
        self.state.seen[key_of(entry)] = Seen(mark_of(entry), now, done=True)
        return self


def poll_of(turn: Turn, at: datetime, trouble: str | None) -> Poll:
    """Give what came of a turn."""
    state = turn.state
    return Poll(
        feed=state.url,
        title=state.title,
        at=at,
        outcome=turn.outcome,
        listed=None if turn.feed is None else len(turn.feed.entries),
        fetched=turn.fetched,
        unchanged=turn.unchanged,
        waiting=turn.waiting,
        asides=tuple(turn.asides),
        trouble=trouble,
        next_at=state.next_at or at,
        why=state.why,
    )


def may_pass(error: DocumentError) -> bool:
    """Say whether a page may be had another time: its trouble is transient, or the round had fetched enough."""
    return bool(getattr(error, "is_transient", False)) or error.code in {"DG323", "DG325"}


def key_of(entry: Entry) -> str:
    """Give what an entry is known by from one round to the next."""
    return content_id("ent", entry.id or entry.url or entry.title)


def mark_of(entry: Entry) -> str:
    """Give what changes with what the feed says of an entry."""
    return content_id("mrk", entry.mark)
