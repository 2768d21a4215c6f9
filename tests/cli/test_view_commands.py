"""The derived views as commands: pages a person can read, JSON that is the query's shape, exit statuses that say so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

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


def test_commitments_are_told_with_their_state(ask: Callable[..., str]) -> None:
    page = ask("commitments")
    assert "“return the bodies of 6,000 soldiers”  nothing reported since" in page
    (found,) = json.loads(ask("commitments", "--json"))
    assert found["state"] == "no_report"
    assert ask("commitments", "--state", "done") == "No commitments in the record.\n"


def test_positions_are_told_by_side_and_issue(ask: Callable[..., str]) -> None:
    page = ask("positions", "--party", "UKR")
    assert "leaders-meeting" in page
    assert "offers: “the leaders meet" in page
    assert {one["party"] for one in json.loads(ask("positions", "--json"))} == {"RUS", "UKR"}
    assert "No positions" in ask("positions", "--party", "NOR")


def test_figures_are_told_with_four_readings(ask: Callable[..., str]) -> None:
    page = ask("figures", "--measure", "duration")
    assert "conservative" in page
    assert "at least 1 h" in page
    assert "Turkey's foreign ministry (TUR)" in page
    assert json.loads(ask("figures", "--json"))
    assert "No figures" in ask("figures", "--measure", "money")
    everything = ask("figures", "--all")
    assert len(everything) >= len(ask("figures"))


def test_nothing_disputed_is_said(ask: Callable[..., str]) -> None:
    assert ask("disputes") == "Nothing is disputed in the record.\n"
    assert json.loads(ask("disputes", "--json", "--kind", "date")) == []
    assert "other" in ask("disputes", "--all") or "Nothing" in ask("disputes", "--all")


def test_diff_tells_what_changed_under_the_report_that_did_it(ask: Callable[..., str]) -> None:
    page = ask("diff", "2025-06-03", "2025-07-22")
    assert "21 Jul 2025 07:00 UTC" in page
    assert "new on record" in page
    assert "Example Wire" in page
    shape = json.loads(ask("diff", "2025-06-03", "2025-07-22", "--json"))
    assert shape["from"] == "2025-06-04T00:00:00Z"
    assert ask("diff", "2025-08-01", "2025-08-02") == "Nothing changed.\n"


def test_diff_report_by_report_and_by_what_was_recorded(ask: Callable[..., str]) -> None:
    steps = json.loads(ask("diff", "2025-06-01", "--each", "--json"))
    assert [step["to"] for step in steps] == sorted(step["to"] for step in steps)
    assert len(steps) > 1
    assert "counts" in ask("diff", "2025-06-01", "--each", "--all")
    recorded = json.loads(ask("diff", "2025-06-01", "2025-06-05", "--clock", "recorded", "--json"))
    assert {one["kind"] for one in recorded["changes"]} == {"new"}


def test_the_brief_is_markdown_with_sources(ask: Callable[..., str]) -> None:
    page = ask("brief", "--since", "2025-06-03")
    assert page.startswith("# All talks on record: brief\n")
    assert "## What changed since 3 June 2025" in page
    assert "#:~:text=" in page
    assert json.loads(ask("brief", "--json"))["sources"]


def test_search_finds_nothing_that_came_later(ask: Callable[..., str]) -> None:
    assert "Third round" not in ask("search", "Istanbul", "--as-of", "2025-06-04")
    assert "Nothing in the record" in ask("search", "Zelensky", "--as-of", "2025-06-04")


@pytest.mark.parametrize("name", ["events", "talks", "exchanges", "figures", "commitments"])
def test_exports_are_written_to_a_file_whole(name: str, ask: Callable[..., str], tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    assert ask("export", name, "--format", "xlsx", "--out", str(target)) == ""
    assert target.read_bytes()[:2] == b"PK" or name == "exchanges"
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def test_tables_maps_and_calendars_go_to_standard_output(ask: Callable[..., str]) -> None:
    assert ask("export", "events", "--format", "csv").startswith("id,frame,")
    assert json.loads(ask("export", "events", "--format", "geojson"))["type"] == "FeatureCollection"
    assert ask("export", "talks", "--format", "ics").startswith("BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["export", "events", "--format", "ics"], "DG101"),
        (["export", "events", "--out", "/no/such/folder/events.csv"], "DG113"),
        (["diff", "soon"], "DG111"),
        (["brief", "--since", "soon"], "DG111"),
        (["figures", "evt_nothing"], "DG120"),
        (["disputes", "evt_nothing"], "DG120"),
    ],
)
def test_wrong_questions_exit_2(
    arguments: list[str], code: str, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*arguments, "--store", str(record)]) == 2
    assert f"[{code}]" in capsys.readouterr().err


def test_a_stopped_export_leaves_no_file(tmp_path: Path) -> None:
    from dragoman.cli.output import replacing

    def stopped() -> None:
        with replacing(str(tmp_path / "out.csv")) as file:
            file.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stopped()
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_names_who_tells_each_line(ask: Callable[..., str]) -> None:
    assert "No events" in ask("timeline", "--frame", "exchange")


@pytest.mark.model
def test_lint_says_what_the_record_has_and_exits_1_where_it_says_no(
    ask: Callable[..., str], tmp_path: Path, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(
        "Russia and Ukraine held a second round of talks in Istanbul on 2 June 2025. "
        "Thousands of people demonstrated in Tbilisi on 8 June 2025.",
        encoding="utf-8",
    )
    page = ask("lint", str(draft), "--published", "2025-06-10")
    assert "✓ Russia and Ukraine held a second round of talks in Istanbul on 2 June 2025." in page
    assert "? Thousands of people" in page
    assert "no such protest on record" in page
    assert "1 on record, 1 not in the record" in page
    draft.write_text("Russia and Ukraine held a second round of talks in Istanbul on 25 June 2025.", encoding="utf-8")
    wrong = ask("lint", str(draft), status=1)
    assert "date: the text has 25 June 2025, reports have 2 June 2025" in wrong
    (found,) = json.loads(ask("lint", str(draft), "--json", status=1))
    assert found["verdict"] == "contradicted"
    empty = tmp_path / "empty.md"
    empty.write_text(" ", encoding="utf-8")
    assert run(["lint", str(empty), "--store", str(record)]) == 3
    assert "[DG302]" in capsys.readouterr().err


def test_a_text_that_is_too_large_is_refused(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("They met in Istanbul.", encoding="utf-8")
    monkeypatch.setenv("DRAGOMAN_MAX_REPORT_BYTES", "5")
    assert run(["lint", str(draft), "--store", str(record)]) == 3
    assert "[DG306]" in capsys.readouterr().err
