"""The learned reader against the rules: cross-validation by report, per frame and field, calibration, size, speed.

Scores of reports by parts that have not seen them are taken from the folder that `make train` keeps; without it the
measure is skipped, loudly, since making it takes an hour. `dev` is scored through the user's own path by
`claims.py`, and never looked at.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
import tempfile
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from claims import read_claims
from dragoman.exports.claims import claim_line
from dragoman.extract import RuleExtractor
from dragoman.extract.learned.bundle import CARD, FOLDER
from dragoman.extract.learned.drafting import LEARNED
from dragoman.extract.learned.reader import with_confidence
from dragoman.model import ActiveClaim
from dragoman.pipeline import Engine
from dragoman.settings import load_settings
from dragoman.train.base import base_folder
from dragoman.train.judge import BINS, calibration_error, outcomes, plain, unseen_claims, unseen_weights
from dragoman.train.reports import read_reports
from dragoman.train.run import FOLDS, Given, fold_file, page_of, prepare, stage_rows, unseen_scores
from links import load_scorer
from speed import BARE, NEWS, run

KEEP = Path("build/train")
DRAWS = 1000
SPEED_REPORTS = 150
FIELDS = ("status", "time", "places", "actor", "target", "quantities", "attribution")
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def measure(shared: Path, keep: Path = KEEP) -> dict[str, Any]:
    layers = json.loads((FOLDER / CARD).read_text(encoding="utf-8"))["layers"]
    if not all(fold_file(keep, n, layers).exists() for n in range(FOLDS)):
        print(f"learned: no folds in {keep}; run `make train` first", file=sys.stderr)
        return {}
    scorer, gold = load_scorer(shared / "tools" / "score_claims.py"), shared / "data" / "gold"
    prepared, made = cross_validated(gold, keep, layers)
    found = {kind: lines_of(prepared, claims) for kind, claims in made.items()}
    result: dict[str, Any] = {}
    for name in ("train", "more", "all"):
        docs = [p for p in prepared if name in {p.report.part, "all"}]
        result[name] = {kind: _score(docs, claims, scorer) for kind, claims in found.items()}
        result[name]["gain"] = bootstrap(docs, found["rules"], found["both"], scorer)
    result["gain_of_slots"] = bootstrap(prepared, found["both, slots by rules"], found["both"], scorer)
    result["confidence"] = reliability(outcomes(prepared, made["both"]))
    result["model_mb"] = {path.name: path.stat().st_size / 1e6 for path in sorted(FOLDER.iterdir())}
    result["speed"] = speed(shared)
    return result


def reliability(told: list[tuple[float, bool]]) -> dict[str, Any]:
    """Give the expected calibration error, and of each tenth what was said and what is right."""
    bins = {}
    for low in range(BINS):
        inside = [(chance, right) for chance, right in told if min(BINS - 1, int(chance * BINS)) == low]
        if inside:
            bins[f"from {low / BINS:.1f}"] = {
                "claims": len(inside),
                "said": sum(chance for chance, _ in inside) / len(inside),
                "right": sum(right for _, right in inside) / len(inside),
            }
    return {"ece": calibration_error(told), "bins": bins}


def speed(shared: Path) -> dict[str, Any]:
    """Give words a CPU second of each reader over those of the bare model, in turn on the same reports."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder) / "news.jsonl.gz"
        with gzip.open(shared / "data" / NEWS, "rt", encoding="utf-8") as lines, gzip.open(news, "wt") as out:
            out.writelines(islice(lines, SPEED_REPORTS))
        bare = run([sys.executable, "-c", BARE, str(news)])
        for reader in ("rules", "both"):
            ingest = [sys.executable, "-m", "dragoman", "ingest", str(news), "--store", f"{folder}/{reader}.db"]
            took = run(["env", f"DRAGOMAN_READER={reader}", *ingest])
            found[reader] = {"share_of_bare": bare["cpu_s"] / took["cpu_s"], "peak_mb": took["peak_mb"]}
    return found


def cross_validated(gold: Path, keep: Path, layers: int) -> tuple[list[Any], dict[str, list[Any]]]:
    """Give the reports, and of each kind of reader its claims by report, by parts that have not seen it."""
    engine = Engine(load_settings({**os.environ, "DRAGOMAN_READER": "rules"}))
    parts = engine.parts
    rules, frames = RuleExtractor(parts.frames, parts.words, parts.dossier), sorted(parts.frames.frames)
    pairs = [(gold / f"{name}.jsonl", gold / f"gold-{name}.jsonl") for name in ("train", "more")]
    base = base_folder()
    pieces = Tokenizer.from_file(str(base / "tokenizer.json"))
    prepared = prepare(read_reports(engine, pairs), rules, frames, pieces)
    unseen = unseen_scores(prepared, keep, print, Given(base, layers))
    pages = [page_of(p, unseen[p.report.part, p.report.name], frames) for p in prepared]
    rows = [stage_rows(p, page) for p, page in zip(prepared, pages, strict=True)]
    weighed = unseen_weights(prepared, pages, rows, rules)
    told = [[w for w in report if w.group[0].hit.trigger.id != LEARNED] for report in weighed["both"]]
    return prepared, {
        "rules": [plain(page) for page in pages],
        "rules, weighed": [with_confidence(w, g, {}) for w, g in zip(told, pages, strict=True)],
        "both, slots by rules": [with_confidence(w, g, {}) for w, g in zip(weighed["both"], pages, strict=True)],
        **unseen_claims(prepared, pages, weighed),
    }


def lines_of(prepared: list[Any], made: list[Any]) -> dict[str, list[Any]]:
    """Give claims by report in the form of the gold."""
    return {p.report.name: [_line(p, claim) for claim in claims] for p, claims in zip(prepared, made, strict=True)}


def _line(p: Any, claim: Any) -> Any:
    return claim_line(ActiveClaim(claim, p.report.document, p.report.name, EPOCH, None), None)


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
    scorer, gold = load_scorer(shared / "tools" / "score_claims.py"), shared / "data" / "gold"
    wanted, made = scorer.read(gold / "gold-dev.jsonl"), read_claims(gold / "dev.jsonl", reader)
    docs = [d["id"] for d in scorer.read(gold / "dev.jsonl")]
    whole, main = scorer.score(wanted, made, docs=docs)[0], scorer.score(wanted, made, main_only=True, docs=docs)[0]
    return {"events": whole["events"]["f1"], "slots": whole["slots"]["f1"], "main_events": main["events"]["f1"]}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    print(json.dumps(measure(folder, Path(sys.argv[2]) if len(sys.argv) > 2 else KEEP), indent=1))
