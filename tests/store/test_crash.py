"""Kills a writing child at random moments; what it had finished must be whole, and the rest can be appended."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dragoman.errors import StoreMissingError, StoreVersionError
from dragoman.store import open_store

if TYPE_CHECKING:
    from types import ModuleType

KILLS = int(os.environ.get("DRAGOMAN_TEST_KILLS", "10"))
REPORTS = 60

CHILD = """
import importlib.util, sys
from dataclasses import replace
from dragoman.store import open_store
spec = importlib.util.spec_from_file_location("sample", sys.argv[1])
sample = importlib.util.module_from_spec(spec)
sys.modules["sample"] = sample
spec.loader.exec_module(sample)
with open_store(sys.argv[2], write=True, clock=sample.Clock()) as store:
    print("open", flush=True)
    for number in range(int(sys.argv[3])):
        told = replace(sample.PALACE_REPORT, url=f"https://wire.example/{number}")
        store.write_reading(sample.reading_of(told))
print("done", flush=True)
"""


def run_and_kill(path: str, wait_s: float | None) -> bool:
    """Run the child; kill it ``wait_s`` after it began to write, or let it end. Whether it ended by itself."""
    command = [sys.executable, "-c", CHILD, str(Path(__file__).with_name("sample_istanbul.py")), path, str(REPORTS)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as child:
        if wait_s is not None:
            assert child.stdout is not None
            if wait_s >= 0:
                child.stdout.readline()
                time.sleep(wait_s)
            else:  # while it opens, so that the making of the schema is hit as well
                time.sleep(-wait_s)
            child.send_signal(signal.SIGKILL)
        child.communicate()
        return child.returncode == 0


def harms(path: str) -> list[str]:
    """What is wrong with the record; nothing where it was hit before its schema was whole, so that nothing is there."""
    try:
        store = open_store(path, write=False)
    except (StoreMissingError, StoreVersionError):
        return []
    with store:
        counts = store.counts()
        assert counts["claims"] == 3 * counts["documents"] == 3 * counts["captures"]
        return [finding.code for finding in store.check() if finding.code != "fold-behind"]


@pytest.mark.slow
def test_a_record_is_whole_after_its_writer_was_killed_and_the_rest_is_appended(tmp_path: Path) -> None:
    path = str(tmp_path / "killed.db")
    moments = random.Random(20250602)  # noqa: S311  moments, not secrets
    for _ in range(KILLS):
        run_and_kill(path, moments.uniform(-1.2, 0.25))
        assert harms(path) == []
    assert run_and_kill(path, None)
    assert harms(path) == []
    with open_store(path, write=False) as killed:
        assert killed.counts()["documents"] == REPORTS
        claims = [active.claim for active in killed.active_claims()]
    whole = str(tmp_path / "whole.db")
    assert run_and_kill(whole, None)
    with open_store(whole, write=False) as store:
        assert [active.claim for active in store.active_claims()] == claims


def test_the_sample_has_a_report_for_each_address(sample: ModuleType) -> None:
    told = [replace(sample.PALACE_REPORT, url=f"https://wire.example/{number}") for number in range(3)]
    assert len({sample.reading_of(report).document.id for report in told}) == 3
