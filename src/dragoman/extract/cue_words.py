"""Cue words: the words that are printed for a cue and for its source.

A cue's or a speaker's token comes in, its words as evidence go out. Who the speaker is, is not decided here.

Source: PolNeAR guidelines (Newell et al. 2018): a cue takes its auxiliaries, negation, adverbs and particles; a
source is the whole phrase with its appositions; a relative pronoun is the source where it is the subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.extract.speech_lexicon import SpeechLexicon
    from dragoman.extract.tree import Tree

_JOINTS = frozenset({"SPACE", "PUNCT", "CCONJ"})
_HELPERS = frozenset({"aux", "auxpass", "neg", "prt"})


class CueWords:
    """Gives the words of cues and sources of one document."""

    def __init__(self, tree: Tree, lexicon: SpeechLexicon) -> None:
        self._tree = tree
        self._lexicon = lexicon

    def cue(self, i: int) -> Evidence:
        """Give a verb with its auxiliaries and particle, or "according to"."""
        tree = self._tree
        first = last = i
        while first - 1 in tree.children[i] and self._helps(first - 1):
            first -= 1
        wanted = self._lexicon.prepositions.get(tree.lemma(i), frozenset()) | self._tied(i)
        while last + 1 < len(tree.tokens) and tree.tokens[last + 1].head == i and self._follows(last + 1, wanted):
            last += 1
        return self._evidence(first, last)

    def _tied(self, i: int) -> frozenset[str]:
        return self._lexicon.according.get(self._tree.lemma(i), frozenset())

    def _helps(self, j: int) -> bool:
        token = self._tree.tokens[j]
        return token.dep in _HELPERS or (token.dep == "advmod" and token.pos == "ADV" and token.tag != "WRB")

    def _follows(self, j: int, wanted: frozenset[str]) -> bool:
        token = self._tree.tokens[j]
        return token.dep == "prt" or (token.dep in {"prep", "dep"} and token.lemma in wanted)

    def spoken_by(self, i: int, speakers: Sequence[int]) -> Sequence[int]:
        """Give the token whose words are the source: a relative pronoun that is the subject, else the first speaker."""
        relative = [c for c in self._tree.below(i, "nsubj") if self._tree.tokens[c].tag in {"WP", "WDT"}]
        return relative or speakers

    def source(self, heads: Sequence[int], cue: int) -> Evidence | None:
        """Give the words of a speaker's phrase with its coordination and appositions, without relative clauses."""
        if not heads:
            return None
        tree, head = self._tree, heads[0]
        left_out = {
            j
            for c in (*tree.below(head, "relcl"), *(c for c in tree.children[head] if c == cue))
            for j in tree.analysis.subtree(c)
        }
        inside = set(tree.analysis.subtree(head)) - left_out
        first = self._edge(head, -1, inside)
        return self._evidence(first, self._edge(head, 1, inside))

    def _edge(self, head: int, step: int, inside: set[int]) -> int:
        """Go from a head to the last token of its unbroken phrase on one side that is no mere joint."""
        edge = j = head
        while j + step in inside:
            j += step
            if self._tree.tokens[j].pos not in _JOINTS:
                edge = j
        return edge

    def _evidence(self, first: int, last: int) -> Evidence:
        tokens = self._tree.tokens
        opened = any(tokens[j].text == "(" for j in range(first, last + 1))
        if opened and last + 1 < len(tokens) and tokens[last + 1].text == ")":
            last += 1
        return Evidence.of(self._tree.text, tokens[first].start, tokens[last].end)
