"""Where packs are: names and paths come in, folders with their digest and their needs go out.

It reads bytes and manifests only. What a pack holds is for the loader.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.dossier.cache import read_cache, write_cache
from dragoman.errors import DossierFileError, PackNotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MANIFEST = "dossier.yaml"


@dataclass(frozen=True, slots=True)
class PackFolder:
    """A pack that is to be loaded: its folder, the digest of its files, and what its manifest requires."""

    folder: Path
    digest: str
    requires: tuple[str, ...]


def pack_files(folder: Path) -> tuple[Path, ...]:
    """Give the files of a pack that are read, in a fixed order."""
    lists = sorted(path for part in ("actors", "places", "things") for path in (folder / part).glob("*.yaml"))
    names = (MANIFEST, "sources.yaml", "process.yaml", "descriptors.yaml", "titles.yaml", "names.yaml")
    return (*(folder / name for name in names if (folder / name).is_file()), *lists)


def shipped_packs() -> dict[str, Path]:
    """Give the folders of the packs that come with the program, by name."""
    shipped = Path(__file__).parent.parent / "packs"
    return {path.parent.name: path.parent for path in sorted(shipped.glob(f"*/{MANIFEST}"))}


def find_packs(names: Sequence[str], *, cache: Path) -> tuple[PackFolder, ...]:
    """Give the packs named and all that they require, each once and after what it requires.

    Raises:
        PackNotFoundError, DossierFileError: As in ``load_dossier``.
    """
    found: dict[Path, PackFolder] = {}
    for name in names:
        _add(name, Path(), found, (), cache)
    return tuple(found.values())


def _add(name: str, beside: Path, found: dict[Path, PackFolder], above: tuple[Path, ...], cache: Path) -> None:
    """Add a pack after the packs that it requires; a path in ``requires`` counts from the pack's folder."""
    folder = _folder(name, beside)
    if folder in found:
        return
    if folder in above:
        raise DossierFileError(str(folder / MANIFEST), None, "requires itself.", "Break the ring in 'requires'.")
    requires = _requires(folder, cache)
    for other in requires:
        _add(other, folder, found, (*above, folder), cache)
    contents = [
        part
        for path in pack_files(folder)
        for part in (path.relative_to(folder).as_posix().encode(), path.read_bytes())
    ]
    found[folder] = PackFolder(folder, digest_of(contents), requires)


def _folder(name: str, beside: Path) -> Path:
    shipped = shipped_packs()
    if name in shipped:
        return shipped[name]
    folder = (beside / Path(name).expanduser()).resolve()
    if not (folder / MANIFEST).is_file():
        raise PackNotFoundError(name, shipped)
    return folder


def _requires(folder: Path, cache: Path) -> tuple[str, ...]:
    """Give what a manifest requires, from the cache where these very bytes were read before."""
    key = digest_of([b"manifest", (folder / MANIFEST).read_bytes()])
    known = read_cache(cache, key)
    if known is None:
        from dragoman.dossier.loader import read_manifest  # noqa: PLC0415 -- YAML is read only without a cache

        known = list(read_manifest(folder).requires)
        write_cache(cache, key, known)
    return tuple(known)


def digest_of(parts: Iterable[bytes]) -> str:
    """Give the hex SHA-256 over parts, each with its length, so that no two lists collide by joining."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)}:".encode())
        digest.update(part)
    return digest.hexdigest()
