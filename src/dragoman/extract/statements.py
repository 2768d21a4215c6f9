"""Statements: who said what, as spans: source, cue and content, with the chain of voices.

A tree and the mentions come in; ``Speech`` records go out in text order. Content is what hangs on the cue in
the tree, what stands in quotation marks beside it, or a run of quotation that goes on over sentences. A speaker
whom nothing names ("he" without antecedent, "is believed") is on record by its words alone, with no voice.

Source: PolNeAR guidelines (Newell et al. 2018) for what is source, cue and content; ``lang/en/attribution.yaml``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from dragoman.extract.cue_content import CueContent
from dragoman.extract.cue_words import CueWords
from dragoman.extract.last_speaker import LastSpeaker
from dragoman.extract.quotations import find_quotations
from dragoman.extract.quoted import Quoter
from dragoman.extract.speakers import Speakers
from dragoman.extract.speech import Speech
from dragoman.extract.voices import each_once, side_by_side, voice_key
from dragoman.model import Sentence, VoiceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.extract.quotations import Quotation
    from dragoman.extract.speech_lexicon import SpeechLexicon
    from dragoman.extract.tree import Tree
    from dragoman.extract.voices import VoiceMaker
    from dragoman.model import Voice

__all__ = ["Speech", "find_speech"]


def find_speech(tree: Tree, maker: VoiceMaker, lexicon: SpeechLexicon) -> list[Speech]:
    """Find every attribution of a document, in text order."""
    quotations = find_quotations(tree.text, lexicon.quotes)
    finder = SpeechFinder(tree, maker, lexicon, quotations)
    found = [
        speech
        for number, sentence in enumerate(tree.analysis.sentences)
        for i in range(sentence.first, sentence.last)
        if (speech := finder.at(Cue(i, number, sentence))) is not None
    ]
    return Quoter(tree, lexicon, quotations).join(_through_outlets(found))


def _through_outlets(found: list[Speech]) -> list[Speech]:
    """Put an outlet before a speaker who told it, where the report has other news from that outlet.

    Source: codebook, Decisions: "X told outlet Y" is X alone; Y stands in it only where the report has it from Y.
    """
    reporting = {voice_key(v) for s in found if s.is_voiced for v in s.voices[:1] if v.kind in _OUTLETS}
    return [
        replace(s, voices=each_once([s.told, *s.voices])) if s.told and voice_key(s.told) in reporting else s
        for s in found
    ]


class Cue(NamedTuple):
    """A token that may attribute, with its sentence."""

    i: int
    number: int
    sentence: Sentence


class SpeechFinder:
    """Finds the attributions of one document, cue by cue in text order."""

    def __init__(self, tree: Tree, maker: VoiceMaker, lexicon: SpeechLexicon, quotations: Sequence[Quotation]) -> None:
        self._tree = tree
        self._quotations = quotations
        self._maker = maker
        self._lexicon = lexicon
        self._content = CueContent(tree, lexicon)
        self._words = CueWords(tree, lexicon)
        self._speakers = Speakers(tree, maker, lexicon)
        self._last = LastSpeaker(tree, lexicon)

    def at(self, cue: Cue) -> Speech | None:
        """Give the attribution whose cue is a token, or None."""
        token = self._tree.tokens[cue.i]
        if token.lemma in self._lexicon.according and token.tag == "VBG":
            return self._according(cue)
        if token.pos == "VERB" and token.lemma in self._lexicon.verbs:
            return self._by_verb(cue)
        if token.pos == "NOUN" and token.lemma in self._lexicon.noun_cues:
            return self._by_noun(cue)
        return None

    def _according(self, cue: Cue) -> Speech | None:
        """Read "according to X, ..." and "..., according to X, citing Y"."""
        tree = self._tree
        heads = [h for p in tree.below(cue.i, "prep", "dep") for h in tree.below(p, "pobj")]
        content = self._content.of_according(cue.i, cue.sentence)
        return self._speech(cue, heads, content, is_voiced=True) if heads else None

    def _by_verb(self, cue: Cue) -> Speech | None:
        """Read "X said that ...", "..., X said", "X was quoted as saying ...", "X is believed to ..."."""
        speakers = self._speakers.of(cue.i, cue.sentence)
        if not speakers and not self._is_said_by_nobody(cue.i):
            return None
        if any(self._tree.lemma(d) in self._lexicon.nobody for s in speakers for d in self._tree.below(s, "det", "cc")):
            return None  # "neither side said how many"
        if self._names_a_source(cue.i):
            return None
        content = self._content.of_verb(cue.i, speakers, cue.sentence)
        return self._speech(cue, speakers, content, is_voiced=self._tree.lemma(cue.i) in self._lexicon.voiced)

    def _names_a_source(self, i: int) -> bool:
        """Whether a verb only says whom a speaker cites: "citing officials" is a link of a chain, not a statement."""
        tree = self._tree
        if tree.lemma(i) not in self._lexicon.citing or tree.below(i, "ccomp"):
            return False
        return bool(tree.agents(i)) or any(self._maker.voices(o) for o in tree.below(i, "dobj"))

    def _is_said_by_nobody(self, i: int) -> bool:
        """Whether a passive attributes to nobody: "is believed to ..."; "are expected in Doha" expects no words."""
        tree, lemma = self._tree, self._tree.lemma(i)
        if not tree.is_passive(i) or lemma not in self._lexicon.passive:
            return False
        return lemma in self._lexicon.voiced or bool(tree.below(i, "xcomp", "ccomp"))

    def _by_noun(self, cue: Cue) -> Speech | None:
        """Read "X's claim that ...", "a statement by X that ..."."""
        content = self._content.of_noun(cue.i)
        if not content:
            return None
        tree = self._tree
        heads = tree.genitives(cue.i) or [h for p, h in tree.prepositions(cue.i) if p in self._lexicon.issuing]
        if not heads:
            return None
        return self._speech(cue, heads, content, is_voiced=tree.lemma(cue.i) in self._lexicon.voiced_nouns)

    def _speech(self, cue: Cue, heads: list[int], content: list[int], *, is_voiced: bool) -> Speech:
        voices = self._voices(heads, cue)
        if voices and is_voiced and not self._is_quoted(cue.i):
            self._last.spoke(voices, heads[0], cue.number)
        return Speech(
            cue=cue.i,
            cue_words=self._words.cue(cue.i),
            source=self._words.source(self._words.spoken_by(cue.i, heads), cue.i),
            content=self._content.spans(content, cue.sentence),
            voices=voices,
            sentence=cue.number,
            is_voiced=is_voiced,
            told=self._hearer(cue.i) if voices else None,
        )

    def _hearer(self, i: int) -> Voice | None:
        """Give the outlet that is told: "a source told CNN"."""
        if self._tree.lemma(i) not in self._lexicon.hearing:
            return None
        heard = [v for o in self._tree.below(i, "dobj", "dative") for v in self._maker.voices(o)]
        return next((v for v in heard if v.kind in _OUTLETS), None)

    def _is_quoted(self, i: int) -> bool:
        start = self._tree.tokens[i].start
        return any(q.start <= start < q.end for q in self._quotations)

    def _voices(self, heads: list[int], cue: Cue) -> tuple[Voice, ...]:
        """Give the voices of a cue's speakers, nearest first, then those whom they cite.

        Speakers side by side ("Qatar and Turkey urged") have a chain each, since neither cites the other.
        """
        again = [v for h in heads for v in self._last.again(h, cue.number)]
        found = again or side_by_side(v for h in heads for v in self._maker.voices(h))
        return each_once([*self._carriers(cue), *found, *self._cited(cue.i)]) if found else ()

    def _carriers(self, cue: Cue) -> list[Voice]:
        """Give who is said to quote a speaker, so that the report has it from there: "he said, as cited by TASS"."""
        tree = self._tree
        after = range(cue.i + 1, cue.sentence.last)
        quoting = [j for j in after if tree.lemma(j) in self._lexicon.citing and tree.tokens[j].tag == "VBN"]
        carriers = [agent for j in quoting for agent in tree.agents(j)] + self._speakers.quoting(cue.i)
        return [voice for carrier in carriers for voice in self._maker.voices(carrier)]

    def _cited(self, i: int) -> list[Voice]:
        """Give the voices that a speaker cites in turn: "TASS confirmed, citing a source"."""
        tree = self._tree
        beside = [i, *tree.below(i, "ccomp")]
        return [
            voice
            for at in beside
            for c in tree.below(at, "advcl", "prep", "xcomp")
            if tree.tokens[c].tag == "VBG" and tree.lemma(c) in self._lexicon.citing
            for o in tree.objects(c)
            for voice in self._maker.voices(o)
        ]


_OUTLETS = frozenset({VoiceKind.OUTLET, VoiceKind.AGENCY})
