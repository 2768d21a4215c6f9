"""Finding: events, reports and actors by words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.query import search

if TYPE_CHECKING:
    from dragoman.web.pages.ask import Ask

MOST = 60
MOST_SUGGESTED = 8
LEAST_LETTERS = 3
"""Of what is typed before anything is suggested: fewer begin most words there are."""


def build_search(ask: Ask) -> dict[str, Any]:
    """Give what has all the words, the best first, by kind."""
    words = ask.text("q")
    found = [] if words is None else search(ask.view.store, words, limit=MOST, view=ask.view, with_links=False)
    shown = found if ask.mask is None else ask.mask.hits(found, words or "")
    page = {"head": "Search", "words": words or "", "found": shown, "most": MOST}
    return page if words else {**page, "data_paths": {}}


def build_suggestions(ask: Ask) -> dict[str, Any]:
    """Give titles of events and names of actors for what is being typed; of the past none, since they are of today."""
    words = ask.text("q") or ""
    is_enough = len(words) >= LEAST_LETTERS and not ask.view.is_past
    hits = ask.view.store.listing().suggest(words, MOST_SUGGESTED) if is_enough else ()
    found = [{"kind": hit.kind, "id": hit.id, "title": hit.title, "snippet": "", "link": None} for hit in hits]
    shown = found if ask.mask is None else ask.mask.hits(found, words)
    return {"head": "Suggestions", "titles": list(dict.fromkeys(each["title"] for each in shown))}
