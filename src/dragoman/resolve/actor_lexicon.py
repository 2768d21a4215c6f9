"""What actor resolution looks up: the words of ``lang/<code>/actors.yaml`` and an index of the dossier's names.

The dossier comes in, an ``ActorLexicon`` goes out, built once for many documents. It reads no text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.dossier import Dossier
from dragoman.model import ActorKind

MAX_NAME_WORDS = 7
"""Longest name that is looked up, in tokens. Source: counted over the names of the shipped packs."""


@dataclass(frozen=True, slots=True)
class Pronouns:
    """Third-person pronouns by what they stand for.

    Attributes:
        person: One human being ("she").
        group: Several, or a body ("they").
        body: One body ("it").
        he, she: Words of office and kinship that fix which.
        seeming, raising: Verbs beside which "it" stands for nothing ("it seems that", "made it clear").
        clauses: Dependencies of the clause that such an "it" announces.
        recipients: Prepositions after which somebody else stands than the subject of their verb ("sent aid to them").
    """

    person: frozenset[str]
    group: frozenset[str]
    body: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    seeming: frozenset[str]
    raising: frozenset[str]
    clauses: frozenset[str]
    recipients: frozenset[str]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Pronouns:
        """Read them from the language's table."""
        words, empty, genders = data["pronouns"], data["expletive"], data["genders"]
        return cls(
            person=frozenset(words["person"]),
            group=frozenset(words["group"]),
            body=frozenset(words["body"]),
            he=frozenset(genders["he"]),
            she=frozenset(genders["she"]),
            seeming=frozenset(empty["seeming"]),
            raising=frozenset(empty["raising"]),
            clauses=frozenset(empty["clauses"]),
            recipients=frozenset(data["recipients"]),
        )

    @property
    def every(self) -> frozenset[str]:
        """All pronouns that may stand for an actor."""
        return self.person | self.group | self.body


@dataclass(frozen=True, slots=True)
class ActorLexicon:
    """Words and names for finding actors.

    Attributes:
        first_words: Folded first words of every actor's and source's name, adjective and metonym.
        locative: Prepositions after which a capital is a place.
        motion_verbs, town_nouns, place_heads: Words beside which a capital is a place.
        unnamed, generic: Lower-case nouns that refer to actors by what they are.
        title_ends: Lower-case last words of titles ("minister").
        title_tokens: Single words of the dossier's titles as printed ("Gen.", "President").
        descriptors: Lower-case heads of descriptor nouns ("forces") to the kind that they name.
        opposed: Heads of groups that stand against the state whose adjective they carry.
        stances, owning: Words joined by a hyphen before or after a party's name.
        concerns: Heads whose bare state name says whom they deal with.
        private: Last words of proper names that are no organ of the state they name.
        organs, organ_modifiers: Organs that are those of the state a text is about, and what may stand before them.
        anaphors: Definite nouns to the kinds that they can stand for.
        bare_after: Nouns that are no actor right after one of these prepositions ("in force").
        page_words: Words of the page that get joined to names.
    """

    dossier: Dossier
    pronouns: Pronouns
    first_words: frozenset[str]
    locative: frozenset[str]
    motion_verbs: frozenset[str]
    town_nouns: frozenset[str]
    place_heads: frozenset[str]
    unnamed: frozenset[str]
    generic: frozenset[str]
    title_ends: frozenset[str]
    title_tokens: frozenset[str]
    descriptors: Mapping[str, ActorKind]
    opposed: frozenset[str]
    stances: frozenset[str]
    owning: frozenset[str]
    concerns: frozenset[str]
    private: frozenset[str]
    organs: frozenset[str]
    organ_modifiers: frozenset[str]
    anaphors: Mapping[str, frozenset[ActorKind]]
    bare_after: Mapping[str, frozenset[str]]
    page_words: frozenset[str]

    @classmethod
    def build(cls, dossier: Dossier, data: Mapping[str, Any]) -> ActorLexicon:
        """Index the dossier and the language's words."""
        tables = (dossier.actor_names, dossier.adjectives, dossier.metonyms, dossier.source_names)
        return cls(
            dossier=dossier,
            pronouns=Pronouns.from_data(data),
            first_words=frozenset(key.split()[0] for table in tables for key in table if key),
            locative=frozenset(data["locative"]),
            motion_verbs=frozenset(data["motion_verbs"]),
            town_nouns=frozenset(data["town_nouns"]),
            place_heads=frozenset(data["place_heads"]),
            unnamed=frozenset(data["unnamed"]),
            generic=frozenset(data["generic_heads"]),
            title_ends=frozenset(data["title_heads"]),
            title_tokens=frozenset(w for words in dossier.title_words for w in words.split() if w[:1].isupper()),
            descriptors={w.casefold(): d.kind for d in dossier.descriptors for w in d.words},
            opposed=frozenset(data["opposed_heads"]),
            stances=frozenset(data["stance_prefixes"]),
            owning=frozenset(data["owning_suffixes"]),
            concerns=frozenset(data["concern_heads"]),
            private=frozenset(data["private_heads"]),
            organs=frozenset(data["home_organs"]["heads"]),
            organ_modifiers=frozenset(data["home_organs"]["modifiers"]),
            anaphors={w: frozenset(ActorKind(k) for k in kinds) for w, kinds in data["anaphors"].items()},
            bare_after={w: frozenset(words) for w, words in data["bare_after"].items()},
            page_words=frozenset(data["page_words"]),
        )

    def is_title(self, text: str, lemma: str) -> bool:
        """Say whether a word may stand in a title before a name."""
        return lemma.casefold() in self.title_ends or text in self.title_tokens
