"""Best values: which of several reported values of one field is shown. Never an average, never a new value.

Values with their supports come in, one of them goes out, by the same rules every time: a value that its own voice
has replaced yields; what happened outranks what was planned; specific outranks vague; more origins outrank fewer; an
original outranks its copies; later outranks earlier; and an order of the values themselves settles the rest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from dragoman.merge.counts import Support, origins_of, share_voice
from dragoman.merge.identity import SHORT_DAYS
from dragoman.model import Status
from dragoman.values import Granularity

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from dragoman.merge.rules import NameRules
    from dragoman.merge.sketch import Sketch
    from dragoman.values import Interval

T = TypeVar("T")
_DENIES = frozenset({Status.DENIED})
_FINE = Granularity.DAY.rank
_DAY_S = 86400
_MOMENT_S = 60
_TO_COME = frozenset({Status.PLANNED, Status.PROPOSED})
_NO_FACT = _TO_COME | {Status.CANCELLED, Status.NOT_OCCURRED}


@dataclass(frozen=True, slots=True)
class Valued(Generic[T]):
    """One value with the claims that carry it, in order of publication."""

    value: T
    supports: tuple[Support, ...]

    @property
    def first(self) -> float:
        """When it was first published, as a UTC timestamp; infinity where unknown."""
        return self.supports[0].sketch.key[0]

    @property
    def last(self) -> float:
        """When it was last published; minus infinity where unknown."""
        return max(published_at(support.sketch) for support in self.supports)

    @property
    def origins(self) -> int:
        """How many independent origins carry it."""
        return len(origins_of(self.supports))

    @property
    def first_hand(self) -> bool:
        """Whether a report carries it that is its own origin, and not copies alone."""
        return any(support.sketch.active.origin == support.sketch.document for support in self.supports)

    @property
    def only_planned(self) -> bool:
        """Whether every claim that carries it speaks of what is to come."""
        return only_planned(self.supports)


def only_planned(supports: Iterable[Support]) -> bool:
    """Say whether every claim speaks of what is to come, or of what was to come and did not."""
    return all(support.sketch.claim.status in _NO_FACT for support in supports)


def published_at(sketch: Sketch) -> float:
    """Give the publication as a UTC timestamp; minus infinity where unknown, so that it is never the latest."""
    return -math.inf if math.isinf(sketch.key[0]) else sketch.key[0]


def group_values(pairs: Iterable[tuple[T, Support]], key: Callable[[T], Hashable]) -> list[Valued[T]]:
    """Group equal values, in order of first publication; the first wording of a value is kept."""
    pairs = list(pairs)
    if len(pairs) == 1:
        return [Valued(pairs[0][0], (pairs[0][1],))]
    grouped: dict[Hashable, tuple[T, list[Support]]] = {}
    for value, support in sorted(pairs, key=lambda pair: pair[1].sketch.key):
        grouped.setdefault(key(value), (value, []))[1].append(support)
    return [Valued(value, tuple(supports)) for value, supports in grouped.values()]


def superseded(values: Sequence[Valued[T]], apart: Callable[[T, T], bool], rules: NameRules) -> set[int]:
    """Give the indices of values whose every voice has later given another that cannot stand beside it."""
    gone: set[int] = set()
    for index, old in enumerate(values):
        for other, new in enumerate(values):
            later = new.last > old.last
            if index != other and later and apart(old.value, new.value) and _all_moved(old, new, rules):
                gone.add(index)
    return gone


def latest_status(members: Sequence[Sketch]) -> Status:
    """Give the status in the latest report that does not deny the event; denied only if every report denies it.

    What a report dates to a day of the past is no plan any more, whatever a slow report prints after it, and does not
    go on.

    Source: DESIGN section 1 "Status and life". Within one report a main point outranks one in passing.
    """
    standing = [member for member in members if member.claim.status not in _DENIES] or list(members)
    if any(member.claim.status is Status.OCCURRED and member.fine for member in standing):
        standing = [member for member in standing if member.claim.status not in _TO_COME and not _is_over(member)]
    last = max(standing, key=lambda member: (published_at(member), member.claim.salience == "main", member.key))
    return last.claim.status


def _is_over(member: Sketch) -> bool:
    """Say whether a report tells as going on what it dates to days before its own."""
    if member.claim.status is not Status.ONGOING or not member.fine or member.span is None or member.published is None:
        return False
    return member.span[1] <= member.published


def best_time(times: Sequence[Valued[Interval]], rules: NameRules, *, lasting: bool = False) -> Interval | None:
    """Give the time that is shown.

    Of times to the day or finer the one that most origins allow wins, then the finer: an hour on the day that all
    name, and not the hour of another day. Wider times yield to those, and among themselves to the finer.

    Args:
        times: Each with the claims that give it.
        rules: For the names of voices.
        lasting: Whether it lasts, as talks do: a bare clock time is then its beginning or end, and not its time.
    """
    if not times:
        return None
    gone = superseded(times, lambda one, two: not one.overlaps(two), rules)

    def order(index: int) -> tuple[bool, bool, int, bool, int, int, float, bool, float, str]:
        valued = times[index]
        allowing = [other for other in times if other.value.overlaps(valued.value)]
        allowed = len(origins_of([support for other in allowing for support in other.supports]))
        rank = valued.value.granularity.rank
        return (
            index in gone,
            valued.only_planned and any(_contradicts(each, valued) for each in times),
            _FINE if is_fine(valued.value) else max(rank, _FINE + 1),
            lasting and valued.value.length.total_seconds() <= _MOMENT_S,
            -allowed,
            rank,
            valued.value.length.total_seconds(),
            not valued.first_hand,
            -valued.last,
            valued.value.start.isoformat(),
        )

    return times[min(range(len(times)), key=order)].value


def _contradicts(fact: Valued[Interval], plan: Valued[Interval]) -> bool:
    return not fact.only_planned and not fact.value.overlaps(plan.value)


def is_fine(time: Interval) -> bool:
    """Say whether a time is given to the day or finer and is no longer than one happening."""
    return time.granularity.rank <= _FINE and time.length.total_seconds() <= SHORT_DAYS * _DAY_S


def _all_moved(old: Valued[T], new: Valued[T], rules: NameRules) -> bool:
    return all(share_voice((support,), new.supports, rules) for support in old.supports)
