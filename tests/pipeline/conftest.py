"""An engine that is loaded once, a clock that stands still, and reports of two outlets."""

from __future__ import annotations

import importlib.util
import json
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from dragoman.pipeline import Engine, rebuild
from dragoman.pipeline.review import Desk
from dragoman.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType

NOW = datetime(2025, 6, 4, 9, 0, tzinfo=UTC)

HELD = (
    "ISTANBUL, June 2 (Meridian) — Russia and Ukraine held a second round of talks in Istanbul on Monday. "
    "The meeting lasted just over an hour, according to Turkish officials."
)
PLANNED = (
    "Ukraine and Russia will hold a third round of peace talks in Istanbul this Wednesday, "
    "President Volodymyr Zelenskyy said."
)
GERMAN = (
    "Die Delegationen aus Russland und der Ukraine sind am Montag in Istanbul zu einer zweiten Runde "
    "von Gesprächen zusammengekommen, wie das türkische Außenministerium mitteilte. Die Gespräche dauerten "
    "etwas mehr als eine Stunde."
)


def line(name: str, text: str, published: str | None, source: str = "Meridian Wire") -> str:
    row = {"id": name, "source": source, "title": f"Report {name}", "text": text, "published": published}
    return json.dumps({key: value for key, value in row.items() if value is not None}) + "\n"


@pytest.fixture
def held() -> str:
    """A report of a round that was held."""
    return HELD


@pytest.fixture
def planned() -> str:
    """A report of a round to come, dated by a weekday alone."""
    return PLANNED


@pytest.fixture
def make_line() -> Callable[..., str]:
    """Makes a JSON line: ``make_line(name, text, published, source)``."""
    return line


@pytest.fixture
def clock() -> Callable[[], datetime]:
    return lambda: NOW


@pytest.fixture
def store(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Store]:
    with open_store(str(tmp_path / "record.db"), write=True, clock=clock) as opened:
        yield opened


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text(
        line("held", HELD, "2025-06-02T20:00:00+03:00")
        + line("planned", PLANNED, "2025-07-21T09:00:00+03:00", "Baltic Courier")
        + line("german", GERMAN, "2025-06-03", "Spreeblatt"),
        encoding="utf-8",
    )
    return path


class Ticks:
    """A clock that moves on with every reading."""

    def __init__(self) -> None:
        self.now = datetime(2025, 8, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture(scope="session")
def sample(root: Path) -> ModuleType:
    name = "dragoman_sample_istanbul"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, root / "tests/store/sample_istanbul.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture
def record(tmp_path: Path, sample: ModuleType, engine: Engine) -> Iterator[Store]:
    """The sample record, folded, open for writing."""
    with open_store(str(tmp_path / "review.db"), write=True, clock=sample.Clock()) as store:
        for told in sample.REPORTS:
            store.write_reading(sample.reading_of(told))
        rebuild(store, engine)
        yield store


@pytest.fixture
def desk(record: Store, engine: Engine) -> Callable[..., Desk]:
    """Gives the desk of a reviewer: ``desk(name, why)``."""
    clock = Ticks()
    return lambda name="ada", why="as printed": Desk(record, engine, name, why, clock)
