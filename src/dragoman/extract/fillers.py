"""Fillers: from the head of an argument to who or what stands there, with the party it acts for.

A token index comes in; ``Filler`` records go out, one for each coordinated head. Names are verbatim;
an adjective ("Russian") is shown as the state it names, with its own words as evidence.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from dragoman.model import ActorKind, Evidence, Filler, QuantityMention

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from dragoman.dossier import Dossier
    from dragoman.extract.lookup import Lookup
    from dragoman.extract.tree import Tree
    from dragoman.model import ActorMention

TWO = 2
TERRITORY = "territory"
"""What a role accepts that a place may fill. Source: the frames' files."""

_NO_SIDE = frozenset({ActorKind.OUTLET, ActorKind.ORGANISATION})

_NO_FILLER_TAGS = frozenset({"WDT", "WP", "PRP", "DT", "EX", "PRP$", "WRB", "CD"})


class SideWords(NamedTuple):
    """Words for the two sides of a conflict.

    Attributes:
        heads: Nouns that mean both sides where a mark stands before them ("the two countries").
        marks: Such marks.
        alone: Plural forms that mean both sides by themselves where they name none ("the delegations").
    """

    heads: frozenset[str]
    marks: frozenset[str]
    alone: frozenset[str]


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
        both = self._sides.both(i) or (self._things(i) if accepts in {"any", TERRITORY} else [])
        if both:
            return both
        if i in self._lookup.times:
            return []
        mention = self._lookup.actors.get(i)
        if mention is not None:
            if accepts == "person" and mention.kind is not ActorKind.PERSON:
                return []
            return self._of_pronoun(mention) if mention.by == "pronoun" else self._named(mention)
        if accepts == "person":
            return []
        return self._phrase(i, accepts)

    def is_machine(self, i: int) -> bool:
        """Whether a word names machines that act for no side that the words name ("Tu-95 bombers struck")."""
        mention = self._lookup.actors.get(i)
        if mention is None or mention.by not in {"descriptor", "recogniser"} or mention.party is not None:
            return False
        return self._lookup.is_kind(i, ("thing",)) or self._tree.lemma(i) in self._tree.grammar.machines

    def is_outsider(self, i: int) -> bool:
        """Whether a word names somebody beside the two sides that the text is about."""
        mention, two = self._lookup.actors.get(i), self._sides.two(len(self._tree.tokens))
        return mention is not None and mention.party is not None and bool(two) and mention.party not in two

    def both_in(self, tokens: Iterable[int]) -> list[Filler]:
        """Give both sides where one of these words means them ("threatened to halt trade with both countries")."""
        return next((both for i in tokens if (both := self._sides.both(i))), [])

    def _named(self, mention: ActorMention) -> list[Filler]:
        return self._parts(mention) or [self.of_mention(mention)]

    def _things(self, i: int) -> list[Filler]:
        """Give the things that a phrase names side by side ("Tu-95 and Tu-22M3 bombers"), if more than one."""
        tree, lookup = self._tree, self._lookup
        before = [*tree.modifiers(i), i]
        things = {t.span.start: t for j in sorted(before) if (t := lookup.things.get(j)) is not None}
        if len(things) < TWO:
            return []
        return [Filler(t.name, evidence=Evidence.of(tree.text, t.span.start, t.span.end)) for t in things.values()]

    def _of_pronoun(self, mention: ActorMention) -> list[Filler]:
        """Give whom a pronoun stands for: each side of those that it means ("their talks")."""
        meant = None
        if mention.antecedent is not None:
            meant = self._lookup.actors.get(self._lookup.tokens_of(mention.antecedent)[0])
        both = [] if meant is None else self._sides.both(meant.head) or self._parts(meant)
        return both or [self.of_mention(mention)]

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
        if token.lemma in self._tree.grammar.occasion or (
            token.dep == "pobj" and token.lemma in self._tree.grammar.manner
        ):
            return []
        beside = {j for c in self._tree.below(i, "conj") for j in self._tree.analysis.subtree(c)}
        inside = [j for j in self._tree.analysis.subtree(i) if self._tree.tokens[j].dep != "relcl" and j not in beside]
        actor = self._lookup.actor_in(j for j in inside if j <= i + 4)
        if accepts == "actor" and actor is None:
            return []
        quantity = self._lookup.quantities.get(i)
        if isinstance(quantity, QuantityMention) and quantity.unit is not None:
            return []
        start, end = self._tree.noun_phrase(i)
        if i in self._lookup.places and actor is None:
            return self._territory(i) if accepts == TERRITORY else []
        return [
            Filler(
                name=self._tree.text[start:end],
                party=None if actor is None else actor.party,
                evidence=Evidence.of(self._tree.text, start, end),
            )
        ]

    def _territory(self, i: int) -> list[Filler]:
        """Give a place by its name, as what is besieged or gets aid."""
        place = self._lookup.places[i]
        return [Filler(place.name, evidence=Evidence.of(self._tree.text, place.span.start, place.span.end))]


class Sides:
    """The two parties that a text is about, for "both sides": those it names side by side, else those it names most."""

    def __init__(self, tree: Tree, lookup: Lookup, words: SideWords) -> None:
        self._tree = tree
        self._lookup = lookup
        self._words = words
        known = (m for m in lookup.mentions.actors if m.party is not None and m.kind not in _NO_SIDE)
        self._order = sorted(known, key=lambda m: m.head)
        self._count()

    def both(self, i: int) -> list[Filler]:
        """Give both parties where token ``i`` heads "both sides", "the two countries" or "the delegations"."""
        if not self._means_both(i):
            return []
        token = self._tree.tokens[i]
        words = Evidence.of(self._tree.text, token.start, token.end)
        shown = [(party, self._shown(party)) for party in self.two(i)]
        return [
            Filler(m.name, party, actor_id=m.actor_id if m.party == party else None, evidence=words)
            for party, m in shown
        ]

    def _means_both(self, i: int) -> bool:
        token = self._tree.tokens[i]
        word = token.text.casefold()
        if token.lemma not in self._words.heads and word not in self._words.alone:
            return False
        if any(self._tree.tokens[c].text.casefold() in self._words.marks for c in self._tree.children[i]):
            return True
        mention = self._lookup.actors.get(i)
        names_one = mention is not None and mention.party is not None and mention.antecedent is None
        return word in self._words.alone and not names_one

    def two(self, i: int) -> tuple[str, ...]:
        """Give the two parties up to here (of all of the text, if none before), or nothing."""
        before = bisect_left(self._order, i, key=lambda m: m.head) or len(self._order)
        best = self._paired[before] or self._most[before]
        return best if len(best) == TWO else ()

    def _shown(self, party: str) -> ActorMention:
        """Give the first mention of a party by a name that is no person's; else the first of any kind."""
        return self._order[self._named.get(party, self._first[party])]

    def _count(self) -> None:
        """Count parties and pairs mention by mention, keeping those named most after each; on a tie the earlier."""
        counts: dict[str, int] = {}
        pairs: dict[tuple[str, ...], int] = {}
        self._most: list[tuple[str, ...]] = [()]
        self._paired: list[tuple[str, ...]] = [()]
        self._first: dict[str, int] = {}
        self._named: dict[str, int] = {}
        for number, mention in enumerate(self._order):
            party = str(mention.party)
            counts[party] = counts.get(party, 0) + 1
            for each in mention.parties:
                self._first.setdefault(each, number)
            if mention.by == "name" and mention.kind is not ActorKind.PERSON:
                self._named.setdefault(party, number)
            rivals = {*self._most[-1], party}
            self._most.append(tuple(sorted(rivals, key=lambda p: (-counts[p], self._first[p]))[:TWO]))
            self._paired.append(self._best_pair(self._pair(mention), pairs))

    def _pair(self, mention: ActorMention) -> tuple[str, ...]:
        """Give the two parties that a mention ends the naming of ("Russia and Ukraine"), and no more than two."""
        if mention.further:
            return mention.parties if len(mention.parties) == TWO else ()
        first = mention.head
        while self._tree.tokens[first].dep == "conj":
            first = self._tree.tokens[first].head
        if first == mention.head:
            return ()
        named = [m for h in self._tree.conjuncts(first) if (m := self._lookup.actors.get(h)) is not None]
        parties = tuple(dict.fromkeys(m.party for m in named if m.party is not None))
        known = all(p in self._first for p in parties)
        return parties if len(parties) == TWO == len(named) and known else ()

    def _best_pair(self, pair: tuple[str, ...], pairs: dict[tuple[str, ...], int]) -> tuple[str, ...]:
        """Count a pair, in either order, and give the one named most so far."""
        same = pair[::-1] if pair[::-1] in pairs else pair
        if len(same) == TWO and all(p in self._first for p in same):
            pairs[same] = pairs.get(same, 0) + 1
        best = self._paired[-1]
        return same if pairs.get(same, 0) > pairs.get(best, 0) else best
