"""Wholes: which event is a part of which, after some events of a fold on record were made again.

Events that are gone and events that were made come in, what changed of their wholes goes out. It is ``kin`` over a
record that is not in memory: only events near in time to what changed are asked again.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dragoman.merge.kin import by_stage, closest_of, kin_of
from dragoman.merge.parts import announces, can_hold, holds, months_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from dragoman.merge.geography import Geography
    from dragoman.merge.ground import Reach
    from dragoman.merge.recall import Recall
    from dragoman.merge.rules import Rules


class Wholes:
    """Finds wholes of events.

    Args:
        recall: Answers from the last fold.
        rules, geography: As the fold has them.
        gone: Ids of events that are no more.
        made: The reach of each event that was made; their wholes are not known yet.
    """

    def __init__(
        self, recall: Recall, rules: Rules, geography: Geography, gone: Collection[str], made: Sequence[Reach]
    ) -> None:
        self._recall, self._rules, self._geography = recall, rules, geography
        self._made = made
        self._out = {*gone, *(reach.event for reach in made)}

    def find(self) -> dict[str, str | None]:
        """Give the whole of each event that was made, and of each other that has got another; None for none."""
        orphans = [each for each in self._recall.parts_of(self._out) if each.event not in self._out]
        by_kin: dict[str, tuple[list[Reach], list[Reach]]] = defaultdict(lambda: ([], []))
        for side, reaches in enumerate((self._made, orphans)):
            for reach in reaches:
                name = kin_name(reach, self._rules)
                if name is not None:
                    by_kin[name][side].append(reach)
        found: dict[str, str | None] = {reach.event: None for reach in (*self._made, *orphans)}
        for frame in self._staged(by_kin):
            by_kin.pop(frame, None)
            everyone = [*self._known(frame, None), *(each for each in self._made if each.extent.frame == frame)]
            found |= self._asked(everyone, everyone)
        for name in sorted(by_kin):
            found |= self._of_kin(name, *by_kin[name])
        return found

    def _staged(self, changed: Collection[str]) -> list[str]:
        """Give the frames of which all are to be asked again: stages of one announcement hang on each other."""
        frames = {frame for frame in self._rules.families.stages if frame in changed}
        frames |= self._rules.families.stages & set(self._recall.gone_frames())
        mine = {each.extent.frame for each in self._made if announces(each.extent)}
        return sorted(frame for frame in frames if frame in mine or self._recall.has_announced(frame))

    def _of_kin(self, name: str, made: Sequence[Reach], orphans: Sequence[Reach]) -> dict[str, str | None]:
        asked = [*made, *orphans]
        found = self._asked(asked, [*self._known(name, self._months(asked)), *made])
        return found | self._drawn(name, made, {each.event for each in asked})

    def _known(self, name: str, months: Collection[int] | None) -> list[Reach]:
        """Give the events of a kin that stay as they were."""
        return [each for each in self._recall.kin(name, months) if each.event not in self._out]

    def _months(self, reaches: Iterable[Reach]) -> set[int]:
        return {month for each in reaches for month in months_of(each.extent, self._rules)}

    def _asked(self, parts: Sequence[Reach], among: Sequence[Reach]) -> dict[str, str | None]:
        """Give the whole of each of these, whatever it was."""
        by_month: dict[int, list[Reach]] = defaultdict(list)
        for each in among:
            if can_hold(each.extent, self._rules):
                for month in months_of(each.extent, self._rules):
                    by_month[month].append(each)
        later = by_stage([each.extent for each in among if self._has_stages(each)], self._rules)
        events = {each.extent.key: each.event for each in among}
        found: dict[str, str | None] = {}
        for part in parts:
            near = {each.event: each for month in months_of(part.extent, self._rules) for each in by_month[month]}
            holding = [each.extent for each in near.values() if self._holds(each, part)]
            closest = closest_of([*holding, *later.get(part.extent.key, ())], self._rules)
            found[part.event] = None if closest is None else events[closest.key]
        return found

    def _has_stages(self, reach: Reach) -> bool:
        return reach.extent.frame in self._rules.families.stages

    def _drawn(self, name: str, made: Sequence[Reach], asked: Collection[str]) -> dict[str, str | None]:
        """Give the parts, among those that stay, that one of the events made holds closer than what held them."""
        wholes = [each for each in made if can_hold(each.extent, self._rules)]
        found: dict[str, str | None] = {}
        for part in self._known(name, self._months(wholes)) if wholes else ():
            holding = [each for each in wholes if part.event not in asked and self._holds(each, part)]
            if not holding:
                continue
            former = [] if part.part_of is None else list(self._recall.reaches([part.part_of]))
            closest = closest_of([each.extent for each in (*former, *holding)], self._rules)
            found.update((part.event, each.event) for each in holding if closest is each.extent)
        return found

    def _holds(self, whole: Reach, part: Reach) -> bool:
        return holds(whole.extent, part.extent, self._rules, self._geography)


def kin_name(reach: Reach, rules: Rules) -> str | None:
    """Give the name of the kin in which an event has its whole and its parts, or None where no side is known."""
    kin = kin_of(reach.extent, rules)
    return None if kin is None else "|".join((kin[0], *sorted(kin[1])))  # of stages: the frame alone
