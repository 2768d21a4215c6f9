"""Several processes: how much sooner `ingest --jobs 2` is done than one process, and what memory it takes.

The same 759 real reports are ingested twice, into records of their own, which must hold the same. The gain is of wall
time, so it holds only where as many cores are idle as there are jobs: `idle` says how many were, before.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from speed import NEWS, run

JOBS = 2
SAMPLE_S = 0.5


def measure(shared: Path) -> dict[str, Any]:
    news = str(shared / "data" / NEWS)
    idle = _idle_cores()
    with tempfile.TemporaryDirectory() as folder:
        one, one_mb = _ingest(news, f"{folder}/one.db")
        more, more_mb = _ingest(news, f"{folder}/more.db", "--jobs", str(JOBS))
        same = _digest(f"{folder}/one.db") == _digest(f"{folder}/more.db")
    assert same, "the records differ"
    return {
        "jobs": JOBS,
        "idle_cores": idle,
        "speedup": one["wall_s"] / more["wall_s"],
        "cpu_ratio": more["cpu_s"] / one["cpu_s"],
        "wall_s": {"one": one["wall_s"], "jobs": more["wall_s"]},
        "memory_mb": {"one": one_mb, "jobs": more_mb},
        "same_record": int(same),
    }


def _ingest(news: str, store: str, *options: str) -> tuple[dict[str, Any], float]:
    """Ingest, and give what it took with the most memory that all its processes had together."""
    most = [0.0]
    is_over = threading.Event()

    def sample() -> None:
        while not is_over.wait(SAMPLE_S):
            most[0] = max(most[0], sum(map(_pss_mb, _below(os.getpid()))))

    sampler = threading.Thread(target=sample)
    sampler.start()
    try:
        found = run([sys.executable, "-m", "dragoman", "ingest", news, "--store", store, "--json", *options])
    finally:
        is_over.set()
        sampler.join()
    return found, most[0]


def _below(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            own = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        found += [*own, *(below for child in own for below in _below(child))]
    return found


def _pss_mb(pid: int) -> float:
    """Memory of a process, what it shares counted in parts."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _idle_cores() -> float:
    """Cores that were idle for a second."""
    before, cores = _busy_s(), os.cpu_count() or 1
    time.sleep(1)
    return round(cores - (_busy_s() - before), 2)


def _busy_s() -> float:
    fields = [int(n) for n in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    idle = fields[3] + fields[4]
    return (sum(fields) - idle) / os.sysconf("SC_CLK_TCK")


def _digest(store: str) -> str:
    digest = hashlib.sha256()
    for what in (["export", "claims"], ["export", "lineage"], ["timeline", "--json"]):
        command = [sys.executable, "-m", "dragoman", *what, "--store", store]
        digest.update(subprocess.run(command, capture_output=True, check=True).stdout)
    return json.dumps(digest.hexdigest())
