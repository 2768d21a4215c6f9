"""Beyond: whom a role means that the event's own clause leaves empty: another side of its sentence, or of the text.

A hit and the document's mentions come in; candidates for a role go out, best first. Which of them is neither an actor
of the claim nor its voice is decided when the claim is made of all its mentions. Only frames that ask for it
(``beyond``) get any, and nobody whom the text does not name.

Source: codebook, Fields of a claim (``target``); Gerber & Chai (2012), "Semantic role labeling of implicit arguments"
(arguments stand in the neighbourhood, and what is named most often fills them); the shares that are right were counted
on the training reports, half against half: of acts of speech and sanctions .5 to .8 of those found in the sentence, .5
to .7 of those found in the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dragoman.extract.context import is_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.extract.context import Context
    from dragoman.extract.schema import RoleName
    from dragoman.extract.triggers import Hit
    from dragoman.model import ActorMention, Filler

Offer = Mapping["RoleName", "tuple[Filler, ...]"]
"""Candidates for roles, best first."""

MOST = 4
"""Sides of the text that are offered: those who act, mediate and speak are seldom more than three."""


def find_beyond(hit: Hit, context: Context) -> Offer:
    """Give, for each role of the frame that is looked for beyond the clause, its candidates, best first.

    Args:
        hit: The trigger.
        context: Of the document.
    """
    return {
        role: tuple(context.describer.of_mention(m) for m in _candidates(hit, entry.beyond, context))
        for role, entry in hit.frame.roles.items()
        if entry.beyond
    }


def choose(role: RoleName, offered: Iterable[Offer], taken: Iterable[str | None]) -> Filler | None:
    """Give the first candidate whose party is not taken by another role or a voice of the claim, or None."""
    parties = set(taken)
    return next((f for each in offered for f in each.get(role, ()) if f.party not in parties), None)


def _candidates(hit: Hit, where: Iterable[str], context: Context) -> Iterator[ActorMention]:
    for place in where:
        yield from _in_sentence(hit, context) if place == "sentence" else context.sides[:MOST]


def _in_sentence(hit: Hit, context: Context) -> list[ActorMention]:
    """Give the sides that the sentence names, the first after the trigger first, then back from it."""
    sentence = context.analysis.sentences[hit.sentence]
    part = context.tree.reach(hit.i, sentence)
    heads = dict.fromkeys(
        m.head for j in range(part.first, part.last) if (m := context.lookup.actors.get(j)) is not None
    )
    sides = [m for h in heads if is_side(m := context.lookup.actors[h]) and not context.tree.is_example(h)]
    return [m for m in sides if m.head > hit.i] + [m for m in reversed(sides) if m.head < hit.i]
