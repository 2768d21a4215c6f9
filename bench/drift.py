"""How well changes between an original and its copies are found: planted ones, and real ones among the day's copies.

The pairs of ``drift_planted.yaml`` and the places of ``drift_real.yaml`` come in; recall and precision for each go out.
A change counts as found where its kind and its sentence are right.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from dragoman.dossier import load_dossier
from dragoman.lineage import find_drift
from dragoman.model import Document
from lineage import read

NEEDS_SHARED = False
HERE = Path(__file__).resolve().parent


def measure(shared: Path) -> dict[str, Any]:
    planted = [
        (Counter(row["kinds"]), Counter(drift.kind.value for drift in find_drift(copy, original)))
        for row in rows("drift_planted.yaml")
        for original, copy in [(report("a", row["before"]), report("b", row["after"]))]
    ]
    measured = {"planted": figures(planted), "harmless": sum(not kinds for kinds, _ in planted)}
    news = shared / "data" / "news-2025-05-21.jsonl.gz"
    return measured | ({"real": figures(real_changes(news))} if news.is_file() else {})


def real_changes(news: Path) -> list[tuple[Counter[str], Counter[str]]]:
    """Give for each pair what a reader found and what the program finds, each by kind and places."""
    documents = {document.given_id: document for document in read(news, load_dossier(["base", "ukraine"]))}
    found = []
    for row in rows("drift_real.yaml"):
        drifts = find_drift(documents[row["later"]], documents[row["earlier"]])
        true = Counter(f"{each['kind']} {each['there']} {each['here']}" for each in row["changes"])
        found.append((true, Counter(f"{drift.kind.value} {drift.there.start} {drift.here.start}" for drift in drifts)))
    return found


def rows(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = YAML(typ="safe").load((HERE / name).read_text(encoding="utf-8"))["pairs"]
    return found


def report(name: str, text: str) -> Document:
    return Document(id=name, revision=f"rev-{name}-{hash(text)}", capture_id="cap", text=text, language="en")


def figures(pairs: list[tuple[Counter[str], Counter[str]]]) -> dict[str, Any]:
    hits = sum((true & found).total() for true, found in pairs)
    recall = hits / max(1, sum(true.total() for true, _ in pairs))
    precision = hits / max(1, sum(found.total() for _, found in pairs))
    return {
        "changes": sum(true.total() for true, _ in pairs),
        "recall": round(recall, 3),
        "precision": round(precision, 3),
    }
