"""The commands of review, archive and check: what they print, what they keep, and how they refuse."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.cli.app import run
from dragoman.pipeline import Engine, rebuild
from dragoman.settings import load_settings
from dragoman.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def folded(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of four reports, folded by what the packs know."""
    path = tmp_path_factory.mktemp("review") / "record.db"
    shutil.copy(record, path)
    with open_store(str(path), write=True) as store:
        rebuild(store, Engine(load_settings({"DRAGOMAN_READER": "rules"})))
    return path


@pytest.fixture
def ask(folded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs a command over a copy of the record and gives what it printed; a refusal goes to standard error."""
    record = tmp_path / "record.db"
    shutil.copy(folded, record)

    def run_command(*arguments: str, status: int = 0) -> str:
        found = run([*arguments, "--store", str(record)])
        captured = capsys.readouterr()
        assert found == status, captured.err
        return captured.out + captured.err

    return run_command


@pytest.fixture
def shape(ask: Callable[..., str]) -> Callable[..., Any]:
    """Runs a command and gives its JSON."""
    return lambda *arguments: json.loads(ask(*arguments, "--json"))


@pytest.fixture
def second(shape: Callable[..., Any]) -> str:
    """The id of the second round."""
    return str(shape("talks")[0]["event_id"])


WHO = ("--as", "ada", "--because", "as printed")


def test_a_claim_is_added_mended_and_rejected(ask: Callable[..., str], shape: Callable[..., Any], second: str) -> None:
    printed = ask("review", "add", "hour", "--frame", "proposal", "--quote", "Medinsky said", *WHO)
    assert "add by ada: as printed" in printed
    assert "head " in printed
    (added,) = [row for row in shape("review", "claims", "hour") if row["id"] == "r1"]
    assert (added["frame"], added["evidence"][0]["quote"]) == ("proposal", "Medinsky said")
    ask("review", "edit", "hour:r1", "--slot", "status=denied", "--slot", "actor=Moscow/RUS", *WHO)
    assert "status denied" in ask("review", "claims", "hour")
    decided = shape("review", "reject", "hour:c1", *WHO)
    assert [row["kind"] for row in decided["judgements"]] == ["reject"]
    assert "rejected" in ask("review", "claims", "hour")
    assert "reject by ada: as printed" in ask("show", second)
    assert "Nothing new" in ask("review", "reject", "hour:c1", *WHO)


def test_where_words_stand_often_it_must_be_said_which(ask: Callable[..., str]) -> None:
    command = ("review", "add", "palace", "--frame", "talks", "--quote", "Umerov", *WHO)
    assert "Say which with --nth" in ask(*command, status=2)
    assert "add by ada" in ask(*command, "--nth", "2")


def test_events_are_merged_split_set_noted_and_judgements_undone(
    ask: Callable[..., str], shape: Callable[..., Any], second: str
) -> None:
    third = shape("talks")[1]["event_id"]
    merged = shape("review", "merge", second, third, *WHO)
    (one,) = merged["events"]
    split = shape("review", "split", one["id"], "next:c1", *WHO)
    assert len(split["events"]) == 2
    ask("review", "set", second, "status", "planned", *WHO)
    assert shape("show", second)["status"] == "planned"
    noted = shape("review", "note", second, "see the map", "--as", "bela")
    assert noted["judgements"][0]["value"] == noted["judgements"][0]["reason"] == "see the map"
    ask("review", "unverifiable", second, *WHO)
    undone = shape("review", "undo", merged["judgements"][0]["id"][:12], *WHO)
    assert undone["judgements"][0]["kind"] == "undo"
    log = ask("review", "log")
    assert "must-link by ada  (undone)" in log
    assert "see the map" in log
    assert shape("review", "log")["head"] in log


def test_the_queue_and_what_two_people_differ_on(ask: Callable[..., str], second: str) -> None:
    assert "stands on it alone" in ask("review", "queue")
    assert "rules give none" in ask("review", "queue", "--by", "uncertainty")
    ask("review", "set", second, "round", "2", *WHO)
    ask("review", "set", second, "round", "3", "--as", "bela", "--because", "the other count")
    assert "ada and bela differ on round" in ask("review", "queue", "--limit", "1")
    assert "differ on round" in ask("review", "log")


def test_a_log_of_nothing_says_so(ask: Callable[..., str]) -> None:
    assert "Nobody has decided anything yet" in ask("review", "log")


def test_a_name_may_stand_in_the_environment_and_must_stand_somewhere(
    ask: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "DG131" in ask("review", "reject", "hour:c1", "--because", "x", status=2)
    monkeypatch.setenv("DRAGOMAN_REVIEWER", "cora")
    assert "reject by cora" in ask("review", "reject", "hour:c1", "--because", "x")
    assert "a decision needs one" in ask("review", "reject", "hour:c1", status=2)


def test_blind_coding_from_beginning_to_end(ask: Callable[..., str], shape: Callable[..., Any], tmp_path: Path) -> None:
    begun = ask("review", "code", "next", "--as", "ada")
    assert "Ukraine and Russia are to meet" in begun
    assert "0 claims, not finished" in begun
    coding = ("review", "code", "next", "--frame", "talks", "--quote", "Ukraine and Russia are to meet")
    ask(*coding, "--slot", "mode=round", "--slot", "status=planned", "--as", "ada")
    assert "nobody has finished" in ask("review", "compare", status=2)
    line = {key: value for key, value in shape("review", "claims", "next")[0].items() if key != "claim"}
    (tmp_path / "coding.jsonl").write_text(json.dumps(line | {"round": None, "mode": "meeting"}) + "\n")
    ask("review", "code", "next", "--from", str(tmp_path / "coding.jsonl"), "--as", "bela", "--done")
    assert "finished" in ask("review", "code", "next", "--done", "--as", "ada")
    page, told = ask("review", "compare", "--coders", "ada,bela"), shape("review", "compare")
    assert "ada and bela, on next" in page
    assert "mode: round | meeting" in page
    taken = told["differences"][0]["codings"][0]
    ask("review", "adjudicate", "next", "--coders", "ada,bela", "--take", taken, "--as", "cora", "--because", "a round")
    (claim,) = [json.loads(row) for row in ask("review", "export", "--complete").splitlines()]
    assert (claim["mode"], claim["status"], claim["places"]) == ("round", "planned", [])
    assert json.loads(ask("review", "export", "--texts"))["id"] == "next"


def test_a_coding_that_cannot_be_read_is_refused(ask: Callable[..., str], tmp_path: Path) -> None:
    assert "DG301" in ask("review", "code", "next", "--from", str(tmp_path / "none"), "--as", "ada", status=3)
    (tmp_path / "bad.jsonl").write_text("{\n")
    assert "DG305" in ask("review", "code", "next", "--from", str(tmp_path / "bad.jsonl"), "--as", "ada", status=3)


def test_no_claims_are_listed_where_there_are_none(ask: Callable[..., str]) -> None:
    for label in ("c1",):
        ask("review", "reject", f"hour:{label}", *WHO)
    assert "DG120" in ask("review", "claims", "nowhere", status=2)


def test_an_archive_goes_out_and_in(ask: Callable[..., str], shape: Callable[..., Any], tmp_path: Path) -> None:
    written = shape("export", "archive", str(tmp_path / "a.zip"))
    assert f"archive {written['sha256']}" in ask("export", "archive", str(tmp_path / "b.zip"))
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert "holds something already" in ask("import", "archive", str(tmp_path / "a.zip"), status=2)
    new = ["import", "archive", str(tmp_path / "a.zip"), "--store", str(tmp_path / "new.db")]
    assert run([*new, "--expect", "0" * 64]) == 2
    assert run([*new, "--expect", written["sha256"]]) == 0
    assert run(["check", "--store", str(tmp_path / "new.db")]) == 0


def test_check_prints_the_head_and_holds_it_against_one_that_was_kept(
    ask: Callable[..., str], shape: Callable[..., Any]
) -> None:
    ask("review", "note", "hour:c1", "look", "--as", "ada")
    head = shape("review", "log")["head"]
    assert f"head {head}" in ask("check", "--expect-head", head)
    ask("review", "note", "hour:c1", "look again", "--as", "ada")
    assert shape("check", "--expect-head", head)["ok"]
    assert "head-not-found" in ask("check", "--expect-head", "f" * 64, status=1)
