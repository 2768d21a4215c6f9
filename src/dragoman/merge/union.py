"""Unions: the participants and places of an event, each once, with the claims that name them.

Fillers and places of several claims come in, groups go out: one shown value and its supports. Names are the
reports' own; which of several is shown follows a stated order, and no name is made up.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.merge.best import only_planned
from dragoman.merge.counts import Support, origins_of
from dragoman.merge.geography import Relation
from dragoman.merge.names import is_bare, same_actor, words_of
from dragoman.merge.sketch import PERSON
from dragoman.model import Filler, PlaceRef, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.merge.geography import Geography
    from dragoman.merge.rules import NameRules
    from dragoman.merge.sketch import Sketch

ROLES = ("actor", "target", "mediator", "delegate")
_BY_PARTY = frozenset({"actor", "mediator"})
_RANK = {precision: rank for rank, precision in enumerate(Precision)}


@dataclass(frozen=True, slots=True)
class FillerGroup:
    """One participant: the filler shown and the claims that name it."""

    shown: Filler
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """One place: as shown, and the claims that name it."""

    shown: PlaceRef
    supports: tuple[Support, ...]


def union_role(members: Sequence[Sketch], role: str, rules: NameRules) -> tuple[FillerGroup, ...]:
    """Give the distinct participants in one role, the most reported first.

    Sides and mediators are one per party, whatever the reports call them (Russia, Moscow, the Russian side), and
    persons beside them; a doer that names nobody ("the delegations") is none. Whom it is done to, and delegates, are
    told apart by name.
    """
    told = [(filler, Support(m, filler.attribution)) for m in members for filler in getattr(m.claim.roles, role)]
    named = [(filler, support) for filler, support in told if not _is_nobody(filler, role, rules)]
    frequency = Counter(_bare(filler) for filler, _ in named)
    groups: list[tuple[list[Filler], list[Support]]] = []
    for filler, support in sorted(named, key=lambda pair: (*_order(pair[0], frequency), pair[1].sketch.key)):
        for fillers, supports in groups:
            if _same(filler, fillers[0], role, rules):
                fillers.append(filler)
                supports.append(support)
                break
        else:
            groups.append(([filler], [support]))
    found = [FillerGroup(_shown(fillers), _in_order(supports)) for fillers, supports in groups]
    return tuple(sorted(found, key=_by_reports))


def union_places(members: Sequence[Sketch], geography: Geography) -> tuple[PlaceGroup, ...]:
    """Give the distinct places, most specific first, then those of most origins.

    A place that was only planned comes last where it happened elsewhere: it stays among the places, since it was told.
    """
    named = [(place, Support(m)) for m in members for place in m.places]
    groups: list[tuple[list[PlaceRef], list[Support]]] = []
    for place, support in sorted(named, key=lambda pair: (*_place_order(pair[0]), pair[1].sketch.key)):
        for places, supports in groups:
            if geography.relate(place, places[0]) is Relation.SAME and place.precision is places[0].precision:
                places.append(place)
                supports.append(support)
                break
        else:
            groups.append(([place], [support]))
    found = [PlaceGroup(places[0], _in_order(supports)) for places, supports in groups]
    facts = [group for group in found if not only_planned(group.supports)]

    def order(group: PlaceGroup) -> tuple[bool, int, int, int, str]:
        given_up = only_planned(group.supports) and any(
            geography.relate(group.shown, fact.shown) is Relation.APART for fact in facts
        )
        origins = len(origins_of(group.supports))
        return (given_up, _RANK[group.shown.precision], -origins, -len(group.supports), group.shown.name)

    return tuple(sorted(found, key=order))


def is_person(filler: Filler) -> bool:
    """Say whether the dossier knows the filler as a person."""
    return (filler.actor_id or "").startswith(PERSON)


def _is_nobody(filler: Filler, role: str, rules: NameRules) -> bool:
    return role == "actor" and filler.actor_id is None and filler.party is None and is_bare(filler.name, rules)


def _same(first: Filler, second: Filler, role: str, rules: NameRules) -> bool:
    if role in _BY_PARTY and first.party is not None and not is_person(first) and not is_person(second):
        return first.party == second.party
    return same_actor(first, second, rules)


def _bare(filler: Filler) -> tuple[str, str, str]:
    return (filler.name, filler.party or "", filler.actor_id or "")


def _order(filler: Filler, frequency: Counter[tuple[str, str, str]]) -> tuple[bool, int, int, str, str, str]:
    """Sort what is linked before what is not, then the most frequent, then the fullest name."""
    bare = _bare(filler)
    return (filler.actor_id is None, -frequency[bare], -len(words_of(filler.name)), *bare)


def _shown(fillers: Sequence[Filler]) -> Filler:
    """Give the first filler, with what any of the others adds to it; hedged only if every one is."""
    first = fillers[0]
    return replace(
        first,
        party=_first(filler.party for filler in fillers),
        qualifier=_first(filler.qualifier for filler in fillers),
        effect=_first(filler.effect for filler in fillers),
        hedged=all(filler.hedged for filler in fillers),
        attribution=(),
        evidence=None,
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value is not None), None)


def _place_order(place: PlaceRef) -> tuple[bool, int, int, str, str]:
    """Sort what is linked first, so that a group is shown with its coordinates."""
    return (place.place_id is None, _RANK[place.precision], -len(place.name), place.name, place.country or "")


def _in_order(supports: Sequence[Support]) -> tuple[Support, ...]:
    return tuple(sorted(supports, key=lambda support: support.sketch.key))


def _by_reports(group: FillerGroup) -> tuple[int, str, str]:
    reports = len({support.sketch.claim.document_id for support in group.supports})
    return (-reports, group.shown.party or "~", group.shown.name)
