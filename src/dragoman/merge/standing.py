"""Standing: the record's events as claims come and go, so that one new report costs only its neighbourhood.

Claims go in and out, ``Folded`` comes out, the same that a fold of all claims at once gives, in whatever order they
came. It keeps everything in memory and reads no store.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.merge.assemble import event_id, evidence_key
from dragoman.merge.compare import Comparer
from dragoman.merge.graph import FrameGraph
from dragoman.merge.ground import Ground, Mark, Pair, mark_of, pairs_of
from dragoman.merge.judgements import NOTHING_RULED, rule, set_otherwise
from dragoman.merge.kin import Kin, kin_of
from dragoman.merge.making import Made, Maker
from dragoman.merge.processes import with_processes
from dragoman.merge.sketch import sketch_of
from dragoman.model import Event, Round

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dragoman.merge.judgements import Rulings
    from dragoman.merge.parts import Extent
    from dragoman.merge.replay import Group
    from dragoman.merge.sketch import Key, Sketch
    from dragoman.model import ActiveClaim, Actor, Containment, Judgement, Process


@dataclass(frozen=True, slots=True)
class Folded:
    """What the claims in force amount to.

    Attributes:
        events: Ordered by their anchors.
        rounds: The events that are rounds of talks, in the same order.
        dormant: Ids of judgements that found no claim.
    """

    events: tuple[Event, ...]
    rounds: tuple[Round, ...]
    dormant: tuple[str, ...] = ()


class Standing:
    """The events that the claims so far amount to.

    Args:
        processes: Whose rounds identify talks, for joining only.
        judgements: What people decided; those in force are applied.
        places: What a gazetteer knows of one place inside another, or None.
        shown: The name that titles show, by actor id or party code.
        actors: The dossier's; their offices tell who leads a state and is no delegate.
        grows: Whether claims are added more than once; it takes memory.
    """

    def __init__(
        self,
        *,
        processes: Sequence[Process] = (),
        judgements: Sequence[Judgement] = (),
        places: Containment | None = None,
        shown: Mapping[str, str] | None = None,
        actors: Iterable[Actor] = (),
        grows: bool = True,
    ) -> None:
        self._ids: dict[str, str] = {}
        self._maker = Maker(self._ids, processes=processes, places=places, shown=shown, actors=actors)
        rules, geography = self._maker.rules, self._maker.geography
        self._rules, self._comparer = rules, Comparer(rules, geography)
        self._processes, self._judgements, self._grows = processes, judgements, grows
        self._sketches: dict[str, Sketch] = {}
        self._rulings = NOTHING_RULED
        self._graphs: dict[str, FrameGraph] = {}
        self._kin: dict[tuple[str, frozenset[str]], Kin] = defaultdict(lambda: Kin(rules, geography))
        self._made: dict[Key, Made] = {}
        self._order: list[Key] = []
        self._spots: dict[tuple[object, ...], list[Sketch]] = defaultdict(list)

    def update(self, added: Iterable[ActiveClaim] = (), removed: Iterable[str] = ()) -> Folded:
        """Take claims in and out.

        Args:
            added: Claims of active runs, in any order; each once. One whose id is known takes the former one's place,
                as where its report has got another origin.
            removed: Ids of claims that are no longer in force.

        Returns:
            Every claim that is not rejected, in exactly one event.
        """
        fresh = sorted((sketch_of(active, self._rules) for active in added), key=lambda sketch: sketch.key)
        fresh = with_processes(fresh, self._processes, self._rules)
        out = {*removed, *(sketch.claim.id for sketch in fresh)} & self._sketches.keys()
        renamed = self._take(fresh, out)
        before, self._rulings = self._rulings, self._rule()
        fresh += [self._sketches[claim] for claim in (before.rejected - self._rulings.rejected) & self._sketches.keys()]
        out |= self._rulings.rejected - before.rejected
        gone, made = self._regroup(fresh, out)
        again = renamed | set_otherwise(before, self._rulings)
        self._remake(gone, made, again)
        return self._folded()

    def ground(self) -> Ground:
        """Give what it knows beside the events, as a store keeps it."""
        marks, pairs = list[Mark](), list[Pair]()
        for graph in self._graphs.values():
            sketches = graph.ties.sketches
            marks += [mark_of(sketch, self._ids[claim]) for claim, sketch in sketches.items()]
            pairs += pairs_of(graph.ties.costs, sketches)
        reaches = (made.reach for made in self._made.values())
        return Ground(tuple(marks), tuple(pairs), tuple(reaches), self._rulings)

    def _take(self, fresh: Sequence[Sketch], out: set[str]) -> set[str]:
        """Take the sketches in and out, and give the claims that would now anchor an event of another id."""
        spots = set()
        for claim in out:
            sketch = self._sketches.pop(claim)
            spot = evidence_key(sketch.claim)
            self._spots[spot].remove(sketch)
            spots.add(spot)
            del self._ids[claim]
        for sketch in fresh:
            self._sketches[sketch.claim.id] = sketch
            spot = evidence_key(sketch.claim)
            insort(self._spots[spot], sketch, key=lambda each: each.key)
            spots.add(spot)
        renamed = set()
        for spot in spots:
            for ordinal, sketch in enumerate(self._spots[spot]):
                name = event_id(spot, ordinal)
                if self._ids.get(sketch.claim.id, name) != name:
                    renamed.add(sketch.claim.id)
                self._ids[sketch.claim.id] = name
        return renamed

    def _rule(self) -> Rulings:
        if not self._judgements:
            return self._rulings
        return rule(self._judgements, sorted(self._sketches.values(), key=lambda sketch: sketch.key))

    def _regroup(self, fresh: Sequence[Sketch], out: set[str]) -> tuple[list[Group], list[Group]]:
        by_frame: dict[str, list[Sketch]] = defaultdict(list)
        for sketch in sorted(fresh, key=lambda sketch: sketch.key):
            if sketch.claim.id not in self._rulings.rejected:
                by_frame[sketch.claim.frame].append(sketch)
        gone: list[Group] = []
        made: list[Group] = []
        for frame in sorted(by_frame.keys() | self._graphs.keys()):
            if frame not in self._graphs:
                self._graphs[frame] = FrameGraph(self._comparer.for_frame(), self._rules, grows=self._grows)
            changed = self._graphs[frame].update(by_frame[frame], out, self._rulings.must, self._rulings.cannot)
            gone += changed.gone
            made += changed.made
        return gone, made

    def _remake(self, gone: Sequence[Group], made: list[Group], again: set[str]) -> None:
        """Make the events of new groups, and again those of whose claims people or ids say something else."""
        new = {group[0].key for group in made}
        for claim in sorted(again & self._sketches.keys()):
            graph = self._graphs.get(self._sketches[claim].claim.frame)  # none where all of the frame are rejected
            home = None if graph is None else graph.home(claim)
            if home is not None and home[0].key not in new:
                new.add(home[0].key)
                made.append(home)
        out = [self._made.pop(key) for key in {group[0].key for group in gone} | (new & self._made.keys())]
        for group in made:
            self._made[group[0].key] = self._maker.make(group, self._rulings.settings)
        self._order = sorted([key for key in self._order if key in self._made and key not in new] + sorted(new))
        self._find_wholes([each.extent for each in out], [self._made[key].extent for key in sorted(new)])

    def _find_wholes(self, gone: Sequence[Extent], made: Sequence[Extent]) -> None:
        """Point each part at its whole; its claims stay its own, so a whole's counts exclude them."""
        changed: dict[tuple[str, frozenset[str]], tuple[list[Extent], list[Extent]]] = defaultdict(lambda: ([], []))
        for side, extents in enumerate((gone, made)):
            for extent in extents:
                kin = kin_of(extent, self._rules)
                if kin is not None:
                    changed[kin][side].append(extent)
        for kin, (former, later) in changed.items():
            for key, whole in self._kin[kin].update(former, later).items():
                self._point(key, whole)
            self._renew(self._kin[kin], former, later)

    def _renew(self, kin: Kin, former: Sequence[Extent], later: Sequence[Extent]) -> None:
        """Point the parts of a whole that was made again at its id, which may be another."""
        keys = {extent.key for extent in (*former, *later)}
        for part in kin.parts_of(keys):
            self._point(part, kin.whole_of(part))

    def _point(self, key: Key, whole: Key | None) -> None:
        made = self._made[key]
        part_of = None if whole is None else self._made[whole].event.id
        if made.event.part_of != part_of:
            self._made[key] = made._replace(event=replace(made.event, part_of=part_of))

    def _folded(self) -> Folded:
        made = [self._made[key] for key in self._order]
        rounds = tuple(each.round for each in made if each.round is not None)
        return Folded(tuple(each.event for each in made), rounds, self._rulings.dormant)
