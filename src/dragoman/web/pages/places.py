"""Places: where the events that the filters leave happened, for the map."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from dragoman.web.kinds import kind_of
from dragoman.web.pages.events import events_of, span_of

if TYPE_CHECKING:
    from dragoman.query.shapes import PlaceShape
    from dragoman.web.pages.ask import Ask

_AREAS = frozenset({"region", "country"})
"""Precisions that are drawn as an area, since a dot would say more than a report does."""


def places_of(ask: Ask) -> dict[str, Any]:
    """Give each place with its events: ``{places: [{key, name, country, lat, lon, area, kind, events}]}``.

    ``events`` holds first and last day since 1970 of each event; ``area`` is the ISO 3166-2 code of a region that is
    known no nearer, else null; ``kind`` is the commonest kind of the events.
    """
    places: dict[str, dict[str, Any]] = {}
    kinds: dict[str, Counter[str]] = {}
    for event in events_of(ask):
        span = span_of(event)
        if not event["places"] or span is None:
            continue
        place = event["places"][0]
        if place["precision"] == "country":
            continue  # every event of a war is "in the country": it would hatch all of it
        key = _key(place)
        places.setdefault(key, _place(key, place))["events"].append(span)
        kinds.setdefault(key, Counter())[kind_of(event["frame"])] += 1
    for key, found in places.items():
        found["kind"] = kinds[key].most_common(1)[0][0]
    return {"places": list(places.values())}


def _key(place: PlaceShape) -> str:
    return f"{place['country']}|{place['adm1']}|{place['lat']}|{place['lon']}"


def _place(key: str, place: PlaceShape) -> dict[str, Any]:
    code = place["adm1"] if place["precision"] in _AREAS else None
    return {
        "key": key,
        "name": place["name"],
        "country": place["country"],
        "lat": place["lat"],
        "lon": place["lon"],
        "area": code,
        "events": [],
    }
