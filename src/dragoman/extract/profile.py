"""Profiles: what of one mention is compared with another, and whether two of them can be one event.

A draft comes in, its ``Profile`` goes out; two profiles come in, a yes or no goes out. Alike mentions have equal
profiles, so that a text which says one thing a thousand times is compared once.

Source: codebook, What counts as one event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.model import Precision, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.extract.draft import Draft
    from dragoman.model import Filler
    from dragoman.values import Interval

MEANT = "meant"
_CLASS = {
    Status.OCCURRED: "real",
    Status.ONGOING: "real",
    Status.PLANNED: MEANT,
    Status.PROPOSED: MEANT,
    Status.CANCELLED: "cancelled",
    Status.NOT_OCCURRED: "not",
    Status.DENIED: "denied",
}
_ALIKE = frozenset({"round", "meeting"})
"""Modes of talks that one text uses for the same thing. Source: codebook, ``talks``; training reports."""

_BY_NAME = frozenset({"call", "visit", "violation_alleged"})
"""Modes that words without a mode do not mean: "the talks" are no telephone call that was told before.

Source: measured on the training reports, and read on invented reports of negotiation rounds.
"""

NAMED = 3
"""What a shared proper name counts against a shared side or place: a name is one event's."""

MIXED = "mixed"
_COARSE = frozenset({Precision.COUNTRY, Precision.REGION})


class Profile(NamedTuple):
    """What a mention says, as far as it is compared.

    Attributes:
        sort: Class of its status: real, meant, cancelled, not, denied.
        time_words: Words of a time that has no interval, or None.
        actors, targets: Parties; names in lower case where a party is not known.
        places: Names in lower case.
        fine: Precisions of its places that are finer than a region.
        issue: Of its content, or None.
        name: Proper name of its operation in lower case, or None.
    """

    sort: str
    round: int | None
    mode: str | None
    time: Interval | None
    time_words: str | None
    actors: frozenset[str]
    targets: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str | None]
    fine: frozenset[Precision]
    issue: str | None
    name: str | None = None

    @property
    def is_timed(self) -> bool:
        """Whether it names a time, resolved or not."""
        return self.time is not None or self.time_words is not None

    def among_sides(self) -> Profile:
        """Give it without those concerned: of one exchange a sentence says "390 people" and "1,000 prisoners"."""
        return self._replace(targets=frozenset())


def profile_of(draft: Draft) -> Profile:
    """Give the profile of a draft."""
    time = draft.time
    return Profile(
        sort=_CLASS[draft.status],
        round=draft.round,
        mode=draft.mode,
        time=None if time is None else time.interval,
        time_words=time.text if time is not None and time.interval is None else None,
        actors=_keys(f for f in draft.roles.actor if f.party is None or f.party != draft.hit.frame.crowd),
        targets=frozenset() if draft.hit.trigger.toll else _keys(draft.roles.target),
        places=frozenset(p.name.casefold() for p in draft.places),
        countries=frozenset(p.country for p in draft.places),
        fine=frozenset(p.precision for p in draft.places) - _COARSE,
        issue=None if draft.content is None else draft.content.issue,
        name=None if draft.name is None else draft.name.casefold(),
    )


def _keys(fillers: Iterable[Filler]) -> frozenset[str]:
    return frozenset(f.party or f.name.casefold() for f in fillers)


def agree(a: Profile, b: Profile) -> bool:
    """Whether two mentions of a deed or a meeting can be one event."""
    return _agree_on_what(a, b) and parties_agree(a, b) and places_agree(a, b)


def speech_agrees(a: Profile, b: Profile, *, in_one_sentence: bool) -> bool:
    """Whether two acts of speech are one: speaker and issue are; near repetition is the same act."""
    if not _agree_on_what(a, b) or a.actors != b.actors:
        return False
    return in_one_sentence or (a.issue is not None and a.issue == b.issue)


def _agree_on_what(a: Profile, b: Profile) -> bool:
    if a.name != b.name and a.name is not None and b.name is not None:
        return False
    if a.sort != b.sort or (a.round is not None and b.round is not None and a.round != b.round):
        return False
    return times_agree(a, b) and modes_agree(a, b)


def times_agree(a: Profile, b: Profile) -> bool:
    """Whether the times of two mentions can be one."""
    if not a.is_timed or not b.is_timed:
        return True
    if a.time is None or b.time is None:
        return a.time is None and a.time_words == b.time_words
    return a.time.overlaps(b.time)


def modes_agree(a: Profile, b: Profile) -> bool:
    """Whether the modes of two mentions can be one."""
    modes = {a.mode, b.mode}
    if modes <= _ALIKE:
        return True
    if None in modes and modes & _BY_NAME:
        return False
    return a.mode is None or b.mode is None or a.mode == b.mode or MIXED in modes


def parties_agree(a: Profile, b: Profile) -> bool:
    """Whether the one names no party that the other leaves out while it names another."""
    return one_holds_other(a.actors, b.actors) and one_holds_other(a.targets, b.targets)


def one_holds_other(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether either is empty or holds the other."""
    return not a or not b or a <= b or b <= a


def places_agree(a: Profile, b: Profile) -> bool:
    """Whether the places of two mentions can be one: a shared name, or no two as fine that differ."""
    if not a.places or not b.places or a.places & b.places:
        return True
    return bool(a.countries & b.countries) and not a.fine & b.fine


def likeness(a: Profile, b: Profile) -> int:
    """Count what two mentions positively share: sides, places, that both name a time, the round."""
    score = bool(a.actors & b.actors) + bool(a.places & b.places)
    score += NAMED * (a.name is not None and a.name == b.name)
    return score + (a.is_timed and b.is_timed) + (a.round is not None and a.round == b.round)
