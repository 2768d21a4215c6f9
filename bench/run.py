"""Take the measures, print them as a table, keep them as JSON: ``run.py [NAME...]``.

Each ``bench/<name>.py`` has ``measure(shared: Path) -> dict``: numbers by name, nested where that helps. One that can
do without the measuring data beside the checkout says ``NEEDS_SHARED = False``. Results are kept under
``bench/results/<date>.json``; the exit status is 1 where a number is worse than its bound in ``floors.json``.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import ModuleType

BENCH = Path(__file__).resolve().parent
SHARED = BENCH.parent.parent / "shared"
SCHEMA = 1


class Bound(NamedTuple):
    """What a number must not fall under (a floor) or go over (a ceiling)."""

    limit: float
    is_floor: bool

    def holds(self, value: float) -> bool:
        """Whether the number is as good as this, or better."""
        return value >= self.limit if self.is_floor else value <= self.limit

    def __str__(self) -> str:
        return f"{'≥' if self.is_floor else '≤'} {self.limit:g}"


def main(names: list[str]) -> int:
    console = Console(stderr=True)
    measures = find_measures(BENCH)
    if unknown := sorted(set(names) - set(measures)):
        console.print(f"No measure {', '.join(unknown)}. Known: {', '.join(measures)}.", style="bold red")
        return 2
    taken = {name: dict(flat(take(measures[name], console))) for name in names or measures}
    bounds = read_bounds(BENCH / "floors.json")
    Console().print(table_of(taken, bounds))
    where = keep(taken, BENCH / "results", whole=not names)
    console.print(f"Kept in bench/results/{where.name}", style="dim")
    worse = sorted(worse_than_bound(taken, bounds))
    for name in worse:
        console.print(f"{name} is worse than its bound {bounds[name]}", style="bold red")
    return 1 if worse else 0


def find_measures(folder: Path) -> dict[str, Path]:
    """Every file beside this one that has a ``measure``, by name; the others are helpers of theirs."""
    has_one = re.compile(r"^def measure\(", re.MULTILINE)
    return {path.stem: path for path in sorted(folder.glob("*.py")) if has_one.search(path.read_text(encoding="utf-8"))}


def take(path: Path, console: Console) -> Mapping[str, Any]:
    """Run one measure; a skip is said aloud and gives nothing."""
    module = load(path)
    if getattr(module, "NEEDS_SHARED", True) and not SHARED.is_dir():
        console.print(f"SKIPPED {path.stem}: the measuring data is not at ../shared", style="bold yellow")
        return {}
    console.print(f"measuring {path.stem} …")
    started = time.monotonic()
    found: Mapping[str, Any] = module.measure(SHARED)
    console.print(f"measured {path.stem} in {time.monotonic() - started:.0f} s", style="dim")
    return found


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"dragoman_bench_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    sys.path.insert(0, str(path.parent))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(path.parent))
    return module


def flat(found: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Give nested names joined by full stops."""
    for name, value in found.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def read_bounds(path: Path) -> dict[str, Bound]:
    kept = json.loads(path.read_text(encoding="utf-8"))
    floors = {name: Bound(limit, is_floor=True) for name, limit in kept["floors"].items()}
    return floors | {name: Bound(limit, is_floor=False) for name, limit in kept["ceilings"].items()}


def worse_than_bound(taken: Mapping[str, Mapping[str, Any]], bounds: Mapping[str, Bound]) -> Iterator[str]:
    for measure, numbers in taken.items():
        for name, value in numbers.items():
            bound = bounds.get(f"{measure}.{name}")
            if bound and not bound.holds(value):
                yield f"{measure}.{name}"


def table_of(taken: Mapping[str, Mapping[str, Any]], bounds: Mapping[str, Bound]) -> Table:
    table = Table("measure", "number", title="dragoman, measured", title_justify="left")
    table.add_column("value", justify="right")
    table.add_column("bound", justify="right")
    for measure, numbers in taken.items():
        for n, (name, value) in enumerate(numbers.items() or [("not taken", None)]):
            bound = bounds.get(f"{measure}.{name}")
            style = "" if bound is None else "green" if bound.holds(value) else "bold red"
            table.add_row("" if n else measure, name, shown(value), str(bound or ""), style=style)
        table.add_section()
    return table


def shown(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:,.3f}" if isinstance(value, float) else str(value)


def keep(taken: Mapping[str, Mapping[str, Any]], folder: Path, *, whole: bool) -> Path:
    """Write the numbers with what they were taken on; measures taken alone join the day's file."""
    folder.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    path = folder / f"{now.date().isoformat()}.json"
    before = {} if whole or not path.exists() else json.loads(path.read_text(encoding="utf-8"))["measures"]
    result = {
        "schema": SCHEMA,
        "taken_at": now.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "commit": _commit(),
        "machine": machine(),
        "measures": before | {name: dict(numbers) for name, numbers in taken.items() if numbers},
    }
    path.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def machine() -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(_lines(Path("/proc/cpuinfo"))),
        "cores": os.cpu_count(),
    }


def _processor(lines: Iterable[str]) -> str:
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or "unknown")


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _commit() -> str | None:
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=BENCH, capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
