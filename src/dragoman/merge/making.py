"""Making: a group of claims becomes the event that it is, with its round and its extent.

Sketches in canonical order and what people set come in, ``Made`` goes out. Whether it is a part of another event is
told later, when all are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.merge.assemble import Workshop, assemble
from dragoman.merge.cells import gather
from dragoman.merge.geography import Geography
from dragoman.merge.ground import Reach
from dragoman.merge.offices import Offices
from dragoman.merge.parts import extent_of
from dragoman.merge.rounds import Table, round_of
from dragoman.merge.rules import load_rules
from dragoman.merge.sketch import ordinals
from dragoman.merge.titles import load_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dragoman.merge.judgements import Setting
    from dragoman.merge.parts import Extent
    from dragoman.merge.replay import Group
    from dragoman.model import Actor, Containment, Event, Process, Round


class Made(NamedTuple):
    """One group of claims as the event that it is, before it has a whole; ``until`` as in ``ground.Reach``."""

    event: Event
    round: Round | None
    extent: Extent
    until: float

    @property
    def reach(self) -> Reach:
        """How its wholes and parts find it."""
        return Reach(self.event.id, self.extent, self.event.part_of, self.until)


class Maker:
    """Makes events under the rules of the wheel and what the dossier knows.

    Args:
        ids: The event id that each claim gives as an anchor, by claim id; it may grow later.
        processes: Whose rounds identify talks, for joining only.
        places: What a gazetteer knows of one place inside another, or None.
        shown: The name that titles show, by actor id or party code.
        actors: The dossier's; their offices tell who leads a state and is no delegate.
    """

    def __init__(
        self,
        ids: Mapping[str, str],
        *,
        processes: Sequence[Process] = (),
        places: Containment | None = None,
        shown: Mapping[str, str] | None = None,
        actors: Iterable[Actor] = (),
    ) -> None:
        self.rules, self.processes = load_rules(), processes
        self.geography = Geography(self.rules, places)
        parties = {process.id: process.parties for process in processes}
        self._shop = Workshop(self.rules, self.geography, load_titles(), shown or {}, ids, parties)
        self._table = Table(self.rules, Offices(actors, self.rules), parties, shown or {})

    def make(self, group: Group, settings: Sequence[Setting]) -> Made:
        """Make the event of a group.

        Args:
            group: Its claims, in canonical order.
            settings: Of any claims; those of others are passed over.
        """
        facts = gather(group, self.rules, self.geography)
        event = assemble(facts, _of(group, settings), self._shop)
        span = None if event.occurred is None else ordinals(event.occurred)
        extent = extent_of(group[0].key, facts, event.mode, span)
        return Made(event, round_of(event, facts, self._table), extent, group[-1].key[0])


def _of(group: Group, settings: Sequence[Setting]) -> list[Setting]:
    if not settings:
        return []
    ids = {member.claim.id for member in group}
    return [setting for setting in settings if setting.claim in ids]
