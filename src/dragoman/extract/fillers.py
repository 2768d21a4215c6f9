"""Fillers: from the head of an argument to who or what stands there, with the party it acts for.

A token index comes in; ``Filler`` records go out, one for each coordinated head. Names are verbatim;
an adjective ("Russian") is shown as the state it names, with its own words as evidence.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from dragoman.model import ActorKind, Evidence, Filler, QuantityMention

if TYPE_CHECKING:
    from collections.abc import Container

    from dragoman.dossier import Dossier
    from dragoman.extract.lookup import Lookup
    from dragoman.extract.tree import Tree
    from dragoman.model import ActorMention

_NO_FILLER_TAGS = frozenset({"WDT", "WP", "PRP", "DT", "EX", "PRP$", "WRB", "CD"})


class Describer:
    """Gives the fillers of one document's noun phrases."""

    def __init__(self, tree: Tree, lookup: Lookup, dossier: Dossier, sides: Sides, events: Container[str] = ()) -> None:
        self._events = events
        self._tree = tree
        self._lookup = lookup
        self._dossier = dossier
        self._sides = sides

    def describe(self, i: int, accepts: str) -> list[Filler]:
        """Give the fillers headed by token ``i``, or nothing where the role does not accept what stands there."""
        both = self._sides.both(i)
        if both:
            return both
        if i in self._lookup.times:
            return []
        mention = self._lookup.actors.get(i)
        if mention is not None:
            if accepts == "person" and mention.kind is not ActorKind.PERSON:
                return []
            return self._parts(mention) or [self.of_mention(mention)]
        if accepts == "person":
            return []
        return self._phrase(i, accepts)

    def _parts(self, mention: ActorMention) -> list[Filler]:
        """Split "Russian and Ukrainian officials" into its sides; nothing where there is one side only."""
        if mention.by != "descriptor":
            return []
        found: dict[str, Filler] = {}
        for preposition, head in self._tree.prepositions(mention.head):
            if preposition not in {"from", "of"}:
                continue
            side = self._lookup.actors.get(head)
            named = [self.of_mention(side)] if side is not None and side.party is not None else []
            for filler in self._sides.both(head) or named:
                found.setdefault(str(filler.party), filler)
        for i in self._lookup.tokens_of(mention.span):
            token = self._tree.tokens[i]
            ids = self._dossier.actors_by_adjective(token.text) if token.text[:1].isupper() else ()
            actor = self._dossier.actor(ids[0]) if len(ids) == 1 else None
            if actor is not None and actor.party is not None:
                words = Evidence.of(self._tree.text, mention.span.start, mention.span.end)
                found[actor.party] = Filler(
                    self._dossier.shown(actor.id), actor.party, actor_id=actor.id, evidence=words
                )
        return list(found.values()) if len(found) > 1 else []

    def of_mention(self, mention: ActorMention) -> Filler:
        """Give the filler for an actor mention."""
        name = mention.name
        if mention.by == "adjective" and mention.actor_id is not None:
            name = self._dossier.shown(mention.actor_id)
        text = self._tree.text
        return Filler(
            name=name,
            party=mention.party,
            actor_id=mention.actor_id,
            evidence=Evidence.of(text, mention.span.start, mention.span.end),
        )

    def _phrase(self, i: int, accepts: str) -> list[Filler]:
        """Give a noun phrase that no actor mention covers; its party is that of an actor inside it."""
        token = self._tree.tokens[i]
        if token.pos not in {"NOUN", "PROPN"} or token.tag in _NO_FILLER_TAGS or token.lemma in self._events:
            return []
        inside = [j for j in self._tree.analysis.subtree(i) if self._tree.tokens[j].dep != "relcl"]
        actor = self._lookup.actor_in(j for j in inside if j <= i + 4)
        if accepts == "actor" and actor is None:
            return []
        quantity = self._lookup.quantities.get(i)
        if isinstance(quantity, QuantityMention) and quantity.unit is not None:
            return []
        start, end = self._tree.noun_phrase(i)
        if i in self._lookup.places and actor is None:
            return []
        return [
            Filler(
                name=self._tree.text[start:end],
                party=None if actor is None else actor.party,
                evidence=Evidence.of(self._tree.text, start, end),
            )
        ]


class Sides:
    """The two parties that a text is mostly about, for "both sides"."""

    def __init__(self, tree: Tree, lookup: Lookup, heads: frozenset[str], marks: frozenset[str]) -> None:
        self._tree = tree
        self._heads = heads
        self._marks = marks
        known = (m for m in lookup.mentions.actors if m.party is not None and m.kind is not ActorKind.OUTLET)
        self._order = sorted(known, key=lambda m: m.head)
        self._count()

    def both(self, i: int) -> list[Filler]:
        """Give both parties where token ``i`` heads "both sides", "the two countries" or "both"; else nothing."""
        tree = self._tree
        token = tree.tokens[i]
        if token.lemma not in self._heads and token.text.casefold() not in {"both", "parties", "sides"}:
            return []
        marked = any(tree.tokens[c].text.casefold() in self._marks for c in tree.children[i])
        if not marked and token.text.casefold() not in {"both", "parties", "sides"}:
            return []
        top = self._two(i)
        start, end = token.start, token.end
        words = Evidence.of(tree.text, start, end)
        return [Filler(name=m.name, party=m.party, actor_id=m.actor_id, evidence=words) for m in top]

    def _two(self, i: int) -> list[ActorMention]:
        """Give a mention of each of the two parties named most up to here (all of the text, if none before)."""
        before = bisect_left(self._order, i, key=lambda m: m.head) or len(self._order)
        best = self._most[before]
        return [self._shown(party, before) for party in best] if len(best) == 2 else []  # noqa: PLR2004 (two sides)

    def _shown(self, party: str, before: int) -> ActorMention:
        """Give the first mention of a party that is its name, of those before; else the first of any kind."""
        first, named = self._first[party], self._named.get(party)
        return self._order[first if named is None or named >= before else named]

    def _count(self) -> None:
        """Count the parties mention by mention, keeping the two named most after each; the earlier named on a tie."""
        counts: dict[str, int] = {}
        self._most: list[tuple[str, ...]] = [()]
        self._first: dict[str, int] = {}
        self._named: dict[str, int] = {}
        for number, mention in enumerate(self._order):
            party = str(mention.party)
            counts[party] = counts.get(party, 0) + 1
            self._first.setdefault(party, number)
            if mention.by == "name":
                self._named.setdefault(party, number)
            rivals = {*self._most[-1], party}
            self._most.append(tuple(sorted(rivals, key=lambda p: (-counts[p], self._first[p]))[:2]))
