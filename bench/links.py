"""How well the merge links claims of several reports: gold claims given, the scorer's `links` F1.

    python bench/links.py [--data ../shared/data/gold] [--tools ../shared/tools] [--json FILE]

Each annotation part is folded by itself, since event ids of two parts are not comparable. Of `dev` only the figures
are printed. How our own claims are linked is measured with them (`claims`, field `links`). Skips, loudly, where the
data is missing. Exit status is 0 whatever the score.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from dragoman.merge import fold
from gold import active_claims, read_lines

if TYPE_CHECKING:
    from types import ModuleType

SETS = ("train", "more", "seeds", "dev")
SHARED = Path(__file__).resolve().parents[2] / "shared"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--data", type=Path, default=SHARED / "data" / "gold")
    options.add_argument("--tools", type=Path, default=SHARED / "tools")
    options.add_argument("--json", type=Path, metavar="FILE")
    args = options.parse_args()
    result: dict[str, Any] = {}
    if args.data.is_dir():
        scorer = load_scorer(args.tools / "score_claims.py")
        for name in SETS:
            result[name] = score_set(args.data, name, scorer)
            print(f"links {name:6}" + "".join(f" {key}={value}" for key, value in result[name].items()))
    else:
        print(f"SKIPPED: no gold data at {args.data}; give --data", file=sys.stderr)
    if args.json:
        args.json.write_text(json.dumps(result, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def measure(shared: Path) -> dict[str, Any]:
    scorer = load_scorer(shared / "tools" / "score_claims.py")
    scores = {name: score_set(shared / "data" / "gold", name, scorer) for name in SETS}
    return {name: {key: score[key] for key in ("p", "r", "f1")} for name, score in scores.items()}


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_claims", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score_set(folder: Path, name: str, scorer: ModuleType) -> dict[str, Any]:
    """Fold the gold claims of one set, part by part, and score their links."""
    documents, gold = read_lines(folder / f"{name}.jsonl"), read_lines(folder / f"gold-{name}.jsonl")
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in gold:
        parts[scorer.part(row["event"])].append(row)
    system = [row for part in parts.values() for row in with_events(documents, part)]
    return scorer.score(gold, system)[0]["links"]


def with_events(documents: list[dict[str, Any]], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the gold claims with the events of our fold in place of the gold's."""
    claims = active_claims(documents, rows)
    home = {claim: event.id for event in fold(claims).events for claim in event.claims}
    return [{**row, "event": home[active.claim.id]} for row, active in zip(rows, claims, strict=True)]


if __name__ == "__main__":
    sys.exit(main())
