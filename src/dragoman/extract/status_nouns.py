"""Status of nouns: what the words before a noun, and a length of time about it, say of the event that it names.

A tree and a noun's token come in, what is said goes out, or None. What governs the noun is read in ``status``.

Source: codebook, Status; ``lang/en/status.yaml`` for the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.extract.lengths import is_limit
from dragoman.model import Status

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from dragoman.extract.status_lexicon import StatusLexicon
    from dragoman.extract.tree import Tree


class Found(NamedTuple):
    """What one word says: None for a status means that the event is only supposed, and is no claim."""

    status: Status | None
    because: str
    hedged: bool = False


def own_noun(tree: Tree, i: int, adjectives: Mapping[str, str], negations: Container[str] = ()) -> Found | None:
    """Read the words before a noun, and a "no"."""
    for child in tree.children[i]:
        token = tree.tokens[child]
        word = token.text.casefold()
        if token.dep == "det" and word in negations:
            return Found(Status.NOT_OCCURRED, word)
        if word in adjectives and child < i and token.dep in {"amod", "compound", "det"}:
            return Found(Status(adjectives[word]), word)
    return None


def counted_in_time(tree: Tree, i: int, lexicon: StatusLexicon) -> Found | None:
    """Read "two months of air strikes", "weeks of protests": what is measured by time so far goes on."""
    unit = _measured_by(tree, i)
    if unit is None or is_limit(tree, unit):
        return None
    if tree.lemma(unit) in lexicon.time_units and tree.tokens[unit].tag == "NNS":
        return Found(Status.ONGOING, tree.lemma(unit))
    return None


def is_set_by_limit(tree: Tree, i: int) -> bool:
    """Whether a noun is that from which a limit counts ("within 30 days of a ceasefire")."""
    unit = _measured_by(tree, i)
    return unit is not None and is_limit(tree, unit)


def _measured_by(tree: Tree, i: int) -> int | None:
    """Give the word over a noun's "of" ("two *months* of air strikes"), or None."""
    token = tree.tokens[i]
    return tree.tokens[token.head].head if token.dep == "pobj" and tree.lemma(token.head) == "of" else None


def is_occasion(tree: Tree, preposition: int, lexicon: StatusLexicon) -> bool:
    """Whether a preposition gives what a deed was done at ("during talks"), and not its aim ("aimed at a truce")."""
    if tree.lemma(preposition) not in tree.grammar.occasional:
        return False
    return not any(tree.lemma(noun) in lexicon.awaited for noun in tree.below(preposition, "pobj"))
