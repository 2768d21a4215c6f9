"""Ground: what a fold knows beside its events, so that a later one need not find it again.

Sketches, likely pairs and extents come in, flat records go out that a store can keep and give back one by one. It
decides nothing: a claim's mark only says where its likes are to be looked for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.merge.judgements import NOTHING_RULED, Rulings
from dragoman.merge.parts import Extent
from dragoman.merge.quantities import Reading, Scope
from dragoman.model import PlaceRef, Precision
from dragoman.values import content_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dragoman.merge.sketch import Key, Sketch


class Pair(NamedTuple):
    """Two claims that may be one event, the earlier first.

    Attributes:
        cost: Of joining them: the less, the likelier.
        first_known, second_known: When their reports were published, as in ``Mark``.
    """

    first: str
    second: str
    cost: float
    first_known: float | None
    second_known: float | None


@dataclass(frozen=True, slots=True)
class Mark:
    """By what a claim is found again as a neighbour, without reading it.

    Attributes:
        claim: Its id.
        document: Of its report.
        anchor: Id of the event that it would anchor.
        known: When its report was published, as a UTC timestamp; None where that is not known.
        published: Ordinal of the publication day, or None.
        first, last: Ordinals of its time, the second exclusive, or None.
        sides: Codes of its known sides, each between commas; ``,`` where it names none.
        process, number: The round that it is, or None.
        round: Its ordinal, or None.
        name: Words of its name, sorted, or None.
        copied: Origin and scene, where a retelling of it is found by them, or None.
    """

    claim: str
    document: str
    anchor: str
    frame: str
    known: float | None
    published: int | None
    first: float | None
    last: float | None
    sides: str
    process: str | None
    number: int | None
    round: int | None
    name: str | None
    copied: str | None


class Reach(NamedTuple):
    """An event as its wholes and parts find it.

    Attributes:
        event: Its id.
        part_of: The event that it is a part of, or None.
        until: When its last report was published, as a UTC timestamp, infinity where one has no date.
    """

    event: str
    extent: Extent
    part_of: str | None
    until: float


@dataclass(frozen=True, slots=True)
class Ground:
    """What a fold, or a change of one, knows beside its events.

    Attributes:
        marks: One a claim that is in an event.
        pairs: All likely pairs of these.
        reaches: One an event.
        rulings: What people's judgements said of the claims.
    """

    marks: tuple[Mark, ...] = ()
    pairs: tuple[Pair, ...] = ()
    reaches: tuple[Reach, ...] = ()
    rulings: Rulings = NOTHING_RULED


def mark_of(sketch: Sketch, anchor: str) -> Mark:
    """Give the mark of a claim."""
    first, last = sketch.span or (None, None)
    process, number = sketch.process or (None, None)
    return Mark(
        claim=sketch.claim.id,
        document=sketch.document,
        anchor=anchor,
        frame=sketch.frame,
        known=unless_unknown(sketch.key[0]),
        published=sketch.published,
        first=first,
        last=last,
        sides=f",{','.join(sorted(sketch.known_sides))}," if sketch.known_sides else ",",
        process=process,
        number=number,
        round=sketch.round,
        name=name_of(sketch),
        copied=copy_of(sketch),
    )


def name_of(sketch: Sketch) -> str | None:
    """Give the words of a claim's name as one text."""
    return " ".join(sorted(sketch.name)) if sketch.name else None


def copy_of(sketch: Sketch) -> str | None:
    """Give origin and scene as one short text; None where retellings are not told by them."""
    if not (sketch.fine and sketch.places and sketch.published is not None):
        return None
    return content_id("cpy", sketch.active.origin, sketch.scene)


def pairs_of(costs: Mapping[str, Mapping[str, float]], sketches: Mapping[str, Sketch]) -> Iterable[Pair]:
    """Give each likely pair once."""
    for one, others in costs.items():
        for other, cost in others.items():
            if sketches[one].key < sketches[other].key:
                yield pair_of(sketches[one], sketches[other], cost)


def pair_of(first: Sketch, second: Sketch, cost: float) -> Pair:
    """Give a likely pair, the earlier of the two first."""
    return Pair(first.claim.id, second.claim.id, cost, unless_unknown(first.key[0]), unless_unknown(second.key[0]))


def extent_to_json(extent: Extent) -> dict[str, Any]:
    """Give an extent as plain JSON values; an open end is None."""
    return {
        "key": [unless_unknown(extent.key[0]), *extent.key[1:]],
        "frame": extent.frame,
        "mode": extent.mode,
        "sides": sorted(extent.sides),
        "span": extent.span,
        "published": extent.published,
        "places": [_place_to_json(place) for place in extent.places],
        "readings": [_reading_to_json(reading) for reading in extent.readings],
        "ongoing": extent.ongoing,
    }


def extent_from_json(told: Mapping[str, Any]) -> Extent:
    """Give the extent that ``extent_to_json`` told of."""
    moment, document, start, frame, claim = told["key"]
    return Extent(
        key=(_unbound(moment), document, start, frame, claim),
        frame=told["frame"],
        mode=told["mode"],
        sides=frozenset(told["sides"]),
        span=None if told["span"] is None else (told["span"][0], told["span"][1]),
        published=None if told["published"] is None else (told["published"][0], told["published"][1]),
        places=tuple(_place_from_json(place) for place in told["places"]),
        readings=tuple(_reading_from_json(reading) for reading in told["readings"]),
        ongoing=told["ongoing"],
    )


def place_in_order(key: Key) -> str:
    """Give the canonical place of a claim as a text that sorts as the key does; what is not dated comes last.

    Source: ``sketch.order_of``. The smallest code point stands between the parts, so that none runs into the next.
    """
    moment, document, start, frame, claim = key
    when = "~" if math.isinf(moment) else f"{round(moment * _MICRO) + _ERA:018d}"
    return f"{when} {document} {start:09d} {frame} {claim}"


_MICRO = 1_000_000
_ERA = 62_135_596_800 * _MICRO
"""Microseconds from the first day of the calendar to 1970, so that no moment is below zero."""

_PLACE_FIELDS = tuple(field.name for field in fields(PlaceRef) if field.name != "evidence")


def _place_to_json(place: PlaceRef) -> dict[str, Any]:
    told = {name: getattr(place, name) for name in _PLACE_FIELDS}
    return {**told, "precision": place.precision.value}


def _place_from_json(told: Mapping[str, Any]) -> PlaceRef:
    return PlaceRef(**{**told, "precision": Precision(told["precision"])})


def _reading_to_json(reading: Reading) -> list[Any]:
    scope = reading.scope
    return [scope.measure, scope.effect, scope.unit, sorted(scope.of), reading.low, unless_unknown(reading.high)]


def _reading_from_json(told: list[Any]) -> Reading:
    measure, effect, unit, of, low, high = told
    return Reading(Scope(measure, effect, unit, frozenset(of)), low, _unbound(high))


def unless_unknown(value: float) -> float | None:
    """Give a number, or None for infinity, which stands for what is not known."""
    return None if math.isinf(value) else value


def _unbound(value: float | None) -> float:
    return math.inf if value is None else value
