"""Linking: what words of a report mean, by the mentions that the resolvers found in them.

Spans of a report come in; fillers, places, times, figures and voices go out, None or nothing where the words name
none. The words stay verbatim; codes, days and coordinates are the resolvers'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from dragoman.extract.measures import quantity_reference
from dragoman.extract.where_when import place_reference
from dragoman.model import Evidence, Filler, Voice, VoiceKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.extract.context import Context
    from dragoman.model import PlaceRef, QuantityRef, Timex
    from dragoman.values import Span

M = TypeVar("M")
_SIDELESS = frozenset({VoiceKind.UNNAMED, VoiceKind.OUTLET, VoiceKind.AGENCY})


class Linker:
    """Links the words of one document."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._tree = context.tree
        self._lookup = context.lookup

    def head(self, span: Span) -> int:
        """Give the token of a span whose head stands outside it: the word that governs the others."""
        inside = self._lookup.tokens_of(span)
        tokens = self._tree.tokens
        heads = [i for i in inside if tokens[i].head not in inside or tokens[i].head == i]
        return next((i for i in heads if tokens[i].pos not in {"PUNCT", "SPACE", "DET", "ADP"}), inside[0])

    def words(self, span: Span) -> str:
        """Give the words themselves."""
        return span.of(self._tree.text)

    def fillers(self, span: Span) -> list[Filler]:
        """Give who or what stands there, each with the party that it acts for; always at least the words."""
        described = self._context.describer.describe(self.head(span), "any")
        if described and all(f.evidence is None or _meets(f.evidence, span) for f in described):
            return described
        actor = self._lookup.actor_in(self._lookup.tokens_of(span))
        words = Evidence.of(self._tree.text, span.start, span.end)
        return [Filler(words.quote, None if actor is None else actor.party, evidence=words)]

    def voices(self, span: Span, kind: str) -> list[Voice]:
        """Give who speaks: the voices that the rules see there, else the words, of the kind that was said."""
        found = self._context.maker.voices(self.head(span))
        if found:
            return found
        actor = self._lookup.actor_in(self._lookup.tokens_of(span))
        known = VoiceKind(kind) if kind in set(VoiceKind) else VoiceKind.UNNAMED
        words = Evidence.of(self._tree.text, span.start, span.end)
        party = None if actor is None or known in _SIDELESS else actor.party
        return [Voice(words.quote, known, party, evidence=words)]

    def place(self, span: Span) -> PlaceRef | None:
        """Give the place that the words name; None where no gazetteer and no pack has it."""
        found = self._first(self._lookup.places, span)
        return None if found is None else place_reference(found, self._tree.text)

    def time(self, span: Span) -> Timex | None:
        """Give the time that the words mean."""
        return self._first(self._lookup.times, span)

    def ordinal(self, span: Span) -> int | None:
        """Give the number that an ordinal in the words has ("second round")."""
        for i in self._lookup.tokens_of(span):
            mention = self._lookup.quantities.get(i)
            if mention is not None and mention.ordinal and mention.value is not None:
                return int(mention.value)
        return None

    def quantity(self, span: Span, measure: str) -> QuantityRef | None:
        """Give the figure in the words; ordinals and dates are none."""
        for i in self._lookup.tokens_of(span):
            mention = self._lookup.quantities.get(i)
            if mention is not None and not mention.ordinal:
                return quantity_reference(mention, measure, self._tree, self._lookup, self._context.words.measures)
        return None

    def _first(self, mentions: Mapping[int, M], span: Span) -> M | None:
        return next((mentions[i] for i in self._lookup.tokens_of(span) if i in mentions), None)


def _meets(evidence: Evidence, span: Span) -> bool:
    return evidence.start < span.end and span.start < evidence.end
