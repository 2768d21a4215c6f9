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


def count_named(
    hit: Hit, near: Iterable[int], tree: Tree, lookup: Lookup, lexicon: MeasureLexicon
) -> list[QuantityRef]:
    """Count the persons whom a deed befell by name.

    Args:
        hit: The event.
        near: Tokens of its clause.
        tree: Syntax of the document.
        lookup: Its mentions.
        lexicon: What the deed's verb or noun measures.

    Returns:
        A count for each measure with the names as evidence, from the first to the last; none where nobody is named.
    """
    told: dict[str, list[ActorMention]] = {}
    for i in _telling(hit, near, tree, lexicon):
        measure = _measure(i, tree, lexicon)
        if measure is not None and measure not in told:
            told[measure] = list(_persons(_concerned(i, measure, tree), tree, lookup))
    return [_reference(measure, persons, tree) for measure, persons in told.items() if persons]


def _telling(hit: Hit, near: Iterable[int], tree: Tree, lexicon: MeasureLexicon) -> list[int]:
    """Give the trigger, and for frames that harm people the verbs of its clause ("a strike that killed the mayor")."""
    if hit.frame.frame not in lexicon.harming:
        return [hit.i]
    return [hit.i, *(j for j in sorted(near) if j != hit.i and tree.is_verb(j))]


def _measure(i: int, tree: Tree, lexicon: MeasureLexicon) -> str | None:
    """Give what a verb or a noun of a deed measures of whom it befalls; "shot dead" kills."""
    measure = lexicon.named.get(tree.lemma(i))
    if measure is not None or not tree.is_verb(i):
        return measure
    beside = [c for at in (i, *tree.objects(i)) for c in tree.below(at, "acomp", "oprd", "amod", "advmod")]
    return next((m for c in beside if (m := lexicon.nouns.get(tree.lemma(c))) == "killed"), None)


def _reference(measure: str, persons: list[ActorMention], tree: Tree) -> QuantityRef:
    start, end = min(p.span.start for p in persons), max(p.span.end for p in persons)
    return QuantityRef(
        measure=measure,
        value=float(len(persons)),
        of=", ".join(p.name for p in persons),
        evidence=Evidence.of(tree.text, start, end),
    )


def _concerned(i: int, measure: str, tree: Tree) -> list[int]:
    """Give whom a deed concerns: who flees, whom a verb has as object, whom a noun is of."""
    if not tree.is_verb(i):
        return [*tree.genitives(i), *(head for word, head in tree.prepositions(i) if word == "of")]
    if measure == "displaced" and not tree.is_passive(i) and not tree.objects(i):
        return tree.subjects(i)
    return tree.objects(i)


def _persons(heads: Iterable[int], tree: Tree, lookup: Lookup) -> Iterable[ActorMention]:
    """Give each named person once, at a head or in apposition to it ("its commander, Abdel Fattah Younis")."""
    seen: set[str] = set()
    for head in heads:
        for at in (head, *tree.below(head, "appos")):
            actor = lookup.actors.get(at)
            if actor is None or actor.kind is not ActorKind.PERSON or not _is_name(actor) or actor.name in seen:
                continue
            seen.add(actor.name)
            yield actor
            break


def _is_name(actor: ActorMention) -> bool:
    """Whether a person is named, by itself or by the name that a pronoun stands for."""
    return actor.is_named or (actor.by == "pronoun" and actor.antecedent is not None and actor.name[:1].isupper())
