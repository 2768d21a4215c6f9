"""Verb forms: auxiliaries, infinitives and what somebody "is to" do, as the tree of a verb shows them.

A tree and a verb's token come in; auxiliaries or a yes or no go out. What they say of an event, ``status`` says.

Source: Huddleston & Pullum (2002), ch. 3 sect. 2 and 9 (auxiliaries, quasi-modal "be to"), ch. 14 (non-finite clauses).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.extract.tree import Tree


def auxiliaries_of(tree: Tree, i: int) -> list[int]:
    """Give a verb's auxiliaries; a coordinated verb without any has those of the first ("will meet and hold talks")."""
    own = tree.below(i, "aux", "auxpass")
    token = tree.tokens[i]
    if own or token.dep != "conj" or token.tag != tree.tokens[token.head].tag or tree.below(i, "nsubj", "nsubjpass"):
        return own
    return auxiliaries_of(tree, token.head)


def is_purpose(tree: Tree, at: int) -> bool:
    """Whether a clause is a bare infinitive of purpose ("call on them to free the hostages")."""
    return tree.tokens[at].dep == "advcl" and is_infinitive(tree, at)


def is_infinitive(tree: Tree, at: int) -> bool:
    """Whether a verb is an infinitive with "to", active or passive; "to have met" looks back and is none."""
    if tree.tokens[at].tag not in {"VB", "VBN"}:
        return False
    auxiliaries = {tree.lemma(a) for a in tree.below(at, "aux")}
    return "to" in auxiliaries and "have" not in auxiliaries


def is_destined(tree: Tree, at: int) -> bool:
    """Whether a clause is what somebody "is to" do, or "was to have" done."""
    token = tree.tokens[at]
    if token.dep != "xcomp" or tree.lemma(token.head) != "be" or tree.below(token.head, "acomp", "attr"):
        return False
    return any(tree.lemma(a) == "to" for a in tree.below(at, "aux"))
