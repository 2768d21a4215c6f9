"""Speaking: roles that a speaker fills: "we condemn", "against us", and who performs an act of speech by its verb.

A hit with its roles comes in; its roles go out, with whoever speaks where the words are "I" or "we", and, where an act
of speech has no actor, with the voice that its subject is. Somebody whom no word names is never put in.

Source: first person in reported speech after Huddleston & Pullum (2002), ch. 17 sect. 2 (deictics); codebook,
Decisions ("the speaker of a direct quotation is the attribution even where it is also the actor").
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.extract.slots import slot_heads
from dragoman.model import Evidence, Filler, VoiceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.extract.context import Context
    from dragoman.extract.schema import RoleName
    from dragoman.extract.tree import Tree
    from dragoman.extract.triggers import Hit
    from dragoman.model import Roles, Voice

_SIDELESS = frozenset({VoiceKind.OUTLET, VoiceKind.AGENCY})


def with_speakers(hit: Hit, roles: Roles, context: Context) -> Roles:
    """Give the roles of a hit with those whom a speaker fills.

    Args:
        hit: The trigger.
        roles: That its arguments fill by name.
        context: Of the document.
    """
    actor = _outer(hit, context) or roles.actor or _first_person(hit, "actor", context) or _by_verb(hit, context)
    actor = actor or _crowd(hit, context)
    target = roles.target or _first_person(hit, "target", context)
    if actor is roles.actor and target is roles.target:
        return roles
    return replace(roles, actor=actor, target=target)


def _first_person(hit: Hit, role: RoleName, context: Context) -> tuple[Filler, ...]:
    """Give the speaker where an argument of a role is "I" or "we", or stands under "our"."""
    entry = hit.frame.roles.get(role)
    if entry is None:
        return ()
    slots = hit.trigger.roles.get(role, entry.verb if hit.trigger.verb else entry.noun)
    tree, first = context.tree, context.tree.grammar.first_person
    heads = [h for slot in slots for h in slot_heads(hit, slot, tree, context.lookup)]
    if "speaker" not in slots and not any(tree.tokens[h].text.casefold() in first for h in heads):
        return ()
    speaker = _speaker(hit, context)
    return () if speaker is None else (_filler(speaker),)


def _speaker(hit: Hit, context: Context) -> Voice | None:
    """Give who speaks the words that a trigger stands in: the innermost attribution that holds it."""
    held = context.speech_index.covering(context.tree.tokens[hit.i].start)
    held = [s for s in held if s.cue != hit.i and s.voices]
    inner = min(held, key=lambda s: sum(map(len, s.content)), default=None)
    return None if inner is None else inner.voices[0]


def _by_verb(hit: Hit, context: Context) -> tuple[Filler, ...]:
    """Give the voices that the subject of a verb of an act of speech is ("activists urged", "the League demanded")."""
    if not (hit.frame.voiced and hit.trigger.verb) or "actor" in hit.trigger.roles:
        return ()
    return _as_voices(_performers(hit.i, context.tree), context)


def _performers(verb: int, tree: Tree) -> list[int]:
    return tree.agents(verb) if tree.is_passive(verb) else tree.subjects(verb)


def _as_voices(heads: Iterable[int], context: Context) -> tuple[Filler, ...]:
    return tuple(_filler(v) for h in heads for v in context.maker.voices(h) if v.kind not in _SIDELESS)


def _crowd(hit: Hit, context: Context) -> tuple[Filler, ...]:
    """Give people without a side who perform an act of speech: the crowd that its subject implies, or counts.

    "Protests calling for reform", "dozens of students demanded"; the latter where the frame has acts of such people.

    Source: Huddleston & Pullum (2002), ch. 5 sect. 3.3 (number-transparent nouns).
    """
    if not (hit.frame.voiced and hit.trigger.verb) or "actor" in hit.trigger.roles:
        return ()
    tree, found = context.tree, []
    for h in _performers(hit.i, tree):
        counted = [o for p, o in tree.prepositions(h) if p == "of" and tree.lemma(h) in tree.grammar.partitive]
        found += [filler for j in counted or [h] if (filler := _of_people(j, hit, context)) is not None]
    return tuple(found)


def _of_people(i: int, hit: Hit, context: Context) -> Filler | None:
    tree, token = context.tree, context.tree.tokens[i]
    crowd = context.crowds.get(token.lemma)
    if crowd is not None:
        return Filler(crowd, crowd, evidence=Evidence.of(tree.text, token.start, token.end))
    if not hit.frame.roles["actor"].people or token.lemma not in context.words.measures.people:
        return None
    words = Evidence.of(tree.text, *tree.noun_phrase(i))
    mention = context.lookup.actors.get(i)
    return Filler(words.quote, None if mention is None else mention.party, evidence=words)


def _outer(hit: Hit, context: Context) -> tuple[Filler, ...]:
    """Give who says the clause that a verb was hung on by "and", where it is told in the tense of the saying.

    "The army says that 40 soldiers have died and blames the rebels": it is the army that blames.

    Source: Huddleston & Pullum (2002), ch. 15 sect. 2 (coordination of verb phrases is of like with like).
    """
    tree, at = context.tree, hit.i
    if not (hit.frame.voiced and hit.trigger.verb):
        return ()
    while tree.tokens[at].dep == "conj" and tree.is_verb(tree.tokens[at].head):
        at = tree.tokens[at].head
    above, tag = tree.tokens[at].head, tree.tokens[hit.i].tag
    if at == hit.i or tree.tokens[at].dep != "ccomp" or above not in context.speech_cues:
        return ()
    like_saying = tree.tokens[above].tag == tag != tree.tokens[at].tag and not tree.below(hit.i, "nsubj", "aux")
    return _as_voices(tree.subjects(above), context) if like_saying else ()


def _filler(voice: Voice) -> Filler:
    return Filler(voice.name, voice.party, actor_id=voice.actor_id, evidence=voice.evidence)
