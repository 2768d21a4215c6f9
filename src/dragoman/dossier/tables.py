"""The look-ups of a dossier: what the packs hold comes in, tables from words to ids go out.

The tables are plain, so that the cache keeps them: folding every name takes longer than reading the rest.
It chooses nothing: where a name has several bearers the table has all, in the order of the packs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.dossier.folding import fold, is_acronym, keys
from dragoman.dossier.record import Dossier, Ids, Knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.model import Actor


@dataclass(frozen=True, slots=True)
class Tables:
    """The look-ups, as in ``Dossier``."""

    actor_names: Mapping[str, Ids]
    adjectives: Mapping[str, Ids]
    metonyms: Mapping[str, Ids]
    place_names: Mapping[str, Ids]
    thing_names: Mapping[str, Ids]
    parties: Mapping[str, Ids]
    source_domains: Mapping[str, str]
    source_names: Mapping[str, str]
    source_credits: Mapping[str, str]
    acronyms: Ids
    acronym_keys: Ids
    lower_names: Ids


def build_tables(knowledge: Knowledge) -> Tables:
    """Build the look-ups over what the packs hold."""
    actors, sources = knowledge.actors, knowledge.sources
    words = frozenset(word for actor in actors for word in (*actor.names, *actor.adjectives, *actor.metonyms))
    acronyms = frozenset(filter(is_acronym, words))
    return Tables(
        actor_names=_table((actor.id, actor.names) for actor in actors),
        adjectives=_table((actor.id, actor.adjectives) for actor in actors),
        metonyms=_table((actor.id, actor.metonyms) for actor in actors),
        place_names=_table((place.id, place.names) for place in knowledge.places),
        thing_names=_table((thing.id, thing.names) for thing in knowledge.things),
        parties=_parties(actors),
        source_domains={domain: source.id for source in sources for domain in source.domains},
        source_names={fold(name): source.id for source in sources for name in (*source.names, source.id)},
        source_credits={credit: source.id for source in sources for credit in source.credits},
        acronyms=tuple(sorted(acronyms)),
        acronym_keys=tuple(sorted(set(map(fold, acronyms)) - set(map(fold, words - acronyms)))),
        lower_names=tuple(sorted(filter(str.islower, words))),
    )


def assemble(digest: str, knowledge: Knowledge, tables: Tables) -> Dossier:
    """Put what the packs hold and its look-ups together."""
    return Dossier(
        digest=digest,
        packs=knowledge.packs,
        actors=knowledge.actors,
        places=knowledge.places,
        things=knowledge.things,
        sources=knowledge.sources,
        processes=knowledge.processes,
        descriptors=knowledge.descriptors,
        titles=knowledge.titles,
        shown_names=knowledge.shown_names or {},
        actor_names=tables.actor_names,
        adjectives=tables.adjectives,
        metonyms=tables.metonyms,
        acronyms=frozenset(tables.acronyms),
        acronym_keys=frozenset(tables.acronym_keys),
        lower_names=frozenset(tables.lower_names),
        place_names=tables.place_names,
        thing_names=tables.thing_names,
        source_domains=tables.source_domains,
        source_names=tables.source_names,
        source_credits=tables.source_credits,
        parties=tables.parties,
        actors_by_id={actor.id: actor for actor in knowledge.actors},
        places_by_id={place.id: place for place in knowledge.places},
        things_by_id={thing.id: thing for thing in knowledge.things},
        sources_by_id={source.id: source for source in knowledge.sources},
        descriptor_words={fold(word): entry for entry in knowledge.descriptors for word in entry.words},
        title_words={word: entry for entry in knowledge.titles for word in entry.words},
    )


def _table(named: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, Ids]:
    """Map each folded name to the ids that bear it, in the order of the packs, each once."""
    found: dict[str, dict[str, None]] = {}
    for thing_id, names in named:
        for name in names:
            for key in keys(name):
                found.setdefault(key, {})[thing_id] = None
    return {key: tuple(ids) for key, ids in found.items()}


def _parties(actors: tuple[Actor, ...]) -> dict[str, Ids]:
    found: dict[str, list[str]] = {}
    for actor in actors:
        if actor.party is not None:
            found.setdefault(actor.party, []).append(actor.id)
    return {party: tuple(ids) for party, ids in found.items()}
