"""Speakers: who speaks by a cue, by the syntax, and by the order of words where the syntax leaves it unsaid.

A cue's token comes in; the heads of its speakers' phrases go out, nobody where none is named. What they are
called is the voices' part.

Source: subjects, agents and control after Huddleston & Pullum (2002), ch. 4 and 14; inversion in reporting clauses,
ch. 11 sect. 9; the repairs of the parser's slips by reading its output on the development reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.extract.speech_lexicon import SpeechLexicon
    from dragoman.extract.tree import Tree
    from dragoman.extract.voices import VoiceMaker
    from dragoman.model import Sentence

_OWN = ("nsubj", "nsubjpass", "csubj")
_PAST = frozenset({"VBD", "VBN"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_BETWEEN = frozenset({"ADV", "AUX", "SPACE"})


class Speakers:
    """Finds the speakers of one document's cues."""

    def __init__(self, tree: Tree, maker: VoiceMaker, lexicon: SpeechLexicon) -> None:
        self._tree = tree
        self._maker = maker
        self._lexicon = lexicon

    def of(self, i: int, sentence: Sentence) -> list[int]:
        """Give the heads of those who speak by a verb: its subject; in the passive the agent, or whoever is quoted."""
        if self._leads_to_cue(i):
            return []
        found = self._quoted(i) or self._of_aside(i, sentence) or self._headline(i, sentence)
        if found:
            return found
        tree, lemma = self._tree, self._tree.lemma(i)
        if tree.below(i, *_OWN, "agent") or lemma not in self._lexicon.clause:
            return self._stated(i, lemma)
        near = self._beside(i, sentence) or self._misread(i)
        return near or self._stated(i, lemma) or self._before(i, sentence)

    def quoting(self, i: int) -> list[int]:
        """Give who quotes the speaker of "saying" in "was quoted by TASS as saying", "TASS cited him as saying"."""
        verb = self._citing_verb(i)
        if verb is None:
            return []
        return self._tree.agents(verb) if self._tree.is_passive(verb) else self._tree.subjects(verb)

    def _of_aside(self, i: int, sentence: Sentence) -> list[int]:
        """Give the speaker of the cue whose content an aside was hung on: "he said it ended, adding that ..."."""
        tree, token = self._tree, self._tree.tokens[i]
        if token.dep != "advcl" or token.tag != "VBG" or token.lemma not in self._lexicon.clause:
            return []
        above = tree.tokens[token.head]
        is_content = above.dep == "ccomp" and tree.lemma(above.head) in self._lexicon.clause and above.head < i
        return self.of(above.head, sentence) if is_content and tree.below(i, "ccomp") else []

    def _headline(self, i: int, sentence: Sentence) -> list[int]:
        """Give the bare noun between a comma and the verb, whatever subject stands before: "..., ministry says"."""
        tree = self._tree
        if tree.lemma(i) not in self._lexicon.closing or tree.tokens[i - 1].pos not in _NOMINAL:
            return []
        first = i - 1
        while first > sentence.first and tree.tokens[first - 1].pos in _NOMINAL:
            first -= 1
        stated = tree.below(i, *_OWN)
        if tree.tokens[first - 1].text != "," or first - 1 <= sentence.first or not stated or stated[0] >= first:
            return []
        return [i - 1]

    def _stated(self, i: int, lemma: str) -> list[int]:
        tree = self._tree
        above = self._over_mute(i)
        if above is not None:
            return self._stated(above, tree.lemma(above))
        if not tree.is_passive(i):
            return tree.subjects(i)
        if lemma in self._lexicon.citing and not tree.below(i, "auxpass"):
            return tree.subjects(i)
        return tree.agents(i)

    def _over_mute(self, i: int) -> int | None:
        """Give the cue above where the subject at hand cannot speak: "it granted that jets burnt but said ..."."""
        tree, token = self._tree, self._tree.tokens[i]
        if token.dep != "conj" or token.lemma not in self._lexicon.clause or tree.below(i, *_OWN):
            return None
        told, above = tree.tokens[token.head], tree.tokens[token.head].head
        if told.dep != "ccomp" or tree.lemma(above) not in self._lexicon.clause:
            return None
        subjects = tree.below(token.head, *_OWN)
        return above if subjects and not any(self._maker.can_speak(s) for s in subjects) else None

    def _leads_to_cue(self, i: int) -> bool:
        """Whether a verb only leads to another cue: "was quoted as saying"."""
        tree = self._tree
        if tree.lemma(i) not in self._lexicon.citing:
            return False
        return any(
            tree.lemma(c) in self._lexicon.clause
            for p in tree.below(i, "prep")
            if tree.lemma(p) in self._lexicon.as_words
            for c in tree.below(p, "pcomp")
        )

    def _quoted(self, i: int) -> list[int]:
        """Give whom "was quoted as saying", "cited him as saying" quotes."""
        verb = self._citing_verb(i)
        return [] if verb is None else self._tree.objects(verb)

    def _citing_verb(self, i: int) -> int | None:
        """Give the verb of quoting that "as saying" hangs on, or None."""
        tree, token = self._tree, self._tree.tokens[i]
        if token.dep != "pcomp" or tree.lemma(token.head) not in self._lexicon.as_words:
            return None
        verb = tree.verb_above(token.head)
        return verb if verb is not None and tree.lemma(verb) in self._lexicon.citing else None

    def _beside(self, i: int, sentence: Sentence) -> list[int]:
        """Give the name right before a finite verb, whatever the tree makes of it: "..., Marco Rubio said"."""
        tree = self._tree
        if tree.tokens[i].tag not in {"VBD", "VBZ", "VBP"}:
            return []
        j = i - 1
        while j > sentence.first and tree.tokens[j].pos in _BETWEEN:
            j -= 1
        head = self._maker.head_of(j) if j >= sentence.first else None
        return [] if head is None else [head]

    def _misread(self, i: int) -> list[int]:
        """Give the noun whose participle a verb with a clause was taken for: "The ministry announced that ..."."""
        tree = self._tree
        token = tree.tokens[i]
        if token.dep == "acl" and token.tag in _PAST and tree.below(i, "ccomp") and not tree.below(i, "auxpass"):
            return [token.head]
        return []

    def _before(self, i: int, sentence: Sentence) -> list[int]:
        """Give the last person named before a finite main verb that was left without a subject."""
        tree = self._tree
        token = tree.tokens[i]
        if token.dep != "ROOT" or token.tag not in {"VBD", "VBZ"} or tree.lemma(i) not in self._lexicon.clause:
            return []
        if tree.is_passive(i):
            return []
        for j in range(i - 1, sentence.first - 1, -1):
            if self._maker.is_named_person(j):
                return [self._maker.head_of(j) or j]
        return []
