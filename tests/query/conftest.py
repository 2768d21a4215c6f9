"""The sample record, folded, and views of it."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dragoman.model import Process, ProcessRound
from dragoman.query import Knowledge, View
from dragoman.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from dragoman.store import Store

SAMPLE = Path(__file__).parent.parent / "store" / "sample_istanbul.py"
PROCESS = Process(
    "istanbul-2025",
    ("Istanbul talks",),
    ("RUS", "UKR"),
    date(2025, 5, 16),
    rounds=(
        ProcessRound(2, (date(2025, 6, 1), date(2025, 6, 3))),
        ProcessRound(3, (date(2025, 7, 22), date(2025, 7, 24))),
    ),
)


def load(path: Path) -> ModuleType:
    name = f"dragoman_test_{path.stem}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    return load(SAMPLE)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge(processes=(PROCESS,))


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory, sample: ModuleType, knowledge: Knowledge) -> Path:
    """A record of the four reports, folded."""
    path = tmp_path_factory.mktemp("query") / "record.db"
    with open_store(str(path), write=True, clock=sample.Clock()) as store:
        for told in sample.REPORTS:
            store.write_reading(sample.reading_of(told))
        store.replace_derived(knowledge(store.active_claims(), store.judgements()))
    return path


@pytest.fixture
def store(record: Path) -> Iterator[Store]:
    with open_store(str(record), write=False) as opened:
        yield opened


@pytest.fixture
def view(store: Store, knowledge: Knowledge) -> View:
    return View(store, folding=knowledge)
