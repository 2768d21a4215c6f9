"""Clusters: from likely pairs to events, joined only where every pair of the whole may be one.

Sketches and the pairs to compare come in, groups go out. Pairs are taken best first, in an order that depends on
nothing but the claims; a union is made only if no two claims of the two groups conflict and they are alike on
average, so that a chain of likenesses never glues what is apart.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from dragoman.merge.sums import CONFLICT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.merge.compare import Comparer
    from dragoman.merge.rules import Rules
    from dragoman.merge.sketch import Sketch


CONFLICT_OVERRULED = -1.0
"""What a conflict counts in the mean where a person has said that the two are one."""


class Verdicts(NamedTuple):
    """What is settled before any comparison, as indices.

    Attributes:
        must, cannot: What people decided: these pairs are one, those are not.
        identities: Claims that exact facts make one, unless a person keeps two of them apart.
    """

    must: frozenset[tuple[int, int]] = frozenset()
    cannot: frozenset[tuple[int, int]] = frozenset()
    identities: tuple[tuple[int, ...], ...] = ()


class Pair(NamedTuple):
    """Two claims that may be one event: the less the cost, the likelier."""

    cost: float
    first: int
    second: int


class Groups:
    """Disjoint groups of claims that grow by checked unions.

    Args:
        sketches: In canonical order.
        comparer: Gives the total of any two.
        rules: For the average that two groups must reach.
        verdicts: What people decided; it overrules the comparison.
    """

    def __init__(self, sketches: Sequence[Sketch], comparer: Comparer, rules: Rules, verdicts: Verdicts) -> None:
        self._sketches, self._comparer, self._rules = sketches, comparer, rules
        self._cannot = verdicts.cannot
        self._must = verdicts.must
        self._members = {index: [index] for index in range(len(sketches))}
        self._home = list(range(len(sketches)))

    def join(self, first: int, second: int) -> None:
        """Make the groups of two claims one, whatever they are."""
        kept, gone = sorted((self._home[first], self._home[second]))
        if kept == gone:
            return
        for index in self._members[gone]:
            self._home[index] = kept
        self._members[kept] = sorted(self._members[kept] + self._members.pop(gone))

    def join_all(self, claims: Sequence[int]) -> None:
        """Make the groups of these claims one, but those that a person keeps apart."""
        for place, index in enumerate(claims):
            home = next((earlier for earlier in claims[:place] if not self._kept_apart(index, earlier)), index)
            self.join(index, home)

    def _kept_apart(self, first: int, second: int) -> bool:
        mine, other = self._members[self._home[first]], self._members[self._home[second]]
        return any((min(one, two), max(one, two)) in self._cannot for one in mine for two in other)

    def try_join(self, first: int, second: int) -> bool:
        """Make the groups of two claims one if they may be, and say whether they were two and are one now."""
        if not self.may_join(first, second):
            return False
        self.join(first, second)
        return True

    def may_join(self, first: int, second: int) -> bool:
        """Say whether two claims have two groups, every pair across allows one, and the mean is high enough."""
        mine, other = self._members[self._home[first]], self._members[self._home[second]]
        if mine is other:
            return False
        total = 0.0
        for one in mine:
            for two in other:
                if self.forbidden(one, two):
                    return False
                found = self._comparer.total(self._sketches[one], self._sketches[two])
                total += CONFLICT_OVERRULED if found == CONFLICT else found
        return total >= self._rules.average * len(mine) * len(other)

    def forbidden(self, first: int, second: int) -> bool:
        """Say whether a person, or else the comparison, rules out that two claims are one."""
        pair = (min(first, second), max(first, second))
        if pair in self._cannot or pair in self._must:
            return pair in self._cannot
        return self._comparer.total(self._sketches[first], self._sketches[second]) == CONFLICT

    def lists(self) -> list[list[int]]:
        """Give the groups, each in canonical order, ordered by their first claim."""
        return [self._members[home] for home in sorted(self._members)]


def cluster(
    sketches: Sequence[Sketch],
    candidates: Iterable[tuple[int, int]],
    comparer: Comparer,
    rules: Rules,
    verdicts: Verdicts,
) -> list[list[int]]:
    """Group the claims of one frame into events.

    Args:
        sketches: In canonical order.
        candidates: Pairs worth comparing, as indices.
        comparer: Gives the total of any two.
        rules: Threshold, average and margin.
        verdicts: What people decided.

    Returns:
        Lists of indices; every claim is in exactly one.
    """
    likely: list[Pair] = []
    for first, second in candidates:
        total = comparer.weigh(sketches[first], sketches[second], rules.threshold)
        if total >= rules.threshold:
            likely.append(Pair(-total, first, second))
    groups = Groups(sketches, comparer, rules, verdicts)
    for first, second in sorted(verdicts.must):
        groups.join(first, second)
    for claims in verdicts.identities:
        groups.join_all(claims)
    for pair in sorted(_without_ties(likely, sketches, groups, rules)):
        groups.try_join(pair.first, pair.second)
    return groups.lists()


def _without_ties(likely: Sequence[Pair], sketches: Sequence[Sketch], groups: Groups, rules: Rules) -> list[Pair]:
    """Leave out the pairs that would give a vague claim one of two homes that exclude each other, by a hair.

    "The talks in June" is the round of June only where June has one round.
    """
    homes: dict[int, list[Pair]] = defaultdict(list)
    for pair in likely:
        for vague, firm in ((pair.first, pair.second), (pair.second, pair.first)):
            if not sketches[vague].fine and sketches[firm].fine:
                homes[vague].append(pair)
    dropped = {pair for vague, pairs in homes.items() for pair in _tied(vague, pairs, groups, rules)}
    return [pair for pair in likely if pair not in dropped]


def _tied(vague: int, pairs: list[Pair], groups: Groups, rules: Rules) -> list[Pair]:
    pairs = sorted(pairs)
    best = pairs[0]
    close = [pair for pair in pairs if pair.cost <= best.cost + rules.margin]
    firm = [pair.second if pair.first == vague else pair.first for pair in close]
    rivals = any(groups.forbidden(firm[0], other) for other in firm[1:])
    return close if rivals else []
