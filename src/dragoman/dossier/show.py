"""What a dossier holds, for ``dragoman dossier show``: a dossier comes in, counts and one actor's card go out.

It prints nothing: the records are for a face.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.dossier.folding import fold
from dragoman.dossier.record import Pack
from dragoman.model import Actor, Process

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.dossier.record import Dossier
    from dragoman.model import Source


@dataclass(frozen=True, slots=True)
class DossierCounts:
    """How much a dossier holds, in all and by kind."""

    actors: int
    places: int
    things: int
    sources: int
    processes: int
    names: int
    actors_by_kind: dict[str, int]
    sources_by_kind: dict[str, int]


@dataclass(frozen=True, slots=True)
class DossierOverview:
    """The packs in force, in order, with what they add up to.

    Attributes:
        ambiguous: Folded names that several actors bear, with the ids.
    """

    digest: str
    packs: tuple[Pack, ...]
    counts: DossierCounts
    processes: tuple[Process, ...]
    ambiguous: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ActorCard:
    """One actor with what belongs to it.

    Attributes:
        shown: The name that the packs choose to show.
        parts: Ids of the actors that are part of it.
        same_party: How many actors act for the same party, itself included; 0 where it has none.
    """

    actor: Actor
    shown: str
    parts: tuple[str, ...]
    same_party: int


def overview(dossier: Dossier) -> DossierOverview:
    """Give the packs in force and what they add up to."""
    counts = DossierCounts(
        actors=len(dossier.actors),
        places=len(dossier.places),
        things=len(dossier.things),
        sources=len(dossier.sources),
        processes=len(dossier.processes),
        names=len(dossier.actor_names),
        actors_by_kind=_counted(actor.kind.value for actor in dossier.actors),
        sources_by_kind=_counted(source.kind.value for source in dossier.sources),
    )
    ambiguous = {name: ids for name, ids in dossier.actor_names.items() if len(ids) > 1}
    return DossierOverview(dossier.digest, dossier.packs, counts, dossier.processes, ambiguous)


def find_cards(dossier: Dossier, words: str) -> tuple[ActorCard, ...]:
    """Give the cards of the actors whose id, name, adjective or metonym these words are, in any case."""
    key = fold(words)
    ids = [words] if words in dossier.actors_by_id else []
    for table in (dossier.actor_names, dossier.adjectives, dossier.metonyms):
        ids.extend(table.get(key, ()))
    return tuple(_card(dossier, dossier.actors_by_id[actor_id]) for actor_id in dict.fromkeys(ids))


def list_sources(dossier: Dossier, *, party: str | None = None) -> tuple[Source, ...]:
    """Give the sources in the order of their shown names, all or those that answer to one party."""
    chosen = (source for source in dossier.sources if party is None or source.party == party)
    return tuple(sorted(chosen, key=lambda source: fold(source.names[0])))


def _card(dossier: Dossier, actor: Actor) -> ActorCard:
    parts = tuple(other.id for other in dossier.actors if other.part_of == actor.id)
    peers = len(dossier.parties.get(actor.party, ())) if actor.party is not None else 0
    return ActorCard(actor, dossier.shown(actor.id), parts, peers)


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
