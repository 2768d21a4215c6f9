"""Meeting places: where people met, told not beside the meeting but beside whom they met or what they came for.

A hit of a meeting to which no place belongs by itself comes in; place mentions go out by name. Three shapes are read:
whom one met ("met with the king in Amman"), the visit or meeting at which ("met during a visit to Cairo", "met at the
summit in Riyadh"), and a place named with its kind ("a meeting in the city of Jeddah"). What lies before or after
another event is left alone.

Source: PP attachment to the verb after Hindle & Rooth (1993): people are rarely told apart by where they are; codebook,
``places``; on the training reports 13 of 20 such places are the readers'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.paths import MAX_CLIMB, find_above
from dragoman.model import ActorKind

if TYPE_CHECKING:
    from dragoman.extract.paths import Above, Around
    from dragoman.model import PlaceMention

_PEOPLE = frozenset({ActorKind.PERSON, ActorKind.PEOPLE})


def find_meeting_places(around: Around) -> dict[str, PlaceMention]:
    """Give the places of a meeting that stand with whom or on what occasion one met.

    Args:
        around: A hit of a meeting's frame, with its sentence and mentions.

    Returns:
        Places by name, in text order.
    """
    above, found = find_above(around), dict[str, "PlaceMention"]()
    for j in range(around.hit.i + 1, around.sentence.last):
        place = around.lookup.places.get(j)
        if place is not None and place.head == j and _leads_to_meeting(around, above, j):
            found.setdefault(place.name, place)
    return found


def _leads_to_meeting(around: Around, above: Above, j: int) -> bool:
    """Whether the way up from a place meets the meeting through people, occasions and kinds of place only."""
    tree, at = around.tree, _first_of_list(around, j)
    if tree.tokens[at].dep != "pobj" or not _is_placed(around, tree.tokens[at].head):
        return False
    for _ in range(MAX_CLIMB):
        preposition = tree.tokens[at].head
        above_it = tree.tokens[preposition].head
        if tree.tokens[preposition].pos not in {"ADP", "SCONJ"} or tree.lemma(preposition) in tree.grammar.apart:
            return False
        if above_it in above.steps:
            return above_it not in above.acts and _may_place(around, preposition, above_it)
        if not _is_between(around, preposition, above_it):
            return False
        at = _first_of_list(around, above_it)
        if tree.tokens[at].dep in {"dobj", "nsubj", "nsubjpass"}:
            return tree.tokens[at].dep == "dobj" and tree.tokens[at].head in above.steps
    return False


def _is_placed(around: Around, preposition: int) -> bool:
    """Whether a place's own preposition says where: "in Amman", "a visit to Amman", "the city of Jeddah"."""
    tree, lemma = around.tree, around.tree.lemma(preposition)
    noun = tree.tokens[preposition].head
    if lemma == "of":
        return tree.lemma(noun) in tree.grammar.settlement
    return lemma in tree.grammar.placing or (lemma in tree.grammar.visiting and tree.lemma(noun) in around.meetings)


def _may_place(around: Around, preposition: int, above_it: int) -> bool:
    """Whether the last preposition of a way tells where, when or with whom, and not what the meeting is about."""
    lemma = around.tree.lemma(preposition)
    is_place = lemma in around.tree.grammar.placing and around.tree.tokens[above_it].pos != "ADP"
    return is_place or lemma in {"with", "during", "on", "of", "between"}


def _is_between(around: Around, preposition: int, noun: int) -> bool:
    """Whether a noun on the way is a person met, an occasion that has the place, or a kind of place."""
    tree, lemma = around.tree, around.tree.lemma(preposition)
    if lemma == "of" and tree.lemma(noun) in tree.grammar.settlement:
        return True
    if tree.lemma(noun) in around.meetings:
        return lemma in tree.grammar.placing | tree.grammar.visiting
    actor = around.lookup.actors.get(noun)
    is_met = (actor is not None and actor.kind in _PEOPLE) or _is_company(around, noun)
    return is_met and (lemma in tree.grammar.placing or lemma == "of")


def _is_company(around: Around, noun: int) -> bool:
    """Whether a noun is whom one met, or says whose they are: "met a committee of the union", "talks with critics"."""
    tree = around.tree
    for _ in range(MAX_CLIMB):
        token = tree.tokens[noun]
        if token.pos not in {"NOUN", "PROPN", "DET", "PRON"} or tree.lemma(token.head) != "of":
            break
        noun = tree.tokens[token.head].head
    token = tree.tokens[noun]
    return token.dep == "dobj" or (token.dep == "pobj" and tree.lemma(token.head) == "with")


def _first_of_list(around: Around, j: int) -> int:
    """Give the first of a list that a word goes on, or that it names again ("the capital Muscat")."""
    tokens = around.tree.tokens
    for _ in range(MAX_CLIMB):
        if tokens[j].dep not in {"conj", "appos"}:
            break
        j = tokens[j].head
    return j
