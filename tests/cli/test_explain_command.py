"""``dragoman explain``: texts, files and claims of a record, as a page and as JSON; mistakes exit rightly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.cli.app import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "Russia and Ukraine will meet in Istanbul on Monday. The talks will last two days if both agree."

pytestmark = pytest.mark.model


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Runs a command and gives what it printed, from JSON where that was asked for."""

    def run_command(*arguments: str, status: int = 0) -> Any:
        assert run([*arguments]) == status
        captured = capsys.readouterr()
        if status:
            return captured.out + captured.err
        return json.loads(captured.out) if "--json" in arguments else captured.out

    return run_command


def test_a_quoted_text_is_explained_with_its_days(ask: Callable[..., Any]) -> None:
    page = ask("explain", TEXT, "--published", "2025-06-01")
    assert "time “Monday” = 2025-06-02" in page
    assert "✓ “meet”  talks/meet  → c1 (planned)" in page
    assert "nsubj" not in page


def test_everything_shows_the_grammar_and_each_trigger(ask: Callable[..., Any]) -> None:
    page = ask("explain", TEXT, "--all")
    assert "nsubj" in page
    assert page.count("·") > ask("explain", TEXT).count("·")


def test_the_shape_has_every_word_with_offsets_into_the_text(ask: Callable[..., Any]) -> None:
    (shape,) = ask("explain", TEXT, "--json")
    quotes = [part for s in shape["sentences"] for part in (s, *s["mentions"], *s["tried"])]
    assert [q for q in quotes if TEXT[q["start"] : q["end"]] != q["quote"]] == []
    tokens = [t for s in shape["sentences"] for t in s["tokens"]]
    assert [t for t in tokens if TEXT[t["start"] : t["end"]] != t["text"]] == []
    assert {one["outcome"] for s in shape["sentences"] for one in s["tried"]} >= {"claim", "rejected"}


def test_a_text_without_claims_says_so(ask: Callable[..., Any]) -> None:
    assert "No claim." in ask("explain", "The weather was fine in June.")


def test_files_are_explained_one_after_another(ask: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "reports.jsonl").write_text(
        "\n".join(json.dumps({"id": name, "text": TEXT, "published": "2025-06-01"}) for name in ("a", "b")) + "\n{\n"
    )
    assert "set aside" in ask("explain", str(tmp_path / "reports.jsonl"), status=3)


def test_a_claim_of_the_record_is_explained_by_its_own_sentences(ask: Callable[..., Any], tmp_path: Path) -> None:
    store, report = str(tmp_path / "r.db"), tmp_path / "report.txt"
    report.write_text(TEXT + " Iran rejected the offer.\n")
    ask("ingest", str(report), "--published", "2025-06-01", "--store", store)
    lines = [json.loads(line) for line in ask("export", "claims", "--store", store).splitlines()]
    (rejected,) = [line for line in lines if line["frame"] == "rejection"]
    name = f"{rejected['doc']}:{rejected['id']}"
    (shape,) = ask("explain", name, "--store", store, "--json")
    assert [claim["frame"] for claim in shape["claims"]] == ["rejection"]
    assert [s["quote"] for s in shape["sentences"]] == ["Iran rejected the offer."]


def test_a_claim_that_is_not_there_is_said_to_be_none(ask: Callable[..., Any], tmp_path: Path) -> None:
    store, report = str(tmp_path / "r.db"), tmp_path / "report.txt"
    report.write_text(TEXT + "\n")
    ask("ingest", str(report), "--published", "2025-06-01", "--store", store)
    assert "DG120" in ask("explain", "clm_0000000000", "--store", store, status=2)
