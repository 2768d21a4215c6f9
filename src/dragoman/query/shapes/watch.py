"""Watching: what came of asking one feed. Types only."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict


class PollShape(TypedDict):
    """What came of asking one feed once.

    Attributes:
        feed: Its address.
        title: As it calls itself; null where that is not known yet.
        at: When it was asked, UTC.
        outcome: changed: something in it is new; unchanged; failed; list: it is a list of feeds, which are watched now.
        listed: Entries in it; null where it was not read: it is as before, or failed.
        fetched: New or changed entries that were taken in.
        unchanged: Changed entries whose pages are as before.
        waiting: Entries whose pages failed for a reason that may pass; they are tried again.
        set_aside: Entries that could not be taken in, each with where and why.
        trouble: Why the feed failed; null where it did not.
        next_at: When it is asked next, UTC.
        why: Why then.
    """

    feed: str
    title: str | None
    at: str
    outcome: Literal["changed", "unchanged", "failed", "list"]
    listed: int | None
    fetched: int
    unchanged: int
    waiting: int
    set_aside: list[str]
    trouble: str | None
    next_at: str
    why: str
