"""Gather: drafts of one document that speak of one event become one group, in text order.

Drafts come in, groups go out. Two drafts stay apart where anything that both say differs: status class,
round, day, sides, place. It never looks at another document.

Source: codebook, What counts as one event; "one claim a document for repeated mentions".
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dragoman.extract.profile import (
    Profile,
    agree,
    likeness,
    modes_agree,
    one_holds_other,
    parties_agree,
    places_agree,
    profile_of,
    speech_agrees,
)
from dragoman.extract.sides import complete_sides

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.extract.draft import Draft

MAX_OPEN = 200
"""Groups of one frame that a mention may still join, the latest. Source: most in a training report is 7."""


def gather(drafts: Iterable[Draft]) -> list[list[Draft]]:
    """Put drafts of one event together; the order of groups is that of their first mention.

    A definite noun that adds neither time, place, round nor figure ("the talks") points back: it joins the
    last group of its frame whose parties do not conflict, whatever its own clause says of status. A bare noun that
    says nothing of its own ("negotiations are hard") does the same, and is no claim where there is no such group.
    Groups whose frame asks for more parties than they name are left out.
    """
    groups: list[_Group] = []
    of_frame: dict[str, list[_Group]] = {}
    for draft in _without_untold(list(drafts)):
        profile = profile_of(draft)
        near = of_frame.setdefault(draft.frame, [])[-MAX_OPEN:]
        fitting = [g for g in near if g.takes(draft, profile)]
        if fitting:
            max(fitting, key=lambda g: (g.likeness(profile), g.drafts[-1].hit.i)).add(draft, profile)
        elif not (draft.hit.trigger.anaphoric or draft.is_bare):
            made = _Group(draft, profile)
            groups.append(made)
            of_frame[draft.frame].append(made)
    return [g for g in complete_sides([g.drafts for g in groups]) if _has_parties(g)]


def _without_untold(drafts: list[Draft]) -> list[Draft]:
    """Leave out mentions that count only where the text tells their frame elsewhere, if it does not."""
    told = {d.frame for d in drafts if not (d.hit.trigger.told or d.hit.trigger.anaphoric or d.is_bare)}
    return [d for d in drafts if not d.hit.trigger.told or d.frame in told]


class _Group:
    """Mentions of one event, with what they say, each profile once.

    Attributes:
        told, pointing: Profiles of the mentions that tell the event, and of those that only point back to it, with
            the sentences in which they stand.
        counts: How many mentions have a profile.
    """

    def __init__(self, draft: Draft, profile: Profile) -> None:
        self.drafts: list[Draft] = []
        self.told: dict[Profile, set[int]] = {}
        self.pointing: dict[Profile, set[int]] = {}
        self.counts: Counter[Profile] = Counter()
        self.add(draft, profile)

    def add(self, draft: Draft, profile: Profile) -> None:
        """Put a mention in."""
        self.drafts.append(draft)
        self.counts[profile] += 1
        profiles = self.pointing if draft.is_anaphoric else self.told
        profiles.setdefault(profile, set()).add(draft.hit.sentence)

    def takes(self, draft: Draft, profile: Profile) -> bool:
        """Whether a mention can be of this event."""
        if draft.is_anaphoric or draft.is_bare:
            return self._is_meant(draft, profile)
        if draft.hit.frame.kind == "speech":
            here = {draft.hit.sentence}
            told = (self.told or self.pointing).items()
            return all(speech_agrees(p, profile, in_one_sentence=sentences == here) for p, sentences in told)
        sided = draft.hit.frame.sides
        return all(
            agree(p.among_sides() if sided and draft.hit.sentence in sentences else p, profile)
            for p, sentences in (self.told or self.pointing).items()
        )

    def _is_meant(self, draft: Draft, profile: Profile) -> bool:
        """Whether what points back can mean this group; of those who took part, each mention may name one side only."""
        if not all(modes_agree(p, profile) and places_agree(p, profile) for p in self.counts):
            return False
        if not draft.hit.trigger.anaphoric:
            return all(parties_agree(p, profile) for p in self.counts)
        actors = frozenset(key for p in self.counts for key in p.actors)
        targets = frozenset(key for p in self.counts for key in p.targets)
        return one_holds_other(actors, profile.actors) and one_holds_other(targets, profile.targets)

    def likeness(self, profile: Profile) -> int:
        """Count what a mention positively shares with those of this group."""
        return sum(count * likeness(p, profile) for p, count in self.counts.items())


def _has_parties(group: list[Draft]) -> bool:
    """Whether the drafts of a group name as many parties as their frame needs."""
    needed = group[0].hit.frame.parties
    if not needed:
        return True
    named = {f.party or f.name.casefold() for d in group for f in d.roles.actor}
    return len(named) >= needed
