"""Processes: which round of which peace process a claim of talks can be, for joining only.

Sketches and the dossier's processes come in, sketches with their process go out. A round's days in the dossier
identify it; they are never shown as its date, and nothing is added to the claim.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.merge.sketch import with_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.merge.rules import Rules
    from dragoman.merge.sketch import Sketch
    from dragoman.model import Process, ProcessRound


def with_processes(sketches: Iterable[Sketch], processes: Sequence[Process], rules: Rules) -> list[Sketch]:
    """Give the sketches, those that speak of a round of a known process with its identity."""
    ordered = sorted(processes, key=lambda process: process.id)
    found = ((sketch, _find(sketch, ordered, rules)) for sketch in sketches)
    return [with_facts(replace(sketch, process=process)) if process else sketch for sketch, process in found]


def _find(sketch: Sketch, processes: Sequence[Process], rules: Rules) -> tuple[str, int | None] | None:
    if sketch.claim.frame not in rules.families.rounds or sketch.claim.mode not in rules.modes.rounds:
        return None
    fitting = [process for process in processes if _fits(sketch, process)]
    if not fitting:
        return None
    process = max(fitting, key=lambda each: (each.start.toordinal() if each.start else 0, each.id))
    return (process.id, _number(sketch, process))


def _fits(sketch: Sketch, process: Process) -> bool:
    """Say whether the parties are the process's and it had begun; one party is enough for a numbered round."""
    parties = frozenset(process.parties)
    enough = len(sketch.sides) > 1 or (len(sketch.sides) == 1 and sketch.claim.round is not None)
    if not enough or not sketch.sides <= parties:
        return False
    latest = sketch.span[1] if sketch.span is not None else sketch.published
    return process.start is None or latest is None or process.start.toordinal() <= latest


def _number(sketch: Sketch, process: Process) -> int | None:
    """Give the number in the words, else that of the only round whose days meet the claim's.

    A claim dated to a month is the round of that month only where the month has one.
    """
    if sketch.claim.round is not None:
        return sketch.claim.round
    if sketch.span is None:
        return None
    meeting = [each.number for each in process.rounds if _meets(sketch.span, each)]
    return meeting[0] if len(meeting) == 1 else None


def _meets(span: tuple[float, float], found: ProcessRound) -> bool:
    if found.around is None:
        return False
    first, last = found.around
    return span[0] < last.toordinal() + 1 and first.toordinal() < span[1]
