"""From a team's own reports and judgements to a reader of its own: the record's export is what training reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from dragoman.cli.app import run
from dragoman.pipeline import Engine
from dragoman.settings import load_settings
from dragoman.train.reports import read_reports

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.model
TEXTS = {
    "a": "Russia and Ukraine held talks in Istanbul on Monday. The weather was fine.",
    "b": "Drones hit an air base near Murmansk overnight. Nobody was hurt, officials said.",
    "c": "Russia and Ukraine met in Ankara on Tuesday. Ukraine said that Russia struck Sumy.",
    "d": "A missile struck a bridge in Kharkiv on Friday. Trains stood still.",
    "e": "Envoys of Russia and Ukraine will hold talks in Doha next week. It rained.",
}


@pytest.fixture
def files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, Path]:
    """Reports that somebody judged, one claim of which was mended, as the record writes them."""
    store, reports = str(tmp_path / "own.db"), tmp_path / "given.jsonl"
    lines = ({"id": name, "published": "2025-06-03", "text": text} for name, text in TEXTS.items())
    reports.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")

    def ask(*arguments: str) -> str:
        capsys.readouterr()
        assert run([*arguments, "--store", store]) == 0
        return capsys.readouterr().out

    ask("ingest", str(reports))
    for name in TEXTS:
        ask("review", "note", f"{name}:c1", "seen", "--as", "ada")
    ask("review", "edit", "a:c1", "--slot", "status=planned", "--as", "ada", "--because", "as printed")
    made = tmp_path / "reports.jsonl", tmp_path / "claims.jsonl"
    made[0].write_text(ask("review", "export", "--texts"), encoding="utf-8")
    made[1].write_text(ask("review", "export"), encoding="utf-8")
    return made


def test_what_people_mended_is_what_training_reads(files: tuple[Path, Path]) -> None:
    reports = {r.name: r for r in read_reports(Engine(load_settings({"DRAGOMAN_READER": "rules"})), [files])}
    assert set(reports) == set(TEXTS)
    assert [claim["status"] for claim in reports["a"].gold] == ["planned"]
    assert {claim["frame"] for claim in reports["b"].gold} == {"strike"}


def test_a_team_trains_a_reader_of_its_own(files: tuple[Path, Path], tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the train extra is not installed")
    out = tmp_path / "own"
    given = ["--reports", str(files[0]), "--gold", str(files[1]), "--out", str(out)]
    assert run(["train", *given]) == 0
    card = json.loads((out / "reader.json").read_text(encoding="utf-8"))
    assert card["data"]["claims"]["reports"] == len(TEXTS)
    engine = Engine(load_settings({"DRAGOMAN_READER": "both", "DRAGOMAN_READER_FOLDER": str(out)}))
    assert card["version"] in engine.version


def test_the_order_of_uncertainty_asks_for_a_learned_reader(files: tuple[Path, Path], tmp_path: Path) -> None:
    del files
    assert run(["review", "queue", "--by", "uncertainty", "--json", "--store", str(tmp_path / "own.db")]) == 0
