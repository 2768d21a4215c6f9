"""Gather: drafts of one document that speak of one event become one group, in text order.

Drafts come in, groups go out. Two drafts stay apart where anything that both say differs: status class,
round, day, sides, place. It never looks at another document.

Source: codebook, What counts as one event; "one claim a document for repeated mentions".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.sides import complete_sides
from dragoman.model import Precision, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.extract.draft import Draft
    from dragoman.model import Filler

_CLASS = {
    Status.OCCURRED: "real",
    Status.ONGOING: "real",
    Status.PLANNED: "meant",
    Status.PROPOSED: "meant",
    Status.CANCELLED: "cancelled",
    Status.NOT_OCCURRED: "not",
    Status.DENIED: "denied",
}


def gather(drafts: Iterable[Draft]) -> list[list[Draft]]:
    """Put drafts of one event together; the order of groups is that of their first mention.

    A definite noun that adds neither time, place, round nor figure ("the talks") points back: it joins the
    last group of its frame whose parties do not conflict, whatever its own clause says of status. A bare noun that
    says nothing of its own ("negotiations are hard") does the same, and is no claim where there is no such group.
    Groups whose frame asks for more parties than they name are left out.
    """
    groups: list[list[Draft]] = []
    for draft in drafts:
        fitting = [
            g for g in groups if (_points_back(g, draft) if draft.is_anaphoric or draft.is_bare else _fits(g, draft))
        ]
        if not fitting and (draft.hit.trigger.anaphoric or draft.is_bare):
            continue
        if fitting:
            max(fitting, key=lambda g: (_likeness(g, draft), g[-1].hit.i)).append(draft)
        else:
            groups.append([draft])
    return [g for g in complete_sides(groups) if _has_parties(g)]


def _points_back(group: list[Draft], draft: Draft) -> bool:
    """Whether what points back can mean this group; of those who took part, each mention may name one side only."""
    if group[0].frame != draft.frame or not all(_modes_agree(m, draft) and _places_agree(m, draft) for m in group):
        return False
    if draft.hit.trigger.anaphoric:
        return _joined_parties_agree(group, draft)
    return all(_parties_agree(m, draft) for m in group)


def _joined_parties_agree(group: list[Draft], draft: Draft) -> bool:
    for role in ("actor", "target"):
        mine = frozenset(key for m in group for key in _keys(getattr(m.roles, role)))
        yours = _keys(getattr(draft.roles, role))
        if mine and yours and not (mine <= yours or yours <= mine):
            return False
    return True


def _has_parties(group: list[Draft]) -> bool:
    """Whether the drafts of a group name as many parties as their frame needs; a foreign place counts as one."""
    needed = group[0].hit.frame.parties
    if not needed:
        return True
    named = {f.party or f.name.casefold() for d in group for f in d.roles.actor}
    return len(named) >= needed


def _fits(group: list[Draft], draft: Draft) -> bool:
    told = [m for m in group if not m.is_anaphoric] or group
    return group[0].frame == draft.frame and all(_agree(member, draft) for member in told)


def _agree(a: Draft, b: Draft) -> bool:
    if _CLASS[a.status] != _CLASS[b.status]:
        return False
    if a.round is not None and b.round is not None and a.round != b.round:
        return False
    if not _times_agree(a, b) or not _modes_agree(a, b):
        return False
    if a.hit.frame.kind == "speech":
        return _speech_agrees(a, b)
    return _parties_agree(a, b) and _places_agree(a, b)


def _times_agree(a: Draft, b: Draft) -> bool:
    if a.time is None or b.time is None:
        return True
    if a.time.interval is None or b.time.interval is None:
        return a.time.text == b.time.text
    return a.time.interval.overlaps(b.time.interval)


_ALIKE = frozenset({"round", "meeting"})
"""Modes of talks that one text uses for the same thing. Source: codebook, ``talks``; training reports."""


def _modes_agree(a: Draft, b: Draft) -> bool:
    if {a.mode, b.mode} <= _ALIKE:
        return True
    return a.mode is None or b.mode is None or a.mode == b.mode or "mixed" in {a.mode, b.mode}


def _speech_agrees(a: Draft, b: Draft) -> bool:
    """Acts of speech are one where speaker and issue are; near repetition is the same act."""
    if _keys(a.roles.actor) != _keys(b.roles.actor):
        return False
    same_issue = a.content is not None and b.content is not None and a.content.issue == b.content.issue
    return same_issue or a.hit.sentence == b.hit.sentence


def _parties_agree(a: Draft, b: Draft) -> bool:
    for role in ("actor", "target"):
        mine, yours = _keys(getattr(a.roles, role)), _keys(getattr(b.roles, role))
        if mine and yours and not (mine <= yours or yours <= mine):
            return False
    return True


def _keys(fillers: tuple[Filler, ...]) -> frozenset[str]:
    return frozenset(f.party or f.name.casefold() for f in fillers)


def _places_agree(a: Draft, b: Draft) -> bool:
    """Whether the places of two drafts can be one: a shared name, or no two as fine that differ."""
    if not a.places or not b.places:
        return True
    if {p.name.casefold() for p in a.places} & {p.name.casefold() for p in b.places}:
        return True
    countries = {p.country for p in a.places} & {p.country for p in b.places}
    fine_a, fine_b = ({p.precision for p in d.places} - _COARSE for d in (a, b))
    return bool(countries) and not fine_a & fine_b


_COARSE = frozenset({Precision.COUNTRY, Precision.REGION})


def _likeness(group: list[Draft], draft: Draft) -> int:
    """Count what a draft positively shares with a group."""
    score = 0
    for member in group:
        score += bool(_keys(member.roles.actor) & _keys(draft.roles.actor))
        score += bool({p.name for p in member.places} & {p.name for p in draft.places})
        score += member.time is not None and draft.time is not None
        score += member.round is not None and member.round == draft.round
    return score
