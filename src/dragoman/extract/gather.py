"""Gather: drafts of one document that speak of one event become one group, in text order.

Drafts come in, groups go out. Two drafts stay apart where anything that both say differs: status class,
round, day, sides, place. It never looks at another document.

Source: codebook, What counts as one event; "one claim a document for repeated mentions".
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.extract.profile import (
    MEANT,
    Profile,
    agree,
    likeness,
    modes_agree,
    one_holds_other,
    parties_agree,
    places_agree,
    profile_of,
    speech_agrees,
    times_agree,
)
from dragoman.extract.sides import complete_sides
from dragoman.extract.toll_events import with_tolls

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
    waiting: list[tuple[Draft, Profile]] = []
    for draft in _under_one_frame(_without_untold(with_tolls(list(drafts)))):
        profile = profile_of(draft)
        near = of_frame.setdefault(draft.frame, [])[-MAX_OPEN:]
        fitting = [g for g in near if g.takes(draft, profile)]
        if fitting:
            max(fitting, key=lambda g: g.nearness(draft, profile)).add(draft, profile)
        elif draft.hit.trigger.points:
            waiting.append((draft, profile))
        elif not draft.is_bare:
            made = _Group(draft, profile)
            groups.append(made)
            of_frame[draft.frame].append(made)
    for draft, profile in waiting:  # "destroyed 41 aircraft in drone attacks": told later in the same sentence
        here = [g for g in of_frame[draft.frame] if g.stands_in(draft.hit.sentence) and g.takes(draft, profile)]
        if here:
            here[0].add(draft, profile)
        elif draft.hit.trigger.joins:
            groups.append(_Group(draft, profile))
            of_frame[draft.frame].append(groups[-1])
    groups.sort(key=lambda g: g.drafts[0].hit.i)
    return [g for g in complete_sides([g.drafts for g in groups]) if _has_parties(g)]


def _without_untold(drafts: list[Draft]) -> list[Draft]:
    """Leave out mentions that count only where the text tells their frame elsewhere, if it does not."""
    told = {d.frame for d in drafts if _tells(d)}
    return [d for d in drafts if _counts(d, told)]


def _under_one_frame(drafts: list[Draft]) -> list[Draft]:
    """Give an operation the frame under which its name was told first ("the offensive named X" is a strike)."""
    first: dict[str, Draft] = {}
    done = []
    for draft in drafts:
        named = draft if draft.name is None else first.setdefault(draft.name.casefold(), draft)
        done.append(
            draft if named.frame == draft.frame else replace(draft, hit=draft.hit._replace(frame=named.hit.frame))
        )
    return done


def _tells(draft: Draft) -> bool:
    """Whether a mention tells its event by itself, whatever else the text has."""
    trigger = draft.hit.trigger
    return not (trigger.told or trigger.anaphoric or trigger.toll or trigger.beside or draft.is_bare)


def _counts(draft: Draft, told: set[str]) -> bool:
    trigger = draft.hit.trigger
    if trigger.told and draft.frame not in told:
        return False
    return (not trigger.beside or bool(told & set(trigger.beside))) and not told & set(trigger.beside_not)


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

    def stands_in(self, sentence: int) -> bool:
        """Whether a mention of it stands in a sentence."""
        return any(sentence in sentences for sentences in self.told.values())

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
        if draft.moved and MEANT in {p.sort for p in self.told}:
            return True  # its new time is a new value
        if profile.sort == MEANT and not all(times_agree(p, profile) for p in self.counts):
            return False  # another date of a plan is told as another plan
        if not draft.hit.trigger.points:
            return all(parties_agree(p, profile) for p in self.counts)
        actors = frozenset(key for p in self.counts for key in p.actors)
        return one_holds_other(actors, profile.actors)

    def nearness(self, draft: Draft, profile: Profile) -> tuple[bool, int, int]:
        """Rank it among the groups that a mention may join; what is put off is meant in the sentence that plans it."""
        is_planned_here = draft.moved and self.stands_in(draft.hit.sentence)
        return is_planned_here, self.likeness(profile), self.drafts[-1].hit.i

    def likeness(self, profile: Profile) -> int:
        """Count what a mention positively shares with those of this group."""
        return sum(count * likeness(p, profile) for p, count in self.counts.items())


def _has_parties(group: list[Draft]) -> bool:
    """Whether the drafts of a group name as many parties as their frame needs."""
    needed = group[0].hit.frame.parties
    if not needed:
        return True
    named = {f.party or f.name.casefold() for d in group for f in (*d.roles.actor, *d.roles.mediator)}
    return len(named) >= needed or any(d.is_known for d in group)
