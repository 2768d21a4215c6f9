"""The fold: from the claims in force to the record's events and rounds.

Claims, processes and judgements come in, in any order; ``Folded`` goes out, always the same for the same input. It
is a pure function: it reads its rules from the wheel, and neither a store, nor a clock, nor a network.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.merge.assemble import Workshop, anchor_ids, assemble
from dragoman.merge.block import iter_candidates
from dragoman.merge.cells import gather
from dragoman.merge.cluster import Verdicts, cluster
from dragoman.merge.compare import Comparer
from dragoman.merge.geography import Geography
from dragoman.merge.judgements import rule
from dragoman.merge.offices import Offices
from dragoman.merge.parts import extent_of, find_wholes
from dragoman.merge.processes import with_processes
from dragoman.merge.rounds import Table, round_of
from dragoman.merge.rules import load_rules
from dragoman.merge.sketch import ordinals, sketch_of
from dragoman.merge.titles import load_titles
from dragoman.model import Event, Round

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dragoman.merge.cells import Facts
    from dragoman.merge.judgements import Pair, Rulings, Setting
    from dragoman.merge.rules import Rules
    from dragoman.merge.sketch import Sketch
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


def fold(
    claims: Iterable[ActiveClaim],
    *,
    processes: Sequence[Process] = (),
    judgements: Sequence[Judgement] = (),
    places: Containment | None = None,
    shown: Mapping[str, str] | None = None,
    actors: Iterable[Actor] = (),
) -> Folded:
    """Fold claims into events.

    Args:
        claims: Of active runs, in any order; each once.
        processes: Whose rounds identify talks, for joining only.
        judgements: What people decided; those in force are applied.
        places: What a gazetteer knows of one place inside another, or None.
        shown: The name that titles show, by actor id or party code.
        actors: The dossier's; their offices tell who leads a state and is no delegate.

    Returns:
        Every claim that is not rejected, in exactly one event.
    """
    rules = load_rules()
    geography = Geography(rules, places)
    sketches = sorted((sketch_of(active, rules) for active in claims), key=lambda sketch: sketch.key)
    sketches = with_processes(sketches, processes, rules)
    rulings = rule(judgements, sketches)
    kept = [sketch for sketch in sketches if sketch.claim.id not in rulings.rejected]
    facts = [gather(members, rules, geography) for members in _clusters(kept, rulings, rules, geography)]
    parties = {process.id: process.parties for process in processes}
    shop = Workshop(rules, geography, load_titles(), shown or {}, anchor_ids(sketches), parties)
    events = _with_wholes([assemble(each, _settings(each, rulings), shop) for each in facts], facts, shop)
    table = Table(rules, Offices(actors, rules), parties, shown or {})
    rounds = (round_of(event, each, table) for event, each in zip(events, facts, strict=True))
    return Folded(tuple(events), tuple(each for each in rounds if each is not None), rulings.dormant)


def _clusters(sketches: Sequence[Sketch], rulings: Rulings, rules: Rules, geography: Geography) -> list[list[Sketch]]:
    """Group the claims into events, frame by frame, ordered by their anchors."""
    by_frame: dict[str, list[Sketch]] = defaultdict(list)
    for sketch in sketches:
        by_frame[sketch.claim.frame].append(sketch)
    found: list[list[Sketch]] = []
    for frame in sorted(by_frame):
        own = by_frame[frame]
        candidates = iter_candidates(own, rules)
        groups = cluster(own, candidates, Comparer(rules, geography), rules, _verdicts(own, rulings))
        found += [[own[index] for index in group] for group in groups]
    return sorted(found, key=lambda members: members[0].key)


def _verdicts(sketches: Sequence[Sketch], rulings: Rulings) -> Verdicts:
    """Give the rulings on pairs of this frame, as indices; a pair of two frames is never one event."""
    index = {sketch.claim.id: place for place, sketch in enumerate(sketches)}

    def inside(pairs: Iterable[Pair]) -> frozenset[tuple[int, int]]:
        both = [(index[one], index[two]) for one, two in pairs if one in index and two in index]
        return frozenset((min(pair), max(pair)) for pair in both)

    return Verdicts(inside(rulings.must), inside(rulings.cannot), _identities(sketches))


def _identities(sketches: Sequence[Sketch]) -> tuple[tuple[int, ...], ...]:
    """Give the claims of each round of a known process: one event, whatever else they say."""
    rounds: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, sketch in enumerate(sketches):
        if sketch.process is not None and sketch.process[1] is not None:
            rounds[(sketch.process[0], sketch.process[1])].append(index)
    return tuple(tuple(claims) for claims in rounds.values() if len(claims) > 1)


def _settings(facts: Facts, rulings: Rulings) -> list[Setting]:
    ids = {member.claim.id for member in facts.members}
    return [setting for setting in rulings.settings if setting.claim in ids]


def _with_wholes(events: Sequence[Event], facts: Sequence[Facts], shop: Workshop) -> list[Event]:
    """Point each part at its whole; its claims stay its own, so a whole's counts exclude them."""
    extents = [
        extent_of(place, each, event.mode, None if event.occurred is None else ordinals(event.occurred))
        for place, (event, each) in enumerate(zip(events, facts, strict=True))
    ]
    wholes = find_wholes(extents, shop.rules, shop.geography)
    return [
        replace(event, part_of=events[wholes[place]].id) if place in wholes else event
        for place, event in enumerate(events)
    ]
