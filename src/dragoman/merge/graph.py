"""Graph: the claims of one frame with the pairs that may be one event, and the events that they fall into.

Claims come and go, groups come out. Only the neighbourhood of what changed is grouped again, and the groups are still
those that all claims at once would give.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from dragoman.merge.block import Blocks
from dragoman.merge.replay import Replay, Ties

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dragoman.merge.compare import Comparer
    from dragoman.merge.judgements import Pair as Link
    from dragoman.merge.replay import Group, Joined
    from dragoman.merge.rules import Rules
    from dragoman.merge.sketch import Sketch


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

    Attributes:
        ties: What is known of them.
    """

    def __init__(self, comparer: Comparer, rules: Rules, *, grows: bool = True) -> None:
        self._comparer, self._rules = comparer, rules
        self._blocks = Blocks(rules, grows=grows)
        self.ties = Ties()
        self._rounds: dict[tuple[str, int], dict[str, Sketch]] = defaultdict(dict)

    def home(self, claim: str) -> Group | None:
        """Give the group of a claim, or None where it is not here."""
        return self.ties.home.get(claim)

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
        ties = self.ties
        touched = {claim for link in (must ^ ties.must) | (cannot ^ ties.cannot) for claim in link}
        ties.must, ties.cannot = must, cannot
        left: dict[str, Group] = {}
        for claim in removed:
            if claim in ties.sketches:
                home = ties.home[claim]
                left[home[0].claim.id] = home
                touched |= self._remove(claim)
        is_first = not ties.sketches
        touched |= self._add(added)
        return self._regroup(touched & ties.sketches.keys(), left, far=is_first)

    def _add(self, added: Sequence[Sketch]) -> set[str]:
        """Take claims in, and give them with the vague ones for which they may be another home."""
        ties, floor = self.ties, self._rules.threshold
        for sketch in added:
            ties.sketches[sketch.claim.id] = sketch
            if (number := round_of_process(sketch)) is not None:
                self._rounds[number][sketch.claim.id] = sketch
        touched = {sketch.claim.id for sketch in added}
        for first, second in self._blocks.add(added):
            total = self._comparer.weigh(first, second, floor)
            if total >= floor:
                ties.costs.setdefault(first.claim.id, {})[second.claim.id] = -total
                ties.costs.setdefault(second.claim.id, {})[first.claim.id] = -total
                touched |= {each.claim.id for each in (first, second) if not each.fine}
        return touched

    def _remove(self, claim: str) -> set[str]:
        """Take a claim out, and give those that it stood beside."""
        ties = self.ties
        sketch = ties.sketches.pop(claim)
        self._blocks.remove(sketch)
        beside = set(ties.costs.pop(claim, ()))
        for other in beside:
            del ties.costs[other][claim]
        home = ties.home.pop(claim)
        ties.joins.pop(home[0].claim.id, None)
        beside |= {each.claim.id for each in home}
        if (number := round_of_process(sketch)) is not None:
            del self._rounds[number][claim]
            beside |= self._rounds[number].keys()
        return beside

    def _regroup(self, touched: set[str], left: dict[str, Group], *, far: bool) -> Changed:
        """Group what is touched again, and give what changed by that."""
        ties = self.ties
        made: list[Joined] = []
        seen: set[str] = set()
        for claims in self._neighbourhoods(touched, far=far):
            made += self._replayed(claims)
            seen |= claims
        left |= {ties.home[claim][0].claim.id: ties.home[claim] for claim in seen if claim in ties.home}
        before = {tuple(map(id, each)): each for each in left.values()}
        after = {tuple(map(id, each.group)): each for each in made}
        for each in left.values():
            ties.joins.pop(each[0].claim.id, None)
        for key, found in after.items():
            ties.joins[found.group[0].claim.id] = found.joins
            ties.home |= dict.fromkeys((each.claim.id for each in found.group), before.get(key, found.group))
        return Changed(
            [each for key, each in before.items() if key not in after],
            [each.group for key, each in after.items() if key not in before],
        )

    def _neighbourhoods(self, touched: set[str], *, far: bool) -> Iterator[set[str]]:
        """Give the claims to group again together: at first all that hang together, later the least that must be."""
        if not far:
            if touched:
                yield self._closed(touched)
            return
        seen: set[str] = set()
        for claim in sorted(touched):
            if claim not in seen:
                reach = self._closed({claim}, far=True)
                seen |= reach
                yield reach

    def _closed(self, claims: set[str], *, far: bool = False) -> set[str]:
        """Give these claims with all of their groups, their rounds, and those that people made one with them.

        Args:
            claims: Ids.
            far: Whether likely pairs are followed too.
        """
        ties = self.ties
        bonds: dict[str, set[str]] = defaultdict(set)
        for first, second in ties.must:
            bonds[first].add(second)
            bonds[second].add(first)
        reached, waiting = set(claims), list(claims)
        while waiting:
            now = waiting.pop()
            beside = {each.claim.id for each in ties.home.get(now, ())} | bonds.get(now, set())
            if (number := round_of_process(ties.sketches[now])) is not None:
                beside |= self._rounds[number].keys()
            if far:
                beside |= ties.costs.get(now, {}).keys()
            beside = (beside & ties.sketches.keys()) - reached
            waiting += beside
            reached |= beside
        return reached

    def _replayed(self, inside: set[str]) -> list[Joined]:
        """Group these claims again, beside all others as they were; ``inside`` grows by those that now join them.

        The groups are those that all claims at once would give: every pair is judged as it would be then, but those
        beside whose groups stay as they were.
        """
        comparer = self._comparer.fresh()
        while True:
            found = Replay(self.ties, inside, comparer, self._rules).run(identities(self.ties, inside))
            if not isinstance(found, str):
                return found
            inside |= self._closed({found})


def identities(ties: Ties, inside: Iterable[str]) -> list[list[str]]:
    """Give the claims of each round of a known process: one event, whatever else they say."""
    rounds: dict[tuple[str, int], list[Sketch]] = defaultdict(list)
    for claim in inside:
        sketch = ties.sketches[claim]
        if (number := round_of_process(sketch)) is not None:
            rounds[number].append(sketch)
    several = (sorted(claims, key=lambda each: each.key) for claims in rounds.values() if len(claims) > 1)
    return [[each.claim.id for each in claims] for claims in sorted(several, key=lambda each: each[0].key)]


def round_of_process(sketch: Sketch) -> tuple[str, int] | None:
    """Give the round of a known process that a claim speaks of: its claims are one event, whatever else they say."""
    if sketch.process is None or sketch.process[1] is None:
        return None
    return sketch.process[0], sketch.process[1]
