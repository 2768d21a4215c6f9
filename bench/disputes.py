"""Disputes against labels: pairs of claims of one event, what of it is a dispute, and of which kind.

The pairs and their labels stand in ``dispute_pairs.yaml``, half of them kept back. Each pair is folded as one event and
the findings are compared with the label: ``accuracy`` is the share of pairs with exactly the labelled kinds and
verdicts, ``false_alarms`` the share of pairs without an open dispute on which one is raised. ``python
bench/disputes.py`` also prints the errors of the half that is not kept back.
"""

from __future__ import annotations

import importlib.util
import sys
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ruamel.yaml import YAML

sys.path.insert(0, str(Path(__file__).resolve().parent))

from dragoman.merge import fold
from dragoman.model import Judgement
from gold import EPOCH, active_claims, read_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dragoman.model import ActiveClaim

BENCH = Path(__file__).resolve().parent
SHARED = BENCH.parent.parent / "shared"
PAIRS = YAML(typ="safe").load((BENCH / "dispute_pairs.yaml").read_text(encoding="utf-8"))


class Judged(NamedTuple):
    """One pair with what was labelled and what was found; every other one is kept back."""

    name: str
    kept_back: bool
    label: list[str]
    found: list[str]

    @property
    def right(self) -> bool:
        """Whether exactly what was labelled is found."""
        return self.label == self.found

    @property
    def peaceful(self) -> bool:
        """Whether no open dispute was labelled."""
        return not any(each.endswith("/open") for each in self.label)

    @property
    def alarmed(self) -> bool:
        """Whether an open dispute is found."""
        return any(each.endswith("/open") for each in self.found)


def measure(shared: Path) -> dict[str, Any]:
    return halves(list(judge(shared)))


def halves(judged: list[Judged]) -> dict[str, Any]:
    kept_back = [each for each in judged if each.kept_back]
    return {"seen": score([each for each in judged if not each.kept_back]), "kept_back": score(kept_back)}


def score(judged: list[Judged]) -> dict[str, float]:
    peaceful = [each for each in judged if each.peaceful]
    return {
        "pairs": len(judged),
        "accuracy": sum(each.right for each in judged) / len(judged),
        "false_alarms": sum(each.alarmed for each in peaceful) / len(peaceful),
    }


def judge(shared: Path) -> Iterator[Judged]:
    pairs = [*told_pairs(), *gold_pairs(shared / "data" / "gold")]
    for number, (name, label, first, second) in enumerate(pairs):
        yield Judged(name, number % 2 == 1, sorted(label), findings(first, second))


def told_pairs() -> Iterator[tuple[str, list[str], ActiveClaim, ActiveClaim]]:
    make = claim_maker()
    for row in PAIRS["told"]:
        first, second = (make({"doc": doc, **row["base"], **row[doc]}) for doc in ("a", "b"))
        yield row["id"], row["label"], first, second


def gold_pairs(folder: Path) -> Iterator[tuple[str, list[str], ActiveClaim, ActiveClaim]]:
    known = {name: by_label(folder, name) for name in {row["set"] for row in PAIRS["gold"]}}
    for row in PAIRS["gold"]:
        claims = known[row["set"]]
        yield f"{row['a']}, {row['b']}", row["label"], claims[row["a"]], claims[row["b"]]


def by_label(folder: Path, name: str) -> dict[str, ActiveClaim]:
    rows = read_lines(folder / f"gold-{name}.jsonl")
    claims = active_claims(read_lines(folder / f"{name}.jsonl"), rows)
    return {f"{row['doc']} {row['id']}": claim for row, claim in zip(rows, claims, strict=True)}


def claim_maker() -> Callable[[dict[str, Any]], ActiveClaim]:
    """Give the maker of claims from a short form that the tests of the merge use."""
    path = BENCH.parent / "tests" / "merge" / "conftest.py"
    spec = importlib.util.spec_from_file_location("merge_conftest", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    maker: Callable[[dict[str, Any]], ActiveClaim] = module.make_claim
    return maker


def findings(first: ActiveClaim, second: ActiveClaim) -> list[str]:
    """Give kind and verdict of each finding on the two claims taken as one event, each once."""
    target, other = (key_of(active) for active in (first, second))
    one = Judgement("one", "must-link", target, other, "bench", "a labelled pair", EPOCH)
    (event,) = fold([first, second], judgements=[one]).events
    return sorted({f"{dispute.kind.value}/{dispute.verdict}" for dispute in event.disputes})


def key_of(active: ActiveClaim) -> dict[str, Any]:
    evidence = active.claim.evidence[0]
    return {
        "document": active.document.id,
        "frame": active.claim.frame,
        "start": evidence.start,
        "end": evidence.end,
    }


def main() -> int:
    judged = list(judge(SHARED))
    for each in judged:
        if not each.kept_back and not each.right:
            print(f"{each.name}: labelled {each.label or 'nothing'}, found {each.found or 'nothing'}")
    print("\n".join(starmap("{} {}".format, halves(judged).items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
