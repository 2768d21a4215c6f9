"""From a fresh clone to a printed record: wall time and downloaded bytes of ``make demo``, with an empty cache."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from pathlib import Path

NEEDS_SHARED = False
DOWNLOADED = re.compile(r"^\s*Downloading \S+ \(([\d.]+) (bytes|kB|MB|GB)\)", re.MULTILINE)
UNIT_BYTES = {"bytes": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9}
CHECKOUT = Path(__file__).resolve().parent.parent


def measure(_: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "-q", str(CHECKOUT), str(clone)], check=True)
        empty = {"PIP_NO_CACHE_DIR": "1", "XDG_CACHE_HOME": f"{folder}/cache", "DEMO_SERVE": "0"}
        inherited = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
        started = time.monotonic()
        subprocess.run(["make", "demo"], cwd=clone, env=inherited | empty, check=True, stdout=subprocess.DEVNULL)
        first_s = time.monotonic() - started
        started = time.monotonic()
        subprocess.run(["make", "demo"], cwd=clone, env=inherited | empty, check=True, stdout=subprocess.DEVNULL)
        log = (clone / ".venv" / "pip.log").read_text(encoding="utf-8")
        return {"first_s": first_s, "again_s": time.monotonic() - started, "downloaded_mb": megabytes(log)}


def megabytes(log: str) -> float:
    return sum(float(number) * UNIT_BYTES[unit] for number, unit in DOWNLOADED.findall(log)) / 1e6
