"""Concerned: whom a deed is done to, where the words at its verb or noun only count or describe them.

Heads of arguments come in, heads go out: "dozens of miners" are miners, "the mayor, Jon Vik," is Jon Vik, and the
"hostage" of "were taken hostage" is nobody beside those who were taken. A word for people at large ("six people") gives
way to another that says who they are. Nobody whom the clause does not name is put in.

Source: Huddleston & Pullum (2002), ch. 5 sect. 3.3 (number-transparent nouns), ch. 5 sect. 14.3 and 15 (apposition),
ch. 4 sect. 5.3 (predicative complements); codebook, Fields of a claim (``target``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.model import ActorKind
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.extract.lookup import Lookup
    from dragoman.extract.tree import Tree
    from dragoman.model import Filler, Roles


def concerned(heads: Sequence[int], tree: Tree, lookup: Lookup) -> list[int]:
    """Give the heads that name those concerned, in the order of the heads that came in.

    Args:
        heads: Of the arguments of a deed.
        tree: Syntax of the document.
        lookup: Its mentions.
    """
    said = [h for h in heads if tree.tokens[h].dep != "oprd"] or list(heads)
    counted = [j for h in said for j in _counted(h, tree, lookup)]
    return list(dict.fromkeys(n for h in counted for n in _named(h, tree, lookup)))


def _counted(h: int, tree: Tree, lookup: Lookup) -> list[int]:
    """Give what a word before "of" counts, where its own phrase does not hold it ("a number of firms in the port")."""
    token, actor = tree.tokens[h], lookup.actors.get(h)
    is_number = token.tag == "CD" or (token.pos == "NOUN" and token.lemma in tree.grammar.partitive)
    if not is_number or (actor is not None and actor.by != "descriptor"):
        return [h]
    _, end = tree.noun_phrase(h)
    return [o for p, o in tree.prepositions(h) if p == "of" and tree.tokens[o].start >= end] or [h]


def _named(h: int, tree: Tree, lookup: Lookup) -> list[int]:
    """Give the persons whose names stand in apposition to a description, or the description itself."""
    if _is_name(h, lookup):
        return [h]
    beside = [n for a in tree.below(h, "appos") for n in tree.conjuncts(a) if _is_name(n, lookup)]
    if beside:
        return beside
    token = tree.tokens[h]
    return [token.head] if token.dep == "appos" and _is_name(token.head, lookup) else [h]


def _is_name(i: int, lookup: Lookup) -> bool:
    actor = lookup.actors.get(i)
    return actor is not None and actor.kind is ActorKind.PERSON and actor.is_named


def specific(roles: Roles, tree: Tree, lookup: Lookup) -> tuple[Roles, bool]:
    """Leave out people at large where a mention also says who they are.

    Args:
        roles: Of one mention of an event.
        tree: Syntax of the document.
        lookup: Its mentions.

    Returns:
        The roles, and whether all that the mention says of those concerned is that they are people.
    """
    large = [t for t in roles.target if _is_at_large(t, tree, lookup)]
    if len(large) == len(roles.target):
        return roles, bool(large)
    return replace(roles, target=tuple(t for t in roles.target if t not in large)), False


def _is_at_large(filler: Filler, tree: Tree, lookup: Lookup) -> bool:
    """Whether a filler's head is a word for people at large ("six people", "two others")."""
    if filler.party is not None or filler.evidence is None:
        return False
    tokens = lookup.tokens_of(Span(filler.evidence.start, filler.evidence.end))
    return any(tree.lemma(i) in tree.grammar.at_large for i in _heads(tokens, tree))


def _heads(tokens: Iterable[int], tree: Tree) -> list[int]:
    """Give the words of a phrase that hang on none of its own."""
    inside = set(tokens)
    return [i for i in inside if tree.tokens[i].head not in inside or tree.tokens[i].head == i]
