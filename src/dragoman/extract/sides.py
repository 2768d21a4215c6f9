"""Sides: a mention of talks or of a swap that does not name its sides has those of the same text's other mentions.

Groups of drafts come in; groups go out, with the sides that another mention names put in. A group that names a
side which the other does not is left alone, and no side comes from outside the text.

Source: codebook, What counts as one event ("the same sides"); gain measured on the training reports.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.extract.draft import Draft
    from dragoman.model import Filler

TWO = 2
STATE = "state."
"""How the ids of states begin: a side is a state before it is one of its people."""
_Row = tuple[int, int, "dict[str, Filler]"]
"""Sentence in which a group begins, its number, its sides."""


def complete_sides(groups: list[list[Draft]]) -> list[list[Draft]]:
    """Give the groups with the sides that they leave to the rest of the text."""
    known = _Known(g for g in groups if _is_between(g))
    return [_completed(g, known) if _is_between(g) else g for g in groups]


def _is_between(group: list[Draft]) -> bool:
    frame = group[0].hit.frame
    return frame.sides or frame.between_sides


class _Known:
    """The pairs of sides that a text names, each with the groups that name it, by sentence."""

    def __init__(self, groups: Iterable[list[Draft]]) -> None:
        self._pairs: dict[frozenset[str], list[_Row]] = {}
        for number, group in enumerate(groups):
            sides = _sides(group)
            if len(sides) == TWO:
                self._pairs.setdefault(frozenset(sides), []).append((group[0].hit.sentence, number, sides))
        for told in self._pairs.values():
            told.sort(key=lambda row: row[:2])

    def nearest(self, own: frozenset[str], sentence: int) -> dict[str, Filler] | None:
        """Give the sides, these among them, of the group that begins nearest to a sentence; the first on a tie."""
        rows = [row for pair, told in self._pairs.items() if own <= pair for row in _beside(told, sentence)]
        return min(rows, key=lambda row: (abs(row[0] - sentence), row[1]))[2] if rows else None


def _beside(told: list[_Row], sentence: int) -> list[_Row]:
    """Give the first row from a sentence on, and the first of the last sentence before it."""
    at = bisect_left(told, sentence, key=lambda row: row[0])
    before = bisect_left(told, told[at - 1][0], key=lambda row: row[0]) if at else 0
    return [*told[before : before + 1], *told[at : at + 1]]


def _sides(group: list[Draft]) -> dict[str, Filler]:
    """Give one filler for each party of a group, the one that is named as the dossier's actor before a description."""
    fillers = [f for d in group for f in d.roles.actor if f.party is not None]
    fillers.sort(key=lambda f: (f.actor_id is not None, (f.actor_id or "").startswith(STATE)))
    return {f.party: f for f in fillers if f.party is not None}


def _completed(group: list[Draft], known: _Known) -> list[Draft]:
    own = _sides(group)
    unknown = any(f.party is None for d in group for f in d.roles.actor)
    if len(own) >= TWO or unknown:
        return group
    sides = known.nearest(frozenset(own), group[0].hit.sentence)
    if sides is None:
        return group
    missing = tuple(filler for party, filler in sides.items() if party not in own)
    first = group[0]
    roles = replace(first.roles, actor=(*first.roles.actor, *missing))
    return [replace(first, roles=roles), *group[1:]]
