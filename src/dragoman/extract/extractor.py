"""The extractor: one document's analysis and mentions in, its claims and statements out.

Extractors are registered by name behind one call, ``extract``; this one reads by rules alone. It never adds
what the words do not say, and every span that it gives is verbatim.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dragoman.extract.claims import build_claims
from dragoman.extract.context import Context, Words
from dragoman.extract.draft import Draft, make_drafts
from dragoman.extract.fillers import Describer, Sides
from dragoman.extract.gather import gather
from dragoman.extract.lookup import Lookup
from dragoman.extract.meant_places import find_meant_places
from dragoman.extract.past_plans import settle_past_plans
from dragoman.extract.record import to_statements
from dragoman.extract.speech_days import with_speech_days
from dragoman.extract.statements import find_speech
from dragoman.extract.tree import Tree
from dragoman.extract.triggers import find_hits
from dragoman.extract.voices import VoiceMaker
from dragoman.model import Claim, Statement, ZoneKind
from dragoman.values import verify_quote

if TYPE_CHECKING:
    from dragoman.dossier import Dossier
    from dragoman.extract.frames import FrameSet
    from dragoman.extract.schema import FrameFile
    from dragoman.model import Analysis, Document, Mentions, PlaceMention, Sentence

_NOT_EVIDENCE = frozenset({ZoneKind.TITLE, ZoneKind.TEASER, ZoneKind.BOILERPLATE, ZoneKind.CREDIT, ZoneKind.BYLINE})


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one reading found."""

    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]


class Extractor(Protocol):
    """Anything that reads claims and statements from an analysed document."""

    def extract(self, document: Document, analysis: Analysis, mentions: Mentions) -> Extraction:
        """Read one document."""
        ...


class RuleExtractor:
    """Reads by the frames' triggers and the syntax."""

    def __init__(self, frames: FrameSet, words: Words, dossier: Dossier) -> None:
        self.frames = frames
        self._words = words
        self._dossier = dossier

    def extract(self, document: Document, analysis: Analysis, mentions: Mentions) -> Extraction:
        """Read one document.

        Raises:
            EvidenceError: DG310, a span does not carry its words: a defect, never repaired.
        """
        context = self.context(document, analysis, mentions)
        claims = build_claims(gather(self.drafts(context)), document)
        return Extraction(checked(claims, document), to_statements(context))

    def drafts(self, context: Context) -> list[Draft]:
        """Give the drafts of a document in text order."""
        hits = find_hits(context.tree, readable(context), self.frames, context.lookup)
        told = [draft for hit in hits for draft in make_drafts(hit, context)]
        return with_speech_days(settle_past_plans(told, context), context)

    def frame(self, name: str) -> FrameFile:
        """Give a frame by its name."""
        return self.frames.frames[name]

    def _is_capital(self, place: PlaceMention) -> bool:
        """Whether the dossier has a place's name for a state's: "Tehran" for Iran."""
        return bool(self._dossier.actors_by_metonym(place.name))

    def context(self, document: Document, analysis: Analysis, mentions: Mentions) -> Context:
        """Give what stays the same while a document's claims are read."""
        tree = Tree(analysis, self._words.grammar)
        lookup = Lookup(analysis, mentions)
        lookup.meant = find_meant_places(tree, lookup, self._is_capital)
        maker = VoiceMaker(tree, lookup, self._dossier, self._words.speech)
        speech = find_speech(tree, maker, self._words.speech)
        sides = Sides(tree, lookup, self._words.sides)
        return Context(
            document=document,
            analysis=analysis,
            tree=tree,
            lookup=lookup,
            describer=Describer(tree, lookup, self._dossier, sides, self.frames.nouns),
            speech=tuple(speech),
            speech_cues=frozenset(s.cue for s in speech),
            words=self._words,
            maker=maker,
            meetings=self.frames.meetings,
            crowds=self.frames.crowds,
        )


def checked(claims: tuple[Claim, ...], document: Document) -> tuple[Claim, ...]:
    """Give claims whose spans carry their words.

    Raises:
        EvidenceError: DG310, a span does not carry its words: a defect, never repaired.
    """
    for claim in claims:
        for evidence in claim.evidence:
            verify_quote(document.text, evidence.span, evidence.quote, f"{document.doc} {claim.label}")
    return claims


def readable(context: Context) -> list[tuple[int, Sentence]]:
    """Give the sentences that may be evidence: not titles, teasers, credits or boilerplate."""
    zones = [z.span for z in context.document.zones if z.kind in _NOT_EVIDENCE]
    return [
        (number, sentence)
        for number, sentence in enumerate(context.analysis.sentences)
        if not any(z.start <= sentence.start and sentence.start < z.end for z in zones)
    ]
