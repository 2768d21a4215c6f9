"""Places: where the events that the filters leave happened, for the map."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from dragoman.model.listing import EventFilter
from dragoman.query.events import event_shape
from dragoman.web.kinds import kind_of
from dragoman.web.pages.filtering import MOST_DRAWN, filter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.query import View
    from dragoman.query.shapes import EventShape
    from dragoman.web.pages.ask import Ask

WHOLE = "country"
"""The precision of which a dot would say that something was in the middle of a country."""
AREA = "region"
"""The precision that is drawn as an area, since a dot would say more than a report does; a whole country is not."""


def places_of(ask: Ask) -> dict[str, Any]:
    """Give the places of the events that the filters leave, kept where nothing is filtered."""
    wanted = filter_of(ask)
    if wanted == EventFilter():
        return ask.view.once("places", lambda: locate(ask.view, wanted))
    return locate(ask.view, wanted)


def places_of_event(ask: Ask) -> dict[str, Any]:
    """Give the places of one event, as ``locate`` gives those of many."""
    event = ask.view.event(ask.names["event_id"])
    return {"places": places_shown(event_shape(event))}


def places_shown(event: EventShape) -> list[dict[str, Any]]:
    """Give the places of an event that a map can show: by their point, or as the area of a region."""
    near = [place for place in event["places"] if place["precision"] != WHOLE]
    shown = [place for place in near if place["lat"] is not None or place["precision"] == AREA]
    return [{**_place(dict(place)), "kind": kind_of(event["frame"]), "events": [0, 0]} for place in shown]


def locate(view: View, wanted: EventFilter) -> dict[str, Any]:
    """Give each place with its events: ``{places: [{key, name, country, lat, lon, area, kind, events}]}``.

    ``events`` holds two numbers for each event, in order of days: days since the first day of the one before (of the
    first: since 1970-01-01), and days that it lasts beyond its first; ``area`` is the ISO 3166-2 code of a region that
    is known no nearer, else null; ``kind`` is the commonest kind of the events.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    kinds: dict[str, Counter[str]] = {}
    for frame, first, last, place in view.lists.located(wanted, MOST_DRAWN):
        spans.setdefault(place, []).append((first, last))
        kinds.setdefault(place, Counter())[kind_of(frame)] += 1
    places: dict[str, dict[str, Any]] = {}
    for text, events in spans.items():
        place = json.loads(text)
        found = places.setdefault(_key(place), {**_place(place), "kinds": Counter()})
        found["events"] += events
        found["kinds"] += kinds[text]
    for found in places.values():
        found["events"] = list(_steps(sorted(found["events"])))
        found["kind"] = found.pop("kinds").most_common(1)[0][0]
    return {"places": list(places.values())}


def _steps(spans: Iterable[tuple[int, int]]) -> Iterator[int]:
    before = 0
    for first, last in spans:
        yield first - before
        yield last - first
        before = first


def _key(place: dict[str, Any]) -> str:
    return f"{place['country']}|{place['adm1']}|{place['lat']}|{place['lon']}"


def _place(place: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": _key(place),
        "name": place["name"],
        "country": place["country"],
        "lat": place["lat"],
        "lon": place["lon"],
        "area": place["adm1"] if place["precision"] == AREA else None,
        "events": [],
    }
