"""Look-up: which mention stands at a token, asked many times while roles are filled.

Mentions come in once per document; answers are constant-time. It decides nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from dragoman.extract.meant_places import CAPITAL
from dragoman.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.model import ActorMention, Analysis, Mentions, PlaceMention, QuantityMention, Sentence, ThingMention
    from dragoman.values import Span


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


M = TypeVar("M", bound=_Spanned)


_SAYING_WHICH = frozenset({"compound", "amod", "nmod"})


class Lookup:
    """One document's mentions by token."""

    def __init__(self, analysis: Analysis, mentions: Mentions) -> None:
        self.analysis = analysis
        self.mentions = mentions
        self._starts = [t.start for t in analysis.tokens]
        self.meant: dict[int, PlaceMention] = {}
        self.actors = self._by_token(mentions.actors)
        self.places = self._by_token(mentions.places)
        self.times = self._by_token(mentions.times)
        self.things = self._by_token(mentions.things)
        self.quantities = self._by_token(mentions.quantities)
        self.counted = frozenset(m.noun_head for m in mentions.quantities if not m.ordinal)
        self._quantity_starts = [m.span.start for m in mentions.quantities]
        self._thing_starts = [m.span.start for m in mentions.things]

    def _by_token(self, mentions: Sequence[M]) -> dict[int, M]:
        found: dict[int, M] = {}
        for mention in mentions:
            for i in self.tokens_of(mention.span):
                found[i] = mention
        return found

    def place_at(self, j: int) -> PlaceMention | None:
        """Give the place that a token heads the name of, or that it takes up ("the town"), or None.

        A seat of government that is told as one ("the Thai capital") has its own name, where the text gives that.
        """
        place = self.places.get(j)
        if place is None:
            return self.meant.get(j)
        if place.head != j:
            return None
        return self.capitals.get(place.place_id or "", place) if _is_description(place) else place

    @cached_property
    def capitals(self) -> dict[str, PlaceMention]:
        """The first mention by its name of each place that the text also tells as a capital."""
        told = {p.place_id for p in self.mentions.places if p.place_id is not None and _is_description(p)}
        return {
            p.place_id: p
            for p in reversed(self.mentions.places)
            if p.place_id in told and not _is_description(p) and p.place_id is not None
        }

    def tokens_of(self, span: Span) -> range:
        """Give the indices of the tokens that begin inside a span."""
        first = bisect_right(self._starts, span.start) - 1
        if first < 0 or self.analysis.tokens[first].end <= span.start:
            first += 1
        last = first
        while last < len(self._starts) and self._starts[last] < span.end:
            last += 1
        return range(first, last)

    def quantities_in(self, sentence: Sentence) -> list[QuantityMention]:
        """Give the quantities that begin in a sentence, in text order."""
        return _within(self.mentions.quantities, self._quantity_starts, sentence)

    def things_in(self, sentence: Sentence) -> list[ThingMention]:
        """Give the things that begin in a sentence, in text order."""
        return _within(self.mentions.things, self._thing_starts, sentence)

    def is_kind(self, i: int, kinds: Iterable[str]) -> bool:
        """Whether the noun phrase headed by ``i`` is of one of these kinds: actor, person, party, place, thing."""
        return any(self._is(i, kind) for kind in kinds)

    def _is(self, i: int, kind: str) -> bool:
        actor = self.actors.get(i)
        if kind == "actor":
            return actor is not None
        if kind == "person":
            return actor is not None and actor.kind is ActorKind.PERSON
        if kind == "party":
            return actor is not None and actor.party is not None
        if kind == "place":
            return i in self.places
        if kind == "thing":
            return i in self.things or any(c in self.things for c in self._before(i))
        return kind == "quantity" and (i in self.quantities or i in self.counted)

    def _before(self, i: int) -> list[int]:
        """Give the words before a noun that say which it is ("the A-50 aircraft")."""
        return [c for c in self.analysis.children[i] if c < i and self.analysis.tokens[c].dep in _SAYING_WHICH]

    def actor_in(self, indices: Iterable[int]) -> ActorMention | None:
        """Give the first actor with a party among tokens, or None."""
        for i in indices:
            actor = self.actors.get(i)
            if actor is not None and actor.party is not None:
                return actor
        return None


def _is_description(place: PlaceMention) -> bool:
    return place.name.endswith(f" {CAPITAL}")


def _within(mentions: Sequence[M], starts: list[int], sentence: Sentence) -> list[M]:
    return list(mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)])
