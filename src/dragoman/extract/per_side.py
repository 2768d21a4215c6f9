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


def _is_each(quantity: QuantityRef, tree: Tree, lookup: Lookup, words: Container[str]) -> bool:
    """Whether "each" follows a figure, or "for" and the same figure ("1,000 for 1,000")."""
    if quantity.evidence is None:
        return False
    last = lookup.tokens_of(quantity.evidence.span)[-1]
    for at in range(last + 1, min(last + 1 + MAX_GAP, len(tree.tokens) - 1)):
        if tree.lemma(at) in words:
            return True
        if tree.lemma(at) == "for":
            return any(_is_same(lookup.quantities.get(n), quantity) for n in (at + 1, at + 2))
    return False


def _is_same(other: QuantityMention | None, quantity: QuantityRef) -> bool:
    return other is not None and other.value is not None and other.value == quantity.value
