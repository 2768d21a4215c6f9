"""Training reports: texts and the claims that readers made of them, analysed and resolved as at run time.

Files of reports and of gold claims come in, ``Report`` records go out, in the files' order. The texts are read and
never kept.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from dragoman.clean import to_document
from dragoman.errors import DocumentError, TrainingDataError
from dragoman.ingest import Said, iter_captures
from dragoman.model import Analysis, Document, Mentions, SetAside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from dragoman.pipeline import Engine

Gold = dict[str, Any]
"""A claim in the codebook's form."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report.

    Attributes:
        name: The id that its file gives it.
        part: Which file it is from, so that folds hold each file alike.
        gold: What readers claimed.
    """

    name: str
    part: str
    document: Document
    analysis: Analysis
    mentions: Mentions
    gold: Sequence[Gold] = field(default=())


def read_reports(engine: Engine, pairs: Iterable[tuple[Path, Path]]) -> list[Report]:
    """Read reports with the claims that belong to them.

    Args:
        engine: Analyses and resolves.
        pairs: A file of reports and the file of its gold claims, both JSON lines.

    Raises:
        TrainingDataError: DG140, a file is not JSON lines of that form, or a report was set aside.
    """
    found: list[Report] = []
    for reports, claims in pairs:
        gold = _by_report(_lines(claims), claims)
        documents = list(_documents(engine, reports))
        for document, analysis, mentions in engine.analysed(documents):
            found.append(Report(document.doc, reports.stem, document, analysis, mentions, gold.get(document.doc, ())))
    return found


def _documents(engine: Engine, path: Path) -> Iterable[Document]:
    captures = iter_captures([str(path)], said=Said(), settings=engine.settings, now=lambda: datetime.now(UTC))
    for found in captures:
        if isinstance(found, SetAside):
            raise TrainingDataError(path.name, found.reason)
        try:
            yield to_document(found, engine.dossier)
        except DocumentError as error:
            raise TrainingDataError(path.name, f"{error}") from None


def _lines(path: Path) -> list[Gold]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise TrainingDataError(path.name, f"{error}") from None


def _by_report(claims: Iterable[Mapping[str, Any]], path: Path) -> dict[str, list[Gold]]:
    gold: dict[str, list[Gold]] = {}
    for number, claim in enumerate(claims, 1):
        missing = [key for key in ("doc", "frame", "status", "evidence") if not claim.get(key)]
        if missing:
            raise TrainingDataError(f"{path.name}:{number}", f"the claim has no {', '.join(missing)}")
        gold.setdefault(claim["doc"], []).append(dict(claim))
    return gold
