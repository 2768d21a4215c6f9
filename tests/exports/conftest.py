"""The sample record, folded, and views of it."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dragoman.model import Process, ProcessRound, QuantityRef, Roles
from dragoman.query import Knowledge, View
from dragoman.store import open_store
from dragoman.values import Interval

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


@pytest.fixture
def exchanged(tmp_path: Path, sample: ModuleType, knowledge: Knowledge) -> Iterator[View]:
    """A record of two exchanges, one of them without a number."""
    reading = sample.reading_of(sample.PALACE_REPORT)
    document = reading.document
    people = QuantityRef("exchanged", 390, of="people")
    fields = {"mode": "prisoners", "roles": Roles(actor=sample.SIDES)}
    first = sample.claim_of(document, "c1", "exchange", "The sides agreed to return the bodies of 6,000 soldiers",
                            time=Interval.day(date(2025, 5, 23)), quantities=(people,), attribution=(sample.UMEROV,),
                            **fields)  # fmt: skip
    second = sample.claim_of(document, "c2", "exchange", "He proposed that the leaders meet before the end of June.",
                             time=Interval.day(date(2025, 6, 9)), **fields)  # fmt: skip
    path = str(tmp_path / "exchanges.db")
    with open_store(path, write=True, clock=sample.Clock()) as store:
        store.write_reading(replace(reading, claims=(first, second)))
        store.replace_derived(knowledge(store.active_claims(), ()))
    with open_store(path, write=False) as store:
        yield View(store, folding=knowledge)
