"""Chains: the voices of a claim, in chains, nearest first.

The attributions of a document come in with one trigger, its voices go out; then the voices of all mentions of one
event become the chains of its claim, numbered from 0. Two chains are independent: neither is part of the other.

Source: codebook, ``attribution`` (who was heard first, whom that voice cites, one number for each chain).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.extract.voices import each_once, side_by_side, voice_key
from dragoman.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.extract.context import Context
    from dragoman.extract.draft import Draft
    from dragoman.extract.speech import Speech
    from dragoman.extract.triggers import Hit
    from dragoman.model import ActorMention, Voice


def find_voices(hit: Hit, context: Context) -> tuple[Voice, ...]:
    """Give the voices whose words hold a trigger, the outermost first; else who performs the act of speech."""
    start = context.tree.tokens[hit.i].start
    holding = [s for s in context.speech_index.covering(start) if s.is_voiced and s.cue != hit.i]
    holding.sort(key=lambda s: -sum(len(span) for span in s.content))
    voices = [voice for speech in holding for voice in speech.voices]
    voices = voices or [voice for speech in _on_topic(hit, context) for voice in speech.voices]
    if not voices and hit.frame.voiced and hit.trigger.verb and not hit.trigger.done:
        voices = _actors(hit, context)
    return each_once(voices)


def _on_topic(hit: Hit, context: Context) -> list[Speech]:
    """Give the attributions whose topic a trigger stands in: "Regarding the talks, he said ...", "Speaking of ..."."""
    tree, topics = context.tree, context.words.speech.topics
    child, at = hit.i, tree.tokens[hit.i].head
    while at != child:
        if tree.tokens[child].dep in {"advcl", "prep"} and tree.lemma(child) in topics:
            return [s for s in context.speech_index.told_by(at) if s.is_voiced]
        child, at = at, tree.tokens[at].head
    return []


def _actors(hit: Hit, context: Context) -> list[Voice]:
    """Give the voices of those who perform an act of speech by the verb itself ("urged", "accused")."""
    tree = context.tree
    speakers = tree.agents(hit.i) if tree.is_passive(hit.i) else tree.subjects(hit.i)
    asks = hit.frame.roles["actor"].people  # crowds that demand do so by deeds; those that blame or warn speak
    named = [s for s in speakers if not _is_crowd(context.lookup.actors.get(s), asks=asks)]
    return list(side_by_side(v for s in named for v in context.maker.voices(s)))


def _is_crowd(actor: ActorMention | None, *, asks: bool) -> bool:
    """Whether words name people at large, whose demands are deeds: "protesters demanded", "Egyptians called for".

    Those who blame or warn speak, unless only their state's adjective names them ("activists accused the army").

    Source: the training reports (Timeline17's war topics included) give such a crowd as voice in 5 of
    27 acts of speech, a named actor in 91 of 152.
    """
    if actor is None:
        return False
    return actor.by == "adjective" or (
        asks and actor.by in {"descriptor", "pronoun"} and actor.kind in {ActorKind.PEOPLE, ActorKind.ARMED_GROUP}
    )


def join_chains(drafts: Sequence[Draft]) -> tuple[Voice, ...]:
    """Give the chains of all mentions of one event, in text order, leaving out those that another one holds."""
    chains: list[tuple[Voice, ...]] = []
    for told in (chain for draft in drafts for chain in _apart(draft.voices)):
        if not any(_holds(chain, told) for chain in chains):
            chains = [c for c in chains if not _holds(told, c)]
            chains.append(told)
    return tuple(replace(voice, chain=number) for number, chain in enumerate(chains) for voice in chain)


def _apart(voices: Iterable[Voice]) -> list[tuple[Voice, ...]]:
    """Give the chains of one mention in their order."""
    chains: dict[int, list[Voice]] = {}
    for voice in voices:
        chains.setdefault(voice.chain, []).append(voice)
    return [tuple(chain) for chain in chains.values()]


def _holds(whole: Iterable[Voice], part: Iterable[Voice]) -> bool:
    return {voice_key(v) for v in part} <= {voice_key(v) for v in whole}
