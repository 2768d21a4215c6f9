"""Processes: which round of which peace process a claim of talks can be, for joining only.

Sketches and the dossier's processes come in, sketches with their process go out. A round's days and places in the
dossier identify it; they are never shown as its date or venue, and nothing is added to the claim.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from dragoman.merge.names import words_of
from dragoman.merge.sketch import ROUND
from dragoman.model import Precision, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.merge.rules import RoundRules, Rules
    from dragoman.merge.sketch import Sketch
    from dragoman.model import Process, ProcessRound

_TOLD_AS_FACT = frozenset({Status.OCCURRED, Status.ONGOING})
_SETTLED = frozenset({Precision.EXACT, Precision.SETTLEMENT})


class _Fit(NamedTuple):
    """How well a claim fits a process; greater is better, and the latest process wins among equals."""

    numbered: bool
    points: int
    start: int
    process: str
    number: int | None


def with_processes(sketches: Iterable[Sketch], processes: Sequence[Process], rules: Rules) -> list[Sketch]:
    """Give the sketches, those that speak of a round of a known process with its identity."""
    found = ((sketch, _find(sketch, processes, rules)) for sketch in sketches)
    return [replace(sketch, process=process) if process else sketch for sketch, process in found]


def _find(sketch: Sketch, processes: Sequence[Process], rules: Rules) -> tuple[str, int | None] | None:
    if sketch.frame not in rules.families.rounds or sketch.mode not in rules.modes.rounds:
        return None
    fits = [fit for process in processes if (fit := _fit(sketch, process, rules.rounds)) is not None]
    best = max(fits, default=None)
    return None if best is None else (best.process, best.number)


def _fit(sketch: Sketch, process: Process, rules: RoundRules) -> _Fit | None:
    """Weigh a claim against a process, or give None where something rules it out or too little speaks for it.

    A point each for: one of the process's parties (two for both) or delegations without a name, the ordinal, the
    round's days, and a place of the process; where nobody is named, for a report whose title names the process.
    """
    both = len(sketch.known_sides) > 1
    if not _parties_fit(sketch, process) or not _has_begun(sketch, process):
        return None
    placed = _is_placed(sketch, process)
    elsewhere = placed is False and sketch.round is None and not _is_next(sketch, rules)
    if elsewhere or not _are_delegations(sketch, rules):
        return _Fit(numbered=False, points=2, start=_start(process), process=process.id, number=None) if both else None
    number = _number(sketch, process, rules)
    if sketch.round is not None and number is None:
        return None
    sides = 2 if both else 1 if sketch.known_sides or sketch.unnamed else 0
    points = sides + (sketch.round is not None) + (placed is True) + (not sides and _is_titled(sketch, process))
    points += number is not None and (sketch.round is None or _is_on_its_days(sketch, process, number))
    one = len(sketch.known_sides) == 1 and sketch.round is None
    enough = points >= (rules.enough_one_side if one else rules.enough)
    if not enough and not both:
        return None
    known = number if enough else None
    return _Fit(known is not None, points, _start(process), process.id, known)


def _parties_fit(sketch: Sketch, process: Process) -> bool:
    """Say whether no third party takes part; beside both parties and the ordinal it is a host."""
    parties = frozenset(process.parties)
    return sketch.known_sides <= parties or (sketch.round is not None and parties <= sketch.known_sides)


def _are_delegations(sketch: Sketch, rules: RoundRules) -> bool:
    """Say whether those who take part can be delegations, and not persons or a kind of people that meet otherwise."""
    if sketch.round is None and sketch.mode != ROUND:
        words = {word for evidence in sketch.claim.evidence for word in words_of(evidence.quote)}
        if sketch.persons or not words.isdisjoint(rules.summits):
            return False
    return all(not rules.delegations.isdisjoint(words) and rules.others.isdisjoint(words) for words in sketch.unnamed)


def _is_next(sketch: Sketch, rules: RoundRules) -> bool:
    """Say whether it is the next round, wherever that is to be: a new venue is a new value of the same round."""
    return sketch.to_come and sketch.mode == ROUND and not sketch.words.isdisjoint(rules.again)


def _is_titled(sketch: Sketch, process: Process) -> bool:
    """Say whether the report's title names the process; no evidence of anything, but it tells what "the talks" are."""
    title = _spaced(sketch.active.document.title or "")
    return any(_spaced(name) in title for name in process.names)


def _spaced(text: str) -> str:
    return f" {' '.join(words_of(text))} "


def _has_begun(sketch: Sketch, process: Process) -> bool:
    latest = sketch.span[1] if sketch.span is not None else sketch.published
    return process.start is None or latest is None or process.start.toordinal() <= latest


def _start(process: Process) -> int:
    return 0 if process.start is None else process.start.toordinal()


def _is_placed(sketch: Sketch, process: Process) -> bool | None:
    """Say whether the claim's place is one of the process's; None where either says nothing or only a country."""
    known = {place.place_id for place in sketch.places if place.place_id is not None and place.precision in _SETTLED}
    if not known or not process.places:
        return None
    return not known.isdisjoint(process.places)


def _number(sketch: Sketch, process: Process, rules: RoundRules) -> int | None:
    """Give the number in the words, if its days can be; else that of the one round that the claim's days allow."""
    if sketch.round is not None:
        known = next((each for each in process.rounds if each.number == sketch.round), None)
        return sketch.round if known is None or _days_off(sketch, known) <= rules.far_days else None
    if sketch.span is None:
        return _undated(sketch, process, rules)
    meeting = [each.number for each in process.rounds if _meets(sketch.span, each)]
    if meeting or not sketch.to_come or sketch.published is None:
        return meeting[0] if len(meeting) == 1 else None
    return _next(process, sketch.published, after=True)


def _undated(sketch: Sketch, process: Process, rules: RoundRules) -> int | None:
    """Give the round that an undated claim means by its report's day: the next, or the one just held.

    Talks without a kind, a place or a name are the negotiations as a whole.
    """
    if sketch.published is None or (sketch.mode is None and not sketch.places):
        return None
    if sketch.to_come:
        return _next(process, sketch.published, after=bool(sketch.words & rules.again))
    if sketch.status not in _TOLD_AS_FACT:
        return None
    day = (float(sketch.published), sketch.published + 1.0)
    meeting = [each.number for each in process.rounds if _meets(day, each)]
    return meeting[0] if meeting else None


def _next(process: Process, day: int, *, after: bool) -> int | None:
    """Give the first round that is not over by a day; that of the day itself does not count with ``after``.

    What lies beyond the last round that the dossier knows has no number: two reports may mean two rounds.
    """
    known = ((each.number, *each.around) for each in process.rounds if each.around is not None)
    return next((number for number, first, last in sorted(known) if day < (first if after else last).toordinal()), None)


def _is_on_its_days(sketch: Sketch, process: Process, number: int) -> bool:
    span = sketch.span
    return span is not None and any(each.number == number and _meets(span, each) for each in process.rounds)


def _meets(span: tuple[float, float], found: ProcessRound) -> bool:
    if found.around is None:
        return False
    first, last = found.around
    return span[0] < last.toordinal() + 1 and first.toordinal() < span[1]


def _days_off(sketch: Sketch, found: ProcessRound) -> float:
    """Give how many days lie between the claim's own days and the round's; none where either is unknown."""
    if found.around is None or sketch.span is None:
        return 0.0
    first, last = (end.toordinal() for end in found.around)
    return max(0.0, sketch.span[0] - last - 1, first - sketch.span[1])
