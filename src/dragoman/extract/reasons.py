"""Reasons: which condition of a trigger fails at a word, and why a trigger that fired gives no claim.

A word and a trigger, or a hit, come in; plain words for a reader go out. Nothing is decided here: each condition of a
trigger is asked by itself with the same test that fires it, so that what is said is what was done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.names import find_name
from dragoman.extract.roles import fill_roles
from dragoman.extract.speaking import with_speakers
from dragoman.extract.status import read_status
from dragoman.extract.triggers import holds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.extract.context import Context
    from dragoman.extract.draft import Draft
    from dragoman.extract.schema import TriggerEntry
    from dragoman.extract.triggers import Hit
    from dragoman.model import Sentence

CONDITIONS: Mapping[str, str] = {
    "tags": "its form is none of",
    "object": "its object is none of",
    "object_not": "its object must be none of",
    "object_is": "its object is no",
    "subject": "its subject is none of",
    "subject_not": "its subject must be none of",
    "subject_is": "its subject is no",
    "prep": "it lacks the preposition",
    "prep_object": "what follows its preposition is none of",
    "prep_not": "it must not have the preposition",
    "particle": "it lacks the particle",
    "modifier": "before it stands none of",
    "modifier_not": "before it must stand none of",
    "near": "its sentence has none of",
    "near_not": "its sentence must have none of",
    "under": "it stands under none of",
    "under_not": "it must not stand under",
    "complement": "no clause hangs on it",
    "no_complement": "a clause hangs on it",
    "bare": "what hangs on it is no wish",
    "plain": "something is said of its object",
}
"""The conditions of a trigger that are asked at one word, with how their failing is told."""

_TOGETHER = {"prep_object": ("prep",)}
"""Conditions that can only be asked together with others."""

MOST_WORDS = 6
"""Words of a condition that are shown before "…"."""


def why_not(context: Context, i: int, sentence: Sentence, trigger: TriggerEntry) -> tuple[str, ...]:
    """Give the conditions of a trigger that fail at a token; empty where it holds.

    Args:
        context: Of the document.
        i: Index of the token.
        sentence: That it stands in.
        trigger: What is asked.
    """
    given = [name for name in CONDITIONS if getattr(trigger, name)]
    failed = [name for name in given if not _holds_alone(name, context, i, sentence, trigger)]
    return tuple(_told(name, getattr(trigger, name)) for name in failed)


def _holds_alone(name: str, context: Context, i: int, sentence: Sentence, trigger: TriggerEntry) -> bool:
    wanted = {name, *_TOGETHER.get(name, ())}
    kinds = ("id", "verb", "noun", "adjective")
    kept = {key: getattr(trigger, key) for key in (*kinds, *wanted)}
    alone = type(trigger).model_validate(kept)
    return holds(context.tree, i, sentence, alone, context.lookup)


def _told(name: str, value: object) -> str:
    if not isinstance(value, tuple):
        return CONDITIONS[name]
    shown = ", ".join(str(word) for word in value[:MOST_WORDS])
    return f"{CONDITIONS[name]} {shown}{', …' if len(value) > MOST_WORDS else ''}"


def why_no_draft(hit: Hit, context: Context) -> str:
    """Say why a trigger that fired gives no mention of an event."""
    if read_status(context.tree, hit.i, context.words.status) is None:
        return "the words only suppose it: a condition, a question or a bare possibility"
    sentence = context.tree.reach(hit.i, context.analysis.sentences[hit.sentence])
    roles = with_speakers(hit, fill_roles(hit, context.tree, context.lookup, context.describer), context)
    empty = [role for role in hit.trigger.needs or hit.frame.needs if not getattr(roles, role)]
    if empty:
        return f"nobody fills the role {' or '.join(empty)} that it needs"
    if hit.trigger.named and find_name(hit, context.tree, context.lookup, sentence) is None:
        return "no proper name of an operation stands beside it"
    return f"it has none of the measures {', '.join(hit.trigger.measures)}"


def why_no_claim(draft: Draft) -> str:
    """Say why a mention of an event joined no claim and made none."""
    trigger = draft.hit.trigger
    if trigger.beside or trigger.beside_not:
        return "the text tells no frame, or one too many, beside which it counts"
    if trigger.toll or trigger.yields:
        return "it tells a toll, and another deed is told in or right before its sentence, or none near it"
    if trigger.told or trigger.anaphoric:
        return "it only counts where the text tells the event elsewhere, and nothing there agrees with it"
    if draft.is_bare:
        return "it says neither who, when, where nor how long, and points back to nothing"
    return f"its claim names fewer than {draft.hit.frame.parties} of the sides that the frame needs"
