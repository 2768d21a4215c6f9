"""How well lineage tells copies, rewrites, one wire behind two reports and claims cited from another; what it costs.

The day's 759 reports and the pairs labelled by hand in ``lineage_pairs.yaml`` come in; agreement with the labels, apart
for the half that was looked at and the half kept back, goes out, with the false-independence rate: pairs that rest on
one origin and are counted as two, beside what counting outlet names gives on the same pairs.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ruamel.yaml import YAML

from dragoman.clean import to_document
from dragoman.dossier import load_dossier
from dragoman.errors import DocumentError
from dragoman.ingest import Said, iter_captures
from dragoman.lineage import MemoryIndex, find_derivations, main_origin, origins_of, signature_for
from dragoman.lineage.order import is_earlier
from dragoman.lineage.origins import is_worth_naming
from dragoman.lineage.signatures import equal_parts, signature_of
from dragoman.lineage.translation import translation_of
from dragoman.lineage.wording import wording_of
from dragoman.model import Capture, DerivationKind, Document
from dragoman.model.ports import keyed_values
from dragoman.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dragoman.model import Derivation

PAIRS = Path(__file__).resolve().parent / "lineage_pairs.yaml"
LINKED = frozenset({"copy", "rewrite", "same-wire", "cites"})
ONE_ORIGIN = frozenset({"copy", "rewrite", "same-wire"})


class Pair(NamedTuple):
    """Two reports, what the reader says of them, and what the program says."""

    one: Document
    other: Document
    label: str
    is_part: bool
    is_kept: bool
    is_found: bool
    is_one_origin: bool


def measure(shared: Path) -> dict[str, Any]:
    dossier = load_dossier(["base", "ukraine"])
    began = time.process_time()
    documents = read(shared / "data" / "news-2025-05-21.jsonl.gz", dossier)
    cleaned = time.process_time()
    index = MemoryIndex(documents)
    known = {document.id: find_derivations(document, index, dossier) for document in documents}
    ended = time.process_time()
    pairs = judge(documents, known)
    words = sum(len(document.text.split()) for document in documents)
    return {
        "pairs": len(pairs),
        "seen": figures([pair for pair in pairs if not pair.is_kept]),
        "kept": figures([pair for pair in pairs if pair.is_kept]),
        "candidate_recall": recall_of_candidates(pairs),
        "translations": translations(documents, index, known, dossier),
        "near_duplicates": near_duplicates(documents),
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


def judge(documents: Sequence[Document], known: Mapping[str, Sequence[Derivation]]) -> list[Pair]:
    """Put what the program says beside each label."""
    by_given = {document.given_id: document for document in documents}
    origins = {
        document.id: {
            origin
            for origin, share in origins_of(document, known[document.id], known=known)
            if is_worth_naming(document, share)
        }
        for document in documents
    }
    main = {document.id: main_origin(document, known[document.id], known=known) for document in documents}
    rows = YAML(typ="safe").load(PAIRS.read_text(encoding="utf-8"))["pairs"]
    pairs = []
    for row in rows:
        one, other = by_given[row["a"]], by_given[row["b"]]
        found = is_linked(one, other, known) or bool(origins[one.id] & origins[other.id])
        same = main[one.id] == main[other.id]
        pairs.append(Pair(one, other, row["label"], row["part"], row["kept"], found, same))
    return pairs


def is_linked(one: Document, other: Document, known: Mapping[str, Sequence[Derivation]]) -> bool:
    """Whether either is said to come from the other, in part or whole, or to have a claim from it."""
    for later, earlier in ((one, other), (other, one)):
        for derivation in known[later.id]:
            if derivation.of == earlier.id and derivation.kind is not DerivationKind.REVISION:
                return True
    return False


def figures(pairs: Sequence[Pair]) -> dict[str, Any]:
    linked = agreement((pair.label in LINKED, pair.is_found) for pair in pairs)
    whole = [pair for pair in pairs if pair.label in ONE_ORIGIN and not pair.is_part]
    across = [pair for pair in whole if pair.one.source_id != pair.other.source_id]
    apart = [pair for pair in pairs if pair.label not in LINKED]
    return {
        "linked": linked,
        "across_outlets": agreement(
            (pair.label in LINKED, pair.is_found) for pair in pairs if pair.one.source_id != pair.other.source_id
        ),
        "one_origin_pairs": len(whole),
        "false_independence": rate(not pair.is_one_origin for pair in whole),
        "false_independence_by_name": rate(pair.one.source_id != pair.other.source_id for pair in whole),
        "false_independence_across": rate(not pair.is_one_origin for pair in across),
        "false_dependence": rate(pair.is_one_origin for pair in apart),
        "false_dependence_by_name": rate(pair.one.source_id == pair.other.source_id for pair in apart),
    }


def agreement(pairs: Iterable[tuple[bool, bool]]) -> dict[str, float]:
    listed = list(pairs)
    hits = sum(label and found for label, found in listed)
    precision = hits / max(1, sum(found for _, found in listed))
    recall = hits / max(1, sum(label for label, _ in listed))
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def rate(answers: Iterable[bool]) -> float:
    listed = list(answers)
    return round(sum(listed) / max(1, len(listed)), 3)


def translations(
    documents: Sequence[Document], index: MemoryIndex, known: Mapping[str, Sequence[Derivation]], dossier: Any
) -> dict[str, int]:
    """Count what is wrongly called a translation: the day's reports are all in English and none says that it is one.

    For names and figures alone each pair is compared as if the later report were in another language; of two outlets,
    only copies and rewrites may pass.
    """
    said = sum(derivation.kind is DerivationKind.TRANSLATION for found in known.values() for derivation in found)
    compared = passed = wrong = 0
    for document in documents:
        for other in index.candidates(wording_of(document).signature, shared=1):
            if other.id == document.id or not is_earlier(other, document, dossier):
                continue
            compared += 1
            if translation_of(replace(document, language="de"), other, dossier) is not None:
                passed += 1
                wrong += other.source_id != document.source_id and other.id not in {d.of for d in known[document.id]}
    return {"said": said, "compared": compared, "passed_by_anchors": passed, "wrong_by_anchors": wrong}


def near_duplicates(documents: Sequence[Document]) -> dict[str, float]:
    """Signatures a second of one core from stored texts, the best of five, and what the index holds for a report."""
    took = []
    for _ in range(5):
        began = time.process_time()
        words = [signature_of(document) for document in documents]
        took.append(time.process_time() - began)
    signatures = [signature_for(document) for document in documents]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.db"
        held = sqlite3.connect(path)
        columns = "slot INTEGER, value BIGINT, revision BIGINT, PRIMARY KEY (slot, value, revision)"
        held.execute(f"CREATE TABLE lineage_slots ({columns}) WITHOUT ROWID")
        for order, signature in enumerate(signatures):
            rows = [(slot, value, order) for slot, value in dict.fromkeys(keyed_values(signature))]
            held.executemany("INSERT INTO lineage_slots VALUES (?, ?, ?)", rows)
        held.commit()
        held.close()
        size = path.stat().st_size
    return {
        "documents_s": round(len(documents) / min(took)),
        "bytes_a_signature": round(4 * sum(map(len, words)) / len(words)),
        "bytes_a_report_stored": round(size / len(documents)),
    }


def recall_of_candidates(pairs: Sequence[Pair]) -> float:
    """Of the pairs that one wording links, those that have a value of their signatures in common."""
    wordings = [pair for pair in pairs if pair.label in ONE_ORIGIN]
    near = [equal_parts(wording_of(pair.one).signature, wording_of(pair.other).signature) for pair in wordings]
    return round(sum(count > 0 for count in near) / max(1, len(near)), 3)
