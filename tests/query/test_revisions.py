"""A new text under one address is a revision: the difference is kept, and a claim that went is withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from dragoman.merge import fold
from dragoman.query import View, report_lineage, show
from dragoman.query.revisions import changes_between, withdrawn_from
from dragoman.store import open_store
from dragoman.values import Interval

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


TOLD = "A third round will be held in Istanbul on 24 July."
MOVED = "A third round will be held in Istanbul on 23 July."
AGAIN = "On Wednesday, the president says, they are to sit down for the third time."
DAYS = {TOLD: 24, MOVED: 23, AGAIN: 23}


def dated(
    path: Path, sample: ModuleType, *texts: tuple[str, str], places: tuple[str, ...] = (), rounds: tuple[int, ...] = ()
) -> Path:
    """Write the texts of one report, each with its publication; each sentence of theirs is a claim of talks."""
    with open_store(str(path), write=True, clock=sample.Clock()) as writing:
        for n, (text, published) in enumerate(texts):
            told = sample.Told("r", text, "Example Wire", published, "https://wire.example/r")
            document = told.document()
            claims = tuple(
                sample.claim_of(
                    document,
                    f"c{i}",
                    "talks",
                    quote,
                    time=Interval.day(date(2025, 7, day)) if day else None,
                    round=rounds[n] if rounds else 3,
                    places=(replace(sample.istanbul(sample.PALACE), name=places[n], evidence=None),) if places else (),
                )
                for i, (quote, day) in enumerate(DAYS.items())
                if quote in text
            )
            writing.write_reading(replace(sample.reading_of(told), claims=claims))
        writing.replace_derived(fold(writing.active_claims(), processes=(), judgements=()))
    return path


def withdrawn(path: Path, **clocks: datetime) -> list[str]:
    """Give the quotes of what the history of the one event tells as withdrawn."""
    with open_store(str(path), write=False) as opened:
        view = View(opened, **clocks)
        history = show(view, view.events()[0].id)["history"]
        steps = [step for step in history if step["what"].startswith("withdrawn by revision rev_")]
        return [step["because"]["evidence"][0]["quote"] for step in steps if step["because"]]


def test_claim_of_another_day_in_like_words_is_withdrawn_and_the_event_tells_it(
    tmp_path: Path, sample: ModuleType
) -> None:
    path = dated(tmp_path / "r.db", sample, (TOLD, "2025-07-21"), (MOVED, "2025-07-22"))
    assert withdrawn(path) == [TOLD]
    with open_store(str(path), write=False) as opened:
        (step,) = [one for one in show(View(opened), View(opened).events()[0].id)["history"] if TOLD in one["what"]]
        newest = opened.document("r").revision
    assert step["what"] == f"withdrawn by revision {newest}: “{TOLD}”"
    assert step["published_at"] == "2025-07-22"


def test_claim_of_the_same_day_in_other_words_is_kept(tmp_path: Path, sample: ModuleType) -> None:
    assert withdrawn(dated(tmp_path / "r.db", sample, (MOVED, "2025-07-21"), (AGAIN, "2025-07-22"))) == []
    here = dated(tmp_path / "s.db", sample, (MOVED, "2025-07-21"), (AGAIN, "2025-07-22"), places=("Rome", "Rome"))
    assert withdrawn(here) == []
    moved = dated(tmp_path / "t.db", sample, (MOVED, "2025-07-21"), (AGAIN, "2025-07-22"), places=("Rome", "Oslo"))
    assert withdrawn(moved) == [MOVED]


def test_claim_of_another_round_is_not_told_with_this_one(tmp_path: Path, sample: ModuleType) -> None:
    path = dated(tmp_path / "r.db", sample, (TOLD, "2025-07-21"), (MOVED, "2025-07-22"), rounds=(2, 3))
    assert withdrawn(path) == []


def test_what_was_not_out_by_the_clock_has_withdrawn_nothing(tmp_path: Path, sample: ModuleType) -> None:
    path = dated(tmp_path / "r.db", sample, (TOLD, "2025-07-21"), (MOVED, "2025-07-22"))
    assert withdrawn(path, as_of=datetime(2025, 7, 23, tzinfo=UTC)) == [TOLD]
    with open_store(str(path), write=False) as opened:
        view = View(opened, as_of=datetime(2025, 7, 21, 12, tzinfo=UTC))
        (claim,) = opened.lineage_index().claims_of(opened.document("r").revision)
        assert list(withdrawn_from(view, View(opened).events()[0], [claim.claim.document_id])) == []
