"""Syntax: what the analyser says of a text, as plain records, so that later stages need no spaCy.

Labels are those of the CLEAR dependency scheme and the Penn and Universal part-of-speech tags.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Token(NamedTuple):
    """One token.

    Attributes:
        i: Index in the document's tokens.
        start, end: Code-point offsets in the text, end-exclusive.
        text: As printed.
        lemma: Lower-case dictionary form.
        pos: Universal part of speech (``VERB``, ``NOUN``, ``PROPN``, ...).
        tag: Penn Treebank tag (``VBD``, ``MD``, ...).
        dep: Dependency to the head (``nsubj``, ``dobj``, ...); ``ROOT`` at the sentence's root.
        head: Index of the head token; its own index at the root.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


class Sentence(NamedTuple):
    """Tokens ``first`` (inclusive) to ``last`` (exclusive), and the code points they cover."""

    first: int
    last: int
    start: int
    end: int


class Name(NamedTuple):
    """A name that the analyser's own recogniser found: tokens first to last (exclusive), its OntoNotes label."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """The syntax of one document revision.

    Attributes:
        revision: The document revision that was analysed.
        model: Name and version of the analyser.
        children: For each token, the indices of its dependents in text order.
    """

    revision: str
    text: str
    model: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    children: tuple[tuple[int, ...], ...]

    def subtree(self, i: int) -> tuple[int, ...]:
        """Give the token indices below and including ``i``, in text order."""
        found, stack = [i], [i]
        while stack:
            below = self.children[stack.pop()]
            found.extend(below)
            stack.extend(below)
        return tuple(sorted(found))
