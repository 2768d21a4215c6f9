"""Patch: what a change of the claims changes of the events, and no more.

Claims that come and a ``Recall`` of the last fold, which knows those that go, come in; ``Patch`` goes out. With it the
fold on record is the one that all claims of today give at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dragoman.merge.assemble import event_id, evidence_key
from dragoman.merge.compare import Comparer
from dragoman.merge.graph import round_of_process
from dragoman.merge.ground import Ground, mark_of
from dragoman.merge.judgements import rule, set_otherwise
from dragoman.merge.making import Made, Maker
from dragoman.merge.processes import with_processes
from dragoman.merge.recall import Remembered
from dragoman.merge.region import Region
from dragoman.merge.sketch import sketch_of
from dragoman.merge.wholes import Wholes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from dragoman.merge.ground import Pair
    from dragoman.merge.judgements import Pair as Link
    from dragoman.merge.judgements import Rulings
    from dragoman.merge.recall import Recall
    from dragoman.merge.replay import Group
    from dragoman.merge.sketch import Sketch
    from dragoman.model import ActiveClaim, Judgement


@dataclass(frozen=True, slots=True)
class Patch:
    """What is to be put in place of what is on record.

    Attributes:
        gone: Ids of the events that are no more, and of those that were made again.
        made: The events that take their place, in canonical order, each with its whole.
        moved: The whole that other events have now, by their ids; None for none.
        ground: Of the events that were made, and the pairs that are new.
        gone_claims: Ids of the claims that are no more, or came again.
    """

    gone: frozenset[str]
    made: tuple[Made, ...]
    moved: Mapping[str, str | None]
    ground: Ground
    gone_claims: frozenset[str]


class Anchors(Remembered[str]):
    """The event that each claim would anchor: as kept, or found anew where all claims of a report are at hand.

    Args:
        recall: Answers from the last fold.
    """

    def __init__(self, recall: Recall) -> None:
        super().__init__(lambda claim: next((mark.anchor for mark in recall.marks([claim])), None))

    def take(self, sketches: Iterable[Sketch]) -> None:
        """Find the anchors of these claims anew: all claims of each of their reports are among them."""
        spots: dict[tuple[str, str, int, int], list[Sketch]] = defaultdict(list)
        for sketch in sorted(sketches, key=lambda each: each.key):
            spots[evidence_key(sketch.claim)].append(sketch)
        for spot, there in spots.items():
            self.update({each.claim.id: event_id(spot, ordinal) for ordinal, each in enumerate(there)})


class Patching:
    """One change of the fold on record.

    Args:
        recall: Answers from the last fold.
        before: What judgements said at the last fold.
        known: What ``Maker`` takes of the dossier, by name.

    Attributes:
        rules: Those that it is made by.
    """

    def __init__(self, recall: Recall, before: Rulings, **known: Any) -> None:
        self._recall, self._before = recall, before
        self._ids = Anchors(recall)
        self._maker = Maker(self._ids, **known)
        self.rules = self._maker.rules
        self._comparer = Comparer(self.rules, self._maker.geography)
        self._book: dict[str, Sketch] = {}
        self._gone: frozenset[str] = frozenset()
        self._fresh: dict[str, Sketch] = {}
        self._rulings = before
        self._pairs: list[Pair] = []

    def run(self, added: Iterable[ActiveClaim], judgements: Sequence[Judgement]) -> Patch:
        """Take claims in.

        Args:
            added: All claims of the reports of which something changed, rejected ones too, in any order.
            judgements: All that count, of today.
        """
        came = {active.claim.id: active for active in added}
        judged = {active.claim.id: active for active in self._recall.judged(judgements)} | came
        self._book = {sketch.claim.id: sketch for sketch in self._sketched(judged.values())}
        self._ids.take(self._book.values())
        self._rulings = rule(judgements, sorted(self._book.values(), key=lambda each: each.key))
        rejected, back = self._rulings.rejected, self._before.rejected - self._rulings.rejected
        fresh = (self._book[claim] for claim in (came.keys() | back) & self._book.keys() if claim not in rejected)
        self._fresh = {each.claim.id: each for each in sorted(fresh, key=lambda each: each.key)}
        out = rejected - self._before.rejected
        self._gone = frozenset(self._recall.gone()) | rejected
        broken = {**self._recall.broken(), **self._recall.groups(sorted(out))}
        groups = self._regroup(self._touched(broken, out))
        return self._patch(groups, broken)

    def _sketched(self, actives: Iterable[ActiveClaim]) -> list[Sketch]:
        sketches = (sketch_of(active, self.rules) for active in actives)
        return with_processes(sketches, self._maker.processes, self.rules)

    def _load(self, ids: Collection[str]) -> dict[str, Sketch]:
        missing = [claim for claim in ids if claim not in self._book]
        for sketch in self._sketched(self._recall.claims(missing)) if missing else ():
            self._book[sketch.claim.id] = sketch
        return {claim: self._book[claim] for claim in ids if claim in self._book}

    def _touched(self, broken: Mapping[str, Sequence[str]], out: Collection[str]) -> set[str]:
        """Give the claims on record that stay, and that the change may bring into another event."""
        touched = {claim for members in broken.values() for claim in members}
        touched |= {*self._recall.beside_gone(), *set_otherwise(self._before, self._rulings)}
        touched |= {claim for pair in self._recall.likely(sorted(out)) for claim in (pair.first, pair.second)}
        for claim in out & self._book.keys():
            number = round_of_process(self._book[claim])
            touched |= set() if number is None else set(self._recall.of_round(*number))
        before, after = self._before, self._rulings
        touched |= {claim for link in (before.must ^ after.must) | (before.cannot ^ after.cannot) for claim in link}
        return touched - self._gone - self._fresh.keys()

    def _regroup(self, touched: set[str]) -> list[Group]:
        """Group again what the change touches, frame by frame."""
        stay: dict[str, set[str]] = defaultdict(set)
        for claim, sketch in self._load(sorted(touched)).items():
            stay[sketch.frame].add(claim)
        groups: list[Group] = []
        for frame in sorted(stay.keys() | {each.frame for each in self._fresh.values()}):
            region = Region(self._recall, self._load, self._gone, self._comparer.for_frame(), self.rules)
            region.rule(self._links(self._rulings.must, frame), self._links(self._rulings.cannot, frame))
            start = region.add(each for each in self._fresh.values() if each.frame == frame) | stay[frame]
            groups += region.regroup(start)
            self._pairs += region.pairs
        return groups

    def _links(self, links: Iterable[Link], frame: str) -> set[Link]:
        """Give the links between claims of one frame that are in an event."""
        return {
            link
            for link in links
            if all(claim in self._fresh or claim not in self._gone for claim in link)
            and all(each.frame == frame for each in self._load(link).values())
        }

    def _patch(self, groups: Sequence[Group], broken: Mapping[str, Sequence[str]]) -> Patch:
        former = dict(self._recall.groups([each.claim.id for group in groups for each in group])) | dict(broken)
        again = self._fresh.keys() | set_otherwise(self._before, self._rulings)
        same = {tuple(members) for members in former.values() if again.isdisjoint(members)} - {
            tuple(members) for members in broken.values()
        }
        new = [group for group in groups if tuple(each.claim.id for each in group) not in same]
        kept = {tuple(each.claim.id for each in group) for group in groups} & same
        gone = {event for event, members in former.items() if tuple(members) not in kept}
        made = sorted((self._maker.make(group, self._rulings.settings) for group in new), key=lambda m: m.extent.key)
        reaches = [each.reach for each in made]
        wholes = Wholes(self._recall, self.rules, self._maker.geography, gone, reaches).find()
        return Patch(
            gone=frozenset(gone),
            made=tuple(each._replace(event=replace(each.event, part_of=wholes[each.event.id])) for each in made),
            moved={event: whole for event, whole in wholes.items() if event not in {each.event for each in reaches}},
            ground=Ground(
                tuple(mark_of(sketch, self._ids[claim]) for claim, sketch in self._fresh.items()),
                tuple(self._pairs),
                tuple(reach._replace(part_of=wholes[reach.event]) for reach in reaches),
                self._rulings,
            ),
            gone_claims=self._gone,
        )
