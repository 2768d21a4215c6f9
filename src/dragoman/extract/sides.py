"""Sides: a mention of talks or of a swap that does not name its sides has those of the same text's other mentions.

Groups of drafts come in; groups go out, with the sides that another mention names put in. A group that names a
side which the other does not is left alone, and no side comes from outside the text.

Source: codebook, What counts as one event ("the same sides"); gain measured on the training reports.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.extract.draft import Draft
    from dragoman.model import Filler

TWO = 2


def complete_sides(groups: list[list[Draft]]) -> list[list[Draft]]:
    """Give the groups with the sides that they leave to the rest of the text."""
    known = [(g, s) for g in groups if g[0].hit.frame.sides and len(s := _sides(g)) >= TWO]
    return [_completed(g, known) if g[0].hit.frame.sides else g for g in groups]


def _sides(group: list[Draft]) -> dict[str, Filler]:
    """Give one filler for each party of a group, the one that is named as the dossier's actor before a description."""
    fillers = [f for d in group for f in d.roles.actor if f.party is not None]
    fillers.sort(key=lambda f: f.actor_id is not None)
    return {f.party: f for f in fillers if f.party is not None}


def _completed(group: list[Draft], known: list[tuple[list[Draft], dict[str, Filler]]]) -> list[Draft]:
    own = _sides(group)
    unknown = any(f.party is None for d in group for f in d.roles.actor)
    if len(own) >= TWO or unknown:
        return group
    fitting = [(g, sides) for g, sides in known if set(own) <= set(sides) and len(sides) == TWO]
    if not fitting:
        return group
    here = group[0].hit.sentence
    _, sides = min(fitting, key=lambda pair: abs(pair[0][0].hit.sentence - here))
    missing = tuple(filler for party, filler in sides.items() if party not in own)
    first = group[0]
    roles = replace(first.roles, actor=(*first.roles.actor, *missing))
    return [replace(first, roles=roles), *group[1:]]
