"""Claims against readers: the scorer's events and slots F1 on the gold reports, through the user's own path.

The reports of each gold set are ingested into a record of their own, the record is rebuilt, and `export claims` is
scored with `../shared/tools/score_claims.py`, always with every report counted. `dev` is scored and never looked at.
The learned reader was fitted on `train` and `more`: those two are read by the rules alone, and what it makes of them
unseen is in `learned.py`; the others are read as by default.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from dragoman.exports import json_lines
from dragoman.ingest import Said
from dragoman.pipeline import Engine, Intake, rebuild
from dragoman.query import View
from dragoman.settings import load_settings
from dragoman.store import open_store
from links import load_scorer

if TYPE_CHECKING:
    from pathlib import Path

FIVE = ("talks", "strike", "exchange", "agreement", "proposal")
READERS = {"seeds": None, "train": "rules", "more": "rules", "dev": None}
"""The sets, with who reads them; None: the reader of the settings."""
FIELDS = ("status", "time", "places", "actor", "target", "quantities", "attribution", "links")


def measure(shared: Path) -> dict[str, Any]:
    scorer = load_scorer(shared / "tools" / "score_claims.py")
    gold = shared / "data" / "gold"
    return {name: _score(name, gold, scorer) for name in READERS}


def _score(name: str, gold: Path, scorer: Any) -> dict[str, Any]:
    wanted = scorer.read(gold / f"gold-{name}.jsonl")
    docs = [d["id"] for d in scorer.read(gold / f"{name}.jsonl")]
    found = read_claims(gold / f"{name}.jsonl", READERS[name])
    whole, _, _ = scorer.score(wanted, found, docs=docs)
    five, _, _ = scorer.score(scorer.only(wanted, FIVE), scorer.only(found, FIVE), docs=docs)
    main, _, _ = scorer.score(wanted, found, main_only=True, docs=docs)
    result = {
        "events": whole["events"]["f1"],
        "slots": whole["slots"]["f1"],
        "main_events": main["events"]["f1"],
        "five_events": five["events"]["f1"],
        "five_slots": five["slots"]["f1"],
        "field": {field: whole[field]["f1"] for field in FIELDS},
        "five_field": {field: five[field]["f1"] for field in FIELDS},
    }
    result["frame"] = {
        frame: _frame(frame, wanted, found, docs, scorer) for frame in sorted({c["frame"] for c in wanted})
    }
    return result


def _frame(frame: str, wanted: list[Any], found: list[Any], docs: list[str], scorer: Any) -> dict[str, float]:
    row = scorer.score(scorer.only(wanted, [frame]), scorer.only(found, [frame]), docs=docs)[0]["events"]
    return {"p": row["p"], "r": row["r"], "f1": row["f1"]}


def read_claims(path: Path, reader: str | None = None) -> list[dict[str, Any]]:
    """Ingest one file into a record of its own and give its exported claims; None: by the reader of the settings."""
    settings = load_settings()
    engine = Engine(replace(settings, reader=reader or settings.reader))
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(f"{folder}/gold.db", write=True, clock=lambda: datetime.now(UTC)) as store,
    ):
        Intake(store, engine, lambda: datetime.now(UTC)).run([str(path)], said=Said())
        rebuild(store, engine)
        return [json.loads(line) for line in json_lines("claims", View(store))]
