"""Growth: how the work grows with the record, and what one new report costs the largest, its writing included.

    python bench/growth.py [--folder FOLDER] [--json FILE] [N...]

Made-up reports of realistic skew (``made_up.py``, seeded) are written to a store and folded; then more come one by one.
Times are of the processor (one core), so that a busy machine tells less. Of each size: ``ms_a_claim``, the merge alone;
``one_report_s``, the slowest of some more reports from its facts to its events, all of it written; ``talks_s`` and
``timeline_s`` (a page), as a face asks for them first, ``talks_kept_s``, as the next command finds them;
``peak_mb``, the most memory held. ``per_claim_growth`` is the time
per claim of the largest record over that of the smallest; ``as_of_s``, the rounds and a page of events as of the
day in the middle of a record of ``AS_OF`` claims, ``as_of_same`` 1 where they are those of a fold from scratch;
``same`` is 1 where a small record, grown report by report, has the seal that a rebuild gives.

Each size is measured in a process of its own. The default sizes take some minutes; half a million claims take an hour
of one core and 3 GB of disk. With ``--folder`` the records stand there and stay, and a run that is broken off goes on
where it was: reports that are written are not written again, and a size that is measured is not measured again.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from dragoman.collecting import collect_seldom
from dragoman.merge import Patching, Standing
from dragoman.model import Capture, Run
from dragoman.model.listing import EventFilter
from dragoman.query import Knowledge, View, talks
from dragoman.query.boards import Boards
from dragoman.query.events import event_shape
from dragoman.query.shelf import Shelf
from dragoman.store import Basis, Reading, open_store
from dragoman.store.listing import Part
from made_up import CLAIMS_A_REPORT, made_up_reports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dragoman.model import Claim, Document
    from dragoman.store import Store

NEEDS_SHARED = False
SIZES = (10_000, 100_000)
AS_OF = 100_000
SMALL = 1_200
REPORTS = 5
AT_ONCE = 2_000
PAGE = 50
KB_IN_MB = 1024
NOW = datetime(2025, 1, 1, tzinfo=UTC)
RULES = "made up"


def measure(_shared: Path | None = None, sizes: Sequence[int] = SIZES, folder: Path | None = None) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as elsewhere:
        grown = {size: _apart(size, folder or Path(elsewhere)) for size in sizes}
    first, last = (grown[size]["ms_a_claim"] for size in (min(sizes), max(sizes)))
    largest = grown[max(sizes)]
    return {
        **{f"claims_{size}": found for size, found in grown.items()},
        "per_claim_growth": last / first,
        **{name: largest[name] for name in ("one_report_s", "talks_s", "talks_kept_s", "timeline_s", "peak_mb")},
        **grown.get(AS_OF, {}).get("as_of", {}),
        "same": int(is_same(SMALL)),
    }


def _apart(size: int, folder: Path) -> dict[str, Any]:
    """Measure a size in a process of its own, so that its memory is its own."""
    kept = folder / f"grown-{size}.json"
    if not kept.exists():
        command = [sys.executable, __file__, "--one", "--folder", str(folder), str(size)]
        kept.write_text(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout, encoding="utf-8")
    found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    return found


def grow(size: int, folder: Path) -> dict[str, Any]:
    """Write and fold a record of so many claims, then take in some reports one by one; the slowest of these counts."""
    collect_seldom()  # as each command does
    count, path = size // CLAIMS_A_REPORT, folder / f"record-{size}.db"
    reports = (reading_of(*report) for report in made_up_reports(count + REPORTS))
    with open_store(str(path), write=True) as store:
        middle = write(store, islice(reports, count), count)
        merged, written, events = rebuild(store)
        print(f"{size} claims: merged in {merged:.0f} s, written in {written:.0f} s", file=sys.stderr)
        slowest = max(cpu(lambda each=each: take(store, each)) for each in reports)  # type: ignore[misc]
        view = View(store)
        found = {
            "events": events,
            "rounds": len(view.rounds()),
            "ms_a_claim": 1000 * merged / size,
            "write_s": written,
            "one_report_s": slowest,
            "talks_s": cpu(lambda: talks(view)),
            "talks_kept_s": kept(store, folder),
            "timeline_s": cpu(lambda: page(view)),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KB_IN_MB,
            "file_mb": path.stat().st_size // KB_IN_MB**2,
        }
        return found | ({"as_of": as_of(store, middle)} if size == AS_OF else {})


def kept(store: Store, folder: Path) -> float:
    """Ask for the rounds as a second command does, which finds what the first has made."""
    first, again = (View(store, shelf=Shelf(boards=Boards(folder, "grown"))) for _ in range(2))
    talks(first)
    return cpu(lambda: talks(again))


def as_of(store: Store, moment: datetime) -> dict[str, Any]:
    """Ask for the rounds and a page of events as of the day in the middle, and fold from scratch to compare."""
    seen: list[Any] = []

    def ask() -> None:
        view = View(store, as_of=moment, folding=Knowledge(basis=RULES))
        seen.extend((talks(view), page(view), view))

    took = cpu(ask)
    scratch = View(store, as_of=moment)
    same = seen[2].events() == scratch.events() and seen[2].rounds() == scratch.rounds()
    return {"as_of_s": took, "as_of_same": int(same)}


def page(view: View) -> list[Any]:
    return [event_shape(event) for event in view.lists.events(EventFilter(), Part(PAGE))]


def is_same(size: int) -> bool:
    """Say whether a record that grew report by report has the seal that a rebuild gives."""
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/record.db", write=True) as store:
        rebuild(store)
        for report in made_up_reports(size // CLAIMS_A_REPORT):
            take(store, reading_of(*report))
        grown = store.state()
        rebuild(store)
        return store.state() == grown


def write(store: Store, reports: Iterator[Reading], count: int) -> datetime:
    """Write so many reports but those that are written, and give when the one in the middle came out."""
    middle, known = NOW, {document.id for document in store.documents()}
    for first in range(0, count, AT_ONCE):
        with store.transaction():
            for number, report in enumerate(islice(reports, AT_ONCE), start=first):
                if report.document.id not in known:
                    store.write_reading(report)
                published = report.document.published
                if number <= count // 2 and published is not None:
                    middle = published.instant.counts_from
    return middle


def rebuild(store: Store) -> tuple[float, float, int]:
    """Fold from scratch; give the seconds of the merge, those of writing, and how many events there are."""
    claims, standing = list(store.active_claims()), Standing(grows=False)
    started = time.process_time()
    folded = standing.update(claims)
    merged = time.process_time()
    del claims
    store.fold.replace(folded, Basis(store.newest_facts(), RULES), standing.ground())
    return merged - started, time.process_time() - merged, len(folded.events)


def take(store: Store, report: Reading) -> None:
    """Take one report in, as an ingest does once it is read."""
    store.write_reading(report)
    fold = store.fold
    basis, documents = fold.basis(RULES), fold.changed()
    patching = Patching(fold.recall(documents), fold.rulings())
    if not fold.apply(patching.run(fold.claims_of(documents), store.judgements()), patching.rules, basis):
        message = "nobody else writes"
        raise RuntimeError(message)


def reading_of(document: Document, claims: Sequence[Claim]) -> Reading:
    name = document.id
    capture = Capture(name, f"{name}.txt", "text/plain", document.text.encode(), name, NOW)
    run = Run(f"run-{name}", name, name, "made up", "none", NOW)
    return Reading(capture, document, (), run, tuple(claims), ())


def cpu(deed: Callable[[], object]) -> float:
    started = time.process_time()
    deed()
    return time.process_time() - started


def main(arguments: list[str]) -> int:
    options = argparse.ArgumentParser(description="How the work grows with the record.")
    options.add_argument("--folder", type=Path, help="where the records stay, so that a run can go on later")
    options.add_argument("--json", type=Path, metavar="FILE", help="where the numbers are kept")
    options.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("sizes", type=int, nargs="*", default=list(SIZES), metavar="N")
    asked = options.parse_args(arguments)
    if asked.one:
        print(json.dumps(grow(asked.sizes[0], asked.folder)))
        return 0
    if asked.folder is not None:
        asked.folder.mkdir(parents=True, exist_ok=True)
    found = measure(sizes=asked.sizes, folder=asked.folder)
    for name, value in found.items():
        print(name, value)
    if asked.json is not None:
        asked.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
