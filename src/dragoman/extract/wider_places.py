"""Wider places: the places that hold a place, or lie in it, where the words tell them in one phrase.

The places of an event come in; the same go out, with those that the same phrase names: "the Jenin camp in the West
Bank", "the Barzeh district of Damascus", "Cairo's Tahrir Square", "the city's Ghouta district". The event is in each
of them. It looks at no other phrase and asks no map.

Source: codebook, Fields of a claim (``places``: a list, most specific first).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.paths import MAX_CLIMB
from dragoman.extract.where_when import place_reference
from dragoman.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.extract.paths import Around
    from dragoman.model import PlaceMention, PlaceRef


def find_wider(around: Around, places: Iterable[PlaceRef]) -> tuple[PlaceRef, ...]:
    """Give the places that the phrases of an event's places name as holding them or held by them.

    Args:
        around: A hit with its sentence and mentions.
        places: Places of the event.

    Returns:
        Further places, in text order; none of those that the event has already.
    """
    told = {p.evidence.start: p.name for p in places if p.evidence is not None}
    found: dict[str, PlaceMention] = {}
    for j in range(around.sentence.first, around.sentence.last):
        place = around.lookup.places.get(j)
        if place is not None and place.head == j and place.span.start in told:
            for other in (*_holding(around, place), *_held(around, place)):
                found.setdefault(other.name, other)
    fresh = (p for name, p in found.items() if name not in told.values())
    return tuple(place_reference(p, around.tree.text) for p in fresh if p.precision is not Precision.COUNTRY)


def _holding(around: Around, place: PlaceMention) -> Iterator[PlaceMention]:
    """Give what holds a place: "X of P", "X in P", "P's X", and so on up."""
    tree, lookup, at = around.tree, around.lookup, place
    for _ in range(MAX_CLIMB):
        heads = [h for p, h in tree.prepositions(at.head) if p in tree.grammar.holding] + tree.genitives(at.head)
        over = next((p for h in heads if (p := lookup.place_at(h)) is not None and p != at), None)
        if over is None:
            return
        yield over
        at = over


def _held(around: Around, place: PlaceMention) -> Iterator[PlaceMention]:
    """Give the places within a place whose phrase goes on to name it."""
    tree, lookup, at = around.tree, around.lookup, place.head
    for _ in range(MAX_CLIMB):
        token = tree.tokens[at]
        over = tree.tokens[token.head].head
        is_within = token.dep == "pobj" and tree.lemma(token.head) in tree.grammar.holding
        inner = lookup.places.get(over) if is_within and tree.tokens[token.head].dep == "prep" else None
        if inner is None or inner.head != over:
            return
        yield inner
        at = over
