"""Filtering: which events an address asks for, and how many of them are drawn at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model.listing import EventFilter

if TYPE_CHECKING:
    from dragoman.web.pages.ask import Ask

MOST_DRAWN = 20_000
"""Events that a canvas pans and zooms without a stutter; of more, those of most origins are drawn."""


def filter_of(ask: Ask) -> EventFilter:
    """Give the filter that an address asks for.

    Raises:
        UsageError: DG100, a day or a number is none.
    """
    return EventFilter(
        frame=ask.text("frame"),
        party=ask.text("party"),
        process=ask.text("process"),
        status=ask.text("status"),
        place=ask.text("place"),
        text=ask.text("text"),
        origins=ask.number("origins", 0, least=0),
        is_disputed=ask.text("disputed") is not None,
        since=ask.day("since"),
        until=ask.day("until"),
    )
