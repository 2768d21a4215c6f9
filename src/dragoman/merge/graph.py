"""Graph: the claims of one frame with the pairs that may be one event, and the events that they fall into.

Claims come and go, groups come out. Only the neighbourhood of what changed is grouped again: claims with no chain of
likely pairs between them never meet, so the groups are those that all claims at once would give.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from dragoman.merge.block import Blocks
from dragoman.merge.cluster import Pair, Verdicts, group

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.merge.compare import Comparer
    from dragoman.merge.judgements import Pair as Link
    from dragoman.merge.rules import Rules
    from dragoman.merge.sketch import Sketch

    Group = tuple[Sketch, ...]


class Changed(NamedTuple):
    """What a change made of the groups: those that are no more, and those that are new."""

    gone: list[Group]
    made: list[Group]


class FrameGraph:
    """The claims of one frame, grouped.

    Args:
        comparer: Weighs any two.
        rules: Threshold, average and margin.
        grows: Whether claims are added more than once.
    """

    def __init__(self, comparer: Comparer, rules: Rules, *, grows: bool = True) -> None:
        self._comparer, self._rules = comparer, rules
        self._blocks = Blocks(rules, grows=grows)
        self._sketches: dict[str, Sketch] = {}
        self._costs: dict[str, dict[str, float]] = defaultdict(dict)
        self._rounds: dict[tuple[str, int], dict[str, Sketch]] = defaultdict(dict)
        self._must: frozenset[Link] = frozenset()
        self._cannot: frozenset[Link] = frozenset()
        self._home: dict[str, Group] = {}

    def home(self, claim: str) -> Group | None:
        """Give the group of a claim, or None where it is not here."""
        return self._home.get(claim)

    def update(
        self, added: Sequence[Sketch], removed: Iterable[str], must: frozenset[Link], cannot: frozenset[Link]
    ) -> Changed:
        """Take claims in and out, and group what that touches.

        Args:
            added: In canonical order, none of them here.
            removed: Ids of claims; others than those here are passed over.
            must: All pairs that people made one.
            cannot: All pairs that people kept apart.
        """
        touched = {claim for link in (must ^ self._must) | (cannot ^ self._cannot) for claim in link}
        self._must, self._cannot = must, cannot
        left: dict[int, Group] = {}
        for claim in removed:
            if claim in self._sketches:
                left[id(self._home[claim])] = self._home[claim]
                touched |= self._remove(claim)
        self._add(added)
        touched |= {sketch.claim.id for sketch in added}
        return self._regroup(touched & self._sketches.keys(), left)

    def _add(self, added: Sequence[Sketch]) -> None:
        for sketch in added:
            self._sketches[sketch.claim.id] = sketch
            if (number := _round(sketch)) is not None:
                self._rounds[number][sketch.claim.id] = sketch
        floor = self._rules.threshold
        for first, second in self._blocks.add(added):
            total = self._comparer.weigh(first, second, floor)
            if total >= floor:
                self._costs[first.claim.id][second.claim.id] = -total
                self._costs[second.claim.id][first.claim.id] = -total

    def _remove(self, claim: str) -> set[str]:
        """Take a claim out, and give those that it stood beside."""
        sketch = self._sketches.pop(claim)
        self._blocks.remove(sketch)
        beside = set(self._costs.pop(claim, ()))
        for other in beside:
            del self._costs[other][claim]
        beside |= {each.claim.id for each in self._home.pop(claim)}
        if (number := _round(sketch)) is not None:
            del self._rounds[number][claim]
            beside |= self._rounds[number].keys()
        return beside

    def _regroup(self, touched: set[str], left: dict[int, Group]) -> Changed:
        bonds: dict[str, set[str]] = defaultdict(set)
        for first, second in self._must:
            bonds[first].add(second)
            bonds[second].add(first)
        made: list[Group] = []
        seen: set[str] = set()
        for claim in sorted(touched):
            if claim not in seen:
                reach = self._reach(claim, bonds)
                seen |= reach
                made += self._groups(reach)
        left |= {id(self._home[claim]): self._home[claim] for claim in seen if claim in self._home}
        before = {tuple(map(id, each)): each for each in left.values()}
        after = {tuple(map(id, each)): each for each in made}
        for key, found in after.items():
            self._home |= dict.fromkeys((each.claim.id for each in found), before.get(key, found))
        return Changed(
            [each for key, each in before.items() if key not in after],
            [each for key, each in after.items() if key not in before],
        )

    def _reach(self, claim: str, bonds: dict[str, set[str]]) -> set[str]:
        """Give every claim that a chain of likely pairs, of rounds and of people's links leads to."""
        reached, waiting = {claim}, [claim]
        while waiting:
            now = waiting.pop()
            beside = {*self._costs.get(now, ()), *(bonds.get(now, set()) & self._sketches.keys())}
            if (number := _round(self._sketches[now])) is not None:
                beside |= self._rounds[number].keys()
            waiting += beside - reached
            reached |= beside
        return reached

    def _groups(self, claims: set[str]) -> list[Group]:
        own = sorted((self._sketches[claim] for claim in claims), key=lambda sketch: sketch.key)
        if len(own) == 1:
            return [tuple(own)]
        index = {sketch.claim.id: place for place, sketch in enumerate(own)}
        likely = [
            Pair(cost, place, index[other])
            for claim, place in index.items()
            for other, cost in self._costs.get(claim, {}).items()
            if place < index[other]
        ]
        found = group(own, likely, self._comparer.fresh(), self._rules, self._verdicts(own, index))
        return [tuple(own[place] for place in each) for each in found]

    def _verdicts(self, own: Sequence[Sketch], index: dict[str, int]) -> Verdicts:
        """Give what is settled between these claims, as indices; a pair of two frames is never one event."""

        def inside(links: frozenset[Link]) -> frozenset[tuple[int, int]]:
            both = [(index[one], index[two]) for one, two in links if one in index and two in index]
            return frozenset((min(pair), max(pair)) for pair in both)

        rounds: dict[tuple[str, int], list[int]] = defaultdict(list)
        for place, sketch in enumerate(own):
            if (number := _round(sketch)) is not None:
                rounds[number].append(place)
        identities = tuple(tuple(claims) for claims in rounds.values() if len(claims) > 1)
        return Verdicts(inside(self._must), inside(self._cannot), identities)


def _round(sketch: Sketch) -> tuple[str, int] | None:
    """Give the round of a known process that a claim speaks of: its claims are one event, whatever else they say."""
    if sketch.process is None or sketch.process[1] is None:
        return None
    return sketch.process[0], sketch.process[1]
