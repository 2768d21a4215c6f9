"""When else: times that date an event though the way to it in the tree is not plain.

A hit to which no time belongs comes in; one time goes out, or nothing. It reads three shapes: a time under the hit
itself, however deep ("blew up a railway and took hostages in March"); the time of the clause that the hit's clause
hangs on ("was at work on 17 April when the bombing began"); and a start ("killed since the protests broke out in
March"). It never leaves the sentence.

Source: codebook, ``time``; Huddleston & Pullum (2002), ch. 8 sect. 6 (temporal location); the shapes were counted on
the training reports, where each is right for more than half of the events that it dates.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.extract.paths import MAX_CLIMB, find_above
from dragoman.model import TimexKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from dragoman.extract.paths import Around
    from dragoman.model import Timex


def find_time_elsewhere(around: Around) -> Timex | None:
    """Give the time of the hit's sentence that dates it by one of the shapes, or None.

    Args:
        around: A hit with its sentence and mentions.

    Returns:
        The first time of the first shape that fits; a start carries the relation ``since``.
    """
    times = list(_times(around))
    if not times:
        return None
    above = find_above(around).steps
    for shape in (_started, _below, _beside):
        for j, timex in times:
            found = shape(around, above, j, timex)
            if found is not None:
                return found
    return None


def _times(around: Around) -> Iterator[tuple[int, Timex]]:
    """Give the dated times of the hit's sentence, each with its first token."""
    seen: set[int] = set()
    for j in range(around.sentence.first, around.sentence.last):
        timex = around.lookup.times.get(j)
        if timex is None or timex.interval is None or timex.span.start in seen or timex.value == "PRESENT_REF":
            continue
        seen.add(timex.span.start)
        if timex.kind in {TimexKind.DATE, TimexKind.TIME}:
            yield j, timex


def _way(around: Around, j: int) -> list[int]:
    """Give the words from a token up to the root, the token itself left out."""
    tokens = around.tree.tokens
    way: list[int] = []
    while tokens[j].head != j and len(way) < MAX_CLIMB:
        j = tokens[j].head
        way.append(j)
    return way


def _started(around: Around, above: Mapping[int, int], j: int, timex: Timex) -> Timex | None:
    """Give the start of what has gone on "since" another event's time, to the day of publication."""
    way = [j, *_way(around, j)]
    for at, over in pairwise(way):
        if _is_since(around, at):
            is_own = over in above and not is_counted_since(around)
            return replace(timex, relation="since") if is_own else None
    return None


def _is_since(around: Around, at: int) -> bool:
    tree = around.tree
    return any(tree.lemma(n) in tree.grammar.starting for n in (at, *tree.below(at, "mark", "advmod", "prep")))


def _below(around: Around, above: Mapping[int, int], j: int, timex: Timex) -> Timex | None:
    """Give a time under the hit's own verb or noun, where no other event stands between."""
    tree = around.tree
    nucleus = {at for at, steps in above.items() if steps == 0}
    if tree.tokens[j].dep in _BEFORE_NOUNS or _is_ahead(around, timex):
        return None
    for at in _way(around, j):
        if at in nucleus:
            return timex
        if _is_apart(around, at) or (tree.is_verb(at) and not _shares(around, at, nucleus)):
            return None
    return None


_BEFORE_NOUNS = frozenset({"compound", "nmod", "amod", "nummod", "poss"})
"""Dependencies of a time that dates the noun after it ("the 2015 deal", "Friday's prayers")."""


def _is_apart(around: Around, at: int) -> bool:
    """Whether a word turns to something else: who says it, another event's time, "before" and the like."""
    return at in around.speech or at in around.lookup.times or around.tree.lemma(at) in around.tree.grammar.apart


def _is_ahead(around: Around, timex: Timex) -> bool:
    """Whether a time lies after publication while the hit's verb is in the past."""
    is_past = around.tree.tokens[around.hit.i].tag in {"VBD", "VBN"}
    day, interval = around.published, timex.interval
    return is_past and day is not None and interval is not None and interval.first_day > day


def _shares(around: Around, verb: int, nucleus: Container[int]) -> bool:
    """Whether a verb tells more of the hit: coordinated with it, or a clause of its noun ("an uprising that began")."""
    token = around.tree.tokens[verb]
    if token.dep == "conj":
        return not around.tree.below(verb, "nsubj", "nsubjpass")
    return token.dep in {"relcl", "acl"} and token.head in nucleus


def _beside(around: Around, above: Mapping[int, int], j: int, timex: Timex) -> Timex | None:
    """Give the time of the clause that the hit's clause hangs on by "when" or "as"."""
    main = _main_verb(around)
    if main is None or main in above:
        return None
    for at in _way(around, j):
        if at == main:
            return timex
        if around.tree.is_verb(at):
            return None
    return None


def _main_verb(around: Around) -> int | None:
    """Give the verb on which the hit's adverbial clause hangs, if it happens at that time and only says nothing."""
    tree, at = around.tree, around.hit.i
    for over in _way(around, at):
        if tree.tokens[at].dep == "advcl" and tree.is_verb(over):
            is_then = any(tree.lemma(c) in tree.grammar.meanwhile for c in tree.below(at, "mark", "advmod"))
            return over if is_then and over not in around.speech else None
        at = over
    return None


def is_counted_since(around: Around) -> bool:
    """Whether the event is the first or largest since a time, so that the time is not its own."""
    tree, lookup = around.tree, around.lookup
    nouns = [around.hit.i]
    token = tree.tokens[around.hit.i]
    if token.dep == "pobj" and tree.lemma(token.head) == "of":
        nouns.append(tree.tokens[token.head].head)
    words = [m for n in nouns for m in tree.below(n, "amod")]
    return any(tree.tokens[w].tag == "JJS" or (w in lookup.quantities and lookup.quantities[w].ordinal) for w in words)
