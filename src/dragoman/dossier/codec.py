"""Knowledge and its look-ups as plain JSON data and back, for the cache: positional rows, quick to read.

Records come in and lists go out, or the other way. It is no exchange format: the schema version
names its shape, and a cache of another shape is rebuilt.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from dragoman.dossier.record import Knowledge, Pack
from dragoman.dossier.tables import Tables
from dragoman.model import (
    Actor,
    ActorKind,
    Descriptor,
    LineFields,
    Place,
    Precision,
    Process,
    ProcessRound,
    Source,
    SourceKind,
    Tenure,
    Thing,
    Title,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


def encode(knowledge: Knowledge, tables: Tables) -> dict[str, dict[str, Any]]:
    """Give the JSON data of what the packs hold and of its look-ups."""
    return {
        "knowledge": {field.name: _plain(getattr(knowledge, field.name)) for field in fields(knowledge)},
        "tables": {field.name: _plain(getattr(tables, field.name)) for field in fields(tables)},
    }


def decode(data: dict[str, dict[str, Any]]) -> tuple[Knowledge, Tables]:
    """Give what ``encode`` was given; the cache's seal and ``shape`` say that the data is of this form."""
    tables = {name: _frozen(value) for name, value in data["tables"].items()}
    return _knowledge(data["knowledge"]), Tables(**tables)


def _frozen(value: Any) -> Any:
    """Turn a table's lists into tuples."""
    if isinstance(value, dict):
        return {key: tuple(ids) if type(ids) is list else ids for key, ids in value.items()}
    return tuple(value)


def _knowledge(data: dict[str, Any]) -> Knowledge:
    return Knowledge(
        packs=tuple(Pack(*_rest(row)) for row in data["packs"]),
        actors=tuple(map(_actor, data["actors"])),
        places=tuple(map(_place, data["places"])),
        things=tuple(Thing(*_rest(row)) for row in data["things"]),
        sources=tuple(map(_source, data["sources"])),
        processes=tuple(map(_process, data["processes"])),
        descriptors=tuple(map(_descriptor, data["descriptors"])),
        titles=tuple(Title(*_rest(row)) for row in data["titles"]),
        shown_names=data["shown_names"],
    )


def shape() -> str:
    """Give the fields of every record that is kept, in order: a cache made with others is not read."""
    sources = (Source, LineFields)
    kept = (Knowledge, Tables, Pack, Actor, Tenure, Place, Thing, *sources, Process, ProcessRound, Descriptor, Title)
    return ";".join(f"{record.__name__}:{','.join(field.name for field in fields(record))}" for record in kept)


def _plain(value: Any) -> Any:
    """Turn records into rows of their fields' values, in order; enums into values; days into ISO 8601."""
    if isinstance(value, dict) or value is None:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    return value


def _rest(row: Iterable[Any]) -> list[Any]:
    """Turn the lists in a row into tuples."""
    return [tuple(value) if type(value) is list else value for value in row]


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _actor(row: list[Any]) -> Actor:
    """Read an actor; written out, since most of a dossier is actors."""
    actor_id, kind, names, party, country, metonyms, adjectives, tenures, part_of, source = row
    return Actor(
        actor_id,
        ActorKind(kind),
        tuple(names),
        party,
        country,
        tuple(metonyms),
        tuple(adjectives),
        tuple([Tenure(office, side, _day(start), _day(end)) for office, side, start, end in tenures]),
        part_of,
        source,
    )


def _place(row: list[Any]) -> Place:
    values = _rest(row)
    values[2] = Precision(values[2])
    return Place(*values)


def _source(row: list[Any]) -> Source:
    values = _rest(row)
    values[2] = SourceKind(values[2])
    values[-1] = None if values[-1] is None else LineFields(*_rest(values[-1]))
    return Source(*values)


def _descriptor(row: list[Any]) -> Descriptor:
    values = _rest(row)
    values[1] = ActorKind(values[1])
    return Descriptor(*values)


def _process(row: list[Any]) -> Process:
    values = _rest(row)
    values[3] = _day(values[3])
    values[5] = tuple(map(_round, values[5]))
    return Process(*values)


def _round(row: list[Any]) -> ProcessRound:
    number, around, places = row
    days = None if around is None else (date.fromisoformat(around[0]), date.fromisoformat(around[1]))
    return ProcessRound(number, days, tuple(places))
