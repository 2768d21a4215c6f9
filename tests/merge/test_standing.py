"""Claims that come and go leave the record that all of them at once would give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.merge import Standing, fold
from dragoman.model import Process, ProcessRound

Make = Callable[..., Any]
SIDES = ["Russia/RUS", "Ukraine/UKR"]
PROCESS = Process("talks", ("the talks",), ("RUS", "UKR"), None, rounds=(ProcessRound(1), ProcessRound(2)))
KINDS: list[dict[str, Any]] = [
    {"frame": "talks", "mode": "round", "round": 1, "actor": SIDES},
    {"frame": "talks", "mode": "round", "round": 2, "actor": SIDES},
    {"frame": "talks", "mode": "meeting", "actor": SIDES, "time": "2025-05-23"},
    {"frame": "exchange", "mode": "prisoners", "status": "planned", "actor": SIDES, "count": ["exchanged=1000"]},
    {"frame": "exchange", "mode": "prisoners", "actor": SIDES, "time": "2025-05-23", "count": ["exchanged=390"]},
    {"frame": "exchange", "mode": "prisoners", "actor": SIDES, "time": "2025-05-24", "count": ["exchanged=307"]},
    {"frame": "strike", "mode": "drone", "actor": ["Russia/RUS"], "time": "2025-05-23", "count": ["drones=90"]},
    {
        "frame": "strike",
        "mode": "drone",
        "actor": ["Russia/RUS"],
        "place": ["Kyiv/settlement/UA"],
        "count": ["drones=9"],
    },
    {"frame": "strike", "mode": "drone", "actor": []},
]
steps = st.lists(
    st.tuples(st.integers(0, len(KINDS) - 1), st.integers(0, 3), st.sampled_from(("in", "in", "in", "out"))),
    max_size=16,
)


@settings(max_examples=20, deadline=None)
@given(steps=steps, first=st.integers(18, 23))
def test_claims_that_come_and_go(make: Make, steps: list[tuple[int, int, str]], first: int) -> None:
    standing = Standing(processes=[PROCESS])
    there: dict[str, Any] = {}
    for number, (kind, day, way) in enumerate(steps):
        if way == "out" and there:
            gone = sorted(there)[kind % len(there)]
            del there[gone]
            folded = standing.update(removed=[gone])
        else:
            active = make(KINDS[kind], doc=f"d{number:02}", published=f"2025-05-{first + day}")
            there[active.claim.id] = active
            folded = standing.update([active])
        assert folded == fold(there.values(), processes=[PROCESS])


def test_a_claim_whose_report_got_another_origin_takes_the_former_ones_place(make: Make) -> None:
    held = make(KINDS[0], doc="a", published="2025-05-23")
    copied = make(KINDS[0], doc="b", published="2025-05-24")
    standing = Standing()
    assert standing.update([held, copied]).events[0].counts.origins == 2
    (event,) = standing.update([replace(copied, origin="a")]).events
    assert (event.counts.reports, event.counts.origins) == (2, 1)


def test_what_people_decided_is_applied_as_claims_come(make: Make, judge: Callable[..., Any]) -> None:
    first = make(KINDS[6], doc="a", published="2025-05-23", say="many drones came")
    second = make(KINDS[6], doc="b", published="2025-05-24", say="many drones came")
    other = make(KINDS[6], doc="c", published="2025-05-24", time="2025-05-20", say="few")
    given = [
        judge("cannot-link", first, second, day=1),
        judge("must-link", first, other, day=2),
        judge("set", first, {"field": "name", "value": "The Raid"}, day=3),
        judge("reject", make(KINDS[8], doc="d", published="2025-05-24"), day=4),
    ]
    claims = [second, other, make(KINDS[8], doc="d", published="2025-05-24"), first]
    standing = Standing(judgements=given)
    for count, active in enumerate(claims, start=1):
        assert standing.update([active]) == fold(claims[:count], judgements=given)
    assert standing.update(removed=[first.claim.id]) == fold(claims[:3], judgements=given)
    assert standing.update([first]) == fold(claims, judgements=given)


def test_two_strikes_in_one_sentence_keep_their_ids_apart(make: Make) -> None:
    one = make(KINDS[6], doc="a", published="2025-05-23", place=["Kyiv/settlement/UA"])
    two = make(KINDS[6], doc="a", published="2025-05-23", place=["Lviv/settlement/UA"])
    standing = Standing()
    both = {event.id for event in standing.update([one, two]).events}
    assert len(both) == 2
    (left,) = standing.update(removed=[min(one, two, key=lambda each: each.claim.id).claim.id]).events
    assert left.id in both, "who is alone has the first id"
    assert standing.update(removed=[one.claim.id, two.claim.id, "unknown"]).events == ()
