"""Tolls: what a bare number measures by the words beside it, where no noun stands at it.

A number's token comes in, a measure goes out, or None: by the participle right after it ("130,000 evacuated"), and by
the toll of which its verb tells ("the death toll rose to 34", "put the toll at 24"). It reads one clause only.

Source: codebook, Measures; Huddleston & Pullum (2002), ch. 5 sect. 9.2 (fused heads: a number without its noun).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.extract.measures import MeasureLexicon
    from dragoman.extract.tree import Tree

_BEFALLS = frozenset({"killed", "injured", "detained", "displaced"})
"""Measures whose participle says what befell people counted by a bare number."""
_STEPS = 4
"""Words between a number and the verb that tells a toll ("to 33 dead"). Source: longest way in training is 3."""


def participle_after(number: int, tree: Tree, lexicon: MeasureLexicon) -> str | None:
    """Give the measure of a participle right after a number; a finite verb's or a noun's modifier is none.

    Args:
        number: Last token of the number.
        tree: Syntax of the document.
        lexicon: Words of the measures.
    """
    after = number + 1
    if after >= len(tree.tokens) or tree.tokens[after].tag != "VBN":
        return None
    if tree.tokens[after].dep == "amod" or tree.below(after, "aux", "auxpass", "dobj"):
        return None
    measure = lexicon.verbs.get(tree.lemma(after))
    return measure if measure in _BEFALLS else None


def toll_of(number: int, tree: Tree, lexicon: MeasureLexicon) -> str | None:
    """Give the measure of the toll that the verb over a number tells of, as its subject or its object.

    Args:
        number: The number's highest token.
        tree: Syntax of the document.
        lexicon: Words of the measures.
    """
    at = number
    for _ in range(_STEPS):
        head = tree.tokens[at].head
        if head == at:
            return None
        if tree.is_verb(head) and tree.tokens[at].dep in {"prep", "dobj", "attr"}:
            told = tree.below(head, "nsubj", "nsubjpass", "dobj")
            return next((lexicon.tolls[w] for t in told if t != at and (w := tree.lemma(t)) in lexicon.tolls), None)
        at = head
    return None
