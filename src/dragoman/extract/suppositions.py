"""Suppositions and hedges: whether a clause only supposes an event, and whether its words leave it open.

A tree and the token of a trigger come in, a yes or no goes out. What the event's status is, ``status`` says.

Source: codebook, ``hedged``; conditional and interrogative marks after Huddleston & Pullum (2002), ch. 8 and 11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.extract.status_lexicon import StatusLexicon
    from dragoman.extract.tree import Tree

MAX_STEPS = 8
"""How many words up a mark of supposition may stand. Source: longest way in the training reports is 7."""


def is_supposed(tree: Tree, i: int, lexicon: StatusLexicon) -> bool:
    """Whether the trigger stands in a conditional clause or a question."""
    at = i
    for _ in range(MAX_STEPS):
        marks = tree.below(at, "mark", "advmod") if tree.is_verb(at) else []
        if any(tree.lemma(m) in lexicon.conditionals for m in marks) or _waits(tree, at):
            return True
        head = tree.tokens[at].head
        if head == at or tree.tokens[at].dep in {"ccomp", "parataxis"}:
            break
        at = head
    return False


def awaiting_verb(tree: Tree, i: int, lexicon: StatusLexicon) -> int | None:
    """Give the verb whose deed waits for an agreement not yet made ("will be lifted after a peace deal"), or None."""
    token = tree.tokens[i]
    if tree.lemma(i) not in lexicon.awaited or token.dep != "pobj" or tree.lemma(token.head) not in lexicon.awaiting:
        return None
    has_a = any(tree.lemma(c) in {"a", "an"} for c in tree.below(i, "det"))
    return tree.verb_above(token.head) if has_a else None


def is_hedged(tree: Tree, i: int, lexicon: StatusLexicon) -> bool:
    """Whether a word beside the trigger or its verb, or the verb above, leaves open whether it took place."""
    words = [i, *tree.below(i, "amod", "advmod")]
    verb = i if tree.is_verb(i) else tree.verb_above(i)
    if verb is not None:
        words += tree.below(verb, "advmod")
        head = tree.tokens[verb].head
        if tree.tokens[verb].dep == "xcomp" and tree.lemma(head) in lexicon.hedge_verbs:
            return True
    lemmas = {tree.tokens[w].text.casefold() for w in words}
    own = {tree.tokens[w].text.casefold() for w in tree.below(i, "amod")}
    return bool(lemmas & lexicon.hedge_adverbs or own & lexicon.hedge_adjectives)


def _waits(tree: Tree, at: int) -> bool:
    """Whether a clause only says when something else can or will be ("can only end when both sides agree")."""
    if tree.tokens[at].dep != "advcl" or not any(tree.lemma(m) == "when" for m in tree.below(at, "advmod", "mark")):
        return False
    return any(tree.tokens[a].tag == "MD" for a in tree.below(tree.tokens[at].head, "aux"))
