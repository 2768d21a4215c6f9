"""Verb forms: auxiliaries, infinitives and what somebody "is to" do, as the tree of a verb shows them.

A tree and a verb's token come in; auxiliaries or a yes or no go out. What they say of an event, ``status`` says.

Source: Huddleston & Pullum (2002), ch. 3 sect. 2 and 9 (auxiliaries, quasi-modal "be to"), ch. 14 (non-finite clauses).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from dragoman.extract.tree import Tree


def auxiliaries_of(tree: Tree, i: int) -> list[int]:
    """Give a verb's auxiliaries; a coordinated verb without any has those of the first ("will meet and hold talks")."""
    own = tree.below(i, "aux", "auxpass")
    token = tree.tokens[i]
    if own or token.dep != "conj" or token.tag != tree.tokens[token.head].tag or tree.below(i, "nsubj", "nsubjpass"):
        return own
    return auxiliaries_of(tree, token.head)


def goes_on(tree: Tree, i: int, auxiliaries: list[int], units: Container[str]) -> bool:
    """Whether a verb tells what still goes on: a present progressive, or a perfect with "since" or "for two weeks"."""
    tags = {tree.tokens[a].tag for a in auxiliaries}
    if tree.tokens[i].tag == "VBG" and any(tree.lemma(a) == "be" for a in auxiliaries if tree.tokens[a].tag != "VBD"):
        return True
    is_perfect = any(tree.lemma(a) == "have" for a in auxiliaries) and bool(tags & {"VBZ", "VBP"})
    if not is_perfect:
        return False
    lasting = any(p == "since" or (p in {"for", "over"} and tree.lemma(h) in units) for p, h in tree.prepositions(i))
    clauses = (m for c in tree.below(i, "advcl") for m in tree.below(c, "mark"))
    return lasting or any(tree.lemma(m) == "since" for m in clauses)


def is_negated(tree: Tree, i: int, negations: Container[str]) -> bool:
    """Whether a verb is negated, itself or by a "no" before its subject or object ("no truce was agreed")."""
    if tree.below(i, "neg") or _led_by_nor(tree, i, negations):
        return True
    arguments = tree.below(i, "dobj", "nsubjpass", "nsubj")
    return any(tree.tokens[c].text.casefold() in negations for a in arguments for c in tree.below(a, "det"))


def _led_by_nor(tree: Tree, i: int, negations: Container[str]) -> bool:
    """Whether "nor" leads a clause in ("nor has either side agreed"): its own, or of the verb that it is hung on."""
    token = tree.tokens[i]
    led = [c for c in tree.below(i, "cc", "preconj") if c < i]
    if token.dep == "conj":
        led += [c for c in tree.below(token.head, "cc") if token.head < c < i][-1:]
    return any(tree.tokens[c].text.casefold() in negations for c in led)


def is_purpose(tree: Tree, at: int) -> bool:
    """Whether a clause is a bare infinitive of purpose ("call on them to free the hostages")."""
    return tree.tokens[at].dep == "advcl" and is_infinitive(tree, at)


def is_past_participle(tree: Tree, at: int) -> bool:
    """Whether a verb says of the noun before it what was done to it ("20 soldiers captured by the army")."""
    token = tree.tokens[at]
    return token.dep == "acl" and token.tag == "VBN" and not tree.below(at, "aux")


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


def complements(tree: Tree, verb: int) -> list[str]:
    """Give what a copula says: adjectives and nouns by lemma, phrases by both words ("under way")."""
    words = [tree.lemma(c) for c in tree.below(verb, "acomp", "attr", "advmod", "oprd")]
    for p in tree.below(verb, "prep"):
        words += [f"{tree.lemma(p)} {tree.lemma(o)}" for o in tree.below(p, "pobj", "prep")]
    return words
