"""Statements: who said what, as spans: source, cue and content, with the chain of voices.

A tree and the mentions come in; ``Speech`` records go out in text order. Content is what hangs on the cue in
the tree, what stands in quotation marks beside it, or a run of quotation that goes on over sentences. A speaker
whom nothing names ("he" without antecedent, "is believed") is on record by its words alone, with no voice.

Source: PolNeAR guidelines (Newell et al. 2018) for what is source, cue and content; ``lang/en/attribution.yaml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.cue_content import CueContent
from dragoman.extract.cue_words import CueWords
from dragoman.extract.quotations import find_quotations
from dragoman.extract.quoted import Quoter
from dragoman.extract.speech import Speech

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.extract.speech_lexicon import SpeechLexicon
    from dragoman.extract.tree import Tree
    from dragoman.extract.voices import VoiceMaker
    from dragoman.model import Sentence, Voice

__all__ = ["Speech", "find_speech"]


def find_speech(tree: Tree, maker: VoiceMaker, lexicon: SpeechLexicon) -> list[Speech]:
    """Find every attribution of a document, in text order."""
    finder = SpeechFinder(tree, maker, lexicon)
    found = [
        speech
        for number, sentence in enumerate(tree.analysis.sentences)
        for i in range(sentence.first, sentence.last)
        if (speech := finder.at(i, number, sentence)) is not None
    ]
    return Quoter(tree, lexicon, find_quotations(tree.text, lexicon.quotes)).join(found)


class SpeechFinder:
    """Finds the attributions of one document, cue by cue in text order."""

    def __init__(self, tree: Tree, maker: VoiceMaker, lexicon: SpeechLexicon) -> None:
        self._tree = tree
        self._maker = maker
        self._lexicon = lexicon
        self._content = CueContent(tree, lexicon)
        self._words = CueWords(tree, lexicon)
        self._last: tuple[Voice, ...] = ()

    def at(self, i: int, number: int, sentence: Sentence) -> Speech | None:
        """Give the attribution whose cue is a token, or None."""
        token = self._tree.tokens[i]
        if token.lemma == "accord" and token.tag == "VBG":
            speech = self._according(i, sentence)
        elif token.pos == "VERB" and token.lemma in self._lexicon.verbs:
            speech = self._by_verb(i, sentence)
        elif token.pos == "NOUN" and token.lemma in self._lexicon.noun_cues:
            speech = self._by_noun(i, sentence)
        else:
            return None
        if speech is None:
            return None
        if speech.voices:
            self._last = speech.voices
        return speech.placed(number)

    def _according(self, i: int, sentence: Sentence) -> Speech | None:
        """Read "according to X, ..." and "..., according to X, citing Y"."""
        tree = self._tree
        heads = [h for p in tree.below(i, "prep", "dep") for h in tree.below(p, "pobj")]
        content = self._content.spans(self._content.of_according(i, sentence), sentence)
        if not heads or not content:
            return None
        return Speech(
            cue=i,
            cue_words=self._words.cue(i),
            source=self._words.source(heads[:1]),
            content=content,
            voices=self._voices(heads, i),
        )

    def _by_verb(self, i: int, sentence: Sentence) -> Speech | None:
        """Read "X said that ...", "..., X said", "X was quoted as saying ...", "X is believed to ..."."""
        speakers = self._speakers(i)
        indices = self._content.of_verb(i, sentence)
        if not speakers and not self._is_said_by_nobody(i):
            return None
        return Speech(
            cue=i,
            cue_words=self._words.cue(i),
            source=self._words.source(self._words.spoken_by(i, speakers)),
            content=self._content.spans(indices, sentence),
            voices=self._voices(speakers, i),
            is_voiced=self._tree.lemma(i) in self._lexicon.voiced,
        )

    def _speakers(self, i: int) -> list[int]:
        """Give the heads of those who speak: the subject; in the passive the agent, or whoever is quoted."""
        tree = self._tree
        if tree.is_passive(i) and tree.lemma(i) not in self._lexicon.citing:
            return tree.agents(i)
        if tree.lemma(i) in self._lexicon.citing and tree.below(i, "prep") and self._quotes_as_saying(i):
            return []
        return self._quoted(i) or tree.subjects(i)

    def _quotes_as_saying(self, i: int) -> bool:
        """Whether a verb only leads to another cue: "was quoted as saying"."""
        tree = self._tree
        return any(
            tree.lemma(c) in self._lexicon.clause
            for p in tree.below(i, "prep")
            if tree.lemma(p) == "as"
            for c in tree.below(p, "pcomp")
        )

    def _quoted(self, i: int) -> list[int]:
        """Give whom "was quoted as saying", "cited him as saying" quotes."""
        tree = self._tree
        token = tree.tokens[i]
        if token.dep != "pcomp" or tree.lemma(token.head) != "as":
            return []
        verb = tree.verb_above(token.head)
        return [] if verb is None or tree.lemma(verb) not in self._lexicon.citing else tree.objects(verb)

    def _is_said_by_nobody(self, i: int) -> bool:
        return self._tree.is_passive(i) and self._tree.lemma(i) in self._lexicon.passive

    def _by_noun(self, i: int, sentence: Sentence) -> Speech | None:
        """Read "X's claim that ...", "a statement by X that ..."."""
        indices = self._content.of_noun(i)
        if not indices:
            return None
        tree = self._tree
        heads = tree.genitives(i) or [h for p, h in tree.prepositions(i) if p in {"by", "from", "of", "among"}]
        if not heads:
            return None
        return Speech(
            cue=i,
            cue_words=self._words.noun_cue(i),
            source=self._words.source(heads[:1]),
            content=self._content.spans(indices, sentence),
            voices=self._voices(heads, i),
            is_voiced=self._tree.lemma(i) in self._lexicon.voiced_nouns,
        )

    def _voices(self, heads: Iterable[int], i: int) -> tuple[Voice, ...]:
        """Give the voices of a cue's speakers, nearest first, then those whom they cite."""
        found: list[Voice] = []
        for head in heads:
            found.extend(self._maker.voices(head) or self._pointed_back(head))
        cited = self._cited(i)
        return tuple({(v.actor_id or v.name.casefold()): v for v in reversed([*found, *cited])}.values())[::-1]

    def _pointed_back(self, head: int) -> tuple[Voice, ...]:
        """Give the last voice for words of its own that point back to it: "the statement added"."""
        tree = self._tree
        definite = any(tree.tokens[c].text.casefold() in {"the", "this", "that"} for c in tree.below(head, "det"))
        return self._last if definite and tree.lemma(head) in self._lexicon.documents else ()

    def _cited(self, i: int) -> list[Voice]:
        """Give the voices that a speaker cites in turn: "TASS confirmed, citing a source"."""
        tree = self._tree
        found = []
        for c in tree.below(i, "advcl", "prep", "xcomp"):
            if tree.tokens[c].tag == "VBG" and tree.lemma(c) in self._lexicon.citing:
                found.extend(v for o in tree.objects(c) for v in self._maker.voices(o))
        return found
