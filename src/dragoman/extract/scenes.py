"""Scenes: the place and time of an event whose clause hangs on a place, a day or another event by "where" or "when".

A hit to which no place or time of its own belongs comes in; a place or a time goes out, or nothing. Three shapes are
read: a place ("went to Riyadh, where he met"), a time ("on 18 March, when the army broke the truce"), and an event
or occasion with its own place and time ("a raid on Hama in May in which 20 were killed").

Source: Huddleston & Pullum (2002), ch. 12 sect. 3.5 (relative "where" and "when", "in which"); codebook, ``time`` and
``places``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.extract.paths import MAX_CLIMB, find_above
from dragoman.model import TimexKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.extract.paths import Around
    from dragoman.model import PlaceMention, Timex


def find_scene_place(around: Around) -> dict[str, PlaceMention]:
    """Give the place that the hit's clause says more of, or those of the event in which it happened.

    Args:
        around: A hit with its sentence and mentions.

    Returns:
        Places by name, in text order.
    """
    word = _relative(around, around.tree.grammar.where_words)
    if word is None:
        return {}
    noun = _antecedent(around, word)
    if noun is None:
        return {}
    place = around.lookup.places.get(noun)
    if place is not None:
        return {place.name: place}
    placed = around.tree.grammar.placing | around.tree.grammar.reaching
    found = (around.lookup.places.get(j) for lemma, j in around.tree.prepositions(noun) if lemma in placed)
    return {p.name: p for p in found if p is not None}


def find_scene_time(around: Around) -> Timex | None:
    """Give the time that the hit's clause says more of, or that of the event in which it happened.

    Args:
        around: A hit with its sentence and mentions.
    """
    word = _relative(around, around.tree.grammar.when_words)
    if word is not None:
        return _dated(around, _before(around, word))
    word = _relative(around, around.tree.grammar.where_words)
    noun = None if word is None else _antecedent(around, word)
    if noun is None or noun in around.lookup.places:
        return None
    times = (_dated(around, j) for j in _under(around, noun))
    return next((t for t in times if t is not None), None)


def _dated(around: Around, j: int) -> Timex | None:
    """Give the dated time at a token, as a day of its own: "since 18 March, when" tells what happened on that day."""
    timex = around.lookup.times.get(j)
    if timex is None or timex.interval is None or timex.kind not in {TimexKind.DATE, TimexKind.TIME}:
        return None
    return None if timex.value == "PRESENT_REF" else replace(timex, relation="in")


def _relative(around: Around, words: frozenset[str]) -> int | None:
    """Give the relative word of the clause that the hit stands in: "where", "when", the "which" of "in which"."""
    tree = around.tree
    verb, above = tree.clause_root(around.hit.i), find_above(around)
    if tree.tokens[verb].dep not in {"relcl", "advcl", "ccomp"} or verb not in above.steps or verb in above.acts:
        return None
    adverbs = [c for c in tree.below(verb, "advmod") if tree.lemma(c) in words]
    inside = (p for p in tree.below(verb, "prep") if tree.lemma(p) in tree.grammar.occasional | {"in"})
    which = [p for p in inside for o in tree.below(p, "pobj") if tree.tokens[o].tag == "WDT" and "where" in words]
    return next((w for w in adverbs + which if w < verb), None)


def _before(around: Around, word: int) -> int:
    """Give the token before a relative word, a comma and the like between left out."""
    at = word - 1
    while at > around.sentence.first and around.tree.tokens[at].pos in {"PUNCT", "SPACE"}:
        at -= 1
    return at


def _antecedent(around: Around, word: int) -> int | None:
    """Give the noun that a relative word means: the place right before it, else what its clause hangs on."""
    before = _before(around, word)
    place = around.lookup.places.get(before)
    if place is not None:
        return place.head
    tree, verb = around.tree, around.tree.clause_root(around.hit.i)
    noun = tree.tokens[verb].head
    return noun if tree.tokens[verb].dep == "relcl" and not tree.is_verb(noun) else None


def _under(around: Around, noun: int) -> Iterator[int]:
    """Give the words below a noun and before its relative clause, no verb between."""
    tree, waiting = around.tree, [noun]
    for _ in range(MAX_CLIMB * MAX_CLIMB):
        if not waiting:
            return
        at = waiting.pop(0)
        yield at
        waiting += [c for c in tree.children[at] if not tree.is_verb(c) and at not in around.lookup.times]
