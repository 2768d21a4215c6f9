"""Two processes write into one record at once, while a third reads it: nothing is lost, nothing is doubled."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dragoman.store import open_store

if TYPE_CHECKING:
    from types import ModuleType

REPORTS = 12

CHILD = """
import importlib.util, sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from dragoman.model import Judgement
from dragoman.merge import fold
from dragoman.store import open_store
spec = importlib.util.spec_from_file_location("sample", sys.argv[1])
sample = importlib.util.module_from_spec(spec)
sys.modules["sample"] = sample
spec.loader.exec_module(sample)
path, name, first, last = sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
when = datetime(2025, 6, 4, tzinfo=UTC)
print("ready", flush=True)
sys.stdin.readline()
with open_store(path, write=True, clock=sample.Clock()) as store:
    for number in range(first, last):
        told = replace(sample.PALACE_REPORT, url=f"https://wire.example/{number}")
        store.write_reading(sample.reading_of(told))
        target = {"document": told.document().id, "frame": "talks", "start": 0, "end": 9}
        at = when + timedelta(seconds=number)
        store.add_judgement(Judgement(f"jdg_{number}", "note", target, None, "both", "same in both", at))
        store.add_judgement(Judgement(f"jdg_{name}_{number}", "note", target, None, name, "own", at))
    while True:
        seen = store.newest_facts()
        if store.replace_derived(fold(store.active_claims(), judgements=store.judgements()), seen):
            break
print("done", flush=True)
"""


def start(url: str, name: str, first: int, last: int) -> subprocess.Popen[str]:
    sample = str(Path(__file__).with_name("sample_istanbul.py"))
    command = [sys.executable, "-c", CHILD, sample, url, name, str(first), str(last)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


@pytest.mark.slow
def test_two_writing_processes_lose_and_double_nothing(store_url: str, sample: ModuleType) -> None:
    """Each writes its own reports and those in the middle, which both have; each folds when it is done."""
    children = [start(store_url, "ada", 0, 8), start(store_url, "bela", 4, REPORTS)]
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    seen = 0
    while any(child.poll() is None for child in children):
        with open_store(store_url, write=False) as reader:
            counts = reader.counts()
            assert counts["claims"] == 3 * counts["documents"] == 3 * counts["captures"] == 3 * counts["read"]
            assert counts["documents"] >= seen
            seen = counts["documents"]
    for child in children:
        child.communicate()
        assert child.returncode == 0
    with open_store(store_url, write=False) as store:
        assert store.check() == ()
        assert store.is_fold_current()
        counts = store.counts()
        assert (counts["documents"], counts["runs"], counts["claims"]) == (REPORTS, REPORTS, 3 * REPORTS)
        assert counts["judgements"] == REPORTS + 16
        assert sorted(claim for event in store.events() for claim in event.claims) == sorted(
            active.claim.id for active in store.active_claims()
        )
    one = {replace(sample.PALACE_REPORT, url=f"https://wire.example/{n}").document().id for n in range(REPORTS)}
    with open_store(store_url, write=False) as store:
        assert {document.id for document in store.documents()} == one


def test_a_fold_that_another_writer_overtook_is_not_put_in_place(store_url: str, sample: ModuleType) -> None:
    from dragoman.merge import fold

    with (
        open_store(store_url, write=True, clock=sample.Clock()) as slow,
        open_store(store_url, write=True, clock=sample.Clock()) as fast,
    ):
        slow.write_reading(sample.reading_of(sample.PALACE_REPORT))
        seen = slow.newest_facts()
        stale = fold(slow.active_claims())
        fast.write_reading(sample.reading_of(sample.HOUR_REPORT))
        newer = fold(fast.active_claims())
        assert fast.replace_derived(newer, fast.newest_facts())
        assert not slow.replace_derived(stale, seen)
        assert slow.is_fold_current()
        assert [event.id for event in slow.events()] == [event.id for event in newer.events]
