"""Names: an operation's proper name that stands in the clause of a hit, and the ordinal of a round.

A hit comes in; words or a number go out, or None. A name is given as printed, without the word that says what it
names ("Operation Spider's Web" is "Spider's Web"); words in lower case ("the Kursk incursion") are none.

Source: codebook, ``name`` and ``round``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.extract.lookup import Lookup
    from dragoman.extract.tree import Tree
    from dragoman.extract.triggers import Hit
    from dragoman.model import Sentence

MAX_NAME_WORDS = 5
"""Longest name taken from words alone. Source: longest in training is 3, of operations in the packs 4."""


def find_name(hit: Hit, tree: Tree, lookup: Lookup, sentence: Sentence) -> str | None:
    """Give the proper name of the operation that a deed's sentence tells of: as a pack knows it, else by its form."""
    if hit.frame.kind != "deed":
        return None
    for thing in lookup.things_in(sentence):
        if thing.kind == "operation":
            words = thing.name.split()
            kept = [w for w in words if w.casefold() not in tree.grammar.naming]
            if kept and kept[0][:1].isupper():
                return " ".join(kept)
    return _by_form(tree, sentence)


def _by_form(tree: Tree, sentence: Sentence) -> str | None:
    """Give the capitalised words right after a capitalised "Operation", or None."""
    for i in range(sentence.first, sentence.last - 1):
        token = tree.tokens[i]
        if token.text.istitle() and token.text.casefold() in tree.grammar.naming:
            last = i
            while last + 1 < sentence.last and last - i < MAX_NAME_WORDS and _is_named(tree, last + 1):
                last += 1
            if last > i:
                return tree.text[tree.tokens[i + 1].start : tree.tokens[last].end]
    return None


def _is_named(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    return token.tag == "POS" or token.text[:1].isupper()


def find_round(hit: Hit, tree: Tree, lookup: Lookup, sentence: Sentence) -> int | None:
    """Give the ordinal of a round or stage: "second round of talks", "the third exchange"."""
    if hit.frame.kind != "meeting" and not hit.frame.rounds:
        return None
    heads = {hit.i, *(m for m in tree.below(hit.i, "compound") if tree.lemma(m) in tree.grammar.numbered)}
    token = tree.tokens[hit.i]
    if token.dep == "pobj" and tree.lemma(token.head) == "of":
        heads.add(tree.tokens[token.head].head)
    heads = {h for h in heads if tree.lemma(h) in tree.grammar.numbered and not _is_several(h, tree, lookup)}
    for mention in lookup.quantities_in(sentence):
        if mention.ordinal and mention.value is not None and mention.noun_head in heads:
            return int(mention.value)
    return None


def _is_several(noun: int, tree: Tree, lookup: Lookup) -> bool:
    """Whether a noun counts several rounds ("the first two rounds"), so that an ordinal before it numbers none."""
    counted = (lookup.quantities.get(c) for c in tree.below(noun, "nummod"))
    return tree.lemma(noun) == "round" and any(q is not None and not q.ordinal for q in counted)
