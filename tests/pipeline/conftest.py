"""An engine that is loaded once, a clock that stands still, and reports of two outlets."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from dragoman.pipeline import Engine
from dragoman.settings import load_settings
from dragoman.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

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


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine(load_settings({}))


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
