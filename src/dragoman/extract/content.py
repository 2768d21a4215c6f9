"""Content: what was demanded, offered, refused, threatened or agreed, in the report's own words.

A hit comes in; its content with an issue and a condition goes out, or None for frames that carry none.

Source: codebook, ``content``; ``lang/en/issues.yaml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model import Content, Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.extract.tree import Tree
    from dragoman.extract.triggers import Hit
    from dragoman.model import Sentence


def find_content(hit: Hit, tree: Tree, sentence: Sentence, issues: Mapping[str, frozenset[str]]) -> Content | None:
    """Give the content of an act of speech or an agreement, or None where nothing is said of it."""
    if not hit.frame.content:
        return None
    heads = [h for slot in hit.frame.content for h in _heads(hit, slot, tree)]
    spans = [Evidence.of(tree.text, *tree.span_of(h, sentence)) for h in heads]
    if not spans:
        return None
    lemmas = [tree.lemma(j) for h in heads for j in tree.analysis.subtree(h)]
    return Content(tuple(dict.fromkeys(spans)), issue_of(lemmas, issues), _condition(hit, tree, sentence))


def _heads(hit: Hit, slot: str, tree: Tree) -> list[int]:
    i = hit.i
    if slot == "object":
        return tree.below(i, "dobj")
    if slot == "clause":
        return tree.below(i, "ccomp", "xcomp", "acl")
    if slot.startswith("prep:"):
        wanted = slot.removeprefix("prep:")
        return [h for p in tree.below(i, "prep") if tree.lemma(p) == wanted for h in tree.below(p, "pobj", "pcomp")]
    if slot == "modifier":
        return list(tree.below(i, "compound", "amod"))
    return []


def issue_of(lemmas: list[str], issues: Mapping[str, frozenset[str]]) -> str:
    """Give the issue that most words speak of; the earlier in the file on a tie; ``other`` where none does."""
    counts = {issue: sum(word in words for word in lemmas) for issue, words in issues.items()}
    best = max(counts, key=lambda issue: counts[issue], default="other")
    return best if counts.get(best) else "other"


def _condition(hit: Hit, tree: Tree, sentence: Sentence) -> Evidence | None:
    """Give the "if" or "unless" clause beside a trigger, or None."""
    root = tree.clause_root(hit.i)
    for at in dict.fromkeys((hit.i, root)):
        for c in tree.below(at, "advcl"):
            if any(tree.lemma(m) in {"if", "unless", "provided"} for m in tree.below(c, "mark")):
                return Evidence.of(tree.text, *tree.span_of(c, sentence))
    return None
