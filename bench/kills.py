"""An ingest killed with `kill -9` at twenty random moments, then run to its end: the same record as without.

The reports are the first of the real day of news; the moments are drawn with a fixed seed over the time that an
unbroken ingest takes after its model is loaded. What is compared is what a user can export.
"""

from __future__ import annotations

import gzip
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

REPORTS = 60
KILLS = 20
SEED = 20250602


def measure(shared: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports.jsonl"
        with gzip.open(shared / "data" / "news-2025-05-21.jsonl.gz", "rt", encoding="utf-8") as lines:
            reports.write_text("".join(line for _, line in zip(range(REPORTS), lines, strict=False)), encoding="utf-8")
        whole, broken = Path(folder) / "whole.db", Path(folder) / "broken.db"
        started = time.monotonic()
        subprocess.run(ingest(reports, whole), check=True, capture_output=True)
        took = time.monotonic() - started
        killed = sum(kill_at(reports, broken, moment) for moment in moments(took))
        subprocess.run(ingest(reports, broken), check=True, capture_output=True)
        same = {kind: export(whole, kind) == export(broken, kind) for kind in ("claims", "statements", "lineage")}
        check = subprocess.run(
            [sys.executable, "-m", "dragoman", "check", "--store", str(broken)], capture_output=True, check=False
        )
    return {
        "kills": killed,
        "same_claims": int(same["claims"]),
        "same_statements": int(same["statements"]),
        "same_lineage": int(same["lineage"]),
        "check_passes": int(check.returncode == 0),
    }


def moments(took: float) -> list[float]:
    """Give the seconds after which to kill: anywhere from the start to the end of an unbroken run."""
    chance = random.Random(SEED)  # noqa: S311 (moments, not secrets)
    return [chance.uniform(0.3 * took, took) for _ in range(KILLS)]


def ingest(reports: Path, store: Path) -> list[str]:
    return [sys.executable, "-m", "dragoman", "ingest", str(reports), "--store", str(store), "--json"]


def kill_at(reports: Path, store: Path, moment: float) -> int:
    """Start an ingest and kill it; 1 if it was still running."""
    process = subprocess.Popen(ingest(reports, store), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(timeout=moment)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return 1
    return 0


def export(store: Path, kind: str) -> list[Any]:
    """Give what an export says, in an order of its own."""
    command = [sys.executable, "-m", "dragoman", "export", kind, "--format", "jsonl", "--store", str(store)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return sorted((json.loads(line) for line in lines), key=lambda row: json.dumps(row, sort_keys=True))
