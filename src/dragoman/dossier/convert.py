"""Checked entries of pack files turned into the records of ``model``, field by field.

An entry comes in, its record goes out. Nothing is looked up, added or changed; where the fact is from is
kept for actors and stays in the file for the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.dossier.record import Pack
from dragoman.model import Actor, Descriptor, LineFields, Place, Process, ProcessRound, Source, Tenure, Thing, Title

if TYPE_CHECKING:
    from dragoman.dossier import schema


def pack_record(entry: schema.Manifest, digest: str) -> Pack:
    """Give the record of a pack with the digest of its files."""
    return Pack(entry.pack, entry.title, entry.version, digest, entry.requires, entry.boundaries, entry.languages)


def actor_record(entry: schema.ActorEntry) -> Actor:
    """Give the record of an actor."""
    tenures = tuple(Tenure(row.office, row.party, row.start, row.end) for row in entry.tenures)
    return Actor(**{**dict(entry), "tenures": tenures})


def place_record(entry: schema.PlaceEntry) -> Place:
    """Give the record of a place."""
    return Place(**{key: value for key, value in entry if key != "source"})


def thing_record(entry: schema.ThingEntry) -> Thing:
    """Give the record of a thing."""
    return Thing(**{key: value for key, value in entry if key != "source"})


def source_record(entry: schema.SourceEntry) -> Source:
    """Give the record of a publisher."""
    fields = None if entry.fields is None else LineFields(**dict(entry.fields))
    return Source(**{**dict(entry), "fields": fields})


def process_record(entry: schema.ProcessEntry) -> Process:
    """Give the record of a peace process with its rounds."""
    rounds = tuple(ProcessRound(row.number, row.around, row.places) for row in entry.rounds)
    return Process(**{**dict(entry), "rounds": rounds})


def descriptor_record(entry: schema.DescriptorEntry) -> Descriptor:
    """Give the record of a descriptor."""
    return Descriptor(entry.words, entry.kind, entry.office, entry.plain)


def title_record(entry: schema.TitleEntry) -> Title:
    """Give the record of a title."""
    return Title(entry.words, entry.voice.value, entry.office)
