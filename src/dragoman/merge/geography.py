"""Places against each other: the same, one inside the other, apart, or not to be told.

Two places as reports name them come in, a relation goes out. Without a gazetteer it judges by id, country,
first-order division, names and distance; a ``Containment`` helper knows more. Unknown is None, never "apart".
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING

from dragoman.merge.names import name_words
from dragoman.model import Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.merge.rules import Rules
    from dragoman.model import Containment, PlaceRef

EARTH_RADIUS_KM = 6371.0
"""Mean radius. Source: IUGG."""

_RANK = {precision: rank for rank, precision in enumerate(Precision)}


class Relation(StrEnum):
    """How two places stand to each other."""

    SAME = "same"
    INSIDE = "inside"
    APART = "apart"


class Geography:
    """Compares places under one set of rules, with or without a gazetteer behind it.

    Args:
        rules: For names and nearness.
        containment: What a gazetteer knows of one place inside another, or None.
    """

    def __init__(self, rules: Rules, containment: Containment | None = None) -> None:
        self._rules = rules
        self._containment = containment
        self._known: dict[tuple[PlaceRef, PlaceRef], Relation | None] = {}

    def relate(self, first: PlaceRef, second: PlaceRef) -> Relation | None:
        """Say how two places stand to each other, or None where nothing tells."""
        key = (first, second)
        if key not in self._known:
            self._known[key] = self._relate(first, second)
        return self._known[key]

    def best(self, first: Sequence[PlaceRef], second: Sequence[PlaceRef]) -> tuple[Relation | None, Precision | None]:
        """Give the closest relation between two lists of places, and how precise the wider of that pair is.

        One shared place is enough; lists are apart only if every pair of their most specific places is.
        """
        found = [(self.relate(one, two), max(one.precision, two.precision, key=_RANK.__getitem__))
                 for one in first for two in second]  # fmt: skip
        for relation in (Relation.SAME, Relation.INSIDE):
            of_kind = [precision for seen, precision in found if seen is relation]
            if of_kind:
                if relation is Relation.SAME and self._specifics_apart(first, second):
                    return Relation.APART, None
                return relation, min(of_kind, key=_RANK.__getitem__)
        return (Relation.APART, None) if all(seen is Relation.APART for seen, _ in found) else (None, None)

    def _specifics_apart(self, first: Sequence[PlaceRef], second: Sequence[PlaceRef]) -> bool:
        """Say whether two lists share only the wide place round places that are apart (two towns of one country)."""
        mine, other = _most_specific(first), _most_specific(second)
        return all(self.relate(one, two) is Relation.APART for one in mine for two in other)

    def _relate(self, first: PlaceRef, second: PlaceRef) -> Relation | None:
        if first.place_id is not None and first.place_id == second.place_id:
            return Relation.SAME
        if _countries_apart(first, second):
            return Relation.APART
        if self._part_by_name(first, second):
            return Relation.INSIDE
        if self._same_name(first, second) and _RANK[first.precision] - _RANK[second.precision] in (-1, 0, 1):
            return Relation.SAME
        inner, outer = sorted((first, second), key=lambda place: _RANK[place.precision])
        if outer.precision is Precision.COUNTRY:
            return self._in_country(inner, outer)
        known = self._ask(inner, outer)
        return known if known is not None else self._by_shape(inner, outer)

    def _in_country(self, inner: PlaceRef, outer: PlaceRef) -> Relation | None:
        if inner.country is None or outer.country is None:
            return None
        if inner.precision is Precision.COUNTRY:
            return Relation.SAME
        return Relation.INSIDE

    def _ask(self, inner: PlaceRef, outer: PlaceRef) -> Relation | None:
        if self._containment is None or inner.precision is outer.precision:
            return None
        held = self._containment.holds(outer, inner)
        if held is None:
            return None
        return Relation.INSIDE if held else Relation.APART

    def _by_shape(self, inner: PlaceRef, outer: PlaceRef) -> Relation | None:
        distance = distance_km(inner, outer)
        if outer.precision in (Precision.EXACT, Precision.SETTLEMENT):
            if distance is not None and distance <= self._rules.near_km:
                return Relation.SAME if inner.precision is outer.precision else Relation.INSIDE
            if distance is not None or inner.precision is outer.precision:
                return Relation.APART
            return None
        if inner.precision is outer.precision:
            return Relation.APART if inner.country is not None and outer.country is not None else None
        return self._by_division(inner, outer)

    def _by_division(self, inner: PlaceRef, outer: PlaceRef) -> Relation | None:
        mine, wide = inner.adm1, outer.adm1
        if mine is None or outer.precision is not Precision.REGION:
            return None
        if mine == wide or set(name_words(mine, self._rules.names)) & set(name_words(outer.name, self._rules.names)):
            return Relation.INSIDE
        return Relation.APART if wide is not None else None

    def _part_by_name(self, first: PlaceRef, second: PlaceRef) -> bool:
        """Say whether one name is the other with a point of the compass before it ("southern Gaza")."""
        mine, other = (set(name_words(place.name, self._rules.names)) for place in (first, second))
        extra = mine ^ other
        return bool(mine & other) and bool(extra) and extra <= self._rules.names.compass

    def _same_name(self, first: PlaceRef, second: PlaceRef) -> bool:
        mine, other = (set(name_words(place.name, self._rules.names)) for place in (first, second))
        return bool(mine) and bool(other) and (mine <= other or other <= mine)


def distance_km(first: PlaceRef, second: PlaceRef) -> float | None:
    """Give the great-circle distance, or None where a coordinate is missing."""
    if first.lat is None or first.lon is None or second.lat is None or second.lon is None:
        return None
    lat1, lon1, lat2, lon2 = (math.radians(value) for value in (first.lat, first.lon, second.lat, second.lon))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def _most_specific(places: Sequence[PlaceRef]) -> list[PlaceRef]:
    finest = min(_RANK[place.precision] for place in places)
    return [place for place in places if _RANK[place.precision] == finest]


def _countries_apart(first: PlaceRef, second: PlaceRef) -> bool:
    mine = {first.country, first.administered_by} - {None}
    other = {second.country, second.administered_by} - {None}
    return bool(mine) and bool(other) and not mine & other
