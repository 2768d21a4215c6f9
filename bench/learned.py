"""The learned reader against the rules: cross-validation by report, per frame and field, calibration, speed.

Scores of reports by parts that have not seen them are taken from the folder that `make train` keeps; without it the
measure is skipped, loudly, since making it takes an hour. `dev` is scored through the user's own path by `claims.py`
with `DRAGOMAN_READER` set, and never looked at.
"""

from __future__ import annotations

import json
import os
import random
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from claims import read_claims
from dragoman.exports.claims import claim_line
from dragoman.extract import RuleExtractor
from dragoman.extract.claims import build_claims
from dragoman.model import ActiveClaim
from dragoman.pipeline import Engine
from dragoman.settings import load_settings
from dragoman.train.base import base_folder
from dragoman.train.judge import unseen_claims
from dragoman.train.reports import read_reports
from dragoman.train.run import FOLDS, page_of, prepare, stage_rows, unseen_scores
from links import load_scorer

KEEP = Path("build/train")
DRAWS = 1000
FIELDS = ("status", "time", "places", "actor", "target", "quantities", "attribution")
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def measure(shared: Path, keep: Path = KEEP) -> dict[str, Any]:
    if not all((keep / f"fold-{n}.pickle").exists() for n in range(FOLDS)):
        print(f"learned: no folds in {keep}; run `make train` first", file=sys.stderr)
        return {}
    scorer, gold = load_scorer(shared / "tools" / "score_claims.py"), shared / "data" / "gold"
    prepared, found = cross_validated(gold, keep)
    result: dict[str, Any] = {}
    for name in ("train", "more", "all"):
        docs = [p for p in prepared if name in {p.report.part, "all"}]
        result[name] = {kind: _score(docs, claims, scorer) for kind, claims in found.items()}
        result[name]["gain"] = bootstrap(docs, found["rules"], found["both"], scorer)
    return result


def cross_validated(gold: Path, keep: Path) -> tuple[list[Any], dict[str, dict[str, list[Any]]]]:
    """Give the reports, and the claims of each kind of reader by report, by parts that have not seen it."""
    engine = Engine(load_settings({**os.environ, "DRAGOMAN_READER": "rules"}))
    parts = engine.parts
    rules, frames = RuleExtractor(parts.frames, parts.words, parts.dossier), sorted(parts.frames.frames)
    pairs = [(gold / f"{name}.jsonl", gold / f"gold-{name}.jsonl") for name in ("train", "more")]
    base = base_folder()
    pieces = Tokenizer.from_file(str(base / "tokenizer.json"))
    prepared = prepare(read_reports(engine, pairs), rules, frames, pieces)
    unseen = unseen_scores(prepared, keep, print, base)
    pages = [page_of(p, unseen[p.report.part, p.report.name], frames) for p in prepared]
    rows = [stage_rows(p, page) for p, page in zip(prepared, pages, strict=True)]
    weighed = unseen_claims(prepared, pages, rows, rules)
    found = {"rules": {}, "learned": {}, "both": {}}
    for n, p in enumerate(prepared):
        found["rules"][p.report.name] = _lines(p, [list(g) for g in pages[n].found.groups])
        for mode in ("learned", "both"):
            found[mode][p.report.name] = _lines(p, [w.group for w in weighed[mode][n]])
    return prepared, found


def _lines(p: Any, groups: list[Any]) -> list[Any]:
    document = p.report.document
    claims = build_claims(groups, document)
    return [claim_line(ActiveClaim(c, document, p.report.name, EPOCH, None), None) for c in claims]


def _score(docs: list[Any], claims: dict[str, list[Any]], scorer: Any) -> dict[str, Any]:
    gold = [c for p in docs for c in p.report.gold]
    made = [c for p in docs for c in claims[p.report.name]]
    names = [p.report.name for p in docs]
    whole = scorer.score(gold, made, docs=names)[0]
    main = scorer.score(gold, made, main_only=True, docs=names)[0]
    frames = sorted({c["frame"] for c in gold})
    return {
        "events": whole["events"]["f1"],
        "slots": whole["slots"]["f1"],
        "main_events": main["events"]["f1"],
        "field": {f: whole[f]["f1"] for f in FIELDS},
        "frame": {
            f: scorer.score(scorer.only(gold, [f]), scorer.only(made, [f]), docs=names)[0]["events"]["f1"]
            for f in frames
        },
    }


def bootstrap(
    docs: list[Any], before: dict[str, list[Any]], after: dict[str, list[Any]], scorer: Any
) -> dict[str, Any]:
    """Give what the second gains over the first in F1 of events and slots, with the middle 95 % of redrawn reports."""
    counts = [(_counts(p, before, scorer), _counts(p, after, scorer)) for p in docs]
    draw = random.Random(20251)  # noqa: S311 (redraws reports)
    gains: dict[str, list[float]] = {"events": [], "slots": []}
    for _ in range(DRAWS):
        drawn = draw.choices(counts, k=len(counts))
        for kind, drawn_gains in gains.items():
            drawn_gains.append(_f1([b[kind] for _, b in drawn]) - _f1([a[kind] for a, _ in drawn]))
    found: dict[str, Any] = {}
    for kind, values in gains.items():
        values.sort()
        low, high = values[int(DRAWS * 0.025)], values[int(DRAWS * 0.975)]
        found[kind] = {
            "gain": _f1([b[kind] for _, b in counts]) - _f1([a[kind] for a, _ in counts]),
            "low": low,
            "high": high,
        }
    return found


def _counts(p: Any, claims: dict[str, list[Any]], scorer: Any) -> dict[str, tuple[int, int, int]]:
    row = scorer.score(list(p.report.gold), claims[p.report.name], docs=[p.report.name])[0]
    return {k: (row[k]["right"], row[k]["gold"], row[k]["system"]) for k in ("events", "slots")}


def _f1(rows: list[tuple[int, int, int]]) -> float:
    right, gold, made = (sum(r[n] for r in rows) for n in range(3))
    return 2 * right / max(1, gold + made)


def dev(shared: Path, reader: str) -> dict[str, float]:
    """Score `dev` once, through the user's own path, with one reader."""
    os.environ["DRAGOMAN_READER"] = reader
    scorer, gold = load_scorer(shared / "tools" / "score_claims.py"), shared / "data" / "gold"
    wanted, made = scorer.read(gold / "gold-dev.jsonl"), read_claims(gold / "dev.jsonl")
    docs = [d["id"] for d in scorer.read(gold / "dev.jsonl")]
    whole, main = scorer.score(wanted, made, docs=docs)[0], scorer.score(wanted, made, main_only=True, docs=docs)[0]
    return {"events": whole["events"]["f1"], "slots": whole["slots"]["f1"], "main_events": main["events"]["f1"]}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    print(json.dumps(measure(folder, Path(sys.argv[2]) if len(sys.argv) > 2 else KEEP), indent=1))
