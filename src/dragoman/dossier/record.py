"""The dossier record: all that the packs in force know, with the look-ups that the stages need.

Words come in, ids and records go out. It never guesses: a name that two actors share gives both, and
choosing is for resolve. ``tables`` builds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.dossier.folding import fold
from dragoman.model import Actor, Descriptor, Place, Process, Source, Thing, Title


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack in force.

    Attributes:
        requires: Names of the packs it stands on.
        boundaries: Caption about names and borders that every map of it carries, or None.
        digest: Hex SHA-256 over the pack's files.
    """

    name: str
    title: str
    version: str
    digest: str
    requires: tuple[str, ...] = ()
    boundaries: str | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What packs hold, without look-ups: the later pack's entry stands where two have one id.

    Attributes:
        shown_names: Name that a pack chose to show, by actor or place id.
    """

    packs: tuple[Pack, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    things: tuple[Thing, ...] = ()
    sources: tuple[Source, ...] = ()
    processes: tuple[Process, ...] = ()
    descriptors: tuple[Descriptor, ...] = ()
    titles: tuple[Title, ...] = ()
    shown_names: Mapping[str, str] | None = None


Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """The packs in force, compiled.

    Keys of ``actor_names``, ``adjectives``, ``metonyms``, ``place_names``, ``thing_names`` and
    ``source_names`` are folded (``dragoman.dossier.fold``); use the ``*_named`` methods for text as printed,
    since they also hold short acronyms to their case ("US" is not "us").

    Attributes:
        digest: Hex SHA-256 over the packs' files, their order and the schema version.
        actor_names, place_names, thing_names: Folded name to ids; several where a name is ambiguous.
        adjectives, metonyms: Folded word to the ids of the actors that it stands for.
        acronyms: Short all-capital names, adjectives and metonyms, as printed ("US", "U.S.", "WHO").
        acronym_keys: Folded words that are names only as acronyms, so that "us" and "Who" are none.
        lower_names: Names that are printed in lower case ("peshmerga"); all others need a capital.
        source_domains: Host without ``www.`` to source id.
        source_names: Folded name, slug or id to source id.
        source_credits: Credit line as printed to source id.
        parties: Party code to the ids of its actors.
        descriptor_words: Folded descriptor to itself; title_words: title as printed to itself.
    """

    digest: str
    packs: tuple[Pack, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    things: tuple[Thing, ...]
    sources: tuple[Source, ...]
    processes: tuple[Process, ...]
    descriptors: tuple[Descriptor, ...]
    titles: tuple[Title, ...]
    shown_names: Mapping[str, str]
    actor_names: Mapping[str, Ids]
    adjectives: Mapping[str, Ids]
    metonyms: Mapping[str, Ids]
    acronyms: frozenset[str]
    acronym_keys: frozenset[str]
    lower_names: frozenset[str]
    place_names: Mapping[str, Ids]
    thing_names: Mapping[str, Ids]
    source_domains: Mapping[str, str]
    source_names: Mapping[str, str]
    source_credits: Mapping[str, str]
    parties: Mapping[str, Ids]
    actors_by_id: Mapping[str, Actor]
    places_by_id: Mapping[str, Place]
    things_by_id: Mapping[str, Thing]
    sources_by_id: Mapping[str, Source]
    descriptor_words: Mapping[str, Descriptor]
    title_words: Mapping[str, Title]

    def shown(self, thing_id: str) -> str:
        """Give the name to show for an actor, place, thing or source id; the id itself where it is not known."""
        if thing_id in self.shown_names:
            return self.shown_names[thing_id]
        known = (
            self.actors_by_id.get(thing_id)
            or self.places_by_id.get(thing_id)
            or self.things_by_id.get(thing_id)
            or self.sources_by_id.get(thing_id)
        )
        return known.names[0] if known else thing_id

    def actor(self, actor_id: str) -> Actor | None:
        """Give the actor of that id, or None."""
        return self.actors_by_id.get(actor_id)

    def place(self, place_id: str) -> Place | None:
        """Give the packs' place of that id, or None; the gazetteer has the rest."""
        return self.places_by_id.get(place_id)

    def source(self, source_id: str) -> Source | None:
        """Give the source of that id, or None."""
        return self.sources_by_id.get(source_id)

    def actors_named(self, words: str) -> Ids:
        """Give the ids of the actors whose name these words are, as printed in a text."""
        return self._cased(self.actor_names, words)

    def actors_by_adjective(self, words: str) -> Ids:
        """Give the ids of the actors whose adjective or demonym these words are, as printed in a text."""
        return self._cased(self.adjectives, words)

    def actors_by_metonym(self, words: str) -> Ids:
        """Give the ids of the actors for which these words stand as subject or speaker, as printed in a text."""
        return self._cased(self.metonyms, words)

    def source_named(self, name: str) -> Source | None:
        """Give the source of that name or id, or None; a feed's slug (``nyt-africa``) is known by its first parts."""
        words = fold(name)
        while words not in self.source_names and "-" in words and " " not in words:
            words = words.rpartition("-")[0]
        return self.sources_by_id.get(self.source_names.get(words, ""))

    def source_at(self, host: str) -> Source | None:
        """Give the source whose domain a host is or lies under (``en.tass.com`` under ``tass.com``), or None."""
        labels = host.casefold().removeprefix("www.").split(".")
        tails = (".".join(labels[i:]) for i in range(len(labels) - 1))
        found = next((self.source_domains[tail] for tail in tails if tail in self.source_domains), "")
        return self.sources_by_id.get(found)

    def source_credited(self, credit: str) -> Source | None:
        """Give the source that a credit line names, exactly as printed, or None."""
        return self.sources_by_id.get(self.source_credits.get(credit.strip(), ""))

    def _cased(self, table: Mapping[str, Ids], words: str) -> Ids:
        """Look words up; in lower case "turkey" and "polish" are no names, and an acronym keeps its case."""
        key, printed = fold(words), words.strip()
        if printed.islower() and printed not in self.lower_names:
            return ()
        if key in self.acronym_keys and printed not in self.acronyms:
            return ()
        return table.get(key, ())
