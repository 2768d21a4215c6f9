"""Gold reports read through the user's own path, each set once a run, whoever asks: a helper of several measures.

They are read by the rules alone: the learned reader was fitted on most of them (`learned.py` measures it).
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.exports import json_lines
from dragoman.ingest import Said
from dragoman.pipeline import Engine, Intake, rebuild
from dragoman.query import View
from dragoman.settings import load_settings
from dragoman.store import open_store

Rows = tuple[dict[str, Any], ...]


@cache
def read_rows(path: Path) -> Rows:
    """Give the rows of a file of JSON lines."""
    return tuple(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


@cache
def read_claims(path: Path, packs: tuple[str, ...] = (), only: frozenset[str] = frozenset()) -> Rows:
    """Ingest a file into a record of its own and give its exported claims.

    Args:
        path: Reports as JSON lines.
        packs: In force; empty: those of the settings.
        only: Ids of the reports that are read; empty: all.
    """
    settings = replace(load_settings(), reader="rules")
    engine = Engine(replace(settings, dossier=packs) if packs else settings)
    rows = [row for row in read_rows(path) if not only or row["id"] in only]
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports.jsonl"
        reports.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        with open_store(f"{folder}/gold.db", write=True, clock=lambda: datetime.now(UTC)) as store:
            Intake(store, engine, lambda: datetime.now(UTC)).run([str(reports)], said=Said())
            rebuild(store, engine)
            return tuple(json.loads(line) for line in json_lines("claims", View(store)))
