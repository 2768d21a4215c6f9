"""Pack files read with their line numbers: a folder comes in, checked entries go out.

Every mistake is a ``DossierFileError`` that names file, line, problem and remedy. Plain scalars stay the
text that the author wrote (``NO`` is a country, ``2026.10`` a version); the schema gives them their type.
It does not compare entries with each other beyond their ids: that is for ``check``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from dragoman.dossier.files import MANIFEST, pack_files
from dragoman.dossier.problems import explain
from dragoman.dossier.schema import (
    ActorEntry,
    DescriptorEntry,
    Manifest,
    PlaceEntry,
    ProcessEntry,
    ShownNames,
    SourceEntry,
    ThingEntry,
    TitleEntry,
)
from dragoman.errors import DossierFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


E = TypeVar("E", bound=BaseModel)
E_co = TypeVar("E_co", bound=BaseModel, covariant=True)
Named = TypeVar("Named", ActorEntry, PlaceEntry, ThingEntry, SourceEntry, ProcessEntry)
Where: TypeAlias = tuple[str | int, ...]
Lines: TypeAlias = dict[Where, int]

MAX_DEPTH = 12
"""Deeper than any entry of the schema; an alias that holds itself ends here."""


@dataclass(frozen=True, slots=True)
class Located(Generic[E_co]):
    """An entry with where it stands: file as shown to a person, line counted from 1."""

    file: str
    line: int
    entry: E_co


@dataclass(frozen=True, slots=True)
class PackFiles:
    """The checked content of one pack folder, by kind of file."""

    manifest: Manifest
    actors: tuple[Located[ActorEntry], ...]
    places: tuple[Located[PlaceEntry], ...]
    things: tuple[Located[ThingEntry], ...]
    sources: tuple[Located[SourceEntry], ...]
    processes: tuple[Located[ProcessEntry], ...]
    descriptors: tuple[Located[DescriptorEntry], ...]
    titles: tuple[Located[TitleEntry], ...]
    shown: tuple[Located[ShownNames], ...]


def read_manifest(folder: Path) -> Manifest:
    """Read what a pack says of itself.

    Raises:
        DossierFileError: DG201, the file is missing or breaks the
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise DossierFileError(str(path), None, "is missing.", "A pack is a folder with a dossier.yaml.")
    data, lines = _read_yaml(path)
    return _checked(Manifest, data, str(path), lines, ())


def read_pack(folder: Path) -> PackFiles:
    """Read and check every file of a pack.

    Raises:
        DossierFileError: DG201, at the first mistake, with file, line and remedy.
    """
    return PackFiles(
        manifest=read_manifest(folder),
        actors=tuple(_each(folder, "actors", ActorEntry)),
        places=tuple(_each(folder, "places", PlaceEntry)),
        things=tuple(_each(folder, "things", ThingEntry)),
        sources=tuple(_each(folder, "sources.yaml", SourceEntry)),
        processes=tuple(_each(folder, "process.yaml", ProcessEntry)),
        descriptors=tuple(_each(folder, "descriptors.yaml", DescriptorEntry)),
        titles=tuple(_each(folder, "titles.yaml", TitleEntry)),
        shown=tuple(_whole(folder / "names.yaml", ShownNames)),
    )


def distinct(rows: Iterable[Located[Named]]) -> Iterator[Located[Named]]:
    """Give the entries of one pack and kind, whose ids must differ.

    Raises:
        DossierFileError: DG201, at the second entry of an id.
    """
    seen: dict[str, Located[Named]] = {}
    for row in rows:
        first = seen.setdefault(row.entry.id, row)
        if first is not row:
            problem = f"id '{row.entry.id}' stands already at {first.file}:{first.line}."
            raise DossierFileError(row.file, row.line, problem, "Give one of the two another id, or join them.")
        yield row


def _each(folder: Path, part: str, model: type[E]) -> Iterator[Located[E]]:
    """Read the lists of entries in a file, or in every file of a folder."""
    for path in (path for path in pack_files(folder) if part in (path.name, path.parent.name)):
        data, lines = _read_yaml(path)
        if data is None:
            continue
        if not isinstance(data, list):
            raise DossierFileError(str(path), 1, "is not a list.", "Begin each entry with '- id: ...'.")
        for i, item in enumerate(data):
            entry = _checked(model, item, str(path), lines, (i,))
            yield Located(str(path), lines[(i,)], entry)


def _whole(path: Path, model: type[E]) -> Iterator[Located[E]]:
    """Read a file that is one mapping, if it is there."""
    if path.is_file():
        data, lines = _read_yaml(path)
        yield Located(str(path), 1, _checked(model, data, str(path), lines, ()))


def _read_yaml(path: Path) -> tuple[Any, Lines]:
    """Read a YAML 1.2 file as plain data whose scalars are text, with the line of every value."""
    try:
        node = YAML(typ="safe", pure=True).compose(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise DossierFileError(str(path), None, f"is not UTF-8 at byte {error.start}.", "Save it as UTF-8.") from error
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise DossierFileError(str(path), line, f"is not YAML: {error.problem}.", "Mend the line.") from error
    except YAMLError as error:
        raise DossierFileError(str(path), None, f"is not YAML: {error}.", "Mend the file.") from error
    lines: Lines = {}
    return (None if node is None else _plain(node, (), str(path), lines)), lines


def _plain(node: Node, path: Where, file: str, lines: Lines) -> Any:
    """Turn a YAML node into plain data and note the line of every value under its path."""
    line = node.start_mark.line + 1
    lines[path] = line
    if len(path) > MAX_DEPTH:
        raise DossierFileError(file, line, "nests too deeply.", "An alias may not hold itself.")
    if isinstance(node, MappingNode):
        return _mapping(node, path, file, lines)
    if isinstance(node, SequenceNode):
        return [_plain(item, (*path, i), file, lines) for i, item in enumerate(node.value)]
    tag = str(node.tag).rpartition(":")[2]
    if tag == "null":
        return None
    return node.value.casefold() == "true" if tag == "bool" else node.value


def _mapping(node: MappingNode, path: Where, file: str, lines: Lines) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in found:
            raise DossierFileError(file, line, f"key '{key}' stands twice.", "Keep one of the two.")
        found[key] = _plain(value_node, (*path, key), file, lines)
        lines[(*path, key)] = line
    return found


def _checked(model: type[E], data: Any, file: str, lines: Lines, at: Where) -> E:
    """Give the checked entry, or raise its first mistake with its line."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = (*at, *first["loc"])
        while len(path) > len(at) and path not in lines:
            path = path[:-1]
        problem, remedy = explain(model, first)
        raise DossierFileError(file, lines.get(path, 1), problem, remedy) from error
