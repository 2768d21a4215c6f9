"""The commands over a record: JSON is the use case's shape, pages fit, the past can be asked, mistakes exit rightly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.cli.app import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def ask(record: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs a command over the record and gives what it printed."""

    def run_command(*arguments: str, status: int = 0) -> str:
        assert run([*arguments, "--store", str(record)]) == status
        captured = capsys.readouterr()
        assert captured.err == ""
        return captured.out

    return run_command


def test_talks_as_a_board_and_as_json(ask: Callable[..., str]) -> None:
    board, shape = ask("talks"), json.loads(ask("talks", "--json"))
    assert [one["round"] for one in shape] == [2, 3]
    assert "Round 2  held · 2 June 2025 · Istanbul, TR" in board
    assert "Vladimir Medinsky (head)" in board
    assert all(one["event_id"] in board for one in shape)


def test_talks_of_one_side(ask: Callable[..., str]) -> None:
    assert json.loads(ask("talks", "--json", "--party", "NOR")) == []


def test_timeline_between_days(ask: Callable[..., str]) -> None:
    everything = json.loads(ask("timeline", "--json"))
    summer = json.loads(ask("timeline", "--json", "--since", "2025-07-01", "--until", "2025-07-31"))
    assert [event["occurred"]["start"] for event in summer] == ["2025-07-23"]
    assert 0 < len(summer) < len(everything)
    assert f"{len(everything)} events." in ask("timeline")


def test_show_prints_each_cell_with_its_sentence(ask: Callable[..., str]) -> None:
    (second, _) = json.loads(ask("talks", "--json"))
    page = ask("show", second["event_id"][:12])
    assert "in ⟦Istanbul⟧ on Monday." in page
    assert "[1]" in page
    assert json.loads(ask("show", second["event_id"], "--json"))["id"] == second["event_id"]


def test_search_takes_several_words(ask: Callable[..., str]) -> None:
    assert "Umerov" in ask("search", "Rustem", "Umerov")
    hits = json.loads(ask("search", "Istanbul", "--limit", "1", "--json"))
    assert len(hits) == 1


@pytest.mark.parametrize("name", ["claims", "statements", "lineage"])
def test_exports_are_json_lines_from_any_instant(name: str, ask: Callable[..., str]) -> None:
    lines = [json.loads(line) for line in ask("export", name, "--format", "jsonl").splitlines()]
    assert lines
    assert all("doc" in line for line in lines)
    assert ask("export", name, "--as-of", "2025-01-01") == ""


def test_check_says_that_the_record_is_whole(ask: Callable[..., str]) -> None:
    assert ask("check").startswith("The record is whole.\n")
    assert json.loads(ask("check", "--json"))["ok"] is True


def test_check_exits_1_when_the_record_says_no(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import sqlite3

    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(record.read_bytes())
    with sqlite3.connect(damaged) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in names:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE revisions SET text = replace(text, 'Monday', 'Sunday')")
    connection.close()
    assert run(["check", "--store", str(damaged)]) == 1
    printed = capsys.readouterr().out
    assert "→" in printed
    assert "whole" not in printed


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["show", "evt_nothing"], "DG120"),
        (["talks", "--as-of", "soon"], "DG111"),
        (["timeline", "--since", "soon"], "DG111"),
    ],
)
def test_wrong_questions_exit_2(
    arguments: list[str], code: str, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*arguments, "--store", str(record)]) == 2
    assert f"[{code}]" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["talks", "timeline", "check", "search x", "show x", "export claims", "serve"])
def test_no_record_is_said_with_the_way_to_make_one(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command.split(), "--store", str(tmp_path / "none.db")]) == 2
    captured = capsys.readouterr()
    assert "dragoman ingest" in captured.err
    assert captured.out == ""


def test_an_old_view_folds_with_what_the_dossier_knows(
    ask: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from dragoman import query

    seen: list[Any] = []
    knowledge = query.Knowledge

    def spy(*given: Any) -> Any:
        seen.append(given)
        return knowledge(*given)

    monkeypatch.setattr(query, "Knowledge", spy)
    ask("talks", "--as-of", "2025-06-05")
    ((processes, places, shown, actors, basis),) = seen
    assert any(process.id.startswith("istanbul") for process in processes)
    assert places is not None
    assert shown["UKR"] == "Ukraine"
    assert any(actor.tenures for actor in actors)
    assert basis


def test_serve_passes_on_what_was_asked_and_says_where(
    record: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from dragoman.web.server import Serving

    seen: list[Serving] = []

    def serve_record(_: Any, asked: Serving, announce: Callable[[str], None]) -> None:
        seen.append(asked)
        announce("http://127.0.0.1:9")

    monkeypatch.setattr("dragoman.web.server.serve_record", serve_record)
    assert run(["serve", "--port", "9", "--public-read", "--host", "::", "--store", str(record)]) == 0
    assert seen == [Serving("::", 9, is_public=True)]
    assert f"Serving {record} at http://127.0.0.1:9" in capsys.readouterr().out
