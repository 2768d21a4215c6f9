"""A new text under one address is a revision: the difference is kept, and a claim that went is withdrawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.query import View, report_lineage
from dragoman.query.revisions import changes_between
from dragoman.store import open_store

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

MET = "The delegations met in Istanbul on Monday."
AGREED = "The sides agreed to return the bodies of 6,000 soldiers."
MENDED = "The sides agreed to return the bodies of 1,212 soldiers."
LEFT = "Nobody would say when they will meet again."


def record(path: Path, sample: ModuleType, *texts: str) -> Path:
    with open_store(str(path), write=True, clock=sample.Clock()) as writing:
        for text in texts:
            told = sample.Told("r", text, "Example Wire", "2025-06-02", "https://wire.example/r")
            document = told.document()
            quotes = [("talks", MET), ("agreement", AGREED), ("agreement", MENDED)]
            claims = tuple(
                sample.claim_of(document, f"c{n}", frame, quote)
                for n, (frame, quote) in enumerate(quotes)
                if quote in text
            )
            writing.write_reading(replace(sample.reading_of(told), claims=claims))
    return path


def test_claim_that_went_is_withdrawn_by_the_revision_that_dropped_it(tmp_path: Path, sample: ModuleType) -> None:
    path = record(tmp_path / "r.db", sample, f"{MET} {AGREED} {LEFT}", f"{MET} {LEFT}")
    with open_store(str(path), write=False) as opened:
        (revision,) = report_lineage(View(opened), "r")["revisions"]
        newest = opened.document("r").revision
    assert [claim["evidence"][0]["quote"] for claim in revision["withdrawn"]] == [AGREED]
    assert revision["replaced_by"] == newest != revision["revision"]
    assert [(change["before"] or {}).get("quote") for change in revision["changes"]] == [AGREED]
    assert revision["changes"][0]["after"] is None


def test_claim_with_mended_words_is_not_withdrawn(tmp_path: Path, sample: ModuleType) -> None:
    path = record(tmp_path / "r.db", sample, f"{MET} {AGREED}", f"{MET} {MENDED}")
    with open_store(str(path), write=False) as opened:
        (revision,) = report_lineage(View(opened), "r")["revisions"]
    assert revision["withdrawn"] == []
    (change,) = revision["changes"]
    assert (change["before"], change["after"]) == (
        {"start": len(MET) + 1, "end": len(MET) + 1 + len(AGREED), "quote": AGREED},
        {"start": len(MET) + 1, "end": len(MET) + 1 + len(MENDED), "quote": MENDED},
    )


def test_only_texts_recorded_by_the_clock_are_revisions(tmp_path: Path, sample: ModuleType) -> None:
    path = record(tmp_path / "r.db", sample, f"{MET} {AGREED}", MET)
    with open_store(str(path), write=False) as opened:
        (_, first), (_, second) = opened.lineage_index().texts(opened.document("r").id)
        assert first < second
        view = View(opened, recorded_as_of=first)
        assert report_lineage(view, "r")["revisions"] == []


def test_differences_are_whole_sentences_or_lines() -> None:
    changes = list(changes_between("One here.\n\nTwo there. Three.", "One here.\nFour now. Three."))
    assert [(c["before"] and c["before"]["quote"], c["after"] and c["after"]["quote"]) for c in changes] == [
        ("Two there.", "Four now.")
    ]
    assert list(changes_between("Same.", "Same.")) == []
