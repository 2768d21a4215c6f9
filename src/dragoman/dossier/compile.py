"""Packs compiled into the dossier: names of packs come in, one frozen ``Dossier`` goes out.

Packs come in the order given, each after what it requires; a later pack's entry replaces an earlier one
of the same id. The result is cached by content, so that a second load reads no YAML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from dragoman.dossier.cache import SCHEMA, read_cache, write_cache
from dragoman.dossier.codec import decode, encode, shape
from dragoman.dossier.convert import (
    actor_record,
    descriptor_record,
    pack_record,
    place_record,
    process_record,
    source_record,
    thing_record,
    title_record,
)
from dragoman.dossier.files import PackFolder, digest_of, find_packs
from dragoman.dossier.record import Dossier, Knowledge
from dragoman.dossier.tables import assemble, build_tables
from dragoman.model import Actor, Place, Process, Source, Thing
from dragoman.settings import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

R = TypeVar("R", Actor, Place, Thing, Source, Process)


def load_dossier(names: Sequence[str], *, cache: Path | None = None) -> Dossier:
    """Give the dossier of the packs named.

    Args:
        names: Shipped packs by name, or paths of pack folders; later ones override earlier ones.
        cache: Folder for the compiled form; None: the one of the settings.

    Raises:
        PackNotFoundError: DG202, a name is neither a shipped pack nor a folder.
        DossierFileError: DG201, a pack file breaks the schema, at a file and line.
    """
    kept = cache if cache is not None else cache_folder()
    return dossier_of(find_packs(names, cache=kept), cache=kept)


def dossier_of(packs: Sequence[PackFolder], *, cache: Path) -> Dossier:
    """Give the dossier of these very packs, in this order, from the cache or from their files.

    Raises:
        DossierFileError: DG201, as in ``load_dossier``.
    """
    digest = digest_of([SCHEMA.encode(), *(pack.digest.encode() for pack in packs)])
    key = digest_of([digest.encode(), shape().encode()])
    data = read_cache(cache, key)
    if data is not None:
        return assemble(digest, *decode(data))
    knowledge = compile_packs(packs)
    tables = build_tables(knowledge)
    write_cache(cache, key, encode(knowledge, tables))
    return assemble(digest, knowledge, tables)


def compile_packs(packs: Iterable[PackFolder]) -> Knowledge:
    """Read packs and lay them over each other in order.

    Raises:
        DossierFileError: DG201, as in ``load_dossier``.
    """
    from dragoman.dossier.loader import distinct, read_pack  # noqa: PLC0415 -- YAML is read only without a cache

    layers = [(read_pack(pack.folder), pack.digest) for pack in packs]
    files = [layer for layer, _ in layers]
    return Knowledge(
        packs=tuple(pack_record(layer.manifest, pack_digest) for layer, pack_digest in layers),
        actors=_overlaid(actor_record(row.entry) for layer in files for row in distinct(layer.actors)),
        places=_overlaid(place_record(row.entry) for layer in files for row in distinct(layer.places)),
        things=_overlaid(thing_record(row.entry) for layer in files for row in distinct(layer.things)),
        sources=_overlaid(source_record(row.entry) for layer in files for row in distinct(layer.sources)),
        processes=_overlaid(process_record(row.entry) for layer in files for row in distinct(layer.processes)),
        descriptors=tuple(descriptor_record(row.entry) for layer in files for row in layer.descriptors),
        titles=tuple(title_record(row.entry) for layer in files for row in layer.titles),
        shown_names={key: name for layer in files for row in layer.shown for key, name in row.entry.shown.items()},
    )


def _overlaid(records: Iterable[R]) -> tuple[R, ...]:
    """Keep the last record of each id, in the place where the id first stood."""
    return tuple({record.id: record for record in records}.values())
