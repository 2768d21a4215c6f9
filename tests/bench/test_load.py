"""The measure of the web makes a record, serves it and times its pages, on a small record as on a large one."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.store import open_store

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

CLAIMS = 600


@pytest.fixture
def load(root: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "path", [str(root / "bench"), *sys.path])
    return importlib.import_module("load")


@pytest.fixture(scope="module")
def store(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("load") / "record.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(root / "bench"), *sys.path])
        importlib.import_module("made_up_record").build_record(path, CLAIMS)
    return path


def test_a_record_that_is_made_up_is_whole(store: Path) -> None:
    with open_store(str(store), write=False) as record:
        assert record.check() == ()
        assert record.counts()["claims"] == CLAIMS


def test_a_record_that_is_told_again_holds_all_so_many_times(load: ModuleType, store: Path, tmp_path: Path) -> None:
    del load  # it makes the modules beside it known
    again = tmp_path / "again.db"
    again.write_bytes(store.read_bytes())
    importlib.import_module("told_again").tell_again(again, 3)
    with open_store(str(store), write=False) as once, open_store(str(again), write=False) as thrice:
        for what in ("documents", "claims", "events", "statements"):
            assert thrice.counts()[what] == 3 * once.counts()[what]
        found = thrice.events()
        assert len({event.id for event in found}) == len(found)
        assert len(thrice.search("word1", 200)) >= len(once.search("word1", 200))
        assert thrice.listing().days() != once.listing().days()


@pytest.mark.enable_socket
def test_pages_are_served_and_timed(load: ModuleType, store: Path, aside: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "draw_timeline", lambda _: {})
    found = aside(lambda: load.measure(store=store, seconds=1))
    assert found["failed"] == 0
    assert found["list"]["p50_ms"] > 0
    assert found["event"]["cpu_ms"] >= 0
    assert 1 < found["weight"]["most_kb"] < 250
