"""Content: what was demanded, offered, refused, threatened or agreed, in the report's own words.

A hit comes in; its content with an issue and a condition goes out, or None for frames that carry none.

Source: codebook, ``content``; ``lang/en/issues.yaml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model import Content, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dragoman.extract.tree import Tree
    from dragoman.extract.triggers import Hit
    from dragoman.model import Sentence


def find_content(hit: Hit, tree: Tree, sentence: Sentence, issues: Mapping[str, frozenset[str]]) -> Content | None:
    """Give the content of an act of speech or an agreement, or None where nothing is said of it.

    The frame's slots are asked in their order and the first that holds anything gives the content: of "accused the
    rebels of looting" that is the looting, of "condemned the attack" the attack.
    """
    heads = content_heads(hit.i, hit.frame.content, tree)
    spans = [Evidence.of(tree.text, *tree.span_of(h, sentence)) for h in heads]
    if not spans:
        return None
    lemmas = [tree.lemma(j) for h in heads for j in tree.analysis.subtree(h)]
    return Content(tuple(dict.fromkeys(spans)), issue_of(lemmas, issues), _condition(hit, heads, tree, sentence))


def content_heads(i: int, slots: Iterable[str], tree: Tree) -> list[int]:
    """Give the heads of the content of a word: of the first slot that holds anything."""
    return next((found for slot in slots if (found := _heads(i, slot, tree))), [])


def _heads(i: int, slot: str, tree: Tree) -> list[int]:
    if slot == "object":
        return [_antecedent(h, i, tree) for h in tree.below(i, "dobj", "nsubjpass")]
    if slot == "clause":
        return _clauses(i, tree)
    if slot == "colon":
        return _after_colon(i, tree)
    if slot == "modifier":
        return list(tree.below(i, "compound", "nmod"))
    return _prepositional(i, slot.removeprefix("prep:"), tree)


def _clauses(i: int, tree: Tree) -> list[int]:
    """Give the clauses that hang on a word, on its predicate ("is ready to talk"), or follow as its purpose."""
    own = tree.below(i, "ccomp", "xcomp") or [c for c in tree.below(i, "acl") if _is_told(c, tree)]
    if own:
        return own
    predicate = [c for p in tree.below(i, "acomp", "attr") for c in tree.below(p, "xcomp", "ccomp")]
    return predicate or [c for c in tree.below(i, "advcl") if _is_infinitive(c, tree)]


def _after_colon(i: int, tree: Tree) -> list[int]:
    """Give the clause that a colon right after the phrase of a noun leads in ("a stark warning: they will ...")."""
    colon = tree.analysis.subtree(i)[-1] + 1
    if tree.is_verb(i) or colon + 1 >= len(tree.tokens) or tree.tokens[colon].text != ":":
        return []
    at = colon + 1
    while tree.tokens[at].head > colon and tree.tokens[at].head != at:
        at = tree.tokens[at].head
    return [at]


def _is_told(i: int, tree: Tree) -> bool:
    """Whether a clause after a noun says what it is ("demand that they stop", "offer to talk"), not which it is."""
    return _is_infinitive(i, tree) or any(tree.lemma(m) == "that" for m in tree.below(i, "mark"))


def _is_infinitive(i: int, tree: Tree) -> bool:
    return any(tree.lemma(a) == "to" for a in tree.below(i, "aux"))


def _prepositional(i: int, wanted: str, tree: Tree) -> list[int]:
    """Give the objects of a preposition of a word or its predicate, with a second one ("for X and for Y")."""
    found = []
    for at in (i, *tree.below(i, "acomp")):
        for p in tree.below(at, "prep"):
            for each in (p, *tree.below(p, "conj")):
                if tree.lemma(each) == wanted:
                    found += tree.below(each, "pobj", "pcomp")
    return found


def _antecedent(head: int, verb: int, tree: Tree) -> int:
    """Give the noun that a relative pronoun stands for ("the deal that they signed"), else the head itself."""
    token = tree.tokens[verb]
    is_relative = tree.tokens[head].tag in {"WDT", "WP"} and token.dep in {"relcl", "acl"}
    return token.head if is_relative else head


def issue_of(lemmas: list[str], issues: Mapping[str, frozenset[str]]) -> str:
    """Give the issue that most words speak of; the earlier in the file on a tie; ``other`` where none does."""
    counts = {issue: sum(word in words for word in lemmas) for issue, words in issues.items()}
    best = max(counts, key=lambda issue: counts[issue], default="other")
    return best if counts.get(best) else "other"


def _condition(hit: Hit, heads: Iterable[int], tree: Tree, sentence: Sentence) -> Evidence | None:
    """Give the "if" or "unless" clause beside a trigger or within its content, or None."""
    for at in dict.fromkeys((hit.i, tree.clause_root(hit.i), *heads)):
        for c in tree.below(at, "advcl"):
            if any(tree.lemma(m) in {"if", "unless", "provided"} for m in tree.below(c, "mark")):
                return Evidence.of(tree.text, *tree.span_of(c, sentence))
    return None
