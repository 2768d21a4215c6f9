"""Frames: read from ``frames/*.yaml``, checked, and compiled once into an index from lemma to triggers.

Files come in, a ``FrameSet`` goes out. A mistake names the file and line. Nothing here reads a text. What several
frames have alike stands once, in ``frames/shared/*.yaml``.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from dragoman.dossier.cache import read_cache, write_cache
from dragoman.errors import FrameFileError
from dragoman.extract.schema import Codes, FrameFile, ModeEntry, RoleEntry, SharedFile, TriggerEntry

P = TypeVar("P", bound=BaseModel)
Mistake: TypeAlias = tuple[tuple[str | int, ...], str, str]
"""Where in a file something does not fit, what is wrong, and what to do."""

_PARTS: Mapping[str, type[BaseModel]] = {
    "codes": Codes,
    "modes": ModeEntry,
    "roles": RoleEntry,
    "triggers": TriggerEntry,
}

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
    paths, shared = sorted(folder.glob("*.yaml")), sorted((folder / "shared").glob("*.yaml"))
    digest = hashlib.sha256(b"\0".join(_short(p).encode() + b"\0" + p.read_bytes() for p in paths + shared)).hexdigest()
    data = None if cache is None else read_cache(cache, digest)
    if data is None:
        own = [_read(path, FrameFile, _inconsistency) for path in paths]
        known = {frame["frame"]: frame for frame in own}
        data = [own, [_read(path, SharedFile, partial(_unshared, known)) for path in shared]]
        if cache is not None:
            write_cache(cache, digest, data)
    frames, more = map(FrameFile.model_validate, data[0]), list(map(SharedFile.model_validate, data[1]))
    return _index(digest, [_with_shared(frame, more) for frame in frames])


def _with_shared(frame: FrameFile, shared: Sequence[SharedFile]) -> FrameFile:
    """Give a frame with the triggers that it has in common with others: the same objects in each."""
    more = tuple(trigger for each in shared if frame.frame in each.frames for trigger in each.triggers)
    return frame.model_copy(update={"triggers": frame.triggers + more}) if more else frame


def _read(path: Path, kind: type[P], inconsistency: Callable[[P, str], Mistake | None]) -> Any:
    """Read and check one file; give its plain data."""
    loaded = _parse(path)
    plain = _plain(loaded)
    try:
        part = kind.model_validate(plain)
    except ValidationError as error:
        first = error.errors()[0]
        raise _mistake(path, loaded, first["loc"], first["type"], first["msg"], kind) from None
    found = inconsistency(part, path.stem)
    if found is not None:
        loc, problem, remedy = found
        raise FrameFileError(_short(path), _line(loaded, loc), problem, remedy)
    return plain


def _unshared(known: Mapping[str, Any], shared: SharedFile, _stem: str) -> Mistake | None:
    """Give where shared triggers do not fit the frames that are to have them."""
    for number, name in enumerate(shared.frames):
        if name not in known:
            return ("frames", number), f"frame '{name}' is not known.", f"Known frames: {', '.join(sorted(known))}."
    for number, trigger in enumerate(shared.triggers):
        taken = [name for name in shared.frames if trigger.id in {own["id"] for own in known[name]["triggers"]}]
        if taken:
            return ("triggers", number, "id"), f"frame '{taken[0]}' has a trigger '{trigger.id}'.", "Name each once."
    modes = [known[name].get("modes", {}) for name in shared.frames]
    return _of_triggers(shared.triggers, [mode for mode in modes[0] if all(mode in each for each in modes)])


def _inconsistency(frame: FrameFile, stem: str) -> Mistake | None:
    """Give where the parts of a frame do not fit each other, what is wrong and what to do; None where all fit."""
    if frame.frame != stem:
        return ("frame",), f"frame '{frame.frame}' stands in another file.", "Name both alike."
    return _of_triggers(frame.triggers, frame.modes)


def _of_triggers(triggers: Sequence[TriggerEntry], modes: Collection[str]) -> Mistake | None:
    """Give where triggers of one file do not fit each other, or the modes of their frames."""
    seen: set[str] = set()
    for number, trigger in enumerate(triggers):
        if trigger.id in seen:
            return ("triggers", number, "id"), f"trigger '{trigger.id}' is given twice.", "Name each once."
        seen.add(trigger.id)
        if trigger.mode is not None and trigger.mode not in modes:
            known = ", ".join(modes) or "none"
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


def _mistake(
    path: Path, loaded: Any, loc: tuple[Any, ...], kind: str, message: str, whole: type[BaseModel]
) -> FrameFileError:
    """Say what is wrong and where, with the keys or the form that are known there."""
    place = ".".join(str(part) for part in loc) or "the file"
    problem = message.removeprefix("Value error, ")
    if kind in {"extra_forbidden", "missing"}:
        known = _keys_at(loc, whole)
        near = difflib.get_close_matches(str(loc[-1]), known, n=1) if kind == "extra_forbidden" else []
        hint = f" Did you mean '{near[0]}'?" if near else ""
        problem = "key is not known." + hint if kind == "extra_forbidden" else "key is missing."
        remedy = f"Known keys: {', '.join(known)}."
    else:
        problem = f"{problem}."
        remedy = "See docs/guides/add-a-frame.md."
    return FrameFileError(_short(path), _line(loaded, loc), f"'{place}': {problem}", remedy)


def _keys_at(loc: tuple[Any, ...], whole: type[BaseModel]) -> tuple[str, ...]:
    """Give the keys of the part that a location lies in."""
    part = _PARTS.get(str(loc[0]), whole) if len(loc) > 1 else whole
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
