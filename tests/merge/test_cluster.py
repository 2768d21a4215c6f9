"""Groups grow by checked unions: best pairs first, no conflict inside, alike on average."""

from __future__ import annotations

from itertools import combinations
from types import SimpleNamespace
from typing import Any, cast

import pytest

from dragoman.merge.compare import CONFLICT
from dragoman.merge.replay import Join, Replay, Ties
from dragoman.merge.rules import load_rules

RULES = load_rules()


class Stub:
    """A sketch that knows only its place and whether it is dated to the day."""

    def __init__(self, place: int, *, fine: bool) -> None:
        self.place, self.fine, self.key = place, fine, (place,)
        self.claim = SimpleNamespace(id=str(place))


class Table:
    """A comparer that reads its totals from a table."""

    def __init__(self, totals: dict[tuple[int, int], float], other: float) -> None:
        self._totals, self._other = totals, other

    def total(self, first: Stub, second: Stub) -> float:
        pair = (min(first.place, second.place), max(first.place, second.place))
        return self._totals.get(pair, self._other)


def ties_of(
    totals: dict[tuple[int, int], float],
    *,
    count: int = 3,
    other: float = -1.0,
    vague: tuple[int, ...] = (),
    must: set[tuple[int, int]] | None = None,
    cannot: set[tuple[int, int]] | None = None,
) -> Ties:
    """Give what is known of so many claims before they are grouped."""
    sketches = [Stub(place, fine=place not in vague) for place in range(count)]
    ties = Ties({stub.claim.id: cast("Any", stub) for stub in sketches})
    for first, second in combinations(sketches, 2):
        total = Table(totals, other).total(first, second)
        if total >= RULES.threshold:
            ties.costs.setdefault(first.claim.id, {})[second.claim.id] = -total
            ties.costs.setdefault(second.claim.id, {})[first.claim.id] = -total
    ties.must, ties.cannot = (frozenset((str(a), str(b)) for a, b in links or ()) for links in (must, cannot))
    return ties


def group(totals: dict[tuple[int, int], float], *, other: float = -1.0, **known: Any) -> list[list[int]]:
    """Group all claims at once."""
    ties = ties_of(totals, other=other, **known)
    found = Replay(ties, ties.sketches.keys(), cast("Any", Table(totals, other)), RULES).run(())
    assert not isinstance(found, str)
    return [[cast("Any", stub).place for stub in each.group] for each in found]


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
    assert group({}, other=CONFLICT, must=links) == [[0, 1, 2]]
    assert group({}, other=5.0, cannot={(0, 1)}) == [[0, 2], [1]]


def test_a_must_inside_a_wider_union_counts_for_little() -> None:
    assert group({(0, 1): CONFLICT, (1, 2): 3.0, (0, 2): 0.0}, must={(0, 1)}) == [[0, 1, 2]]


def beside(totals: dict[tuple[int, int], float], **known: Any) -> str | list[str]:
    """Group claim 2 alone, beside the group that 0 and 1 have come to be."""
    ties = ties_of(totals, **known)
    pair = (ties.sketches["0"], ties.sketches["1"])
    ties.home = {"0": pair, "1": pair}
    ties.joins = {"0": [Join(-totals[0, 1], pair[0].key, pair[1].key, "0", "1")]}
    found = Replay(ties, {"2"}, cast("Any", Table(totals, -1.0)), RULES).run(())
    return found if isinstance(found, str) else [stub.claim.id for each in found for stub in each.group]


def test_a_claim_that_stays_out_of_the_group_beside_it_is_grouped_alone() -> None:
    assert beside({(0, 1): 3.0, (1, 2): 2.0, (0, 2): CONFLICT}) == ["2"]


def test_a_claim_that_joins_a_group_beside_it_gives_whom_it_joins() -> None:
    assert beside({(0, 1): 3.0, (1, 2): 2.0, (0, 2): 1.0}) == "1"


def test_a_pair_better_than_the_union_beside_undoes_it() -> None:
    assert beside({(0, 1): 1.0, (1, 2): 2.0, (0, 2): CONFLICT}) == "1"


def test_what_people_made_one_beside_stays_as_it_was() -> None:
    totals = {(0, 1): 3.0, (1, 2): 2.0, (0, 2): CONFLICT}
    assert beside(totals, must={(0, 1)}) == ["2"]
