"""Stretches: shared runs joined over the small edits between them, for telling what a passage comes from.

Passages in, stretches out. Passages stay exact; stretches are a reading of them and are never shown as evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.model import Passage

BRIDGE_CHARS = 90
"""A gap up to this long on both sides, between runs that follow each other in both reports, is an edit of one
passage. Source: house rule: a clause."""
MOST_ADDED = 40
"""How much longer one side of the gap may be; more is an addition, with an origin of its own. Source: house rule: the
shortest sentences of news are longer."""


class Stretch(NamedTuple):
    """Part of a later report, and of the earlier one; ``there`` is None where that is not at hand."""

    here: Span
    there: Span | None


def stretches_of(passages: Sequence[Passage]) -> list[Stretch]:
    """Join passages, which come in the order of the later report."""
    joined: list[Stretch] = []
    for passage in passages:
        bridged = _bridge(joined[-1], passage) if joined else None
        if bridged is not None:
            joined[-1] = bridged
        else:
            joined.append(Stretch(passage.here, passage.there))
    return joined


def map_through(stretch: Stretch, span: Span) -> Span | None:
    """Give where a part of a stretch stands in the earlier report, as near as offsets tell; None if not at hand."""
    there = stretch.there
    if there is None:
        return None
    start = there.start + max(0, span.start - stretch.here.start)
    end = there.end - max(0, stretch.here.end - span.end)
    return Span(start, end) if there.start <= start < end <= there.end else there


def overlap(one: Span, other: Span) -> int:
    """Give how many code points two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _bridge(last: Stretch, passage: Passage) -> Stretch | None:
    if last.there is None or passage.there is None:
        return None
    here_gap = passage.here.start - last.here.end
    there_gap = passage.there.start - last.there.end
    is_short = 0 <= here_gap <= BRIDGE_CHARS and 0 <= there_gap <= BRIDGE_CHARS
    if is_short and abs(here_gap - there_gap) <= MOST_ADDED:
        return Stretch(Span(last.here.start, passage.here.end), Span(last.there.start, passage.there.end))
    return None
