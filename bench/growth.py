"""Growth: how the work grows with the record, and what one new report costs the largest, its writing included.

    python bench/growth.py [N...]

Made-up reports of realistic skew (``made_up.py``, seeded) are written to a store and folded; then more come one by one.
Times are of the processor (one core), so that a busy machine tells less. Of each size: ``ms_a_claim``, the merge alone;
``one_report_s``, the slowest of some more reports from its facts to its events, all of it written; ``talks_s`` and
``timeline_s`` (a page), as a face asks for them; ``peak_mb``, the most memory held. ``per_claim_growth`` is the time
per claim of the largest record over that of the smallest; ``as_of_s``, the rounds and a page of events as of the
day in the middle of a record of ``AS_OF`` claims, ``as_of_same`` 1 where they are those of a fold from scratch;
``same`` is 1 where a small record, grown report by report, has the seal that a rebuild gives.

Each size is measured in a process of its own. The default sizes take some minutes; half a million claims take an hour.
"""

from __future__ import annotations

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

from dragoman.merge import Patching, Standing
from dragoman.model import Capture, Run
from dragoman.model.listing import EventFilter
from dragoman.query import Knowledge, View, talks
from dragoman.query.events import event_shape
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


def measure(_shared: Path | None = None, sizes: Sequence[int] = SIZES) -> dict[str, Any]:
    grown = {size: _apart(size) for size in sizes}
    first, last = (grown[size]["ms_a_claim"] for size in (min(sizes), max(sizes)))
    largest = grown[max(sizes)]
    return {
        **{f"claims_{size}": found for size, found in grown.items()},
        "per_claim_growth": last / first,
        **{name: largest[name] for name in ("one_report_s", "talks_s", "timeline_s", "peak_mb")},
        **grown.get(AS_OF, {}).get("as_of", {}),
        "same": int(is_same(SMALL)),
    }


def _apart(size: int) -> dict[str, Any]:
    """Measure a size in a process of its own, so that its memory is its own."""
    told = subprocess.run([sys.executable, __file__, "--one", str(size)], check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def grow(size: int) -> dict[str, Any]:
    """Write and fold a record of so many claims, then take in some reports one by one; the slowest of these counts."""
    count = size // CLAIMS_A_REPORT
    reports = (reading_of(*report) for report in made_up_reports(count + REPORTS))
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/record.db", write=True) as store:
        middle = write(store, islice(reports, count), count)
        merged, written, events = rebuild(store)
        slowest = max(cpu(lambda each=each: take(store, each)) for each in reports)  # type: ignore[misc]
        view = View(store)
        found = {
            "events": events,
            "ms_a_claim": 1000 * merged / size,
            "write_s": written,
            "one_report_s": slowest,
            "talks_s": cpu(lambda: talks(view)),
            "timeline_s": cpu(lambda: page(view)),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KB_IN_MB,
            "file_mb": Path(f"{folder}/record.db").stat().st_size // KB_IN_MB**2,
        }
        return found | ({"as_of": as_of(store, middle)} if size == AS_OF else {})


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
    """Write so many reports, and give when the one in the middle came out."""
    middle = NOW
    for first in range(0, count, AT_ONCE):
        with store.transaction():
            for number, report in enumerate(islice(reports, AT_ONCE), start=first):
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
    if arguments[:1] == ["--one"]:
        print(json.dumps(grow(int(arguments[1]))))
        return 0
    for name, found in measure(sizes=[int(size) for size in arguments] or SIZES).items():
        print(name, found)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
