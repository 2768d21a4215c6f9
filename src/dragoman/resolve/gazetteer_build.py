"""Compile the gazetteer: the packaged lists become one small SQLite file, made whole or not at all.

A path comes in, a file stands there afterwards. It is written beside its place and renamed, under a
lock, so that a reader never sees half of it. It holds no pack's places: those are laid over it when it is opened,
since packs change often and the world seldom does.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing, contextmanager
from importlib.resources import files
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

from dragoman.resolve.gazetteer_keys import WordFilter
from dragoman.resolve.gazetteer_sources import (
    Divisions,
    RegionTotals,
    iter_airfields,
    iter_countries,
    iter_districts,
    iter_regions,
    iter_towns,
    iter_world,
    read_capitals,
    read_demonyms,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from dragoman.resolve.gazetteer_sources import Entry

SCHEMA_VERSION = 2
"""Raised whenever the tables or the keys change."""

RESPELLING_RATIO = 60.0
"""Edit ratio from which two names are one name spelt twice. Source: Kyiv/Kiev 75, Janin/Jenin 60, Odesa/Odessa 91;
Jerusalem/Ariel 43, Mykolayiv/Nikolaev 71, Lviv/Lemberg 18."""

LEXICON_FILES = ("places.yaml", "places_ambiguous.yaml")

_SCHEMA = """
CREATE TABLE place (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, names TEXT NOT NULL, precision TEXT NOT NULL, country TEXT, adm1 TEXT,
  lat REAL, lon REAL, population INTEGER NOT NULL, administered_by TEXT, within TEXT, is_derived INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, is_other INTEGER NOT NULL, place INTEGER NOT NULL,
  PRIMARY KEY (key, is_other, place)) WITHOUT ROWID;
CREATE INDEX place_id ON place (id);
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""


def build(path: Path) -> None:
    """Compile the gazetteer to ``path``, replacing what stands there.

    Raises:
        OSError: The folder cannot be made or written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    try:
        write_gazetteer(unfinished, iter_entries(), load_lexicon_data())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def building_lock(path: Path) -> Iterator[None]:
    """Hold the right to build ``path``; it ends with the process, however that ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.lock").open("a") as held:
        _lock(held)
        yield


def _lock(held: IO[str]) -> None:
    try:
        import fcntl  # noqa: PLC0415 (not on every platform; the rename alone keeps the file whole there)
    except ImportError:
        return
    fcntl.flock(held, fcntl.LOCK_EX)


def load_lexicon_data() -> dict[str, Any]:
    """Read the words of place and the parts of the world from ``lang/en``."""
    from ruamel.yaml import YAML  # noqa: PLC0415 (heavy; only needed when the gazetteer is compiled)

    data: dict[str, Any] = {}
    for name in LEXICON_FILES:
        data |= YAML(typ="safe", pure=True).load(files("dragoman.lang").joinpath("en", name).read_text("utf-8"))
    return data


def iter_entries() -> Iterator[Entry]:
    """Give every place of the packaged lists."""
    lexicon = load_lexicon_data()
    administered: Mapping[str, str] = lexicon["administered"]
    divisions, totals = Divisions(), RegionTotals()
    for entry in iter_towns(divisions, administered):
        totals.add(entry.place)
        yield entry
    regions, districts = (kind_words(lexicon, group) for group in ("region", "district"))
    yield from chain(
        iter_regions(divisions, totals, administered, {*regions, *districts, "city"}),
        iter_districts(divisions, districts),
        iter_countries(),
        iter_airfields(divisions),
        iter_world(lexicon["world"], administered),
    )


def kind_words(lexicon: Mapping[str, Any], group: str) -> tuple[str, ...]:
    """Give the kind words of one group, such as ``region``."""
    return tuple(word for kind in lexicon["kinds"] if kind["group"] == group for word in kind["words"])


def write_gazetteer(path: Path, entries: Iterable[Entry], lexicon: Mapping[str, Any]) -> None:
    """Write the places and the lexicon to a new file at ``path``."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.executescript(_SCHEMA)
        db.execute("BEGIN")
        openers = set(_write_places(db, entries))
        kept = {key: value for key, value in lexicon.items() if key != "world"}
        kept["demonyms"], kept["capitals"] = read_demonyms(), read_capitals()
        kept["venues"] = [row["id"] for row in lexicon["world"] if row.get("needs_support")]
        db.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            [("lexicon", json.dumps(kept)), ("openers", WordFilter.of(openers).to_bytes()), ("complete", b"")],
        )
        db.execute("COMMIT")
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute("UPDATE meta SET value = ? WHERE key = 'complete'", (str(pages),))


def _write_places(db: sqlite3.Connection, entries: Iterable[Entry]) -> Iterator[str]:
    """Insert the places and give the first word of every key."""
    for n, entry in enumerate(entries):
        place = entry.place
        where = (place.precision.value, place.country, place.adm1, place.lat, place.lon)
        row = (n, place.id, "|".join(place.names), *where, place.population, place.administered_by, place.within)
        db.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, int(place.is_derived)))
        keys = [(key, 0, n) for key in entry.keys if key]
        keys += [(key, _distance(key, entry.keys), n) for key in entry.other_keys if key]
        db.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", keys)
        yield from (key.split(" ", 1)[0] for key, _, _ in keys)


def _distance(other: str, own: Iterable[str]) -> int:
    """Tell a respelling of a place's own name (1: Kiev, Kyiv) from another name of it (2: Ariel, Jerusalem)."""
    from rapidfuzz import fuzz  # noqa: PLC0415 (only needed when the gazetteer is compiled)

    return 1 if any(fuzz.ratio(other, key) >= RESPELLING_RATIO for key in own) else 2
