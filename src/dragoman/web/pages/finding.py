"""Finding: events, reports and actors by words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.query import search

if TYPE_CHECKING:
    from dragoman.web.pages.ask import Ask

MOST = 60


def build_search(ask: Ask) -> dict[str, Any]:
    """Give what has all the words, the best first, by kind."""
    words = ask.text("q")
    found = [] if words is None else search(ask.view.store, words, limit=MOST, view=ask.view, with_links=False)
    shown = found if ask.mask is None else ask.mask.hits(found, words or "")
    return {"head": "Search", "words": words or "", "found": shown}
