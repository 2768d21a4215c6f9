"""Context: one document with everything that stays the same while its claims are read.

Made once for each document by the extractor and handed to the parts; it holds, it does not compute.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.extract.fillers import Describer, SideWords
from dragoman.extract.grammar import Grammar
from dragoman.extract.home_places import Home, home_of
from dragoman.extract.lookup import Lookup
from dragoman.extract.measures import MeasureLexicon
from dragoman.extract.speech_index import SpeechIndex
from dragoman.extract.statements import Speech
from dragoman.extract.status_lexicon import StatusLexicon
from dragoman.extract.tree import Tree
from dragoman.extract.voices import SpeechLexicon, VoiceMaker
from dragoman.model import ActorKind, ActorMention, Analysis, Document


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
        crowds: Lemmas of nouns that imply who acts ("protest"), with the side that those are.
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
    crowds: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def sides(self) -> tuple[ActorMention, ...]:
        """The sides that the text names, each by its first mention, those named most often first."""
        return sides_of(self.lookup.mentions.actors)

    @cached_property
    def home(self) -> Home | None:
        """The place that the text names most."""
        return home_of(self.lookup.mentions.places)

    @cached_property
    def speech_index(self) -> SpeechIndex:
        """Its attributions by what they hold."""
        return SpeechIndex(self.speech, self.analysis.sentences)


def sides_of(mentions: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
    """Give one mention for each side that acts or speaks for itself, those named most often first; ties by place."""
    first: dict[str, ActorMention] = {}
    counts: Counter[str] = Counter()
    for mention in mentions:
        if mention.party is not None and is_side(mention):
            first.setdefault(mention.party, mention)
            counts[mention.party] += 1
    return tuple(sorted(first.values(), key=lambda m: -counts[str(m.party)]))


def is_side(mention: ActorMention) -> bool:
    """Whether a mention is of somebody who acts for a side."""
    return mention.party is not None and mention.kind is not ActorKind.OUTLET
