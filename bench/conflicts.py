"""Claims by conflict: how well reports on each are read, and what a pack of its own gives a second conflict.

Reports of the gold sets are sorted by the parties and countries that their gold claims name (`conflicts.yaml`), and
scored with `../shared/tools/score_claims.py`. Sets are `known`, whose reports rules may be tuned on, and `dev`, of
which only figures are looked at. Reports on Iran are read three times: with the packs of the settings, with the base
pack alone, and with the pack `iran-us`; not a line of Python differs.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from links import load_scorer
from read_gold import read_claims, read_rows

SETS = {"known": ("train", "more", "seeds"), "dev": ("dev",)}
LEAST = 2
"""Reports that a conflict must have in a set to be a row of it."""
SECOND = "Iran"
PACKS = {"base": ("base",), "pack": ("base", "iran-us")}


def measure(shared: Path) -> dict[str, Any]:
    scorer = load_scorer(shared / "tools" / "score_claims.py")
    gold = shared / "data" / "gold"
    return {
        **{name: _by_conflict(parts, gold, scorer) for name, parts in SETS.items()},
        "second": _second(gold, scorer),
    }


def _by_conflict(parts: tuple[str, ...], gold: Path, scorer: Any) -> dict[str, Any]:
    wanted, found, conflict_of = [], [], {}
    for part in parts:
        claims = read_rows(gold / f"gold-{part}.jsonl")
        wanted += claims
        found += read_claims(gold / f"{part}.jsonl")
        conflict_of.update(sort_reports(claims, [d["id"] for d in read_rows(gold / f"{part}.jsonl")]))
    counts = Counter(conflict_of.values())
    return {
        conflict: _score({d for d, c in conflict_of.items() if c == conflict}, wanted, found, scorer)
        for conflict, count in counts.most_common()
        if count >= LEAST
    }


def _second(gold: Path, scorer: Any) -> dict[str, Any]:
    """Score the reports on the second conflict that rules may be tuned on, with and without its pack."""
    result = {}
    for name, packs in PACKS.items():
        wanted, found, docs = [], [], set()
        for part in SETS["known"]:
            claims = read_rows(gold / f"gold-{part}.jsonl")
            sorted_ = sort_reports(claims, [d["id"] for d in read_rows(gold / f"{part}.jsonl")])
            own = frozenset(doc for doc, conflict in sorted_.items() if conflict == SECOND)
            if own:
                wanted += claims
                found += read_claims(gold / f"{part}.jsonl", packs, own)
                docs |= own
        result[name] = _score(docs, wanted, found, scorer)
    return result


def _score(docs: set[str], wanted: list[Any], found: list[Any], scorer: Any) -> dict[str, float]:
    whole, _, _ = scorer.score([c for c in wanted if c["doc"] in docs], found, docs=docs)
    return {
        "reports": len(docs),
        "events": whole["events"]["f1"],
        "slots": whole["slots"]["f1"],
        "actor": whole["actor"]["f1"],
        "places": whole["places"]["f1"],
    }


def sort_reports(claims: tuple[dict[str, Any], ...], docs: list[str]) -> dict[str, str]:
    """Give the conflict of each report, by the parties and countries of its gold claims."""
    known = YAML(typ="safe").load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    of_party = {p: name for name, row in known.items() for p in row["parties"]}
    of_place = {p: name for name, row in known.items() for p in row["places"]}
    named: dict[str, Counter[str]] = {doc: Counter() for doc in docs}
    for claim in claims:
        fillers = (f for row in (claim.get("roles") or {}).values() for f in row)
        seen = [of_party.get(f.get("party")) for f in fillers]
        seen += [of_place.get(p.get("country")) for p in claim.get("places") or []]
        named[claim["doc"]].update(name for name in seen if name)
    return {doc: _most(counts) for doc, counts in named.items()}


def _most(counts: Counter[str]) -> str:
    best = counts.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return "other"
    return best[0][0]
