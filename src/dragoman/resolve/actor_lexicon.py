"""What actor resolution looks up: the words of ``lang/<code>/actors.yaml`` and an index of the dossier's names.

The dossier comes in, an ``ActorLexicon`` goes out, built once for many documents. It reads no text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.dossier import Dossier

MAX_NAME_WORDS = 7


@dataclass(frozen=True, slots=True)
class ActorLexicon:
    """Words and names for finding actors.

    Attributes:
        first_words: Folded first words of every actor's and source's name, adjective and metonym.
        title_ends: Lower-case last words of titles ("minister").
        descriptors: Lower-case heads of descriptor nouns ("forces") to the kind that they name.
    """

    dossier: Dossier
    first_words: frozenset[str]
    locative: frozenset[str]
    person_pronouns: frozenset[str]
    group_pronouns: frozenset[str]
    body_pronouns: frozenset[str]
    side_heads: frozenset[str]
    side_marks: frozenset[str]
    unnamed: frozenset[str]
    title_ends: frozenset[str]
    generic: frozenset[str]
    descriptors: Mapping[str, ActorKind]

    @classmethod
    def build(cls, dossier: Dossier, data: Mapping[str, Any]) -> ActorLexicon:
        """Index the dossier and the language's words."""
        tables = (dossier.actor_names, dossier.adjectives, dossier.metonyms, dossier.source_names)
        pronouns = data["pronouns"]
        descriptors = {w.casefold(): d.kind for d in dossier.descriptors for w in d.words}
        return cls(
            dossier=dossier,
            first_words=frozenset(key.split()[0] for table in tables for key in table if key),
            locative=frozenset(data["locative"]),
            person_pronouns=frozenset(pronouns["person"]),
            group_pronouns=frozenset(pronouns["group"]),
            body_pronouns=frozenset(pronouns["body"]),
            side_heads=frozenset(data["both_sides"]["heads"]),
            side_marks=frozenset(data["both_sides"]["marks"]),
            unnamed=frozenset(data["unnamed"]),
            title_ends=frozenset(data["title_heads"]),
            generic=frozenset(data["generic_heads"]),
            descriptors=descriptors,
        )

    @property
    def pronouns(self) -> frozenset[str]:
        """All pronouns that may stand for an actor."""
        return self.person_pronouns | self.group_pronouns | self.body_pronouns
