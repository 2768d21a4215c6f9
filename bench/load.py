"""Load: how fast pages of a large record come, asked for at a steady rate whatever the answers take.

    python bench/load.py [CLAIMS [STORE]]

A made-up record (``made_up_record.py``; half a million claims, a hundred thousand events) is served by a real
``dragoman serve`` on a socket of this machine. Requests are sent at ``RATE`` a second (open loop: a late answer delays
none that comes after), and each is timed from the moment at which it was due. Before that each page is asked for once,
since what is made of the whole record is kept until the record changes: ``first_s`` is the slowest of these.
``cpu_ms`` is the processor time of the server for one request, which tells of the page and not of what else the machine
does. Weights are as sent, packed; a page is weighed with its data, script and style. With Chromium at hand the timeline
is drawn too: first paint, the part of script in it, and the frames of panning and zooming.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

import httpx

from made_up_record import build_record
from timeline_frames import draw_timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NEEDS_SHARED = False
CLAIMS = 500_000
RATE = 20
SECONDS = 30
ALONE = 8
"""Requests of each kind that are sent one by one, for the processor time of one."""
LISTS = (
    "/timeline", "/timeline?frame=strike", "/timeline?party=RUS&status=occurred", "/timeline?place=town7",
    "/timeline?since=2025-06-01&until=2025-06-30", "/timeline?disputed=1", "/timeline?text=town1", "/disputes",
    "/figures", "/exchanges",
)  # fmt: skip
WHOLE = ("/talks", "/positions", "/commitments", "/sources", "/lineage")
"""Pages that are made of the whole record, once until it changes."""
PAGED = ("/timeline", "/disputes", "/figures", "/exchanges")
FILES = ("/static/site.css", "/static/site.js", "/static/timeline.js", "/static/map.js")
PATIENCE_S = 900
NO_ANSWER = 0
TICKS_A_S = os.sysconf("SC_CLK_TCK")


class Asked(NamedTuple):
    """One request: what kind of page it is for, how long it took from when it was due, and its status."""

    kind: str
    took_s: float
    status: int


def measure(
    _shared: Path | None = None, claims: int = CLAIMS, store: Path | None = None, seconds: int = SECONDS
) -> dict[str, Any]:
    """Give what the pages of a record of so many claims take; one that is there is used as it is."""
    with TemporaryDirectory(prefix="dragoman-load-") as folder:
        path = store or Path(folder) / "record.db"
        if not path.exists():
            build_record(path, claims)
        with served(path) as (address, pid):
            return measure_served(address, pid, seconds)


def measure_served(address: str, pid: int, seconds: int) -> dict[str, Any]:
    chance = random.Random(20250602)  # noqa: S311
    with httpx.Client(base_url=address, timeout=600) as client:
        total = int(client.get("/api/v1/timeline?limit=1").headers["x-total-count"])
        offsets = [chance.randrange(total) for _ in range(40)]
        events = [client.get(f"/api/v1/timeline?limit=1&offset={n}&fields=id").json()[0]["id"] for n in offsets]
        first = {path: took(client, path) for path in (*LISTS, *WHOLE)}
        addresses = {"list": list(pages(chance, total)), "event": [f"/events/{each}" for each in events]}
        addresses["search"] = [f"/search?q=word{chance.randrange(3000)}" for _ in range(30)]
        addresses["search"] += ["/search?q=strike+Ukraine", "/search?q=talks", "/search?q=Russia"]
        alone = {kind: cpu_ms(client, pid, chance.sample(known, ALONE)) for kind, known in addresses.items()}
        weights = {
            "timeline_kb": weight(client, "/timeline"),
            **{f"{p[1:]}_kb": weight(client, p) for p in (*LISTS[7:], *WHOLE)},
        }
    schedule = [chance.choice(("list", "list", "event", "search")) for _ in range(RATE * seconds)]
    asked = asyncio.run(send(address, [(kind, chance.choice(addresses[kind])) for kind in schedule]))
    return {
        "events": total,
        "first_s": max(first.values()),
        "slowest_first": max(first, key=lambda path: first[path]),
        **{kind: summary([one for one in asked if one.kind == kind]) | {"cpu_ms": alone[kind]} for kind in addresses},
        "failed": sum(one.status != httpx.codes.OK for one in asked),
        "weight": {"most_kb": max(weights.values()), **weights},
        "drawn": draw_timeline(address),
    }


def pages(chance: random.Random, total: int) -> Iterator[str]:
    """Give addresses of list pages: each list, and pages further on of those that are long."""
    yield from (*LISTS, *WHOLE)
    for path in PAGED:
        yield from (f"{path}?page={chance.randint(2, max(2, total // 2_000))}" for _ in range(6))


@contextmanager
def served(store: Path) -> Iterator[tuple[str, int]]:
    """Serve a record, and give the address and the process."""
    command = [sys.executable, "-m", "dragoman", "serve", "--port", "0", "--json", "--store", str(store)]
    environ = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as server:
        assert server.stdout is not None
        try:
            yield json.loads("".join(server.stdout.readline() for _ in range(3)))["address"], server.pid
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=60)


def took(client: httpx.Client, path: str) -> float:
    """Give the seconds until a page is there; while it is being made the server asks for patience."""
    started = time.monotonic()
    while (answer := client.get(path)).status_code == httpx.codes.SERVICE_UNAVAILABLE:
        if time.monotonic() - started > PATIENCE_S:
            break
        time.sleep(1)
    answer.raise_for_status()
    return time.monotonic() - started


def cpu_ms(client: httpx.Client, pid: int, paths: Sequence[str]) -> float:
    """Give the processor time of the server for one of these, in milliseconds."""
    before = _ticks(pid)
    for path in paths:
        client.get(path).raise_for_status()
    return 1000 * (_ticks(pid) - before) / TICKS_A_S / len(paths)


def _ticks(pid: int) -> int:
    """Give the processor time of a process so far. Source: proc(5), fields 14 and 15 of ``stat``."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def weight(client: httpx.Client, path: str) -> float:
    """Give the kilobytes that a page takes on the wire, with what it loads; fonts and outlines are kept for a year."""
    own = FILES if path == "/timeline" else FILES[:2]
    more = ("/timeline.json", "/places.json") if path == "/timeline" else ()
    return sum(_sent(client, each) for each in (path, *own, *more)) / 1000


def _sent(client: httpx.Client, path: str) -> int:
    with client.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as answer:
        return sum(len(piece) for piece in answer.iter_raw())


async def send(address: str, wanted: Sequence[tuple[str, str]]) -> list[Asked]:
    """Send each request when it is due, without waiting for those before."""
    limits = httpx.Limits(max_connections=200)
    async with httpx.AsyncClient(base_url=address, timeout=120, limits=limits) as client:
        start = time.monotonic() + 0.2
        return await asyncio.gather(
            *(_send_one(client, kind, path, start + n / RATE) for n, (kind, path) in enumerate(wanted))
        )


async def _send_one(client: httpx.AsyncClient, kind: str, path: str, due: float) -> Asked:
    await asyncio.sleep(max(0.0, due - time.monotonic()))
    try:
        status = (await client.get(path)).status_code
    except httpx.HTTPError:
        status = NO_ANSWER
    return Asked(kind, time.monotonic() - due, status)


def summary(asked: Sequence[Asked]) -> dict[str, float]:
    """Give the middle and the 95th percentile of what requests took, in milliseconds."""
    times = sorted(one.took_s * 1000 for one in asked)
    return {"p50_ms": _at(times, 0.5), "p95_ms": _at(times, 0.95)}


def _at(times: Sequence[float], share: float) -> float:
    return times[min(len(times) - 1, int(share * len(times)))]


def main(given: list[str]) -> int:
    claims = int(given[0]) if given else CLAIMS
    print(json.dumps(measure(claims=claims, store=Path(given[1]) if given[1:] else None), indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
