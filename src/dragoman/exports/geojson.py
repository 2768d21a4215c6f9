"""GeoJSON: the events as points on a map, each at its most specific place that has coordinates.

A view comes in, one feature collection goes out. How exactly a place is known stands with each point: a point in the
middle of a region is no address. Events without a place that has coordinates are left out and counted.

Source: RFC 7946; longitude comes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.query import timeline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.query import View

_TOLD = (
    "id", "frame", "mode", "status", "hedged", "name", "title", "occurred", "not_after", "counts", "disputed",
    "part_of", "salience",
)  # fmt: skip


def feature_collection(view: View) -> dict[str, Any]:
    """Give the events as a feature collection."""
    events = timeline(view)
    features = [feature for event in events if (feature := _feature(event)) is not None]
    return {"type": "FeatureCollection", "features": features, "without_place": len(events) - len(features)}


def _feature(event: Mapping[str, Any]) -> dict[str, Any] | None:
    place = next((each for each in event["places"] if each["lat"] is not None and each["lon"] is not None), None)
    if place is None:
        return None
    return {
        "type": "Feature",
        "id": event["id"],
        "geometry": {"type": "Point", "coordinates": [place["lon"], place["lat"]]},
        "properties": {**{key: event[key] for key in _TOLD}, "place": place["name"], "precision": place["precision"]},
    }
