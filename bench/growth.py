"""Growth: how the merge's work grows with the record, and what one new report costs the largest.

    python bench/growth.py [N...]

Made-up claims of realistic skew (``made_up.py``, seeded) are taken in at once, then the claims of one more report.
Times are of the processor (one core), so that a busy machine tells less. ``per_claim_growth`` is the time per claim of
the largest record over that of the smallest; ``one_report_s`` is for the largest; ``same`` is 1 where a small record,
grown by a report, is the one that all claims at once give. The default sizes take some minutes; half a million claims
take a quarter of an hour.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from dragoman.merge import Standing, fold
from made_up import CLAIMS_A_REPORT, made_up_claims

if TYPE_CHECKING:
    from collections.abc import Sequence

NEEDS_SHARED = False
SIZES = (10_000, 100_000)
SMALL = 2_000
REPORTS = 5
KB_IN_MB = 1024


def measure(_shared: Path | None = None, sizes: Sequence[int] = SIZES) -> dict[str, Any]:
    grown = {size: grow(size) for size in sizes}
    first, last = (grown[size]["ms_a_claim"] for size in (min(sizes), max(sizes)))
    return {
        **{f"claims_{size}": found for size, found in grown.items()},
        "per_claim_growth": last / first,
        "one_report_s": grown[max(sizes)]["one_report_s"],
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KB_IN_MB,
        "same": int(is_same(SMALL)),
    }


def grow(size: int) -> dict[str, Any]:
    """Take so many claims in at once, then some reports one by one; the slowest of these counts."""
    claims = made_up_claims(size + REPORTS * CLAIMS_A_REPORT)
    standing = Standing()
    started = time.process_time()
    folded = standing.update(claims[:size])
    taken = time.process_time() - started
    slowest = max(add(standing, claims[size + n * CLAIMS_A_REPORT :][:CLAIMS_A_REPORT]) for n in range(REPORTS))
    return {"events": len(folded.events), "ms_a_claim": 1000 * taken / size, "one_report_s": slowest}


def add(standing: Standing, report: Sequence[Any]) -> float:
    started = time.process_time()
    standing.update(report)
    return time.process_time() - started


def is_same(size: int) -> bool:
    """Say whether a record that grew by a report is the one that all its claims at once give."""
    claims = made_up_claims(size)
    standing = Standing()
    standing.update(claims[:-CLAIMS_A_REPORT])
    return standing.update(claims[-CLAIMS_A_REPORT:]) == fold(claims)


def main(sizes: list[str]) -> int:
    for name, found in measure(sizes=[int(size) for size in sizes] or SIZES).items():
        print(name, found)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
