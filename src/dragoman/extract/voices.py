"""Voices: from the head of a speaker's phrase to a voice of an attribution.

A token index comes in; ``Voice`` records go out. "Officials" without a body are ``unnamed``; an outlet is an
agency where the dossier says so; everything with a body is an ``office``.

Source: codebook, ``attribution``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.model import ActorKind, Evidence, SourceKind, Voice, VoiceKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.dossier import Dossier
    from dragoman.extract.lookup import Lookup
    from dragoman.extract.tree import Tree
    from dragoman.model import ActorMention


@dataclass(frozen=True, slots=True)
class SpeechLexicon:
    """The words of ``lang/<code>/attribution.yaml``, and who is an unnamed voice."""

    verbs: frozenset[str]
    clausal_only: frozenset[str]
    nouns: frozenset[str]
    citing: frozenset[str]
    hearing: frozenset[str]
    quotes: frozenset[str]
    unnamed: frozenset[str]

    @classmethod
    def from_data(cls, data: Mapping[str, Any], unnamed: frozenset[str]) -> SpeechLexicon:
        """Index the file's data."""
        return cls(
            verbs=frozenset(data["verbs"]),
            clausal_only=frozenset(data["clausal_only"]),
            nouns=frozenset(data["nouns"]),
            citing=frozenset(data["citing"]),
            hearing=frozenset(data["hearing"]),
            quotes=frozenset(data["direct_quotes"]),
            unnamed=unnamed,
        )


class VoiceMaker:
    """Makes voices of one document's speakers."""

    def __init__(self, tree: Tree, lookup: Lookup, dossier: Dossier, lexicon: SpeechLexicon) -> None:
        self._tree = tree
        self._lookup = lookup
        self._dossier = dossier
        self._lexicon = lexicon

    def knows(self, i: int) -> bool:
        """Whether an actor is known at a token (a linked pronoun, a name)."""
        return i in self._lookup.actors

    def voices(self, head: int) -> list[Voice]:
        """Give the voices of a speaker phrase, one for each coordinated head; nothing where nobody speaks."""
        return [v for h in self._tree.conjuncts(head) if (v := self._voice(h)) is not None]

    def _voice(self, i: int) -> Voice | None:
        tree, lookup = self._tree, self._lookup
        mention = lookup.actors.get(i)
        if mention is not None:
            return self._of_mention(self._named(mention, i), i)
        token = tree.tokens[i]
        if token.pos not in {"NOUN", "PROPN"} or i in lookup.times:
            return None
        if token.lemma in self._lexicon.unnamed:
            start, end = tree.noun_phrase(i)
            return Voice(tree.text[start:end], VoiceKind.UNNAMED, evidence=Evidence.of(tree.text, start, end))
        inside = lookup.actor_in(tree.analysis.subtree(i))
        if inside is not None and token.lemma in self._lexicon.nouns | {
            "source",
            "website",
            "agency",
            "channel",
            "page",
            "service",
            "newspaper",
            "office",
        }:
            return self._of_mention(inside, i)
        if inside is not None:
            start, end = tree.noun_phrase(i)
            return Voice(
                tree.text[start:end], VoiceKind.OFFICE, party=inside.party, evidence=Evidence.of(tree.text, start, end)
            )
        if token.pos == "PROPN":
            start, end = tree.noun_phrase(i)
            return Voice(tree.text[start:end], VoiceKind.OFFICE, evidence=Evidence.of(tree.text, start, end))
        return None

    def _named(self, mention: ActorMention, i: int) -> ActorMention:
        """Give the person in apposition to a description ("the spokeswoman, Mao Ning"), else the full name before it."""
        if mention.by == "descriptor":
            apposed = [self._lookup.actors.get(c) for c in self._tree.below(i, "appos")]
            person = next((a for a in apposed if a is not None and a.kind is ActorKind.PERSON), None)
            if person is not None:
                return person
        if mention.antecedent is not None and mention.kind is ActorKind.PERSON:
            first = self._lookup.tokens_of(mention.antecedent)
            full = self._lookup.actors.get(first[0]) if first else None
            if full is not None and full.kind is ActorKind.PERSON and full.by != "descriptor":
                return full
        return mention

    def _of_mention(self, mention: ActorMention, i: int) -> Voice:
        kind = self._kind(mention, i)
        return Voice(
            name=mention.name,
            kind=kind,
            party=None if kind in {VoiceKind.UNNAMED, VoiceKind.OUTLET, VoiceKind.AGENCY} else mention.party,
            actor_id=mention.actor_id,
            evidence=Evidence.of(self._tree.text, mention.span.start, mention.span.end),
        )

    def _kind(self, mention: ActorMention, i: int) -> VoiceKind:
        if mention.kind is ActorKind.PERSON and mention.by != "descriptor":
            return VoiceKind.PERSON
        if mention.kind is ActorKind.OUTLET:
            source = self._dossier.source((mention.actor_id or "").removeprefix("source:"))
            return VoiceKind.AGENCY if source is not None and source.kind is SourceKind.AGENCY else VoiceKind.OUTLET
        word = self._tree.tokens[i].text.casefold()
        if mention.by == "descriptor" and word in self._lexicon.unnamed:
            return VoiceKind.UNNAMED
        if mention.by == "descriptor" and word == "media":
            return VoiceKind.OUTLET
        return VoiceKind.OFFICE
