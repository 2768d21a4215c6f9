"""A fold on record that is patched, change by change, is the one that all claims of the day give at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.merge import Patching, Standing
from dragoman.merge.ground import extent_from_json, extent_to_json, place_in_order
from dragoman.merge.parts import announces, months_of
from dragoman.merge.rules import load_rules
from dragoman.merge.wholes import kin_name
from dragoman.model import Process, ProcessRound

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from dragoman.merge.ground import Ground, Mark, Pair, Reach
    from dragoman.merge.recall import Near
    from dragoman.model import ActiveClaim, Event, Judgement, Round

Make = Callable[..., Any]
SIDES = ["Russia/RUS", "Ukraine/UKR"]
PROCESS = Process("talks", ("the talks",), ("RUS", "UKR"), None, rounds=(ProcessRound(1), ProcessRound(2)))
KINDS: list[dict[str, Any]] = [
    {"frame": "talks", "mode": "round", "round": 1, "actor": SIDES},
    {"frame": "talks", "mode": "round", "round": 2, "actor": SIDES},
    {"frame": "talks", "mode": "round", "actor": SIDES},
    {"frame": "talks", "mode": "meeting", "actor": SIDES, "time": "2025-05-23"},
    {"frame": "exchange", "mode": "prisoners", "status": "planned", "actor": SIDES, "count": ["exchanged=1000"]},
    {"frame": "exchange", "mode": "prisoners", "actor": SIDES, "time": "2025-05-23", "count": ["exchanged=390"]},
    {"frame": "exchange", "mode": "prisoners", "actor": SIDES, "time": "2025-05-24", "count": ["exchanged=307"]},
    {"frame": "exchange", "mode": "prisoners", "actor": SIDES, "time": "2025-05-23..2025-05-25"},
    {"frame": "strike", "mode": "drone", "actor": ["Russia/RUS"], "time": "2025-05-23", "count": ["drones=90"]},
    {"frame": "strike", "actor": ["Russia/RUS"], "time": "2025-05-22..2025-05-24", "count": ["drones=900"]},
    {"frame": "strike", "actor": ["Russia/RUS"], "time": "2025-01-01..2025-05-22", "count": ["drones=9000"]},
    {
        "frame": "strike",
        "mode": "drone",
        "actor": ["Russia/RUS"],
        "place": ["Kyiv/settlement/UA"],
        "count": ["drones=9"],
    },
    {"frame": "strike", "mode": "drone", "actor": []},
    {"frame": "strike", "name": "Spider Web", "actor": ["Ukraine/UKR"]},
]


class Memory:
    """What a store would keep of a fold, in plain mappings; it looks everywhere."""

    def __init__(self) -> None:
        self.events: dict[str, Event] = {}
        self.rounds: dict[str, Round] = {}
        self.marks_: dict[str, Mark] = {}
        self.pairs: dict[tuple[str, str], Pair] = {}
        self.reaches_: dict[str, Reach] = {}
        self.rulings = Standing().ground().rulings
        self.claims_: dict[str, ActiveClaim] = {}
        self.out: set[str] = set()

    def change(
        self, there: Mapping[str, ActiveClaim], documents: set[str], judgements: Sequence[Judgement], **known: Any
    ) -> None:
        """Bring it up to the claims that are there now, something having changed in these reports."""
        self.claims_ = dict(there)
        self.out = {claim for claim, mark in self.marks_.items() if mark.document in documents}
        added = [active for active in there.values() if active.document.id in documents]
        patch = Patching(self, self.rulings, **known).run(added, judgements)
        for event in patch.gone:
            self.events.pop(event)
            self.rounds.pop(event, None)
            self.reaches_.pop(event)
        for claim in patch.gone_claims:
            self.marks_.pop(claim, None)
        self.pairs = {key: pair for key, pair in self.pairs.items() if patch.gone_claims.isdisjoint(key)}
        for made in patch.made:
            assert made.event.id not in self.events
            self.events[made.event.id] = made.event
            if made.round is not None:
                self.rounds[made.event.id] = made.round
        self._keep(patch.ground)
        for moved, whole in patch.moved.items():
            self.events[moved] = replace(self.events[moved], part_of=whole)
            self.reaches_[moved] = self.reaches_[moved]._replace(part_of=whole)

    def _keep(self, ground: Ground) -> None:
        self.marks_ |= {mark.claim: mark for mark in ground.marks}
        self.pairs |= {(pair.first, pair.second): pair for pair in ground.pairs}
        self.reaches_ |= {
            reach.event: reach._replace(extent=extent_from_json(extent_to_json(reach.extent)))
            for reach in ground.reaches
        }
        self.rulings = ground.rulings

    def in_order(self) -> list[str]:
        return sorted(self.events, key=lambda event: place_in_order(self.reaches_[event].extent.key))

    # What a change asks

    def gone(self) -> set[str]:
        return self.out

    def broken(self) -> Mapping[str, Sequence[str]]:
        return self.groups(self.out)

    def beside_gone(self) -> Iterable[str]:
        yield from (claim for pair in self.likely(self.out) for claim in pair[:2])
        for claim in self.out:
            process, number = self.marks_[claim].process, self.marks_[claim].number
            if process is not None and number is not None:
                yield from self.of_round(process, number)

    def claims(self, ids: Collection[str]) -> Iterable[ActiveClaim]:
        return [self.claims_[claim] for claim in ids if claim in self.claims_]

    def marks(self, ids: Collection[str]) -> Iterable[Mark]:
        return [self.marks_[claim] for claim in ids if claim in self.marks_]

    def likely(self, ids: Collection[str]) -> Iterable[Pair]:
        return [pair for pair in self.pairs.values() if not {pair.first, pair.second}.isdisjoint(ids)]

    def groups(self, ids: Collection[str]) -> Mapping[str, Sequence[str]]:
        return {e.id: e.claims for e in self.events.values() if not set(ids).isdisjoint(e.claims)}

    def near(self, asked: Near) -> Iterable[Mark]:
        return [mark for mark in self.marks_.values() if mark.frame == asked.frame]

    def of_round(self, process: str, number: int) -> Iterable[str]:
        return [claim for claim, mark in self.marks_.items() if (mark.process, mark.number) == (process, number)]

    def judged(self, judgements: Sequence[Judgement]) -> Iterable[ActiveClaim]:
        return self.claims_.values() if judgements else ()

    def parts_of(self, events: Collection[str]) -> Iterable[Reach]:
        return [reach for reach in self.reaches_.values() if reach.part_of in events]

    def reaches(self, events: Collection[str]) -> Iterable[Reach]:
        return [self.reaches_[event] for event in events if event in self.reaches_]

    def gone_frames(self) -> Iterable[str]:
        return {self.marks_[claim].frame for claim in self.out}

    def has_announced(self, frame: str) -> bool:
        return any(announces(each.extent) for each in self.reaches_.values() if each.extent.frame == frame)

    def kin(self, name: str, months: Collection[int] | None) -> Iterable[Reach]:
        rules = load_rules()
        mine = [each for each in self.reaches_.values() if kin_name(each, rules) == name]
        return [each for each in mine if months is None or not set(months).isdisjoint(months_of(each.extent, rules))]


def check_same(memory: Memory, there: Mapping[str, ActiveClaim], **known: Any) -> None:
    """See that what is remembered is what all claims give at once, its ground too."""
    whole = Standing(**known)
    folded = whole.update(there.values())
    assert [memory.events[event] for event in memory.in_order()] == list(folded.events)
    assert [memory.rounds[event] for event in memory.in_order() if event in memory.rounds] == list(folded.rounds)
    ground = whole.ground()
    assert memory.marks_ == {mark.claim: mark for mark in ground.marks}
    assert memory.pairs == {(pair.first, pair.second): pair for pair in ground.pairs}
    return memory.reaches_ == {reach.event: reach for reach in ground.reaches}


steps = st.lists(
    st.tuples(st.integers(0, len(KINDS) - 1), st.integers(0, 4), st.sampled_from(("in", "in", "in", "again", "out"))),
    max_size=14,
)


@settings(max_examples=30, deadline=None)
@given(steps=steps, first=st.integers(18, 23))
def test_reports_that_come_change_and_go(make: Make, steps: list[tuple[int, int, str]], first: int) -> None:
    memory, there = Memory(), dict[str, Any]()
    known = {"processes": [PROCESS]}
    for number, (kind, day, way) in enumerate(steps):
        changed = set()
        if way != "in" and there:
            gone = sorted(there)[kind % len(there)]
            changed.add(there[gone].document.id)
            if way == "out":
                del there[gone]
            else:
                there[gone] = replace(there[gone], origin="elsewhere")
        else:
            active = make(KINDS[kind], doc=f"d{number // 2:02}", at=number, published=f"2025-05-{first + day}")
            changed.add(active.document.id)
            there[active.claim.id] = active
        memory.change(there, changed, (), **known)
        check_same(memory, there, **known)


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(range(8)), kinds=st.lists(st.integers(0, len(KINDS) - 1), min_size=8, max_size=8))
def test_judgements_that_come_and_are_undone(
    make: Make, judge: Callable[..., Any], order: list[int], kinds: list[int]
) -> None:
    claims = [
        make(KINDS[kind], doc=f"d{n}", published=f"2025-05-{20 + n % 4}", say="many drones came")
        for n, kind in enumerate(kinds)
    ]
    there = {active.claim.id: active for active in claims}
    one, two, three, four = claims[:4]
    decided = [
        judge("cannot-link", one, two, day=1),
        judge("must-link", two, three, day=2),
        judge("reject", four, day=3),
        judge("set", one, {"field": "name", "value": "The Raid"}, day=4),
        judge("reject", one, day=5),
    ]
    decided += [judge("undo", one, made.id, day=6 + n) for n, made in enumerate(decided[:3])]
    memory = Memory()
    memory.change(there, {active.document.id for active in claims}, ())
    given_so_far: list[Any] = []
    for place in order:
        given_so_far.append(decided[place])
        memory.change(there, set(), given_so_far)
        check_same(memory, there, judgements=given_so_far)


def test_a_whole_that_comes_late_draws_the_parts_that_stay(make: Make) -> None:
    """A town's figure is of its own until the wave of that night is told."""
    kind = {"frame": "strike", "mode": "drone", "actor": ["Russia/RUS"]}
    town = make(
        {**kind, "place": ["Kyiv/settlement/UA"], "count": ["drones=20"]},
        doc="town",
        time="night 2025-06-06",
        published="2025-06-06",
        say="some fell upon houses",
    )
    wave = make(
        {**kind, "place": ["Ukraine/country/UA"], "count": ["drones=452"]},
        doc="wave",
        time="2025-06-05..2025-06-07",
        published="2025-06-07",
        say="a great wave across many regions",
    )
    memory, there = Memory(), {town.claim.id: town}
    memory.change(there, {"town"}, ())
    (alone,) = memory.events.values()
    assert alone.part_of is None
    there[wave.claim.id] = wave
    memory.change(there, {"wave"}, ())
    assert memory.events[alone.id].part_of in set(memory.events) - {alone.id}
    check_same(memory, there)


def test_a_patch_of_nothing_changes_nothing(make: Make) -> None:
    active = make(KINDS[0], doc="a", published="2025-05-23")
    memory = Memory()
    memory.change({active.claim.id: active}, {"a"}, ())
    before = dict(memory.events)
    memory.change({active.claim.id: active}, set(), ())
    assert memory.events == before


@pytest.mark.parametrize("kind", range(len(KINDS)))
def test_an_extent_comes_back_as_it_was_told(make: Make, kind: int) -> None:
    standing = Standing()
    standing.update([make(KINDS[kind], doc="a"), make(KINDS[kind], doc="b", published="2025-05-23", time="2025-05-01")])
    for reach in standing.ground().reaches:
        assert extent_from_json(extent_to_json(reach.extent)) == reach.extent
