"""The checks of a pack, one function each: its files and the packs it requires come in, findings go out.

A finding is an error where the dossier would be wrong or lose something, a warning where it may be meant.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.dossier.codes import country_boxes, is_alpha2, is_alpha3
from dragoman.dossier.findings import Finding, Level
from dragoman.dossier.folding import fold
from dragoman.dossier.problems import did_you_mean
from dragoman.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from typing import TypeAlias

    from pydantic import BaseModel

    from dragoman.dossier.loader import Located, PackFiles
    from dragoman.dossier.record import Dossier

    Row: TypeAlias = Located[BaseModel]

PARTY_KINDS = (ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP, ActorKind.GOVERNMENT, ActorKind.FORCE)
"""Kinds of actor that can be a side of their own; a person or a ministry acts for one."""
GAZETTEER = ("geonames:", "iso:", "icao:")
"""Ids of places that the gazetteer has, not a pack."""


def find_duplicate_ids(files: PackFiles, required: Dossier) -> Iterator[Finding]:
    """Find two entries of one kind with one id; an id of a required pack is meant to be overridden."""
    del required
    remedy = "Give one of the two another id, or join them."
    yield from _repeated([(row, row.entry.id) for row in files.actors], "duplicate-id", remedy)
    yield from _repeated([(row, row.entry.id) for row in files.places], "duplicate-id", remedy)
    yield from _repeated([(row, row.entry.id) for row in files.things], "duplicate-id", remedy)
    yield from _repeated([(row, row.entry.id) for row in files.sources], "duplicate-id", remedy)
    yield from _repeated([(row, row.entry.id) for row in files.processes], "duplicate-id", remedy)


def find_ambiguous_names(files: PackFiles, required: Dossier) -> Iterator[Finding]:
    """Find names that another actor has too: allowed, but a text that uses them names nobody for sure."""
    own = {row.entry.id for row in files.actors}
    bearers: dict[str, list[str]] = defaultdict(list)
    for key, ids in required.actor_names.items():
        bearers[key].extend(actor_id for actor_id in ids if actor_id not in own)
    for row in files.actors:
        for name in row.entry.names:
            others = [other for other in bearers[fold(name)] if other != row.entry.id]
            if others:
                what = f"{row.entry.id}: the name '{name}' is also that of {', '.join(others)}."
                yield _at(row, "ambiguous-name", what, "Leave it if both are so called in news.", Level.WARNING)
            bearers[fold(name)].append(row.entry.id)


def find_unknown_references(files: PackFiles, required: Dossier) -> Iterator[Finding]:
    """Find ids in ``part_of``, ``within``, ``places`` and ``shown`` that nothing has."""
    actors = {row.entry.id for row in files.actors} | set(required.actors_by_id)
    places = {row.entry.id for row in files.places} | set(required.places_by_id)
    for actor in files.actors:
        yield from _unknown(actor, "part_of", [actor.entry.part_of], actors)
    for place in files.places:
        yield from _unknown(place, "within", [place.entry.within], places)
    for process in files.processes:
        named = [*process.entry.places, *(place for row in process.entry.rounds for place in row.places)]
        yield from _unknown(process, "places", named, places)
    for shown in files.shown:
        yield from _unknown(shown, "shown", shown.entry.shown, actors | places)


def find_unknown_parties(files: PackFiles, required: Dossier) -> Iterator[Finding]:
    """Find parties that are neither a state's code nor the party of a body in this or a required pack."""
    bodies = [(row.entry.party, row.entry.kind) for row in files.actors]
    bodies += [(actor.party, actor.kind) for actor in required.actors]
    known = {party for party, kind in bodies if party is not None and kind in PARTY_KINDS}
    for actor in files.actors:
        parties = [actor.entry.party, *(tenure.party for tenure in actor.entry.tenures)]
        yield from _unknown_parties(actor, parties, known)
    for thing in files.things:
        yield from _unknown_parties(thing, [thing.entry.party], known)
    for source in files.sources:
        yield from _unknown_parties(source, [source.entry.party], known)
    for process in files.processes:
        yield from _unknown_parties(process, process.entry.parties, known)


def find_unknown_countries(files: PackFiles, required: Dossier) -> Iterator[Finding]:
    """Find country codes that ISO 3166-1 does not have."""
    del required
    rows: list[tuple[Row, str | None]] = [(row, row.entry.country) for row in files.actors]
    rows += [(place, place.entry.country) for place in files.places]
    rows += [(place, place.entry.administered_by) for place in files.places]
    rows += [(source, source.entry.country) for source in files.sources]
    for row, code in rows:
        if code is not None and not is_alpha2(code):
            what = f"'{code}' is no ISO 3166-1 alpha-2 code."
            yield _at(row, "unknown-country", what, "Give the two-letter code, such as UA; Kosovo is XK.")


def find_misplaced(files: PackFiles, required: Dossier) -> Iterator[Finding]:
    """Find places with half a position, or one far outside their country."""
    del required
    located = [row for row in files.places if row.entry.lat is not None or row.entry.lon is not None]
    boxes = country_boxes() if located else {}
    for row in located:
        lat, lon, country = row.entry.lat, row.entry.lon, row.entry.country
        if lat is None or lon is None:
            yield _at(row, "half-position", f"{row.entry.id}: has only one of 'lat' and 'lon'.", "Give both or none.")
        elif country in boxes and boxes[country].is_far_from(lat, lon):
            what = f"{row.entry.id}: {lat}, {lon} lies far outside {country}."
            yield _at(row, "far-outside", what, "Are 'lat' and 'lon' swapped, or a sign lost?", Level.WARNING)


def find_missing_sources(files: PackFiles, required: Dossier) -> Iterator[Finding]:
    """Find files whose facts name no source: neither each entry nor a ``# Source:`` line in the file."""
    del required
    lacking: dict[str, list[Row]] = defaultdict(list)
    rows: list[tuple[Row, str | None]] = [(actor, actor.entry.source) for actor in files.actors]
    rows += [(place, place.entry.source) for place in files.places]
    rows += [(thing, thing.entry.source) for thing in files.things]
    for row, source in rows:
        if source is None:
            lacking[row.file].append(row)
    for file, unsourced in lacking.items():
        if not any(line.startswith("# Source:") for line in Path(file).read_text(encoding="utf-8").splitlines()):
            what = f"{len(unsourced)} entries do not say where their facts are from."
            yield _at(
                unsourced[0], "missing-source", what, "Add 'source:' or a '# Source:' line to the file.", Level.WARNING
            )


def find_shared_marks(files: PackFiles, required: Dossier) -> Iterator[Finding]:
    """Find domains and credits that two publishers have: the later would hide the earlier."""
    own = {row.entry.id for row in files.sources}
    seen = {mark: other for mark, other in required.source_domains.items() if other not in own}
    seen |= {mark: other for mark, other in required.source_credits.items() if other not in own}
    for row in files.sources:
        for mark in (*row.entry.domains, *row.entry.credits):
            other = seen.setdefault(mark, row.entry.id)
            if other != row.entry.id:
                yield _at(row, "shared-mark", f"{row.entry.id}: '{mark}' is also that of {other}.", "Keep it at one.")


def find_repeated_words(files: PackFiles, required: Dossier) -> Iterator[Finding]:
    """Find descriptors, titles and rounds that stand twice in the pack."""
    del required
    heads = [(row, word) for row in files.descriptors for word in row.entry.words]
    yield from _repeated(heads, "repeated-word", "Keep the word in one entry.")
    titles = [(row, word) for row in files.titles for word in row.entry.words]
    yield from _repeated(titles, "repeated-word", "Keep the word in one entry.")
    for process in files.processes:
        numbers = [(process, f"round {row.number}") for row in process.entry.rounds]
        yield from _repeated(numbers, "repeated-round", "Number the rounds of a process apart.")


CHECKS: tuple[Callable[[PackFiles, Dossier], Iterator[Finding]], ...] = (
    find_duplicate_ids,
    find_ambiguous_names,
    find_unknown_references,
    find_unknown_parties,
    find_unknown_countries,
    find_misplaced,
    find_missing_sources,
    find_shared_marks,
    find_repeated_words,
)


def _unknown(row: Row, field: str, named: Iterable[str | None], known: Collection[str]) -> Iterator[Finding]:
    for name in named:
        if name is not None and name not in known and not name.startswith(GAZETTEER):
            what = f"{field}: nothing has the id '{name}'."
            hint = f"{did_you_mean(name, known)}Add the entry, or require the pack that has it."
            yield _at(row, f"unknown-{field.replace('_', '-')}", what, hint)


def _unknown_parties(row: Row, parties: Iterable[str | None], known: Collection[str]) -> Iterator[Finding]:
    for party in dict.fromkeys(parties):
        if party is not None and party not in known and not is_alpha3(party):
            what = f"party '{party}' is no state's alpha-3 code, and no body acts for itself under it."
            hint = f"{did_you_mean(party, known)}Add the body with this party, or correct the code."
            yield _at(row, "unknown-party", what, hint)


def _repeated(words: Iterable[tuple[Row, str]], code: str, remedy: str) -> Iterator[Finding]:
    seen: dict[str, Row] = {}
    for row, word in words:
        if word in seen:
            what = f"'{word}' stands already at {seen[word].file}:{seen[word].line}."
            yield _at(row, code, what, remedy)
        seen.setdefault(word, row)


def _at(row: Row, code: str, what: str, remedy: str, level: Level = Level.ERROR) -> Finding:
    return Finding(code, f"{row.file}:{row.line}", what, remedy, level)
