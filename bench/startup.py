"""Start-up: seconds until ``--help`` and ``talks`` on the shipped examples are done; the best of five."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

NEEDS_SHARED = False
RUNS = 5


def measure(_: Path) -> dict[str, float]:
    examples = Path(__file__).resolve().parent.parent / "src" / "dragoman" / "examples"
    with tempfile.TemporaryDirectory() as folder:
        _run(["ingest", str(examples)], folder)
        return {
            "help_s": min(_run(["--help"], folder) for _ in range(RUNS)),
            "talks_s": min(_run(["talks"], folder) for _ in range(RUNS)),
        }


def _run(arguments: list[str], folder: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "dragoman", *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started
