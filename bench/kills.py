"""A hundred `kill -9` at random moments of ingest, rebuild and review; then the same record as without them.

    python bench/kills.py SHARED [KIND...]

The reports are the first of the real day of news, few, so that a hundred runs are made in minutes. Each run is a
process forked from this one, which has loaded the program: the kills then hit its work, not its start. The moments are
drawn with a fixed seed over the processor's time that an unbroken run takes, so that a busy machine changes nothing. A
run that ended before its moment is no kill: another is made, at most as many as there are to be kills. An ingest that
was killed is given again, and then killed again, until one gets through: the record is then that of an ingest that
nobody killed. What is compared is what a user can export, what people decided, and what `check` finds. A kind can be
measured alone, so that what was broken off is taken up again.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

REPORTS = 4
KILLS = {"ingest": 40, "rebuild": 30, "review": 30}
SEED = 20250602
TRIES = 2
"""Runs made at most for each kill that is wanted."""
SLEEP_S = 0.001
ENVIRONMENT = {"DRAGOMAN_REVIEWER": "ada", "DRAGOMAN_READER": "rules"}


def measure(shared: Path, kinds: Sequence[str] = tuple(KILLS)) -> dict[str, Any]:
    os.environ.update(ENVIRONMENT)
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports.jsonl"
        with gzip.open(shared / "data" / "news-2025-05-21.jsonl.gz", "rt", encoding="utf-8") as lines:
            reports.write_text("".join(line for _, line in zip(range(REPORTS), lines, strict=False)), encoding="utf-8")
        load_all(reports)
        whole = Path(folder) / "whole.db"
        took = run(["ingest", str(reports)], whole)
        found: dict[str, Any] = {}
        for kind in kinds:
            chance = random.Random(f"{SEED} {kind}")  # noqa: S311 (moments, not secrets)
            if kind == "ingest":
                found[kind] = of_ingest(reports, whole, took, chance)
            else:
                found[kind] = (of_rebuild if kind == "rebuild" else of_review)(whole, chance)
    return {**found, "kills": sum(int(each["kills"]) for each in found.values())}


def load_all(reports: Path) -> None:
    """Load the program once, by doing all that will be done: what is forked later starts with the same, and at once."""
    from dragoman.cli.app import run as run_program  # noqa: PLC0415  the list of measures is read without it

    store = str(reports.with_name("loaded.db"))
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        for arguments in (["ingest", str(reports)], ["rebuild"], ["check"]):
            run_program([*arguments, "--store", store])


def of_ingest(reports: Path, whole: Path, took: float, chance: random.Random) -> dict[str, int]:
    """Kill an ingest again and again; each time that one gets through, compare and begin anew."""
    broken, kills, rounds, same = whole.with_name("broken.db"), 0, 0, 0
    for number in range(1, TRIES * KILLS["ingest"] + 1):
        was_killed = kill_at(["ingest", str(reports)], broken, chance.uniform(0, took))
        kills += was_killed
        is_last = KILLS["ingest"] == kills or number == TRIES * KILLS["ingest"]
        if not was_killed or is_last:
            run(["ingest", str(reports)], broken)
            rounds, same = rounds + 1, same + is_same(whole, broken)
            forget(broken)
        if is_last:
            break
    return {"kills": kills, "records": rounds, "same": int(same == rounds)}


def of_rebuild(whole: Path, chance: random.Random) -> dict[str, int]:
    """Kill a rebuild again and again; whatever is left, another rebuild gives the record."""
    broken, kills = whole.with_name("rebuilt.db"), 0
    shutil.copy(whole, broken)
    took = run(["rebuild"], broken)
    for _ in range(TRIES * KILLS["rebuild"]):
        kills += kill_at(["rebuild"], broken, chance.uniform(0, took))
        if kills == KILLS["rebuild"]:
            break
    run(["rebuild"], broken)
    return {"kills": kills, "same": int(is_same(whole, broken))}


def of_review(whole: Path, chance: random.Random) -> dict[str, int]:
    """Kill each of many decisions, then give the same command again: it stands there once."""
    plain, broken, kills, decided = whole.with_name("plain.db"), whole.with_name("reviewed.db"), 0, 1
    for path in (plain, broken):
        shutil.copy(whole, path)
    claims = claims_of_events(whole)
    first = ["review", "note", claims[0], "a note to measure by"]
    took = run(first, plain)
    run(first, broken)
    for number, claim in enumerate(claims * TRIES * KILLS["review"], start=1):
        if kills == KILLS["review"] or decided > TRIES * KILLS["review"]:
            break
        command = ["review", *decision(number, claim)]
        kills += kill_at(command, broken, chance.uniform(0, took))
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
    reason = ["--because", f"reason {number}"]
    if number % 3 == 0:
        return ["edit", claim, "--slot", "salience=minor", *reason]
    return ["note", claim, f"note {number}"] if number % 3 == 1 else ["unverifiable", claim, *reason]


def claims_of_events(store: Path) -> list[str]:
    events = [row["id"] for row in output(["timeline", "--json"], store)]
    return [output(["review", "claims", event, "--json"], store)[0]["claim"] for event in events[: KILLS["review"]]]


def decisions(store: Path) -> list[Any]:
    log = output(["review", "log", "--json"], store)["judgements"]
    return [[row[name] for name in ("kind", "value", "reviewer", "reason", "state", "claims")] for row in log]


def is_same(one: Path, other: Path) -> bool:
    """Whether two records export the same, and the second has nothing wrong with it; what differs is told aloud."""
    differs = [
        kind for kind in ("claims", "statements", "lineage", "events") if export(one, kind) != export(other, kind)
    ]
    if finish(start(["check"], other)) != 0:
        differs.append("check")
    if differs:
        print(f"{other.name} differs in {', '.join(differs)}", file=sys.stderr)
    return not differs


def start(arguments: Sequence[str], store: Path, out: Path | None = None) -> int:
    """Fork a run of the program and give its process id; what it prints goes to a file, or nowhere."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        told = os.open(out or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(told, sys.stdout.fileno())
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
        from dragoman.cli.app import run as run_program  # noqa: PLC0415

        status = run_program([*arguments, "--store", str(store)])
        sys.stdout.flush()
    finally:
        os._exit(status)


def finish(child: int) -> int:
    """Wait for a run and give its exit status."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run(arguments: Sequence[str], store: Path, out: Path | None = None) -> float:
    """Run the program to its end and give the seconds of the processor that it took."""
    _, status, used = os.wait4(start(arguments, store, out), 0)
    if status:
        message = f"{' '.join(arguments)}: exit status {os.waitstatus_to_exitcode(status)}"
        raise RuntimeError(message)
    return used.ru_utime + used.ru_stime


def output(arguments: Sequence[str], store: Path) -> Any:
    return json.loads(told(arguments, store))


def told(arguments: Sequence[str], store: Path) -> str:
    """Give what a run prints."""
    out = store.with_name("told.txt")
    run(arguments, store, out)
    return out.read_text(encoding="utf-8")


def kill_at(arguments: Sequence[str], store: Path, moment: float) -> int:
    """Start a run and kill it once it has used so many seconds of the processor; 1 if it was still running."""
    child = start(arguments, store)
    # Source: the Linux kernel, posix-timers: the clock of a process's own time is known by its id.
    clock = (~child << 3) | 2
    while os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if time.clock_gettime(clock) >= moment:
            os.kill(child, signal.SIGKILL)
            break
        time.sleep(SLEEP_S)
    return int(finish(child) == -signal.SIGKILL)


def forget(store: Path) -> None:
    for end in ("", "-wal", "-shm"):
        Path(f"{store}{end}").unlink(missing_ok=True)


def export(store: Path, kind: str) -> list[Any]:
    """Give what an export says, in an order of its own."""
    lines = told(["export", kind, "--format", "jsonl"], store).splitlines()
    return sorted((json.loads(line) for line in lines), key=lambda row: json.dumps(row, sort_keys=True))


def main(arguments: list[str]) -> int:
    print(json.dumps(measure(Path(arguments[0]), arguments[1:] or tuple(KILLS))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
