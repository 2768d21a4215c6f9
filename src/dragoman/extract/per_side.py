"""Per side: a figure that the words give to each side of an exchange becomes one figure for each of them.

A draft's quantities and its actors come in; the same quantities go out, those of each side named by ``of``. It does
nothing where the words do not say "each" or "for", or where the sides are not two.

Source: codebook, Measures: ``exchanged`` (per side in ``of``); ``lang/en/measures.yaml``, ``per_side``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from dragoman.extract.lookup import Lookup
    from dragoman.extract.measures import MeasureLexicon
    from dragoman.extract.tree import Tree
    from dragoman.model import Filler, QuantityMention, QuantityRef

SIDES = 2
"""Sides of an exchange."""
MAX_GAP = 4
"""Words between a number and the "each" or "for" that shares it out ("390 captured soldiers each").

Source: longest in the seeds and the training reports."""


def share_out(
    quantities: Sequence[QuantityRef], actors: Sequence[Filler], tree: Tree, lookup: Lookup, lexicon: MeasureLexicon
) -> tuple[QuantityRef, ...]:
    """Give each side its own figure where the words share one out.

    Args:
        quantities: What a mention of an exchange counts.
        actors: Its sides.
        tree: Syntax of the document.
        lookup: Its mentions.
        lexicon: Words that share out, and measures that are shared.

    Returns:
        The quantities; one that is each side's stands once for each side, in the order of the sides.
    """
    if len(actors) != SIDES:
        return tuple(quantities)
    shared: list[QuantityRef] = []
    for quantity in quantities:
        if quantity.measure in lexicon.shared and _is_each(quantity, tree, lookup, lexicon.per_side):
            shared += [replace(quantity, of=actor.name) for actor in actors]
        else:
            shared.append(quantity)
    return tuple(shared)


def shares_out(mention: QuantityMention, tree: Tree, lookup: Lookup) -> bool:
    """Whether a number stands before "for" and itself ("1,000 for 1,000", "a nine-for-nine swap").

    Args:
        mention: The number.
        tree: Syntax of the document.
        lookup: Its mentions.
    """
    last = lookup.tokens_of(mention.span)[-1]
    near = range(last + 1, min(last + 1 + MAX_GAP, len(tree.tokens) - 1))
    at = next((j for j in near if tree.lemma(j).startswith("for")), None)
    if at is None or mention.value is None:
        return False
    if tree.lemma(at) == f"for-{mention.value:g}":  # one token of "300-for-300"
        return True
    others = (lookup.quantities.get(n) for n in (at + 1, at + 2))
    return any(other is not None and other.value == mention.value for other in others)


def _is_each(quantity: QuantityRef, tree: Tree, lookup: Lookup, words: Container[str]) -> bool:
    """Whether "each" follows a figure, or "for" and the same figure."""
    if quantity.evidence is None:
        return False
    last = lookup.tokens_of(quantity.evidence.span)[-1]
    for at in range(last + 1, min(last + 1 + MAX_GAP, len(tree.tokens) - 1)):
        if tree.lemma(at) in words:
            return True
        if tree.lemma(at).startswith("for"):
            mention = lookup.quantities.get(last)
            return mention is not None and shares_out(mention, tree, lookup)
    return False
