"""A decision or a rebuild that is killed at any moment: given again, it stands there once and nothing is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from dragoman.pipeline import rebuild
from dragoman.store import open_store

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from dragoman.pipeline import Engine

KILLS = int(os.environ.get("DRAGOMAN_TEST_KILLS", "10")) // 5
NOTES = [f"note {number}" for number in range(KILLS)]


def start(store: Path, *command: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    arguments = [sys.executable, "-m", "dragoman", *command, "--store", str(store)]
    return subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def run(store: Path, *command: str) -> float:
    """Run a command to its end; the seconds it took."""
    began = time.monotonic()
    assert start(store, *command).wait() == 0
    return time.monotonic() - began


def kill(store: Path, wait_s: float, *command: str) -> None:
    with start(store, *command) as child:
        time.sleep(wait_s)
        child.send_signal(signal.SIGKILL)


@pytest.mark.slow
def test_killed_decisions_and_rebuilds_lose_and_double_nothing(
    tmp_path: Path, sample: ModuleType, engine: Engine
) -> None:
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    with open_store(str(whole), write=True, clock=sample.Clock()) as store:
        for told in sample.REPORTS:
            store.write_reading(sample.reading_of(told))
        rebuild(store, engine)
        claim = store.claim("hour:c1").claim.id
        events = store.events()
    shutil.copy(whole, broken)
    decision = ("review", "reject", claim, "--as", "ada", "--because")
    took = run(broken, *decision, "first")
    chance = random.Random(20250602)  # noqa: S311  moments, not secrets
    for reason in NOTES:
        kill(broken, chance.uniform(0.4 * took, took), *decision, reason)
        kill(broken, chance.uniform(0.4 * took, took), "rebuild")
        run(broken, *decision, reason)
    with open_store(str(broken), write=True) as store:
        assert [found.reason for found in store.judgements()] == ["first", *NOTES]
        assert store.check() == ()
        assert all(claim not in event.claims for event in store.events())
        assert store.counts()["claims"] == 8
        assert len(store.events()) <= len(events)
