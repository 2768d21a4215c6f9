"""Paths: whether a time or place belongs to a hit, by the way up the tree from it to the hit or what governs that.

A hit comes in; the words that govern it, and the steps from any word up to them, go out. A word belongs where the
way meets no other noun, clause or event between: "said on Monday" dates the saying, "the war in Gaza" places the war.

Source: codebook, ``time`` and ``places``; the paths that count were found on the training reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.extract.triggers import nucleus

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from datetime import date

    from dragoman.extract.lookup import Lookup
    from dragoman.extract.tree import Tree
    from dragoman.extract.triggers import Hit
    from dragoman.model import Sentence

MAX_CLIMB = 12
"""Steps up the tree after which a word belongs to something else. Source: longest way in training is 9."""

_CLAUSE_EDGES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})


class Around(NamedTuple):
    """A hit with what is asked for it again and again.

    Attributes:
        speech: Tokens of attributing words.
        published: Day of publication, or None.
        meetings: Lemmas of nouns that carry meetings, whose place is not that of a deed told beside them.
    """

    hit: Hit
    tree: Tree
    lookup: Lookup
    sentence: Sentence
    speech: frozenset[int]
    meetings: Container[str] = ()
    published: date | None = None


class Above(NamedTuple):
    """What governs a hit within its clause.

    Attributes:
        steps: Each governing word with its distance; the hit itself is at 0.
        acts: Of them, verbs that only speak of the event ("agreed", "proposed"): their own day is not the event's.
    """

    steps: Mapping[int, int]
    acts: frozenset[int]


def find_above(around: Around) -> Above:
    """Give the words that govern a hit within its clause."""
    tree, at = around.tree, around.hit.i
    steps = dict.fromkeys(nucleus(around.hit, tree), 0)
    for noun in (at, *(h for p, h in tree.prepositions(at) if p == "of")):
        told = (verb for verb in tree.below(noun, "acl") if tree.tokens[verb].tag == "VBN")
        steps |= {verb: 1 for verb in told if tree.lemma(verb) not in tree.grammar.acts}
    steps |= dict.fromkeys(_phases(tree, at), 1)
    for distance in range(1, MAX_CLIMB):
        token = tree.tokens[at]
        head = token.head
        if head in around.speech and token.dep == "nsubjpass":  # "talks are expected to begin on Monday"
            steps |= dict.fromkeys(_complements(tree, head), distance + 1)
        if head == at or head in around.speech or (_is_edge(tree, at) and tree.is_verb(at)):
            break
        if _leaves(tree, at, head):
            break
        steps[head] = distance
        if tree.is_verb(head) and tree.lemma(head) in tree.grammar.acts:
            is_there = around.hit.frame.kind == "meeting" and tree.lemma(at) in tree.grammar.occasional
            return Above(steps, frozenset() if is_there else frozenset({head}))
        if token.dep in {"nsubj", "nsubjpass"}:
            steps |= dict.fromkeys([*_complements(tree, head), *_shared(tree, head)], distance + 1)
        at = head
    return Above(steps, frozenset())


def _phases(tree: Tree, at: int) -> list[int]:
    """Give the verb of a clause that the parser took for a phrase: "talks between A and B ended on Friday"."""
    if tree.is_verb(at) or tree.tokens[at].head != at or tree.tokens[at].pos not in {"NOUN", "PROPN"}:
        return []
    inside = (j for j in tree.analysis.subtree(at) if tree.tokens[j].dep in {"acl", "amod"} and j > at)
    return [j for j in inside if tree.tokens[j].tag in {"VBN", "VBD"} and tree.lemma(j) in tree.grammar.phases][:1]


def _leaves(tree: Tree, at: int, head: int) -> bool:
    """Whether the way leads from an event to another: "the delegation for the talks", "killed after the talks"."""
    if tree.tokens[at].pos in {"ADP", "SCONJ"} and tree.lemma(at) in tree.grammar.sequence:
        return True
    is_noun = tree.tokens[head].pos in {"NOUN", "PROPN"} and tree.tokens[at].pos == "ADP"
    return is_noun and tree.lemma(at) in {"for", "about"}


def _complements(tree: Tree, verb: int) -> list[int]:
    """Give the infinitives that a verb hands its subject on to ("talks are expected to begin", "are due to begin")."""
    found: list[int] = []
    for c in [*tree.below(verb, "xcomp"), *(i for a in tree.below(verb, "acomp") for i in tree.below(a, "xcomp"))]:
        if tree.is_verb(c):
            found += [c, *_complements(tree, c)]
    return found


def _shared(tree: Tree, verb: int) -> list[int]:
    """Give the coordinated verbs that share a verb's subject ("killed 35 and injured 117 on Sunday")."""
    return [c for c in tree.below(verb, "conj") if tree.is_verb(c) and not tree.below(c, "nsubj", "nsubjpass")]


def _is_edge(tree: Tree, at: int) -> bool:
    """Whether a clause has a time of its own; a participle without subject shares its main clause's."""
    token = tree.tokens[at]
    if token.dep == "advcl" and token.tag == "VBG" and not tree.below(at, "nsubj", "mark"):
        return False
    return token.dep in _CLAUSE_EDGES


def climb(around: Around, j: int, above: Above, *, through_nouns: bool) -> int | None:
    """Give the steps from a word up to the hit or what governs it; None where something else stands between."""
    tree, at, before = around.tree, j, j
    for steps in range(MAX_CLIMB):
        if at in above.steps:
            may = at not in above.acts or tree.lemma(before) in tree.grammar.prospective
            return steps + 2 * above.steps[at] if may else None
        if at != j and not _is_bridge(around, at, through_nouns=through_nouns):
            return None
        head = tree.tokens[at].head
        if head == at:
            return None
        before, at = at, head
    return None


def _is_bridge(around: Around, i: int, *, through_nouns: bool) -> bool:
    """Whether a word between leaves the way open: a preposition, more words of time or place, an argument's noun."""
    tree = around.tree
    token = tree.tokens[i]
    if through_nouns and _is_apart(around, i):
        return False  # "a day before the talks in Istanbul"
    if (
        token.pos in {"ADP", "SCONJ", "ADV", "NUM", "PART", "PUNCT"}
        or i in around.lookup.times
        or i in around.lookup.places
    ):
        return True
    if token.text.casefold() in tree.grammar.settlement or token.lemma in tree.grammar.occasion:
        return True
    return through_nouns and token.pos in {"NOUN", "PROPN"} and token.dep in {"dobj", "pobj", "nsubjpass", "conj"}


def is_elsewhere(around: Around, j: int) -> bool:
    """Whether a word stands under a meeting's noun, or after "before" or "after", so that it places something else."""
    tree, at = around.tree, j
    for _ in range(MAX_CLIMB):
        head = tree.tokens[at].head
        if head == at:
            return False
        if tree.is_verb(head):
            return head in around.speech and at == tree.tokens[j].head
        if _is_apart(around, head):
            return True
        at = head
    return False


def _is_apart(around: Around, i: int) -> bool:
    lemma = around.tree.lemma(i)
    return lemma in around.tree.grammar.apart or (lemma in around.meetings and i != around.hit.i)
