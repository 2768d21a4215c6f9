"""Named counts: persons whom a deed befell, named one by one, counted as the codebook asks.

A hit comes in; one quantity goes out for the persons among those whom its verb or noun concerns, or nothing. It
counts names only: a person whom the words leave without a name ("a man was held") is no figure.

Source: codebook, Decisions: "Persons named one by one are counted"; ``lang/en/measures.yaml``, ``named``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model import ActorKind, Evidence, QuantityRef

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.extract.lookup import Lookup
    from dragoman.extract.measures import MeasureLexicon
    from dragoman.extract.tree import Tree
    from dragoman.extract.triggers import Hit
    from dragoman.model import ActorMention


def count_named(hit: Hit, tree: Tree, lookup: Lookup, lexicon: MeasureLexicon) -> QuantityRef | None:
    """Count the persons whom a deed befell by name.

    Args:
        hit: The event.
        tree: Syntax of the document.
        lookup: Its mentions.
        lexicon: What the deed's verb or noun measures.

    Returns:
        The count with the names as evidence, from the first to the last; None where nobody is named.
    """
    measure = lexicon.named.get(tree.lemma(hit.i))
    if measure is None:
        return None
    persons = list(_persons(_concerned(hit, tree), tree, lookup))
    if not persons:
        return None
    start, end = min(p.span.start for p in persons), max(p.span.end for p in persons)
    return QuantityRef(
        measure=measure,
        value=float(len(persons)),
        of=", ".join(p.name for p in persons),
        evidence=Evidence.of(tree.text, start, end),
    )


def _concerned(hit: Hit, tree: Tree) -> list[int]:
    if hit.trigger.verb:
        return tree.objects(hit.i)
    return [*tree.genitives(hit.i), *(head for word, head in tree.prepositions(hit.i) if word == "of")]


def _persons(heads: Iterable[int], tree: Tree, lookup: Lookup) -> Iterable[ActorMention]:
    """Give each named person once, at a head or in apposition to it ("its commander, Abdel Fattah Younis")."""
    seen: set[str] = set()
    for head in heads:
        for at in (head, *tree.below(head, "appos")):
            actor = lookup.actors.get(at)
            if actor is None or actor.kind is not ActorKind.PERSON or actor.by not in _NAMED or actor.name in seen:
                continue
            seen.add(actor.name)
            yield actor
            break


_NAMED = frozenset({"name", "recogniser"})
"""Ways of naming a person that are a name, not a pronoun or an office."""
