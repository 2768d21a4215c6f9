"""Home places: the place of a report, for a deed that is told without any: "at least 13 protesters were killed".

The places of a document and a hit come in; a place goes out, or nothing. A deed to which no place belongs is where its
sentence is, if that names one place only and the report names none more often; fighting and protests that are told in a
sentence without any place are where the report is, if one place has half of all that it names. The claim takes it where
none of its mentions has a place.

Source: codebook, ``places`` (it must be named); what is named most is what a text is about (Hearst 1997, "TextTiling";
Andogah et al. 2012, geographic scope of documents); on the training reports, by two halves, 6 of 10 such places are
the readers'.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from dragoman.extract.meant_places import is_beside, is_in_capitals
from dragoman.extract.where_when import place_reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.extract.paths import Around
    from dragoman.model import PlaceMention, PlaceRef

LEAST_SHARE = 0.5
"""Share of a report's mentions of places that the one named most must have, to be where fighting and protests are.

Source: on the training reports 11 of 15 such places are right above it, 9 of 19 below it."""

_FOUND_NOWHERE = frozenset({"compound", "nsubj"})
"""Dependencies of names that say who acts, or which one is meant, rather than where."""


class Home(NamedTuple):
    """The place that a document names most.

    Attributes:
        mentions: Its mentions, in text order; the first named on a tie.
        share: Of all mentions of places.
    """

    mentions: tuple[PlaceMention, ...]
    share: float


def home_of(places: Sequence[PlaceMention]) -> Home | None:
    """Give the place that a document names most, or None where it names none."""
    places = [p for p in places if not is_in_capitals(p.name)]
    counts = Counter(p.name.casefold() for p in places)
    if not counts:
        return None
    name, count = counts.most_common(1)[0]
    return Home(tuple(p for p in places if p.name.casefold() == name), count / len(places))


def find_home(around: Around, home: Home | None) -> tuple[PlaceRef, ...]:
    """Give the place of a deed to which none belongs, or nothing.

    Args:
        around: A hit with its sentence and mentions.
        home: The place that the document names most.
    """
    frame = around.hit.frame
    if home is None or not frame.places or frame.kind != "deed" or frame.sides:
        return ()
    sentence = range(around.sentence.first, around.sentence.last)
    own = {p.span: p for j in sentence if (p := around.lookup.places.get(j)) is not None}
    if own:
        place = next(iter(own.values()))
        is_scene = _may_be_scene(around, place.head)
        is_alone = {p.name.casefold() for p in own.values()} == {home.mentions[0].name.casefold()}
        return (place_reference(place, around.tree.text),) if is_alone and is_scene else ()
    if not frame.at_home or home.share < LEAST_SHARE or len(home.mentions) == 1 or _says_where(around, sentence):
        return ()
    before = [p for p in home.mentions if p.span.start < around.sentence.start]
    return (place_reference(before[-1] if before else home.mentions[0], around.tree.text),)


def _may_be_scene(around: Around, j: int) -> bool:
    """Whether the place of a sentence may be where its deed is: not who acts, whence things come, what lies near."""
    tree, token = around.tree, around.tree.tokens[j]
    if token.dep in _FOUND_NOWHERE or is_beside(tree, j):
        return False
    return token.dep != "pobj" or tree.lemma(token.head) not in tree.grammar.leading_away


def _says_where(around: Around, sentence: range) -> bool:
    """Whether a sentence has a place of its own without a name ("bombed a town", "stormed the embassy")."""
    kinds = around.tree.grammar.taking_up
    return any(around.tree.lemma(j) in kinds and j not in around.lookup.actors for j in sentence)
