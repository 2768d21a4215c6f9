"""Positions: where each side stands on each issue, in its latest words, and every shift on the way there.

A view comes in, one shape for each party and issue goes out. A shift is a change of what is asked, offered, refused or
agreed, in kind or in terms, dated by the report that brought it; the same said again is none. Whether a side's own
voice says so, or others say it of the side, stands with every entry.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, cast

from dragoman.query.stances import find_stances

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.query.shapes import PositionShape, ShiftShape, StanceShape
    from dragoman.query.stances import Stance
    from dragoman.query.view import View


def positions(view: View, *, party: str | None = None, issue: str | None = None) -> list[PositionShape]:
    """Give the positions on record, by party, then by issue.

    Args:
        view: The record from one point of view.
        party: Only of this side.
        issue: Only on this issue.
    """
    every = view.once("positions", lambda: [_position(*found) for found in sorted(_stances(view).items())])
    return [each for each in every if party in (None, each["party"]) and issue in (None, each["issue"])]


def voiced(view: View, *, party: str, actor: str) -> dict[str, list[StanceShape]]:
    """Give what one person or office was reported to say for its side, by issue, in order of publication.

    Args:
        view: The record from one point of view.
        party: The side that it speaks for; what it says of other sides is none of its positions.
        actor: Its id.
    """
    found: dict[str, list[StanceShape]] = {}
    for (side, issue), stances in sorted(_stances(view).items()):
        own = [each for each in stances if side == party and actor in each.speakers]
        if own:
            found[issue] = [stance.shape() for stance in _without_repeats(own)]
    return found


def _stances(view: View) -> dict[tuple[str, str], list[Stance]]:
    """Give every stance on record, kept with the view."""
    return view.once("stances", lambda: find_stances(view))


def _position(key: tuple[str, str], stances: Sequence[Stance]) -> PositionShape:
    acts = _without_repeats([stance for stance in stances if stance.kind != "says"])
    latest = stances[-1]
    return {
        "party": key[0],
        "issue": key[1],
        "stance": latest.kind,
        "words": latest.words,
        "own_voice": latest.is_own,
        "latest": latest.claim,
        "shifts": [_shift(before, after) for before, after in pairwise(acts)],
        "history": [stance.shape() for stance in _without_repeats(stances)],
    }


def _without_repeats(stances: Sequence[Stance]) -> list[Stance]:
    """Leave out what only says again what was said last."""
    kept: list[Stance] = []
    for stance in stances:
        if not kept or not stance.is_like(kept[-1]):
            kept.append(stance)
    return kept


def _shift(before: Stance, after: Stance) -> ShiftShape:
    now = after.shape()
    shape = {
        "published_at": now["published_at"],
        "published_at_local": now["published_at_local"],
        "from": before.shape(),
        "to": now,
    }
    return cast("ShiftShape", shape)  # "from" is a word of Python, so the type is made by a call
