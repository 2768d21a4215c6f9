"""A hundred `kill -9` at random moments of ingest, rebuild and review; then the same record as without them.

    python bench/kills.py SHARED [KIND...]

The reports are the first of the real day of news, few, so that a hundred runs are made in a while; the moments are
drawn with a fixed seed over the time that an unbroken run takes. A run that ended before its moment is no kill: another
is made. An ingest that was killed is given again, and then killed again, until one gets through: the record is then
that of an ingest that nobody killed. What is compared is what a user can export, what people decided, the events with
their seal, and what `check` finds. A kind can be measured alone, so that what was broken off is taken up again.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

REPORTS = 8
KILLS = {"ingest": 40, "rebuild": 30, "review": 30}
SEED = 20250602
NEVER_BEFORE = 0.3
"""Part of a run in which it only loads what it needs: a kill there hits nothing."""
DRAGOMAN = [sys.executable, "-m", "dragoman"]
ENVIRONMENT = {**os.environ, "DRAGOMAN_REVIEWER": "ada", "DRAGOMAN_READER": "rules"}


def measure(shared: Path, kinds: Sequence[str] = tuple(KILLS)) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports.jsonl"
        with gzip.open(shared / "data" / "news-2025-05-21.jsonl.gz", "rt", encoding="utf-8") as lines:
            reports.write_text("".join(line for _, line in zip(range(REPORTS), lines, strict=False)), encoding="utf-8")
        whole = Path(folder) / "whole.db"
        took = timed(["ingest", str(reports)], whole)
        found: dict[str, Any] = {}
        for kind in kinds:
            chance = random.Random(f"{SEED} {kind}")  # noqa: S311 (moments, not secrets)
            if kind == "ingest":
                found[kind] = of_ingest(reports, whole, took, chance)
            else:
                found[kind] = (of_rebuild if kind == "rebuild" else of_review)(whole, chance)
    return {**found, "kills": sum(int(each["kills"]) for each in found.values())}


def of_ingest(reports: Path, whole: Path, took: float, chance: random.Random) -> dict[str, int]:
    """Kill an ingest again and again; each time that one gets through, compare and begin anew."""
    broken, kills, rounds, same = whole.with_name("broken.db"), 0, 0, 0
    while kills < KILLS["ingest"]:
        was_killed = kill_at(["ingest", str(reports)], broken, chance.uniform(NEVER_BEFORE * took, took))
        kills += was_killed
        if not was_killed or kills == KILLS["ingest"]:
            run(["ingest", str(reports)], broken)
            rounds, same = rounds + 1, same + is_same(whole, broken)
            forget(broken)
    return {"kills": kills, "records": rounds, "same": int(same == rounds)}


def of_rebuild(whole: Path, chance: random.Random) -> dict[str, int]:
    """Kill a rebuild again and again; whatever is left, another rebuild gives the record."""
    broken, kills = whole.with_name("rebuilt.db"), 0
    shutil.copy(whole, broken)
    took = timed(["rebuild"], broken)
    while kills < KILLS["rebuild"]:
        kills += kill_at(["rebuild"], broken, chance.uniform(NEVER_BEFORE * took, took))
    run(["rebuild"], broken)
    return {"kills": kills, "same": int(is_same(whole, broken))}


def of_review(whole: Path, chance: random.Random) -> dict[str, int]:
    """Kill each of many decisions, then give the same command again: it stands there once."""
    plain, broken, kills = whole.with_name("plain.db"), whole.with_name("reviewed.db"), 0
    for path in (plain, broken):
        shutil.copy(whole, path)
    claims = sorted({row["claims"][0] for row in output(["timeline", "--json"], whole, claims_of_events)})
    took = timed(["review", "note", claims[0], "a note to measure by"], plain)
    run(["review", "note", claims[0], "a note to measure by"], broken)
    decided = 1
    for number, claim in enumerate(claims * 2, start=1):
        if kills == KILLS["review"]:
            break
        command = ["review", *decision(number, claim)]
        kills += kill_at(command, broken, chance.uniform(NEVER_BEFORE * took, took))
        for path in (plain, broken):
            run(command, path)
        decided += 1
    return {
        "kills": kills,
        "same": int(is_same(plain, broken)),
        "decisions": decided,
        "lost_or_doubled": abs(len(decisions(broken)) - decided) + int(decisions(broken) != decisions(plain)),
    }


def decision(number: int, claim: str) -> list[str]:
    if number % 3:
        return ["reject" if number % 2 else "unverifiable", claim, "--because", f"reason {number}"]
    return ["edit", claim, "--slot", "salience=minor", "--because", f"reason {number}"]


def claims_of_events(rows: list[Any], store: Path) -> list[Any]:
    ids = [row["id"] for row in rows[: KILLS["review"]]]
    return [{"claims": [row["claim"] for row in output(["review", "claims", each, "--json"], store)]} for each in ids]


def decisions(store: Path) -> list[Any]:
    log = output(["review", "log", "--json"], store)["judgements"]
    return [[row[name] for name in ("kind", "value", "reviewer", "reason", "state", "claims")] for row in log]


def is_same(one: Path, other: Path) -> bool:
    """Whether two records export the same, and the second has nothing wrong with it."""
    check = subprocess.run([*DRAGOMAN, "check", "--store", str(other)], capture_output=True, check=False)
    kinds = ("claims", "statements", "lineage", "events")
    return check.returncode == 0 and all(export(one, kind) == export(other, kind) for kind in kinds)


def timed(arguments: list[str], store: Path) -> float:
    started = time.monotonic()
    run(arguments, store)
    return time.monotonic() - started


def run(arguments: list[str], store: Path) -> None:
    subprocess.run([*DRAGOMAN, *arguments, "--store", str(store)], check=True, capture_output=True, env=ENVIRONMENT)


def output(arguments: list[str], store: Path, then: Callable[[Any, Path], Any] = lambda found, _: found) -> Any:
    command = [*DRAGOMAN, *arguments, "--store", str(store)]
    return then(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout), store)


def kill_at(arguments: list[str], store: Path, moment: float) -> int:
    """Start a command and kill it; 1 if it was still running."""
    command = [*DRAGOMAN, *arguments, "--store", str(store)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    try:
        process.wait(timeout=moment)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return 1
    return 0


def forget(store: Path) -> None:
    for end in ("", "-wal", "-shm"):
        Path(f"{store}{end}").unlink(missing_ok=True)


def export(store: Path, kind: str) -> list[Any]:
    """Give what an export says, in an order of its own."""
    command = [*DRAGOMAN, "export", kind, "--format", "jsonl", "--store", str(store)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return sorted((json.loads(line) for line in lines), key=lambda row: json.dumps(row, sort_keys=True))


def main(arguments: list[str]) -> int:
    print(json.dumps(measure(Path(arguments[0]), arguments[1:] or tuple(KILLS))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
