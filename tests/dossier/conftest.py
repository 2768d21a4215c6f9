"""Packs made for one test, in a folder of their own, with a cache of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = 'pack: {name}\ntitle: A pack\nversion: "1"\n'


class PackMaker(Protocol):
    """Write files of a pack and give its folder."""

    def __call__(self, files: dict[str, str], *, name: str = "made", requires: str = "") -> Path: ...


@pytest.fixture
def make_pack(tmp_path: Path) -> PackMaker:
    def make(files: dict[str, str], *, name: str = "made", requires: str = "") -> Path:
        folder = tmp_path / name
        manifest = MANIFEST.format(name=name) + (f"requires: [{requires}]\n" if requires else "")
        for file, text in {"dossier.yaml": manifest, **files}.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text, encoding="utf-8")
        return folder

    return make


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture(scope="session")
def packs_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for the shipped packs, which take seconds to read."""
    return tmp_path_factory.mktemp("packs")
