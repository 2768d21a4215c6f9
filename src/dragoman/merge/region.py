"""Region: the claims of one frame about a change, grouped again beside all others as they were.

Claims that come, ids that go and a ``Recall`` of the last fold come in, groups go out: those that all claims at once
would give. It is ``graph`` over a record that is not in memory, and loads no more than it looks at.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dragoman.merge.block import HALF_YEAR, ZONES_DAYS, asks_of, hopeless, posts_of
from dragoman.merge.graph import identities, round_of_process
from dragoman.merge.ground import copy_of, name_of, pair_of
from dragoman.merge.recall import Near, Remembered
from dragoman.merge.replay import Join, Replay, Ties

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from dragoman.merge.block import BlockKey
    from dragoman.merge.compare import Comparer
    from dragoman.merge.ground import Mark, Pair
    from dragoman.merge.judgements import Pair as Link
    from dragoman.merge.recall import Recall
    from dragoman.merge.replay import Group
    from dragoman.merge.rules import Rules
    from dragoman.merge.sketch import Sketch


class Region:
    """What is looked at of one frame.

    Args:
        recall: Answers from the last fold.
        load: Gives the sketches of ids that are on record and stay.
        gone: Ids of claims that are no more.
        comparer: Weighs any two.
        rules: Threshold, average and margin.

    Attributes:
        pairs: The likely pairs that are new.
    """

    def __init__(
        self,
        recall: Recall,
        load: Callable[[Collection[str]], Mapping[str, Sketch]],
        gone: Collection[str],
        comparer: Comparer,
        rules: Rules,
    ) -> None:
        self._recall, self._load, self._gone = recall, load, gone
        self._comparer, self._rules = comparer, rules
        self._ties = Ties(
            sketches=Remembered(self._sketch),
            costs=Remembered(self._costs),
            home=Remembered(self._home),
            joins=Remembered(self._joins),
        )
        self._fresh: dict[str, Sketch] = {}
        self._new: dict[str, dict[str, float]] = defaultdict(dict)
        self._meets: dict[str, tuple[frozenset[BlockKey], frozenset[BlockKey]]] = {}
        self.pairs: list[Pair] = []

    def rule(self, must: Iterable[Link], cannot: Iterable[Link]) -> None:
        """Take in what people made one or kept apart, among claims of this frame."""
        self._ties.must, self._ties.cannot = frozenset(must), frozenset(cannot)

    def add(self, sketches: Iterable[Sketch]) -> set[str]:
        """Take claims in, in canonical order, and give them with the vague ones that may find another home."""
        fresh = list(sketches)
        self._fresh |= {sketch.claim.id: sketch for sketch in fresh}
        self._ties.sketches |= self._fresh
        touched = set(self._fresh)
        done: set[tuple[str, str]] = set()
        for sketch in fresh:
            for other in self._candidates(sketch):
                first, second = (sketch, other) if sketch.key < other.key else (other, sketch)
                ids = (first.claim.id, second.claim.id)
                if ids not in done:
                    done.add(ids)
                    touched |= self._weigh(first, second)
        return touched

    def _weigh(self, first: Sketch, second: Sketch) -> set[str]:
        if not self._may_meet(first, second):
            return set()
        total, floor = self._comparer.weigh(first, second, self._rules.threshold), self._rules.threshold
        if total < floor:
            return set()
        one, other = first.claim.id, second.claim.id
        self._new[one][other] = self._new[other][one] = -total
        self.pairs.append(pair_of(first, second, -total))
        return {each.claim.id for each in (first, second) if not each.fine}

    def _may_meet(self, first: Sketch, second: Sketch) -> bool:
        """Say whether blocking would pair the two, the first being the earlier."""
        return not self._keys(first)[0].isdisjoint(self._keys(second)[1]) and not hopeless(first, second, self._rules)

    def _keys(self, sketch: Sketch) -> tuple[frozenset[BlockKey], frozenset[BlockKey]]:
        if sketch.claim.id not in self._meets:
            keys = frozenset(asks_of(sketch, self._rules)), frozenset(posts_of(sketch, self._rules))
            self._meets[sketch.claim.id] = keys
        return self._meets[sketch.claim.id]

    def _candidates(self, sketch: Sketch) -> list[Sketch]:
        """Give whom a claim may meet, of those on record and those that come with it."""
        asked = near_of(sketch, self._rules)
        marks = (mark for mark in self._recall.near(asked) if mark.claim not in self._fresh)
        wanted = [
            mark.claim for mark in marks if mark.claim not in self._gone and is_worth_reading(sketch, mark, self._rules)
        ]
        found = [self._ties.sketches[claim] for claim in self.prefetched(wanted)]
        return found + [other for other in self._fresh.values() if other is not sketch]

    def prefetched(self, claims: Iterable[str]) -> list[str]:
        """Load the sketches of these claims at once, and give their ids."""
        ids = list(dict.fromkeys(claims))
        missing = [claim for claim in ids if claim not in self._ties.sketches]
        if missing:
            self._ties.sketches |= self._load(missing)
        return ids

    def regroup(self, touched: Collection[str]) -> list[Group]:
        """Group what is touched again, and give the groups of all that had to be."""
        inside = self._closed(touched)
        while True:
            self._look_up(inside)
            replay = Replay(self._ties, inside, self._comparer.fresh(), self._rules)
            found = replay.run(identities(self._ties, inside))
            if not isinstance(found, str):
                return [each.group for each in found]
            inside |= self._closed({found})

    def _look_up(self, inside: Collection[str]) -> None:
        """Ask at once for the likely pairs of these claims, and for the groups that those bring near."""
        wanted = [claim for claim in inside if claim not in self._ties.costs]
        self._ties.costs |= self._costs_of(wanted)
        self._find_homes(other for claim in wanted for other in self._ties.costs[claim])

    def _find_homes(self, claims: Iterable[str]) -> None:
        """Ask at once for the groups of these claims."""
        wanted = [claim for claim in set(claims) if claim not in self._ties.home and claim not in self._fresh]
        stays = [
            tuple(each for each in group if each not in self._gone) for group in self._recall.groups(wanted).values()
        ]
        self.prefetched(claim for group in stays for claim in group)
        for group in stays:
            self._ties.home |= dict.fromkeys(group, tuple(self._ties.sketches[claim] for claim in group))

    def _closed(self, claims: Collection[str]) -> set[str]:
        """Give these claims with all of their groups, their rounds, and those that people made one with them."""
        bonds: dict[str, set[str]] = defaultdict(set)
        for first, second in self._ties.must:
            bonds[first].add(second)
            bonds[second].add(first)
        reached, waiting = set(claims), list(self.prefetched(sorted(claims)))
        self._find_homes(waiting)
        while waiting:
            now = waiting.pop()
            beside = {each.claim.id for each in self._ties.home.get(now) or ()} | bonds.get(now, set())
            if (number := round_of_process(self._ties.sketches[now])) is not None:
                beside |= self._of_round(*number)
            beside -= reached
            waiting += self.prefetched(sorted(beside))
            reached |= beside
        return reached

    def _of_round(self, process: str, number: int) -> set[str]:
        known = {claim for claim in self._recall.of_round(process, number) if claim not in self._gone}
        mine = {claim for claim, each in self._fresh.items() if round_of_process(each) == (process, number)}
        return known - self._fresh.keys() | mine

    def _sketch(self, claim: str) -> Sketch | None:
        return self._load([claim]).get(claim)

    def _costs(self, claim: str) -> dict[str, float]:
        return self._costs_of([claim])[claim]

    def _costs_of(self, claims: Collection[str]) -> dict[str, dict[str, float]]:
        costs: dict[str, dict[str, float]] = {claim: {} for claim in claims}
        for pair in self._recall.likely([claim for claim in claims if claim not in self._fresh]):
            for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
                if one in costs and other not in self._gone:
                    costs[one][other] = pair.cost
        return {claim: found | self._new.get(claim, {}) for claim, found in costs.items()}

    def _home(self, claim: str) -> Group | None:
        self._find_homes([claim])
        return dict.get(self._ties.home, claim)

    def _joins(self, claim: str) -> list[Join]:
        """Find out again how a group that stands came about: as far as its own claims are concerned, as it did then."""
        group = self._ties.home[claim]
        if len(group) == 1 or group[0].claim.id != claim:
            return []
        inside = {each.claim.id for each in group}
        self._ties.costs |= self._costs_of([claim for claim in inside if claim not in self._ties.costs])
        replay = Replay(self._ties, inside, self._comparer.fresh(), self._rules, alone=True)
        found = replay.run(identities(self._ties, inside))
        return [] if isinstance(found, str) else [join for each in found for join in each.joins]


def near_of(sketch: Sketch, rules: Rules) -> Near:
    """Give where the likes of a claim may be: all that blocking could pair with it, and some more."""
    published = None
    if sketch.published is not None:
        slack = rules.window_days + ZONES_DAYS
        published = (sketch.published - slack, sketch.published + slack)
    days, about = _days_about(sketch.span, rules)
    return Near(
        frame=sketch.frame,
        days=days,
        about=about,
        published=published,
        undated_only=sketch.span is not None,
        round=sketch.round,
        name=name_of(sketch),
        copied=copy_of(sketch),
        process=round_of_process(sketch),
    )


def _days_about(
    span: tuple[float, float] | None, rules: Rules
) -> tuple[tuple[tuple[float, float], ...], tuple[float, float] | None]:
    """Give the days that others near in time touch: of a long stretch its two ends, and all long ones about it."""
    if span is None:
        return (), None
    slack = float(rules.bucket_days)
    if span[1] - span[0] <= rules.long_days:
        near = (span[0] - slack, span[1] + slack)
        return (near,), near
    ends = tuple((end - slack, end + slack) for end in span)
    return ends, (span[0] - HALF_YEAR, span[1] + HALF_YEAR)


def is_worth_reading(sketch: Sketch, mark: Mark, rules: Rules) -> bool:
    """Say whether blocking may pair the two, as far as a mark tells: what it does not tell speaks for it.

    Source: ``block.hopeless``; a record holds a hundred marks for each pair that is likely, and a claim costs far more
    to read than its mark.
    """
    if _is_one_fact(sketch, mark):
        return True
    if mark.sides != "," and sketch.known_sides and not any(f",{side}," in mark.sides for side in sketch.known_sides):
        return False
    if mark.first is None or mark.last is None:
        return _is_of_the_time(sketch, mark, rules)
    if mark.first < sketch.window[1] and sketch.window[0] < mark.last:
        return sketch.span is not None or _is_of_the_time(sketch, mark, rules)
    return sketch.span is not None and _may_move(sketch, mark, rules)


def _is_one_fact(sketch: Sketch, mark: Mark) -> bool:
    """Say whether an exact fact is the same: whatever their times, it may make the two one."""
    rounds = sketch.round is not None and sketch.round == mark.round
    names = mark.name is not None and mark.name == name_of(sketch)
    numbered = mark.number is not None and (mark.process, mark.number) == sketch.process
    return rounds or names or numbered or (mark.copied is not None and mark.copied == copy_of(sketch))


def _is_of_the_time(sketch: Sketch, mark: Mark, rules: Rules) -> bool:
    """Say whether both were published within the window: so where one has no time of its own."""
    if sketch.published is None or mark.published is None:
        return False
    return abs(sketch.published - mark.published) <= rules.window_days


def _may_move(sketch: Sketch, mark: Mark, rules: Rules) -> bool:
    """Say whether days that do not meet may still be one round's, or one that is told again by an undated report."""
    if None in (sketch.published, mark.published):
        return True
    mine = f",{','.join(sorted(sketch.known_sides))},"
    return sketch.frame in rules.families.rounds and len(sketch.known_sides) > 1 and mark.sides == mine
