"""Voices: from the head of a speaker's phrase to a voice of an attribution.

A token index comes in; ``Voice`` records go out. "Officials" without a body are ``unnamed``; an outlet is an
agency where the dossier says so; everything with a body is an ``office``. A description that points back ("the
president", "the newspaper") takes the name that the text gave before; where it gave none, the words stay.

Source: codebook, ``attribution``; definite descriptions after Huddleston & Pullum (2002), ch. 5 and 17.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.extract.name_index import NameIndex
from dragoman.extract.speech_lexicon import SpeechLexicon
from dragoman.model import ActorKind, Evidence, SourceKind, Voice, VoiceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.dossier import Dossier
    from dragoman.extract.lookup import Lookup
    from dragoman.extract.tree import Tree
    from dragoman.model import ActorMention

__all__ = ["SpeechLexicon", "VoiceMaker", "each_once", "voice_key"]

_SIDELESS = frozenset({VoiceKind.UNNAMED, VoiceKind.OUTLET, VoiceKind.AGENCY})


class VoiceMaker:
    """Makes voices of one document's speakers."""

    def __init__(self, tree: Tree, lookup: Lookup, dossier: Dossier, lexicon: SpeechLexicon) -> None:
        self._tree = tree
        self._lookup = lookup
        self._dossier = dossier
        self._lexicon = lexicon
        self._names = NameIndex(tree, lookup, dossier, lexicon)

    def knows(self, i: int) -> bool:
        """Whether an actor is known at a token (a linked pronoun, a name)."""
        return i in self._lookup.actors

    def head_of(self, i: int) -> int | None:
        """Give the head of the actor named at a token, pronouns left out, or None."""
        mention = self._lookup.actors.get(i)
        return None if mention is None or mention.by in {"pronoun", "adjective"} else mention.head

    def is_named_person(self, i: int) -> bool:
        """Whether a person's name stands at a token."""
        mention = self._lookup.actors.get(i)
        return mention is not None and mention.kind is ActorKind.PERSON and mention.by in {"name", "recogniser"}

    def can_speak(self, i: int) -> bool:
        """Whether who stands at a token can say something: anybody known but machines and things."""
        tree = self._tree
        return i in self._lookup.actors and tree.lemma(i) not in tree.grammar.machines and i not in self._lookup.things

    def voices(self, head: int) -> list[Voice]:
        """Give the voices of a speaker phrase, one for each coordinated head; nothing where nobody speaks."""
        heads = self._tree.conjuncts(head)
        named = any(self.is_named_person(h) for h in heads)
        return list(
            each_once(v for h in heads if not (named and self._is_title(h)) if (v := self._voice(h)) is not None)
        )

    def _is_title(self, i: int) -> bool:
        """Whether an office without an article stands before a name: "Secretary of State and adviser Marco Rubio"."""
        mention = self._lookup.actors.get(i)
        return mention is not None and mention.by == "descriptor" and not self._tree.below(i, "det", "poss")

    def _voice(self, i: int) -> Voice | None:
        mention = self._lookup.actors.get(i)
        if mention is not None:
            return self._of_mention(self._names.full(mention, i), i)
        token = self._tree.tokens[i]
        if i in self._lookup.times or token.pos not in {"NOUN", "PROPN"}:
            return None
        named = self._names.by_surname(i) if token.pos == "PROPN" else self._names.apposed(i) or self._outlet(i)
        return self._of_mention(named, i) if named is not None else self._unlinked(i)

    def _outlet(self, i: int) -> ActorMention | None:
        return self._names.outlet(i) if self._tree.lemma(i) in self._lexicon.outlets else None

    def _unlinked(self, i: int) -> Voice | None:
        """Give the voice of a noun that nothing links: a document's issuer, an unnamed source, a body by its words."""
        token = self._tree.tokens[i]
        if token.lemma in self._lexicon.documents:
            return self._issuer(i)
        if token.lemma in self._lexicon.unnamed:
            return self._by_words(i, VoiceKind.UNNAMED, None)
        if token.lemma in self._lexicon.outlets:
            return self._by_words(i, VoiceKind.OUTLET, None)
        named = self._names.body(i)
        if named is not None:
            return self._of_mention(named, i)
        if token.pos == "PROPN" or token.lemma in self._lexicon.bodies:
            inside = self._lookup.actor_in(self._tree.analysis.subtree(i))
            return self._by_words(i, VoiceKind.OFFICE, None if inside is None else inside.party)
        return None

    def _issuer(self, i: int) -> Voice | None:
        """Give who stands behind a statement, a report or a survey, where its phrase says so."""
        tree = self._tree
        heads = tree.genitives(i) + [h for p, h in tree.prepositions(i) if p in self._lexicon.issuing]
        heads += [m for m in tree.below(i, "compound", "nmod") if self.knows(m)]
        for head in heads:
            voice = self._voice(head)
            if voice is not None:
                return voice
        return None

    def _by_words(self, i: int, kind: VoiceKind, party: str | None) -> Voice:
        start, end = self._tree.noun_phrase(i)
        if kind is VoiceKind.UNNAMED:
            start, end = self._described(i, start, end)
        evidence = Evidence.of(self._tree.text, start, end)
        return Voice(evidence.quote, kind, party=party, evidence=evidence)

    def _described(self, i: int, start: int, end: int) -> tuple[int, int]:
        """Widen an unnamed source by what is said of it: "two people familiar with the matter"."""
        tree = self._tree
        numbers = [c for c in tree.below(i, "nummod") if c < i]
        after = [c for c in tree.below(i, "amod", "acl") if c > i and tree.tokens[c].tag not in {"VBD", "VBZ", "VBP"}]
        for c in (*numbers, *after):
            below = tree.analysis.subtree(c)
            if below[-1] - below[0] <= MAX_WORDS:
                start, end = min(start, tree.tokens[below[0]].start), max(end, tree.tokens[below[-1]].end)
        return start, end

    def _of_mention(self, mention: ActorMention, i: int) -> Voice:
        kind = self._kind(mention, i)
        if kind is VoiceKind.UNNAMED and mention.by == "descriptor":
            return self._by_words(i, kind, None)
        return Voice(
            name=mention.name,
            kind=kind,
            party=None if kind in _SIDELESS else mention.party,
            actor_id=mention.actor_id,
            evidence=Evidence.of(self._tree.text, mention.span.start, mention.span.end),
        )

    def _kind(self, mention: ActorMention, i: int) -> VoiceKind:
        if mention.kind is ActorKind.PERSON and mention.by != "descriptor":
            return VoiceKind.PERSON
        if mention.kind is ActorKind.OUTLET:
            source = self._dossier.source((mention.actor_id or "").removeprefix("source:"))
            return VoiceKind.AGENCY if source is not None and source.kind is SourceKind.AGENCY else VoiceKind.OUTLET
        if mention.by == "descriptor":
            words = {self._tree.tokens[i].text.casefold(), self._tree.lemma(i)}
            if words & self._lexicon.unnamed:
                return VoiceKind.UNNAMED
            if words & self._lexicon.outlets:
                return VoiceKind.OUTLET
        return VoiceKind.OFFICE


def side_by_side(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """Give voices that say the same side by side, each once and in a chain of its own: neither cites the other."""
    return tuple(replace(voice, chain=number) for number, voice in enumerate(each_once(voices)))


def each_once(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """Give each voice once, in the order of its first coming."""
    kept: dict[str, Voice] = {}
    for voice in voices:
        kept.setdefault(voice_key(voice), voice)
    return tuple(kept.values())


def voice_key(voice: Voice) -> str:
    """Tell one voice from another: by the dossier's id, else by name."""
    return voice.actor_id or voice.name.casefold()


MAX_WORDS = 8
"""Longest description of an unnamed source that its voice keeps, in words. Source: longest in the gold is 6."""
