"""The bench: measures are found, skips are loud, results are kept, bounds hold and only tighten."""

from __future__ import annotations

import importlib.util
import io
import itertools
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


@pytest.fixture(scope="module")
def bench(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("dragoman_bench_run", root / "bench" / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(bench: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bench of its own, with one measure."""
    (tmp_path / "floors.json").write_text('{"floors": {"one.good.f1": 0.5}, "ceilings": {"one.time_s": 2}}')
    (tmp_path / "one.py").write_text(
        "from _help import F1\nNEEDS_SHARED = False\ndef measure(shared): return {'good': {'f1': F1}, 'time_s': 1}\n"
    )
    (tmp_path / "_help.py").write_text("F1 = 0.75\n")
    (tmp_path / "two.py").write_text("def measure(shared): return {'seen': shared.name}\n")
    monkeypatch.setattr(bench, "BENCH", tmp_path)
    monkeypatch.setattr(bench, "SHARED", tmp_path / "nothing-here")
    monkeypatch.delitem(sys.modules, "_help", raising=False)
    return tmp_path


def kept(folder: Path) -> dict[str, dict[str, object]]:
    (path,) = (folder / "results").glob("*.json")
    return json.loads(path.read_text())["measures"]


def test_a_measure_is_taken_printed_and_kept(
    bench: ModuleType, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.main([]) == 0
    printed = capsys.readouterr()
    assert "good.f1" in printed.out
    assert "0.750" in printed.out
    assert "SKIPPED two: the measuring data is not at ../shared" in printed.err
    assert kept(folder) == {"one": {"good.f1": 0.75, "time_s": 1}}


def test_a_number_worse_than_its_bound_fails(
    bench: ModuleType, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "_help.py").write_text("F1 = 0.25\n")
    assert bench.main(["one"]) == 1
    assert "one.good.f1 is worse than its bound ≥ 0.5" in capsys.readouterr().err


def test_a_measure_taken_alone_joins_the_days_file(
    bench: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.main(["one"])
    monkeypatch.setattr(bench, "SHARED", folder)
    bench.main(["two"])
    assert kept(folder) == {"one": {"good.f1": 0.75, "time_s": 1}, "two": {"seen": folder.name}}


def test_an_unknown_measure_is_refused_with_the_known_ones(
    bench: ModuleType, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.exists()
    assert bench.main(["three"]) == 2
    assert "Known: one, two" in capsys.readouterr().err


def test_a_skipped_measure_gives_nothing(bench: ModuleType, folder: Path) -> None:
    assert bench.take(folder / "two.py", Console(file=io.StringIO())) == {}


@pytest.mark.parametrize(
    ("is_floor", "value", "holds"), [(True, 1, True), (True, 0.9, False), (False, 1, True), (False, 1.1, False)]
)
def test_bounds(bench: ModuleType, *, is_floor: bool, value: float, holds: bool) -> None:
    assert bench.Bound(1, is_floor=is_floor).holds(value) is holds


def test_every_bound_is_of_a_measure_that_exists(bench: ModuleType, root: Path) -> None:
    measures = bench.find_measures(root / "bench")
    bounds = bench.read_bounds(root / "bench" / "floors.json")
    assert bounds
    assert [name for name in bounds if name.split(".")[0] not in measures] == []


RENAMED = {
    f"kills.{name}": "kills.ingest.same" for name in ("same_claims", "same_statements", "same_lineage", "check_passes")
}
"""Numbers that a wider measure took in, by the name that they have now."""


def test_floors_only_rise_and_ceilings_only_fall(bench: ModuleType, root: Path, tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False).stdout

    versions = [root / "bench" / "floors.json"]
    for commit in git("log", "--format=%H", "--", "bench/floors.json").split():
        versions.append(tmp_path / commit)
        versions[-1].write_text(git("show", f"{commit}:bench/floors.json"))
    bounds = [bench.read_bounds(path) for path in versions]
    for newer, older in itertools.pairwise(bounds):
        for name, bound in older.items():
            now = name if name in newer else RENAMED.get(name, name)
            assert now in newer, f"the bound of {name} was taken away"
            assert bound.holds(newer[now].limit), f"the bound of {name} was loosened"
