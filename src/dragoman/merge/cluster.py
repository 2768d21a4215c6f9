"""Clusters: groups of claims joined only where every pair of the whole may be one event.

Sketches come in, groups grow by checked unions; ``replay`` says in which order. A union is made only if no two claims
of the two groups conflict and they are alike on average, so that a chain of likenesses never glues what is apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.merge.sums import CONFLICT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.merge.compare import Comparer
    from dragoman.merge.rules import Rules
    from dragoman.merge.sketch import Sketch


CONFLICT_OVERRULED = -1.0
"""What a conflict counts in the mean where a person has said that the two are one."""


class Verdicts(NamedTuple):
    """What is settled before any comparison, as indices.

    Attributes:
        must, cannot: What people decided: these pairs are one, those are not.
    """

    must: frozenset[tuple[int, int]] = frozenset()
    cannot: frozenset[tuple[int, int]] = frozenset()


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
