"""Frames: read from ``frames/*.yaml``, checked, and compiled once into an index from lemma to triggers.

Files come in, a ``FrameSet`` goes out. A mistake names the file and line. Nothing here reads a text.
"""

from __future__ import annotations

import difflib
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

    @property
    def meetings(self) -> frozenset[str]:
        """Lemmas of nouns that carry meetings."""
        return frozenset(n for n, entries in self.nouns.items() if any(f.kind == "meeting" for f, _ in entries))

    @property
    def crowds(self) -> dict[str, str]:
        """Lemmas of nouns that imply who acts ("protest"), with the side that those are."""
        told = ((noun, frame.crowd) for noun, entries in self.nouns.items() for frame, _ in entries)
        return {noun: crowd for noun, crowd in told if crowd is not None}


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

    from dragoman.extract.schema import FrameFile  # noqa: PLC0415

    loaded = _parse(path)
    plain = _plain(loaded)
    try:
        frame = FrameFile.model_validate(plain)
    except ValidationError as error:
        first = error.errors()[0]
        raise _mistake(path, loaded, first["loc"], first["type"], first["msg"]) from None
    found = _inconsistency(frame, path.stem)
    if found is not None:
        loc, problem, remedy = found
        raise FrameFileError(_short(path), _line(loaded, loc), problem, remedy)
    return plain


def _inconsistency(frame: FrameFile, stem: str) -> tuple[tuple[str | int, ...], str, str] | None:
    """Give where the parts of a frame do not fit each other, what is wrong and what to do; None where all fit."""
    if frame.frame != stem:
        return ("frame",), f"frame '{frame.frame}' stands in another file.", "Name both alike."
    seen: set[str] = set()
    for number, trigger in enumerate(frame.triggers):
        if trigger.id in seen:
            return ("triggers", number, "id"), f"trigger '{trigger.id}' is given twice.", "Name each once."
        seen.add(trigger.id)
        if trigger.mode is not None and trigger.mode not in frame.modes:
            known = ", ".join(frame.modes) or "none"
            return ("triggers", number, "mode"), f"mode '{trigger.mode}' is not known.", f"Known modes: {known}."
    return None


def _parse(path: Path) -> Any:
    from ruamel.yaml import YAML  # noqa: PLC0415
    from ruamel.yaml.error import MarkedYAMLError  # noqa: PLC0415

    try:
        return YAML(typ="rt", pure=True).load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        line = None if error.problem_mark is None else error.problem_mark.line + 1
        raise FrameFileError(_short(path), line, f"not YAML: {error.problem}.", "Mend the line.") from None
    except UnicodeDecodeError as error:
        raise FrameFileError(_short(path), None, f"not UTF-8: {error.reason}.", "Save it as UTF-8.") from None


def _mistake(path: Path, loaded: Any, loc: tuple[Any, ...], kind: str, message: str) -> FrameFileError:
    """Say what is wrong and where, with the keys or the form that are known there."""
    place = ".".join(str(part) for part in loc) or "the file"
    problem = message.removeprefix("Value error, ")
    if kind in {"extra_forbidden", "missing"}:
        known = _keys_at(loc)
        near = difflib.get_close_matches(str(loc[-1]), known, n=1) if kind == "extra_forbidden" else []
        hint = f" Did you mean '{near[0]}'?" if near else ""
        problem = "key is not known." + hint if kind == "extra_forbidden" else "key is missing."
        remedy = f"Known keys: {', '.join(known)}."
    else:
        problem = f"{problem}."
        remedy = "See docs/guides/add-a-frame.md."
    return FrameFileError(_short(path), _line(loaded, loc), f"'{place}': {problem}", remedy)


def _keys_at(loc: tuple[Any, ...]) -> tuple[str, ...]:
    """Give the keys of the part that a location lies in."""
    from dragoman.extract.schema import Codes, FrameFile, ModeEntry, Part, RoleEntry, TriggerEntry  # noqa: PLC0415

    parts: dict[str, type[Part]] = {"codes": Codes, "modes": ModeEntry, "roles": RoleEntry, "triggers": TriggerEntry}
    part = parts.get(str(loc[0]), FrameFile) if len(loc) > 1 else FrameFile
    return tuple(part.model_fields)


def _short(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _line(loaded: Any, loc: tuple[Any, ...]) -> int | None:
    """Give the line, from 1, of the innermost part of a location that is in the file; None where no line is known."""
    here = loaded
    line = None if getattr(here, "lc", None) is None else here.lc.line + 1
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
