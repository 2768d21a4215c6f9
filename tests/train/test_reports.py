"""Reports for training: what is not in the form is refused with its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from dragoman.errors import TrainingDataError, TrainingExtraError
from dragoman.pipeline import Engine
from dragoman.settings import load_settings
from dragoman.train import base
from dragoman.train.reports import read_reports

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Russia and Ukraine held talks in Istanbul on Monday."
CLAIM = {"doc": "a", "frame": "talks", "status": "occurred", "evidence": [{"start": 0, "end": len(TEXT)}]}


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    reports, claims = tmp_path / "train.jsonl", tmp_path / "gold-train.jsonl"
    reports.write_text(json.dumps({"id": "a", "text": TEXT, "published": "2025-06-02"}) + "\n", encoding="utf-8")
    claims.write_text(json.dumps(CLAIM) + "\n\n", encoding="utf-8")
    return reports, claims


@pytest.mark.model
def test_reports_come_with_their_claims(files: tuple[Path, Path]) -> None:
    (report,) = read_reports(Engine(load_settings({"DRAGOMAN_READER": "rules"})), [files])
    assert (report.name, report.part, len(report.gold)) == ("a", "train", 1)
    assert report.analysis.sentences


def test_a_claim_without_evidence_is_refused_with_its_line(files: tuple[Path, Path]) -> None:
    files[1].write_text(json.dumps(CLAIM | {"evidence": []}), encoding="utf-8")
    with pytest.raises(TrainingDataError, match=r"gold-train.jsonl:1: the claim has no evidence"):
        read_reports(Engine(load_settings({"DRAGOMAN_READER": "rules"})), [files])


@pytest.mark.parametrize("text", ["{", "\x00"])
def test_claims_that_are_no_json_lines_are_refused(files: tuple[Path, Path], text: str) -> None:
    files[1].write_text(text, encoding="utf-8")
    with pytest.raises(TrainingDataError, match=r"gold-train.jsonl: "):
        read_reports(Engine(load_settings({"DRAGOMAN_READER": "rules"})), [files])


@pytest.mark.model
def test_a_report_that_cannot_be_read_is_refused(files: tuple[Path, Path]) -> None:
    files[0].write_text("{]\n", encoding="utf-8")
    with pytest.raises(TrainingDataError, match=r"train.jsonl: "):
        read_reports(Engine(load_settings({"DRAGOMAN_READER": "rules"})), [files])


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "find_spec", lambda _: None)
    with pytest.raises(TrainingExtraError, match=r"torch, .*pip install 'dragoman\[train\]'"):
        base.base_folder()
