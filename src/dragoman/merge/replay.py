"""Replay: the events that some claims fall into, beside all others as they were.

Claims of one frame with their likely pairs, and how the groups beside them came about, come in; groups go out, with the
unions that made them. Pairs are taken best first, in an order that hangs on nothing but the claims; where one of the
claims would now join a group beside them, that group has to be replayed too, and its claim is given instead.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from dragoman.merge.cluster import Groups, Verdicts
from dragoman.merge.sketch import Key, Sketch
from dragoman.merge.sums import CONFLICT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from dragoman.merge.compare import Comparer
    from dragoman.merge.rules import Rules

    Group = tuple[Sketch, ...]

SETTLED = -math.inf
"""The cost of a union that no comparison decided: it comes before all others."""


class Join(NamedTuple):
    """A union of two claims' groups; they sort in the order in which they are made.

    Attributes:
        cost: The less, the likelier.
        early, late: Places of the two in canonical order.
        first, second: Their ids.
    """

    cost: float
    early: Key
    late: Key
    first: str
    second: str


class Joined(NamedTuple):
    """A group with the unions that made it, in their order."""

    group: Group
    joins: list[Join]


@dataclass(slots=True)
class Ties:
    """What is known of the claims of one frame, by their ids.

    Attributes:
        costs: Of each claim's likely pairs.
        home: The group that it is in.
        joins: How that group came about, by its first claim.
        must, cannot: What people decided, smaller id first.
    """

    sketches: dict[str, Sketch] = field(default_factory=dict)
    costs: dict[str, dict[str, float]] = field(default_factory=dict)
    home: dict[str, Group] = field(default_factory=dict)
    joins: dict[str, list[Join]] = field(default_factory=dict)
    must: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    cannot: frozenset[tuple[str, str]] = field(default_factory=frozenset)


class Replay:
    """One pass over the pairs of some claims.

    Args:
        ties: What is known of them and of those beside.
        inside: Ids of the claims to group.
        comparer: Weighs any two; it keeps what it weighed.
        rules: Average and margin.
        alone: Whether nothing beside them is looked at: how a group that stands came about.
    """

    def __init__(
        self, ties: Ties, inside: Collection[str], comparer: Comparer, rules: Rules, *, alone: bool = False
    ) -> None:
        self._ties, self._inside, self._comparer, self._rules = ties, inside, comparer, rules
        beside = {other for claim in inside for other in ties.costs.get(claim, ()) if other not in inside and not alone}
        near = {each.claim.id for claim in beside for each in ties.home[claim]}
        self._own = sorted((ties.sketches[claim] for claim in (*inside, *near)), key=lambda sketch: sketch.key)
        self._index = {sketch.claim.id: place for place, sketch in enumerate(self._own)}
        self._past = {join for claim in near for join in ties.joins.get(claim, ())}
        self._groups = Groups(self._own, comparer, rules, Verdicts(self._inner(ties.must), self._inner(ties.cannot)))
        self._tied: dict[str, set[str]] = {}

    def run(self, identities: Sequence[Sequence[str]]) -> list[Joined] | str:
        """Give the groups of the claims inside, or a claim beside them that one of them would join.

        Args:
            identities: Claims inside that exact facts make one, in canonical order.
        """
        joins = self._settle(identities)
        for step in sorted({*self._likely(), *self._past}):
            first, second = self._index[step.first], self._index[step.second]
            if step in self._past:
                self._groups.join(first, second)
            elif step.first in self._inside and step.second in self._inside:
                joins += [step] if self._groups.try_join(first, second) else []
            elif self._groups.may_join(first, second):
                return step.first if step.second in self._inside else step.second
        return self._joined(joins)

    def _inner(self, links: frozenset[tuple[str, str]]) -> frozenset[tuple[int, int]]:
        """Give the links between these claims as indices; a link between two frames makes and keeps nothing apart."""
        index = self._index
        both = [(index[one], index[two]) for one, two in links if one in index and two in index]
        return frozenset((min(pair), max(pair)) for pair in both)

    def _settle(self, identities: Sequence[Sequence[str]]) -> list[Join]:
        """Join what people, and then exact facts, make one."""
        for first, second in sorted(self._inner(self._ties.must)):
            if self._own[first].claim.id in self._inside:
                self._groups.join(first, second)
        for claims in identities:
            self._groups.join_all([self._index[claim] for claim in claims])
        return [
            self._join(SETTLED, self._own[first], self._own[other])
            for first, *others in self._groups.lists()
            for other in others
        ]

    def _likely(self) -> Iterator[Join]:
        """Give the pairs with a claim inside, but those that would give a vague claim one of two rival homes."""
        for claim in self._inside:
            for other, cost in self._ties.costs.get(claim, {}).items():
                if other not in self._index:
                    continue
                if other not in self._rivals(claim) and claim not in self._rivals(other):
                    yield self._pair(claim, other, cost)

    def _rivals(self, vague: str) -> set[str]:
        """Give the homes between which a vague claim stands, since its two best exclude each other and lie close.

        "The talks in June" is the round of June only where June has one round.
        """
        if vague not in self._tied:
            self._tied[vague] = self._find_rivals(vague)
        return self._tied[vague]

    def _find_rivals(self, vague: str) -> set[str]:
        sketches = self._ties.sketches
        if sketches[vague].fine:
            return set()
        firm = ((other, cost) for other, cost in self._ties.costs.get(vague, {}).items() if sketches[other].fine)
        pairs = sorted(self._pair(vague, other, cost) for other, cost in firm)
        close = [pair for pair in pairs if pair.cost <= pairs[0].cost + self._rules.margin]
        homes = [pair.second if pair.first == vague else pair.first for pair in close]
        return set(homes) if any(self._forbidden(homes[0], other) for other in homes[1:]) else set()

    def _forbidden(self, first: str, second: str) -> bool:
        link = (min(first, second), max(first, second))
        if link in self._ties.cannot or link in self._ties.must:
            return link in self._ties.cannot
        return self._comparer.total(self._ties.sketches[first], self._ties.sketches[second]) == CONFLICT

    def _pair(self, first: str, second: str, cost: float) -> Join:
        one, two = self._ties.sketches[first], self._ties.sketches[second]
        return self._join(cost, one, two) if one.key < two.key else self._join(cost, two, one)

    @staticmethod
    def _join(cost: float, one: Sketch, two: Sketch) -> Join:
        return Join(cost, one.key, two.key, one.claim.id, two.claim.id)

    def _joined(self, joins: Sequence[Join]) -> list[Joined]:
        groups = [tuple(self._own[place] for place in each) for each in self._groups.lists()]
        kept = [group for group in groups if group[0].claim.id in self._inside]
        unions: dict[str, list[Join]] = {}
        for group in kept:
            own: list[Join] = []
            for each in group:
                unions[each.claim.id] = own
        for join in joins:
            unions[join.first].append(join)
        return [Joined(group, unions[group[0].claim.id]) for group in kept]
