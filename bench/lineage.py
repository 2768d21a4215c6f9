"""How well lineage tells copies, rewrites and taken-over passages, and what clean and lineage cost.

The day's 759 reports and the pairs labelled in ``lineage_pairs.yaml`` come in; agreement with the labels, and words
a second of processor time for each stage, go out. The labels were made with the shares in view (see there), so that
the agreement is of fit.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from dragoman.clean import to_document
from dragoman.dossier import load_dossier
from dragoman.errors import DocumentError
from dragoman.ingest import Said, iter_captures
from dragoman.lineage import MemoryIndex, find_derivations
from dragoman.lineage.derivations import SHARED_SLOTS
from dragoman.lineage.order import is_earlier
from dragoman.lineage.wording import wording_of
from dragoman.model import Capture, Document
from dragoman.settings import load_settings

PAIRS = Path(__file__).resolve().parent / "lineage_pairs.yaml"
DEPENDENT = ("copy", "rewrite")


def measure(shared: Path) -> dict[str, Any]:
    dossier = load_dossier(["base", "ukraine"])
    began = time.process_time()
    documents = read(shared / "data" / "news-2025-05-21.jsonl.gz", dossier)
    cleaned = time.process_time()
    index = MemoryIndex(documents)
    derivations = {document.id: find_derivations(document, index, dossier) for document in documents}
    ended = time.process_time()
    by_id = {document.given_id: document for document in documents}
    pairs = YAML(typ="safe").load(PAIRS.read_text(encoding="utf-8"))["pairs"]
    found = []
    for pair in pairs:
        one, other = by_id[pair["earlier"]], by_id[pair["later"]]
        earlier, later = (one, other) if is_earlier(one, other, dossier) else (other, one)
        kinds = [d.kind.value for d in derivations[later.id] if d.of == earlier.id]
        found.append((pair["label"], kinds[0] if kinds else "none", earlier, later))
    words = sum(len(document.text.split()) for document in documents)
    return {
        "pairs": len(found),
        "dependent": agreement([(label in DEPENDENT, kind in DEPENDENT) for label, kind, _, _ in found]),
        "copy": agreement([(label == "copy", kind == "copy") for label, kind, _, _ in found]),
        "any_passage": agreement([(label != "none", kind != "none") for label, kind, _, _ in found]),
        "candidate_recall": recall_of_candidates(found),
        "clean_words_s": round(words / (cleaned - began)),
        "lineage_words_s": round(words / (ended - cleaned)),
    }


def read(path: Path, dossier: Any) -> list[Document]:
    documents = []
    captures = iter_captures(
        [str(path)], said=Said(), settings=load_settings({}), now=lambda: datetime.now(UTC), stdin=None
    )
    for capture in captures:
        assert isinstance(capture, Capture), capture
        try:
            documents.append(to_document(capture, dossier))
        except DocumentError as error:
            print(f"left out: {error}")
    return documents


def agreement(pairs: list[tuple[bool, bool]]) -> dict[str, float]:
    hits = sum(label and found for label, found in pairs)
    precision = hits / max(1, sum(found for _, found in pairs))
    recall = hits / max(1, sum(label for label, _ in pairs))
    return {"precision": round(precision, 3), "recall": round(recall, 3)}


def recall_of_candidates(found: list[tuple[str, str, Document, Document]]) -> float:
    """Of the dependent pairs, those that share enough slots to be compared at all."""
    dependent = [(earlier, later) for label, _, earlier, later in found if label in DEPENDENT]
    near = [
        sum(a == b for a, b in zip(wording_of(one).signature, wording_of(other).signature, strict=True))
        for one, other in dependent
    ]
    return sum(count >= SHARED_SLOTS for count in near) / max(1, len(near))
