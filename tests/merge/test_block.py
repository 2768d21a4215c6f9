"""Blocking leaves out only what could not join, and keeps the work near linear."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.merge.block import Blocks
from dragoman.merge.compare import Comparer
from dragoman.merge.geography import Geography
from dragoman.merge.rules import load_rules
from dragoman.merge.sketch import Sketch, sketch_of

Make = Callable[..., Any]
RULES = load_rules()

specs = st.fixed_dictionaries(
    {
        "frame": st.just("strike"),
        "status": st.sampled_from(("occurred", "planned", "ongoing")),
        "time": st.sampled_from(
            (None, "2025-06-02", "2025-06-10", "month 2025-06", "month 2025-01-01..2025-06-10", "2025-03-02")
        ),
        "published": st.sampled_from((None, "2025-06-03", "2025-06-09", "2025-06-16", "2025-06-30")),
        "actor": st.lists(st.sampled_from(("Russia/RUS", "Ukraine/UKR", "rebels")), max_size=2, unique=True),
        "name": st.sampled_from((None, "Spider Web")),
        "round": st.sampled_from((None, 2)),
        "place": st.sampled_from(((), ("Kyiv/settlement/UA",))),
    }
)


def _is_deep(first: Sketch, second: Sketch) -> bool:
    """Say whether one lies in the middle of months that the other names: left out by design, as a part of them."""
    if first.span is None or second.span is None:
        return False
    short, long = sorted((first.span, second.span), key=lambda span: span[1] - span[0])
    days = RULES.bucket_days
    return long[1] - long[0] > RULES.long_days and long[0] + days < short[0] and short[1] < long[1] - days


@settings(max_examples=80, deadline=None)
@given(listed=st.lists(specs, max_size=8))
def test_no_pair_that_would_join_is_left_out(make: Make, listed: list[dict[str, Any]]) -> None:
    claims = [make(spec, doc=f"d{n}") for n, spec in enumerate(listed)]
    sketches = sorted((sketch_of(claim, RULES) for claim in claims), key=lambda each: each.key)
    place = {sketch.key: index for index, sketch in enumerate(sketches)}
    found = sorted((place[a.key], place[b.key]) for a, b in Blocks(RULES).add(sketches))
    assert found == sorted(set(found))
    comparer = Comparer(RULES, Geography(RULES))
    for first, second in combinations(range(len(sketches)), 2):
        a, b = sketches[first], sketches[second]
        if comparer.weigh(a, b) >= RULES.threshold and a.known_sides & b.known_sides and not _is_deep(a, b):
            assert (first, second) in found


def test_work_grows_with_the_claims_not_with_their_square(make: Make) -> None:
    def pairs(days: int) -> int:
        claims = [
            make(frame="strike", doc=f"d{day}-{n}", actor=["Russia/RUS"], time=f"2025-{month:02}-{day:02}")
            for month in range(1, days + 1)
            for day in range(1, 28, 9)
            for n in range(3)
        ]
        sketches = sorted((sketch_of(claim, RULES) for claim in claims), key=lambda each: each.key)
        return sum(1 for _ in Blocks(RULES).add(sketches))

    assert pairs(12) <= 2.2 * pairs(6)
