"""Finding: what has all words of a text, in the record as it was at an instant.

A view comes in, search results go out: events and actors in turn with reports, as the store's own search gives them.
The store's index knows today's words alone, so this reads the view; it finds nothing by words that came later.
"""

from __future__ import annotations

import re
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, cast

from dragoman.query.refs import link_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dragoman.model import Event, Filler
    from dragoman.query.shapes import SearchShape
    from dragoman.query.view import View

SNIPPET_WORDS = 20
"""Words of context around what was found: about one line of a report, as the store gives them."""

_SHORTEST_STEM = 4
"""Words are found by their beginning, so that "drones" finds "drone"; shorter ones only as they stand."""


def search_past(view: View, text: str, *, limit: int) -> list[SearchShape]:
    """Give at most ``limit`` results, those with the words in their title first."""
    stems = [_stem(word) for word in re.findall(r"\w+", text.casefold())]
    if not stems:
        return []
    derived = _best([*_events(view, stems), *_actors(view, stems)], stems)
    reports = _best(_reports(view, stems), stems)
    found = chain.from_iterable(zip_longest(derived, reports))
    return [shape for shape in found if shape is not None][:limit]


def _stem(word: str) -> str:
    return word.removesuffix("s") if len(word) > _SHORTEST_STEM else word


def _best(shapes: Iterable[SearchShape], stems: Sequence[str]) -> list[SearchShape]:
    return sorted(shapes, key=lambda shape: -_hits(shape["title"], stems))


def _hits(text: str, stems: Sequence[str]) -> int:
    words = _words(text)
    return sum(any(_is_form(word, stem) for word in words) for stem in stems)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _is_form(word: str, stem: str) -> bool:
    return word == stem or (len(stem) >= _SHORTEST_STEM and word.startswith(stem))


def _has_all(text: str, stems: Sequence[str]) -> bool:
    return _hits(text, stems) == len(stems)


def _events(view: View, stems: Sequence[str]) -> Iterator[SearchShape]:
    for event in view.events():
        words = _told(event)
        if _has_all(f"{event.title} {words}", stems):
            first = next(iter(view.claims(event.claims[:1]).values()), None)
            link = None if first is None else link_of(first.document, first.claim.evidence[0])
            yield _shape("event", event.id, event.title, _snippet(words, stems), link)


def _told(event: Event) -> str:
    """Give the words by which an event may be looked for, as the store's index has them."""
    quotes = [span.quote for span in event.content.spans] if event.content else []
    outcome = [each.evidence.quote for each in event.outcome]
    names = [filler.name for filler in _fillers(event)]
    places = [place.name for place in event.places]
    return "; ".join(
        dict.fromkeys([*([event.name] if event.name else []), event.frame, *names, *places, *quotes, *outcome])
    )


def _fillers(event: Event) -> list[Filler]:
    roles = event.roles
    return [*roles.actor, *roles.target, *roles.mediator, *roles.delegate]


def _actors(view: View, stems: Sequence[str]) -> Iterator[SearchShape]:
    spellings: dict[str, dict[str, None]] = {}
    for event in view.events():
        for filler in _fillers(event):
            spellings.setdefault(filler.actor_id or filler.name, {}).setdefault(filler.name)
    for actor, names in spellings.items():
        if _has_all(" ".join(names), stems):
            yield _shape("actor", actor, next(iter(names)), ", ".join(names), None)


def _reports(view: View, stems: Sequence[str]) -> Iterator[SearchShape]:
    for document in view.documents():
        if _has_all(f"{document.title or ''} {document.text}", stems):
            title = document.title or document.id
            yield _shape("report", document.id, title, _snippet(document.text, stems), document.url)


def _snippet(text: str, stems: Sequence[str]) -> str:
    """Give the words around the first that was found."""
    words = text.split()
    at = next((n for n, word in enumerate(words) if any(_is_form(part, s) for part in _words(word) for s in stems)), 0)
    first = max(0, at - SNIPPET_WORDS // 2)
    cut = words[first : first + SNIPPET_WORDS]
    return f"{'…' if first else ''}{' '.join(cut)}{'…' if first + SNIPPET_WORDS < len(words) else ''}"


def _shape(kind: str, ref: str, title: str, snippet: str, link: str | None) -> SearchShape:
    return cast("SearchShape", {"kind": kind, "id": ref, "title": title, "snippet": snippet, "link": link})
