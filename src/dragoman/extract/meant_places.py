"""Meant places: which place "the town", "the capital", "the country", "there" means, by the names told before it.

A document's tree and mentions come in; a place mention for each such word goes out, by token. A word that says itself
which place it means ("the city of Goma", "the capital, Damascus"), an indefinite one ("a town") and one whose kind no
name before it has are left out. It names no place that the text does not name.

Source: codebook, Fields of a claim (``places``); definite noun phrases take up what was named before (Huddleston &
Pullum 2002, ch. 5 sect. 6.1; Hobbs 1978 for recency); shares that are right were counted on the training reports.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from dragoman.model import Precision

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dragoman.extract.lookup import Lookup
    from dragoman.extract.tree import Tree
    from dragoman.model import PlaceMention

MAX_BACK = 40
"""Names before a word that are asked which of them it means. Source: house rule, some ten sentences of news."""


def find_meant_places(
    tree: Tree, lookup: Lookup, is_capital: Callable[[PlaceMention], bool]
) -> dict[int, PlaceMention]:
    """Give the places that words take up.

    Args:
        tree: Of the document.
        lookup: Its mentions.
        is_capital: Whether a place is a seat of government.

    Returns:
        For each such word, by its token, the mention that names its place.
    """
    places = [p for p in lookup.mentions.places if not is_in_capitals(p.name)]
    starts = [p.span.start for p in places]
    found: dict[int, PlaceMention] = {}
    for j, token in enumerate(tree.tokens):
        if token.lemma not in tree.grammar.taking_up or j in lookup.places or j in lookup.actors:
            continue
        if not _takes_up(tree, lookup, j) or is_beside(tree, j):
            continue
        before = places[max(0, bisect_left(starts, token.start) - MAX_BACK) : bisect_left(starts, token.start)]
        meant = _meant(tree, token.lemma, before, is_capital)
        if meant is not None:
            found[j] = meant
    return found


def is_in_capitals(name: str) -> bool:
    """Whether a name is printed in capitals, as datelines are: where it was written, not what it is about."""
    return name.isupper() and len(name) > LONGEST_ACRONYM


LONGEST_ACRONYM = 3
"""Letters of the longest place that is always printed in capitals. Source: "UAE", "DRC", "USA"."""


def _takes_up(tree: Tree, lookup: Lookup, j: int) -> bool:
    """Whether a noun is definite, and neither counted nor told apart by what stands with it."""
    token = tree.tokens[j]
    if token.tag not in {"NN", "NNP"}:
        return False
    if not any(tree.tokens[c].text.casefold() in tree.grammar.pointing for c in tree.below(j, "det")):
        return False
    inside = tree.analysis.subtree(j)
    if any(i in lookup.places and tree.tokens[i].head in (j, j - 1, j + 1) for i in inside):
        return False
    return not any(tree.lemma(p) == "of" for p in tree.below(j, "prep")) and not tree.below(j, "appos", "relcl")


def _meant(
    tree: Tree, kind: str, before: Sequence[PlaceMention], is_capital: Callable[[PlaceMention], bool]
) -> PlaceMention | None:
    """Give the latest place named before whose own name has the noun or that is of the noun's kind."""
    grammar = tree.grammar
    named = [p for p in reversed(before) if not is_beside(tree, p.head)]
    if kind in grammar.country_kinds:
        return _commonest([p for p in named if p.precision is Precision.COUNTRY])
    for place in named:
        if kind in place.name.casefold().split():
            return place
        if kind == CAPITAL or kind in grammar.town_kinds:
            fits = kind in grammar.any_town or is_capital(place) == (kind == CAPITAL)
            if place.precision is Precision.SETTLEMENT and fits:
                return place
        elif kind in grammar.region_kinds and place.precision is Precision.REGION:
            return place
    return None


CAPITAL = "capital"
"""The noun for a seat of government, which is no mere town."""


def _commonest(places: Sequence[PlaceMention]) -> PlaceMention | None:
    """Give the latest mention of the place that is named most often; the latest place on a tie."""
    counts = Counter(p.name for p in places)
    return max(places, key=lambda p: counts[p.name], default=None)


def is_beside(tree: Tree, j: int) -> bool:
    """Whether a name only says where another place lies ("33 miles west of Tripoli")."""
    token = tree.tokens[j]
    over = tree.tokens[token.head]
    if token.dep != "pobj" or over.lemma not in {"of", "from"}:
        return False
    winds = [w for w in {over.head, max(token.head - 1, 0)} if tree.lemma(w) in tree.grammar.bearings]
    return bool(winds) and not any(tree.below(w, "det") for w in winds)  # "the east of the city" is in it
