"""Context: one document with everything that stays the same while its claims are read.

Made once for each document by the extractor and handed to the parts; it holds, it does not compute.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dragoman.extract.fillers import Describer, SideWords
from dragoman.extract.grammar import Grammar
from dragoman.extract.lookup import Lookup
from dragoman.extract.measures import MeasureLexicon
from dragoman.extract.speech_index import SpeechIndex
from dragoman.extract.statements import Speech
from dragoman.extract.status_lexicon import StatusLexicon
from dragoman.extract.tree import Tree
from dragoman.extract.voices import SpeechLexicon, VoiceMaker
from dragoman.model import Analysis, Document


@dataclass(frozen=True)
class Words:
    """The words of one language that extraction reads with."""

    grammar: Grammar
    status: StatusLexicon
    speech: SpeechLexicon
    measures: MeasureLexicon
    issues: Mapping[str, frozenset[str]]
    sides: SideWords


@dataclass(frozen=True)
class Context:
    """One document being read.

    Attributes:
        speech: Its attributions, in text order.
        speech_cues: Tokens of attributing words.
        meetings: Lemmas of nouns that carry meetings.
    """

    document: Document
    analysis: Analysis
    tree: Tree
    lookup: Lookup
    describer: Describer
    speech: tuple[Speech, ...]
    speech_cues: frozenset[int]
    words: Words
    maker: VoiceMaker
    meetings: frozenset[str] = frozenset()

    @cached_property
    def speech_index(self) -> SpeechIndex:
        """Its attributions by what they hold."""
        return SpeechIndex(self.speech, self.analysis.sentences)
