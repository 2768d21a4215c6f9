"""Web archives: a WARC of 200 MB of our own making, read page by page; how fast, and in how much memory.

Two archives are made, one ten times the other, of pages of the size of news pages, each record a gzip member, as the
Common Crawl's are. Each is read by a process of its own, so that its greatest memory is its own; its speed is by
processor time, start included. Constant memory means that ten times the pages take no more.
"""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

NEEDS_SHARED = False
SMALL_BYTES, LARGE_BYTES = 20_000_000, 200_000_000
READ = """
import json, resource, sys, time
from datetime import UTC, datetime
from dragoman.ingest import Said, iter_captures
from dragoman.model import Capture
from dragoman.settings import load_settings
pages, size = 0, 0
now = lambda: datetime.now(UTC)
for found in iter_captures([sys.argv[1]], said=Said(), settings=load_settings({}), now=now):
    assert isinstance(found, Capture), found
    pages += 1
    size += len(found.payload)
took = time.process_time()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"pages": pages, "mb": size / 1e6, "s": took, "peak_mb": peak}))
"""


def measure(_shared: Path) -> dict[str, Any]:
    """Give what reading the two archives took."""
    with TemporaryDirectory(prefix="dragoman-bench-") as folder:
        small, large = (_read(_make(Path(folder), size)) for size in (SMALL_BYTES, LARGE_BYTES))
    return {
        "warc": {
            "archive_mb": LARGE_BYTES / 1e6,
            "pages": large["pages"],
            "mb_per_s": round(large["mb"] / large["s"], 1),
            "pages_per_s": round(large["pages"] / large["s"]),
            "peak_mb": round(large["peak_mb"], 1),
            "growth_mb": round(large["peak_mb"] - small["peak_mb"], 1),
        }
    }


def _make(folder: Path, size_bytes: int) -> Path:
    """Make an archive whose file has so many bytes."""
    path = folder / f"made-{size_bytes}.warc.gz"
    with path.open("wb") as file:
        for member in _members():
            file.write(member)
            if file.tell() >= size_bytes:
                break
    return path


def _members() -> Iterator[bytes]:
    """Give records of pages without end; the words are drawn at random, so that they do not pack too well."""
    chance = random.Random(20250602)  # noqa: S311  the same archive each time
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(2, 11))) for _ in range(20_000)]
    number = 0
    while True:
        number += 1
        text = " ".join(chance.choices(words, k=chance.randint(1_000, 12_000)))
        page = f"<!doctype html><html><head><title>{number}</title></head><body><article><p>{text}</p></body></html>"
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/{number}\r\n"
            f"WARC-Date: 2025-05-16T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        yield gzip.compress(head.encode() + http + b"\r\n\r\n", compresslevel=1)


def _read(path: Path) -> dict[str, float]:
    found = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
    return dict(json.loads(found.stdout))


if __name__ == "__main__":
    print(json.dumps(measure(Path()), indent=2))
