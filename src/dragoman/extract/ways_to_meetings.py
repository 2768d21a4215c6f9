"""Ways to meetings: the place that people went to for a meeting ("flew to Muscat for talks", "in Riyadh to meet them").

A hit of a meeting to which no place belongs by itself comes in; place mentions go out by name. The verb of getting
there governs the meeting, by "for" or an infinitive, or is told beside it ("arrived in Amman and met the king"); what
another speaker says, or a clause of its own, is left alone.

Source: Levin (1993) classes 51.1, 51.3 and 11.1; Huddleston & Pullum (2002), ch. 8 sect. 12 (purpose); codebook,
``places``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.paths import MAX_CLIMB

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.extract.paths import Around
    from dragoman.model import PlaceMention


def find_ways(around: Around) -> dict[str, PlaceMention]:
    """Give the places that people went to for a meeting.

    Args:
        around: A hit of a meeting's frame, with its sentence and mentions.

    Returns:
        Places by name, in text order; those of the nearest verb that has any.
    """
    for verb in _verbs_above(around):
        found = _reached(around, verb)
        if found:
            return found
    return {}


def _verbs_above(around: Around) -> Iterator[int]:
    """Give the verbs of getting somewhere that a meeting is the purpose of, or that it is told beside."""
    tree, at = around.tree, around.hit.i
    for _ in range(MAX_CLIMB):
        token = tree.tokens[at]
        head = token.head
        if head == at or token.dep in {"relcl", "ccomp", "parataxis"} or head in around.speech:
            return
        if tree.lemma(at) in tree.grammar.apart and token.pos in {"ADP", "SCONJ"}:
            return
        if tree.is_verb(head) and tree.lemma(head) in tree.grammar.getting_to:
            yield head
        at = head


def _reached(around: Around, verb: int) -> dict[str, PlaceMention]:
    """Give the places to which a verb leads."""
    tree, lookup = around.tree, around.lookup
    heads = [j for lemma, j in tree.prepositions(verb) if lemma in tree.grammar.getting_after]
    heads += [j for d in tree.below(verb, "dobj") for j in tree.conjuncts(d)]
    found: dict[str, PlaceMention] = {}
    for j in heads:
        place = lookup.place_at(j)
        inner = [j] if place is not None else [h for lemma, h in tree.prepositions(j) if lemma == "of"]
        for h in inner:
            named = lookup.place_at(h)
            if named is not None and (place is not None or tree.lemma(j) in tree.grammar.settlement):
                found.setdefault(named.name, named)
    return found
