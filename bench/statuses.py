"""Status: which statuses of the gold claims our own are taken for, claim by claim, where both tell the same event.

Rows are what the readers coded, columns what the program says; `right` is the share on the diagonal, `hedged` that of
equal hedges. `known` are the sets that rules may be tuned on; of `dev` only these figures are looked at.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from links import load_scorer
from read_gold import read_claims, read_rows

if TYPE_CHECKING:
    from pathlib import Path

SETS = {"known": ("train", "more", "seeds"), "dev": ("dev",)}
STATUSES = ("occurred", "ongoing", "planned", "proposed", "cancelled", "not_occurred", "denied")


def measure(shared: Path) -> dict[str, Any]:
    scorer = load_scorer(shared / "tools" / "score_claims.py")
    gold = shared / "data" / "gold"
    return {name: _confusion(parts, gold, scorer) for name, parts in SETS.items()}


def _confusion(parts: tuple[str, ...], gold: Path, scorer: Any) -> dict[str, Any]:
    told: Counter[tuple[str, str]] = Counter()
    hedges: Counter[bool] = Counter()
    for part in parts:
        wanted, found = read_rows(gold / f"gold-{part}.jsonl"), read_claims(gold / f"{part}.jsonl")
        for doc in {claim["doc"] for claim in wanted}:
            mine = [c for c in wanted if c["doc"] == doc]
            other = [c for c in found if c["doc"] == doc]
            for i, j in scorer.pair(mine, other):
                told[mine[i]["status"], other[j]["status"]] += 1
                hedges[bool(mine[i].get("hedged")) == bool(other[j].get("hedged"))] += 1
    pairs = sum(told.values())
    return {
        "pairs": pairs,
        "right": sum(n for (a, b), n in told.items() if a == b) / pairs,
        "hedged": hedges[True] / pairs,
        **{a: {b: told[a, b] for b in STATUSES if told[a, b]} for a in STATUSES},
    }
