"""Groups grow by checked unions: best pairs first, no conflict inside, alike on average."""

from __future__ import annotations

from itertools import combinations
from typing import Any, cast

import pytest

from dragoman.merge.cluster import Verdicts, cluster
from dragoman.merge.compare import CONFLICT
from dragoman.merge.rules import load_rules

RULES = load_rules()


class Stub:
    """A sketch that knows only its place and whether it is dated to the day."""

    def __init__(self, place: int, *, fine: bool) -> None:
        self.place, self.fine = place, fine


class Table:
    """A comparer that reads its totals from a table."""

    def __init__(self, totals: dict[tuple[int, int], float], other: float) -> None:
        self._totals, self._other = totals, other

    def total(self, first: Stub, second: Stub) -> float:
        pair = (min(first.place, second.place), max(first.place, second.place))
        return self._totals.get(pair, self._other)

    def weigh(self, first: Stub, second: Stub, floor: float) -> float:
        assert floor == RULES.threshold
        return self.total(first, second)


def group(
    totals: dict[tuple[int, int], float],
    *,
    count: int = 3,
    other: float = -1.0,
    vague: tuple[int, ...] = (),
    verdicts: Verdicts | None = None,
) -> list[list[int]]:
    sketches = [Stub(place, fine=place not in vague) for place in range(count)]
    candidates = combinations(range(count), 2)
    comparer = Table(totals, other)
    return cluster(cast("Any", sketches), candidates, cast("Any", comparer), RULES, verdicts or Verdicts())


def test_likely_pairs_join() -> None:
    assert group({(0, 1): 2.0}) == [[0, 1], [2]]


def test_the_best_pair_goes_first_and_a_conflict_keeps_the_rest_out() -> None:
    assert group({(0, 1): 1.0, (1, 2): 2.0, (0, 2): CONFLICT}) == [[0], [1, 2]]


def test_a_chain_that_is_unlike_on_average_does_not_join() -> None:
    assert group({(0, 1): 3.0, (1, 2): 0.5, (0, 2): -4.0}) == [[0, 1], [2]]
    assert group({(0, 1): 3.0, (1, 2): 2.5, (0, 2): -2.0}) == [[0, 1, 2]]


def test_a_tie_of_exclusive_homes_gives_a_vague_claim_to_neither() -> None:
    totals = {(0, 2): 1.0, (1, 2): 1.1, (0, 1): CONFLICT}
    assert group(totals, vague=(2,)) == [[0], [1], [2]]
    assert group({**totals, (1, 2): 2.0}, vague=(2,)) == [[0], [1, 2]]
    assert group({**totals, (0, 1): 0.5}, vague=(2,)) == [[0, 1, 2]]


@pytest.mark.parametrize("links", [{(0, 1), (1, 2)}, {(0, 1), (1, 2), (0, 2)}])
def test_people_overrule_the_comparison(links: set[tuple[int, int]]) -> None:
    verdicts = Verdicts(must=frozenset(links))
    assert group({}, other=CONFLICT, verdicts=verdicts) == [[0, 1, 2]]
    assert group({}, other=5.0, verdicts=Verdicts(cannot=frozenset({(0, 1)}))) == [[0, 2], [1]]


def test_a_must_inside_a_wider_union_counts_for_little() -> None:
    verdicts = Verdicts(must=frozenset({(0, 1)}))
    assert group({(0, 1): CONFLICT, (1, 2): 3.0, (0, 2): 0.0}, verdicts=verdicts) == [[0, 1, 2]]
