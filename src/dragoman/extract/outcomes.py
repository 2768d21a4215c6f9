"""Outcomes: what came of talks, in the report's words, with the voice that says so.

A hit of a meeting frame comes in; outcomes go out. An outcome is what a verb of result says of the talks that are
its subject ("the round yielded limited progress", "the meeting failed to bring a ceasefire"), and nothing else.

Source: codebook, ``outcome``; verbs in ``lang/<code>/syntax.yaml``, by count in the training reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model import Evidence, Outcome

if TYPE_CHECKING:
    from collections.abc import Container

    from dragoman.extract.context import Context
    from dragoman.extract.tree import Tree
    from dragoman.extract.triggers import Hit
    from dragoman.model import Sentence, Voice


def find_outcomes(hit: Hit, context: Context, sentence: Sentence, voices: tuple[Voice, ...]) -> tuple[Outcome, ...]:
    """Give what came of the talks that a hit tells.

    Args:
        hit: Of a meeting frame; of any other there is no outcome.
        context: Of its document.
        sentence: That it stands in.
        voices: Who says so; the report itself where empty.
    """
    tree = context.tree
    if hit.frame.kind != "meeting" or tree.is_verb(hit.i):
        return ()
    verbs = [v for v in _verbs_of(hit.i, tree) if _is_result(v, tree) and not _only_ends(v, context)]
    return tuple(Outcome(_words(v, tree, sentence), voices) for v in verbs if sentence.first <= v < sentence.last)


def _verbs_of(i: int, tree: Tree) -> list[int]:
    """Give the verbs that the talks are subject of, also by "a round of talks" and by coordination."""
    at = i
    token = tree.tokens[at]
    if token.dep == "pobj" and tree.lemma(token.head) == "of":
        at = tree.tokens[token.head].head
    token = tree.tokens[at]
    if token.dep not in {"nsubj", "nsubjpass"} or not tree.is_verb(token.head):
        return []
    return [v for v in tree.conjuncts(token.head) if tree.is_verb(v)]


def _is_result(verb: int, tree: Tree) -> bool:
    """Whether a verb says what came of something, and says it as a fact."""
    if any(tree.tokens[a].tag == "MD" for a in tree.below(verb, "aux")):
        return False
    words = {tree.lemma(verb), *(tree.lemma(x) for x in tree.below(verb, "xcomp"))}
    return bool(words & tree.grammar.outcome)


def _only_ends(verb: int, context: Context) -> bool:
    """Whether a verb says when the talks ended and no more ("the talks ended at about 15:20")."""
    tree, times = context.tree, context.lookup.times
    if tree.lemma(verb) not in context.words.measures.ending:
        return False
    said = [
        c for c in tree.below(verb, "prep", "npadvmod", "advmod", "acomp", "dobj", "xcomp", "oprd", "prt") if c > verb
    ]
    below = [j for c in said for j in tree.analysis.subtree(c)]
    return bool(below) and all(j in times or _leads_to(j, tree, times) for j in below)


def _leads_to(i: int, tree: Tree, times: Container[int]) -> bool:
    """Whether a word only leads to a time ("at", "about")."""
    return tree.tokens[i].pos in {"ADP", "DET"} or tree.tokens[i].head in times


def _apart(verb: int, tree: Tree) -> list[int]:
    """Give what hangs on a verb and is no part of the result: marks, other clauses, "according to ..."."""
    first = min(tree.below(verb, "nsubj", "nsubjpass"), default=verb)
    leading = [c for c in tree.below(verb, "mark", "advmod", "prep", "cc") if c < first]
    sources = [c for c in tree.below(verb, "prep") if tree.lemma(c) == "accord"]
    return [*leading, *sources, *tree.below(verb, "advcl", "parataxis", "punct")]


def _words(verb: int, tree: Tree, sentence: Sentence) -> Evidence:
    """Give the clause of a result: from its subject where it has one of its own, else from the verb."""
    below = [j for j in tree.analysis.subtree(verb) if sentence.first <= j < sentence.last]
    conjoined = {j for c in tree.below(verb, "conj", "cc") for j in tree.analysis.subtree(c)}
    apart = {j for c in _apart(verb, tree) for j in tree.analysis.subtree(c)}
    kept = [j for j in below if j not in conjoined and j not in apart]
    return Evidence.of(tree.text, tree.tokens[kept[0]].start, tree.tokens[kept[-1]].end)
