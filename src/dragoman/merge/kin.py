"""Kin: events of one frame and of the same sides, and which of them is a part of which.

Extents of events come and go, what changed of their wholes comes out. Only events near in time to what changed are
asked again; what a whole is, is told in ``parts``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from dragoman.merge.parts import can_hold, holds, later_stages, months_of, reach_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from dragoman.merge.geography import Geography
    from dragoman.merge.parts import Extent
    from dragoman.merge.rules import Rules
    from dragoman.merge.sketch import Key


class Kin:
    """Events of one frame and of the same sides, with the whole of each that has one; they come and go.

    Args:
        rules: How much larger a whole must be.
        geography: Says whether a part's place lies in the whole's.
    """

    def __init__(self, rules: Rules, geography: Geography) -> None:
        self._rules, self._geography = rules, geography
        self._events: dict[Key, Extent] = {}
        self._wholes: dict[int, dict[Key, Extent]] = defaultdict(dict)
        self._parts: dict[int, dict[Key, Extent]] = defaultdict(dict)
        self._later: dict[Key, list[Extent]] = {}
        self._found: dict[Key, Key] = {}

    def update(self, gone: Iterable[Extent], made: Iterable[Extent]) -> dict[Key, Key | None]:
        """Take events in and out.

        Returns:
            The whole of each event for which it changed, by their keys; None where it has none any more.
        """
        near: dict[Key, Extent] = {}
        for each in gone:
            del self._events[each.key]
            for bucket in months_of(each, self._rules):
                self._parts[bucket].pop(each.key, None)
                self._wholes[bucket].pop(each.key, None)
                near |= self._parts[bucket]
            self._found.pop(each.key, None)
        made = list(made)
        for each in made:
            self._add(each)
        for each in made:
            near |= {each.key: each}
            for bucket in months_of(each, self._rules):
                near |= self._parts[bucket]
        near |= self._stages()
        return {key: self._found.get(key) for key, each in near.items() if key in self._events and self._moves(each)}

    def whole_of(self, part: Key) -> Key | None:
        """Give the whole of an event, or None where it has none."""
        return self._found.get(part)

    def parts_of(self, wholes: Collection[Key]) -> list[Key]:
        """Give the events whose whole is one of these."""
        return [part for part, whole in self._found.items() if whole in wholes]

    def _add(self, extent: Extent) -> None:
        self._events[extent.key] = extent
        holds_others = can_hold(extent, self._rules)
        for bucket in months_of(extent, self._rules):
            self._parts[bucket][extent.key] = extent
            if holds_others:
                self._wholes[bucket][extent.key] = extent

    def _stages(self) -> dict[Key, Extent]:
        """Find the later stages of exchanges announced without days, and give the events for which that changed."""
        before, self._later = self._later, {}
        if any(each.frame in self._rules.families.stages for each in islice(self._events.values(), 1)):
            self._later = by_stage(list(self._events.values()), self._rules)
        keys = {key for key in before.keys() | self._later.keys() if before.get(key) != self._later.get(key)}
        return {key: self._events[key] for key in keys & self._events.keys()}

    def _moves(self, part: Extent) -> bool:
        """Find the whole of an event, the one that holds it closest, and say whether it is another than before."""
        near = {key: whole for bucket in months_of(part, self._rules) for key, whole in self._wholes[bucket].items()}
        holding = [whole for whole in near.values() if holds(whole, part, self._rules, self._geography)]
        before = self._found.pop(part.key, None)
        closest = closest_of([*holding, *self._later.get(part.key, ())], self._rules)
        if closest is not None:
            self._found[part.key] = closest.key
        return self._found.get(part.key) != before


def closest_of(wholes: Sequence[Extent], rules: Rules) -> Extent | None:
    """Give the whole that holds closest of those that hold, or None where there is none."""
    return min(wholes, key=lambda whole: reach_of(whole, rules), default=None)


def kin_of(extent: Extent, rules: Rules) -> tuple[str, frozenset[str]] | None:
    """Give the frame and the sides among which an event has its whole and its parts; None where no side is known."""
    if not extent.sides:
        return None
    return extent.frame, frozenset() if extent.frame in rules.families.stages else extent.sides


def by_stage(events: Sequence[Extent], rules: Rules) -> dict[Key, list[Extent]]:
    """Give the wholes whose stages they are, by event."""
    stages = sorted((each for each in events if each.span is not None), key=lambda each: (each.span, each.key))
    starts = [each.span[0] for each in stages if each.span is not None]
    found: dict[Key, list[Extent]] = defaultdict(list)
    for whole in sorted(events, key=lambda each: each.key):
        if whole.published is not None and whole.span is None:
            first = bisect_left(starts, whole.published[0])
            for key in later_stages(whole, islice(stages, first, None), rules):
                found[key].append(whole)
    return dict(found)
