"""Lengths: whether a duration in an event's sentence is how long the event itself took.

A quantity with a unit of time and a hit come in, a yes or no goes out, by the words between them in the tree.

Source: codebook, Measures (``duration``); ``lang/en/measures.yaml`` for the verbs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.extract.measures import MeasureLexicon
    from dragoman.extract.tree import Tree
    from dragoman.extract.triggers import Hit
    from dragoman.model import QuantityMention


def lasts(mention: QuantityMention, hit: Hit, tree: Tree, lexicon: MeasureLexicon) -> bool:
    """Whether a duration is the event's own length: before its noun ("30-day ceasefire"), after "for", or of "last".

    After verbs of ending "after" gives it too ("parted after an hour"). "The first talks in three years", "three
    years ago" and "two hours late" are no length.
    """
    at, preposition = top(mention, tree), ""
    if any(p == "of" and h == hit.i for p, h in tree.prepositions(at)):
        return not is_limit(tree, at)  # "four months of fighting"
    for _ in range(MAX_LENGTH_STEPS):
        if tree.tokens[at].head == at or preposition not in _LENGTH_PREPOSITIONS:
            return False
        at = tree.tokens[at].head
        if at in {hit.i, hit.light} and preposition != "after":
            return True
        token = tree.tokens[at]
        if tree.is_verb(at) and not _is_inserted(tree, at):
            told = lexicon.ending if preposition == "after" else lexicon.lasting
            return token.lemma in told and _is_of_event(hit, at, tree) and not _is_spent(at, tree)
        if token.pos == "ADV" or (token.pos in {"ADP", "SCONJ"} and preposition):
            return False
        if token.pos in {"ADP", "SCONJ"}:
            preposition = token.lemma
    return False


def top(mention: QuantityMention, tree: Tree) -> int:
    """Give the word of a quantity that the rest of it hangs on: its unit, or the "under" before its number."""
    at = mention.head
    for _ in range(MAX_LENGTH_STEPS):
        head = tree.tokens[at].head
        if head == at or not mention.span.start <= tree.tokens[head].start < mention.span.end:
            return at
        at = head
    return at


def is_limit(tree: Tree, unit: int) -> bool:
    """Whether a length of time, by its unit, only sets a limit ("within 30 days of a ceasefire")."""
    token = tree.tokens[unit]
    return token.dep == "pobj" and tree.lemma(token.head) in tree.grammar.limits


def _is_spent(verb: int, tree: Tree) -> bool:
    """Whether a time is what something else takes ("took 18 months to prepare")."""
    clauses = tree.below(verb, "xcomp", "advcl", "ccomp")
    return tree.lemma(verb) == "take" and any(tree.tokens[c].tag == "VB" for c in clauses)


_LENGTH_PREPOSITIONS = frozenset({"", "for", "of", "after"})


def _is_inserted(tree: Tree, verb: int) -> bool:
    """Whether a verb only says who tells it ("ended, the agency says, after 39 minutes")."""
    return tree.tokens[verb].dep == "parataxis"


def _is_of_event(hit: Hit, verb: int, tree: Tree) -> bool:
    """Whether a verb tells of the hit: it is the hit, has it as subject or object, or is coordinated with it."""
    nouns = {hit.i}
    token = tree.tokens[hit.i]
    if token.dep == "pobj" and tree.lemma(token.head) == "of":
        nouns.add(tree.tokens[token.head].head)  # "round of talks"
    if nouns & {*tree.subjects(verb), *tree.objects(verb)}:
        return True
    own = {hit.i, hit.light}
    for _ in range(MAX_LENGTH_STEPS):
        if verb in own:
            return True
        if tree.tokens[verb].dep != "conj":
            return False
        verb = tree.tokens[verb].head
    return False


MAX_LENGTH_STEPS = 5
"""Words between a duration and the event that lasts it. Source: longest way in training is 4."""
