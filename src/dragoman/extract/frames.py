"""Frames: read from ``frames/*.yaml``, checked, and compiled once into an index from lemma to triggers.

Files come in, a ``FrameSet`` goes out. A mistake names the file and line. Nothing here reads a text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.dossier.cache import read_cache, write_cache
from dragoman.errors import FrameFileError
from dragoman.extract.schema import FrameFile, TriggerEntry

FOLDER = Path(__file__).parent.parent / "frames"


@dataclass(frozen=True, slots=True)
class FrameSet:
    """All frames in force.

    Attributes:
        digest: Of the files, part of the engine's identity.
        verbs, nouns, adjectives: Lemma to the (frame, trigger) pairs that it can fire, in file order.
    """

    digest: str
    frames: Mapping[str, FrameFile]
    verbs: Mapping[str, tuple[tuple[FrameFile, TriggerEntry], ...]]
    nouns: Mapping[str, tuple[tuple[FrameFile, TriggerEntry], ...]]
    adjectives: Mapping[str, tuple[tuple[FrameFile, TriggerEntry], ...]]


def load_frames(folder: Path = FOLDER, *, cache: Path | None = None) -> FrameSet:
    """Read and compile every frame of a folder.

    Raises:
        FrameFileError: DG203, with file, line, the problem and the known choices.
    """
    from dragoman.extract.schema import FrameFile  # noqa: PLC0415 (pydantic: only when text is read)

    paths = sorted(folder.glob("*.yaml"))
    digest = hashlib.sha256(b"\0".join(p.name.encode() + b"\0" + p.read_bytes() for p in paths)).hexdigest()
    data = None if cache is None else read_cache(cache, digest)
    if data is None:
        data = [_read(path) for path in paths]
        if cache is not None:
            write_cache(cache, digest, data)
    return _index(digest, [FrameFile.model_validate(d) for d in data])


def _read(path: Path) -> Any:
    """Read and check one file; give its plain data."""
    from pydantic import ValidationError  # noqa: PLC0415
    from ruamel.yaml import YAML  # noqa: PLC0415
    from ruamel.yaml.error import MarkedYAMLError  # noqa: PLC0415

    from dragoman.extract.schema import FrameFile  # noqa: PLC0415

    try:
        loaded = YAML(typ="rt", pure=True).load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        line = None if error.problem_mark is None else error.problem_mark.line + 1
        raise FrameFileError(_short(path), line, f"not YAML: {error.problem}.", "Mend the line.") from None
    plain = _plain(loaded)
    try:
        frame = FrameFile.model_validate(plain)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        known = ", ".join(FrameFile.model_fields)
        raise FrameFileError(
            _short(path), _line(loaded, first["loc"]), f"'{place}': {first['msg']}.", f"Known keys: {known}."
        ) from None
    if frame.frame != path.stem:
        raise FrameFileError(_short(path), 1, f"frame '{frame.frame}' stands in another file.", "Name both alike.")
    return plain


def _short(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _line(loaded: Any, loc: tuple[Any, ...]) -> int | None:
    """Give the line, from 1, of the innermost part of a location that YAML knows."""
    line, here = None, loaded
    for key in loc:
        marks = getattr(here, "lc", None)
        if marks is None or not isinstance(here, dict | list):
            break
        try:
            line = (marks.key(key) if isinstance(here, dict) else marks.item(key))[0] + 1
            here = here[key]
        except (KeyError, IndexError, TypeError):
            break
    return line


def _index(digest: str, files: list[FrameFile]) -> FrameSet:
    tables: dict[str, dict[str, list[tuple[FrameFile, TriggerEntry]]]] = {"verb": {}, "noun": {}, "adjective": {}}
    for frame in files:
        for trigger in frame.triggers:
            for kind, table in tables.items():
                for lemma in getattr(trigger, kind):
                    table.setdefault(lemma, []).append((frame, trigger))
    verbs, nouns, adjectives = ({k: tuple(v) for k, v in t.items()} for t in tables.values())
    return FrameSet(digest, {f.frame: f for f in files}, verbs, nouns, adjectives)
