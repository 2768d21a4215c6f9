"""Toll events: which deed a bare toll belongs to ("At least 40 people were killed, the ministry said").

Drafts of a document come in, and go out with each toll under one frame only: that of the deed told last before it, else
first after it. A toll beside a deed of its own sentence is that deed's already, and one without any deed is left out:
people die of much else. It reads nothing anew.

Source: codebook, Measures (``killed``) and Decisions (figures of one wave belong to the wave); counted on the training
reports, where of 45 tolls that no word of their sentence ties to a deed the one before it has the frame of 30.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.extract.draft import Draft

FAR = 4
"""Sentences between a toll and its deed. Source: farthest in training but for tolls of whole wars."""


def with_tolls(drafts: list[Draft]) -> list[Draft]:
    """Leave of each toll the draft under the frame of the nearest deed, the one before it first."""
    counted = {d.frame for d in drafts if d.hit.trigger.toll}
    if not counted:
        return drafts
    deeds = [d for d in drafts if d.frame in counted and not d.hit.trigger.toll and not d.hit.trigger.points]
    deeds = [d for d, before in zip(deeds, [None, *deeds], strict=False) if not _gives_way(d, before)]
    starts, own = [d.hit.i for d in deeds], {d.hit.sentence for d in deeds}
    told = set(map(id, deeds))
    return [d for d in drafts if (_belongs(d, deeds, starts, own) if d.hit.trigger.toll else _stays(d, told, counted))]


def _gives_way(draft: Draft, before: Draft | None) -> bool:
    """Whether a deed that is told by its victims alone is the toll of another, in the sentence before."""
    return draft.hit.trigger.yields and before is not None and draft.hit.sentence - before.hit.sentence == 1


def _stays(draft: Draft, told: set[int], counted: set[str]) -> bool:
    return draft.frame not in counted or not draft.hit.trigger.yields or id(draft) in told


def _belongs(toll: Draft, deeds: list[Draft], starts: list[int], own: set[int]) -> bool:
    at = bisect_left(starts, toll.hit.i)
    near = [
        d for d in (*deeds[max(0, at - 1) : at], *deeds[at : at + 1]) if abs(d.hit.sentence - toll.hit.sentence) <= FAR
    ]
    return toll.hit.sentence not in own and bool(near) and near[0].frame == toll.frame
