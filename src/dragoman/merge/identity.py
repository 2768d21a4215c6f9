"""Identity and time of two claims: what exact facts make them one, and how their days stand to each other.

Two sketches come in, a yes, a no or the name of a level goes out. It weighs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.merge.sketch import ROUND

if TYPE_CHECKING:
    from dragoman.merge.rules import Rules
    from dragoman.merge.sketch import Sketch

SHORT_DAYS = 4.0
"""Up to this length a dated stretch is one happening with its days. Source: the longest exchanges told as one in
gold train last three days."""

SLIP_DAYS = 1.0
"""How far a weekday slips that is resolved against a copy's day instead of the original's: zones differ by a day."""

RECENT_DAYS = 14.0
"""An undated past event is mostly of the fortnight before its report. Source: gold train, dated claims of status
occurred."""


def identified(a: Sketch, b: Sketch) -> bool:
    """Say whether exact facts make the two one: round of the process, ordinal with sides, or name with sides."""
    if a.process is not None and b.process is not None and None not in (a.process[1], b.process[1]):
        return a.process == b.process
    shared = bool(a.known_sides & b.known_sides)
    if a.round is not None and b.round is not None:
        return a.round == b.round and shared and (a.sides <= b.sides or b.sides <= a.sides)
    return bool(a.name) and a.name == b.name and shared


def may_move(a: Sketch, b: Sketch, rules: Rules) -> bool:
    """Say whether two dates may be one event's: it is identified, retold, or both foresee the one next round."""
    if identified(a, b) or _is_slip(a, b):
        return True
    if not both_rounds(a, b, rules) or not (a.to_come and b.to_come) or a.published is None:
        return False
    return b.published is not None and abs(a.published - b.published) <= rules.window_days


def _is_slip(a: Sketch, b: Sketch) -> bool:
    """Say whether one report retells the other's words and took the weekday from its own day: all else is the same."""
    if a.active.origin != b.active.origin or a.document == b.document or a.span is None or b.span is None:
        return False
    near = a.fine and b.fine and abs(a.span[0] - b.span[0]) <= SLIP_DAYS
    same = (a.status, a.mode, a.sides, a.persons, a.scene) == (b.status, b.mode, b.sides, b.persons, b.scene)
    return near and same and bool(a.places) and bool(a.sides) and a.readings == b.readings


def came_about(a: Sketch, b: Sketch, rules: Rules) -> bool:
    """Say whether what one foresees is what the other reports: for the same day, or as the parties' next round."""
    return (a.fine and b.fine) or both_rounds(a, b, rules)


def both_rounds(a: Sketch, b: Sketch, rules: Rules) -> bool:
    """Say whether both speak of a round between the same two parties or more."""
    rounds = a.frame in rules.families.rounds and a.mode == b.mode == ROUND
    return rounds and len(a.known_sides) > 1 and a.known_sides == b.known_sides


def compare_time(a: Sketch, b: Sketch, rules: Rules) -> str:
    """Compare when it happened, or what the status of an undated claim allows."""
    if a.span is None or b.span is None:
        return _undated(a, b, rules)
    if not _overlap(a.span, b.span):
        return "moved" if may_move(a, b, rules) else "apart"
    lengths = sorted((a.span[1] - a.span[0], b.span[1] - b.span[0]))
    if lengths[0] > rules.long_days:
        return "long_alike" if 2 * _common(a.span, b.span) >= lengths[1] else "long_unlike"
    if lengths[1] > rules.long_days:
        return "short_in_long"
    if a.fine and b.fine and lengths[1] <= SHORT_DAYS:
        return "same_day" if a.span == b.span else "near"
    if lengths[0] > SHORT_DAYS:
        return "vague"
    return "round_in_vague" if both_rounds(a, b, rules) else "day_in_vague"


def _undated(a: Sketch, b: Sketch, rules: Rules) -> str:
    if not _overlap(a.window, b.window):
        return "past_and_future"
    if a.span is None and b.span is None:
        turned = _common(a.window, b.window) <= 1 and a.published == b.published
        return "turn" if turned else "none"
    dated, undated = (a, b) if a.span is not None else (b, a)
    start, end = dated.window
    if end - start > rules.long_days:
        return "missing_long"
    if undated.published is None:
        return "missing_far"
    near = start - RECENT_DAYS <= undated.published <= end + RECENT_DAYS
    return "missing_near" if near else "missing_far"


def _overlap(first: tuple[float, float], second: tuple[float, float]) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def _common(first: tuple[float, float], second: tuple[float, float]) -> float:
    return min(first[1], second[1]) - max(first[0], second[0])
