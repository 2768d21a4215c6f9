"""``read``, ``ingest``, ``rebuild``, ``reread`` and ``demo``: exit statuses, JSON shapes, nothing half-written."""

from __future__ import annotations

import io
import json
from shutil import copyfile
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from dragoman.cli import cmd_serve
from dragoman.cli.app import run
from dragoman.cli.options import Call
from dragoman.cli.render.demo import demo_pages
from dragoman.cli.render.intake import intake_lines, watch_count, watch_progress
from dragoman.model import SetAside
from dragoman.pipeline import IntakeReport, Progress, engine, examples
from dragoman.query import View
from dragoman.settings import load_settings
from dragoman.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ask = Callable[..., SimpleNamespace]

HELD = (
    "ISTANBUL, June 2 (Meridian) — Russia and Ukraine held a second round of talks in Istanbul on Monday. "
    "The meeting lasted just over an hour, according to Turkish officials."
)
PLANNED = (
    "Ukraine and Russia will hold a third round of peace talks in Istanbul this Wednesday, "
    "President Volodymyr Zelenskyy said."
)


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    return tmp_path / "record.db"


@pytest.fixture
def ask(store_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Runs a command on a record of its own and gives its status, output and complaints."""

    def run_command(*arguments: str) -> SimpleNamespace:
        status = run([*arguments, "--store", str(store_path)])
        captured = capsys.readouterr()
        return SimpleNamespace(status=status, out=captured.out, err=captured.err)

    return run_command


@pytest.fixture
def held(tmp_path: Path) -> str:
    path = tmp_path / "held.txt"
    path.write_text(HELD, encoding="utf-8")
    return str(path)


@pytest.fixture
def two(tmp_path: Path) -> str:
    """Two reports as JSON lines, the second one without a date."""
    path = tmp_path / "two.jsonl"
    rows = [
        {"id": "held", "source": "Meridian Wire", "title": "Held", "text": HELD, "published": "2025-06-02"},
        {"id": "planned", "source": "Baltic Courier", "title": "Planned", "text": PLANNED},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def as_stdin(monkeypatch: pytest.MonkeyPatch, payload: bytes) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(payload)))


@pytest.mark.model
def test_read_prints_a_card_and_keeps_nothing(ask: Ask, held: str, store_path: Path) -> None:
    said = ask("read", held, "--published", "2025-06-02", "--source", "Meridian Wire")
    assert (said.status, said.err) == (0, "")
    assert "Meridian Wire · 2 June 2025" in said.out
    assert "Second round of talks between Russia and Ukraine" in said.out
    assert not store_path.exists()


@pytest.mark.model
def test_read_as_json_is_the_documented_shape(ask: Ask, two: str, root: Path) -> None:
    said = ask("read", two, "--json")
    shape = json.loads(said.out)
    schema = json.loads((root / "docs/reference/schemas/read.json").read_text("utf-8"))
    jsonschema.validate(shape, schema)
    assert [(r["doc"], r["needs_publication_date"]) for r in shape["reports"]] == [("held", False), ("planned", True)]


@pytest.mark.model
def test_read_takes_standard_input(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    as_stdin(monkeypatch, PLANNED.encode())
    said = ask("read", "-", "--published", "2025-07-21")
    assert said.status == 0
    assert "23 July 2025" in said.out


@pytest.mark.model
def test_read_of_some_bad_input_shows_the_rest_and_exits_3(ask: Ask, held: str, tmp_path: Path) -> None:
    said = ask("read", held, str(tmp_path / "missing.txt"))
    assert said.status == 3
    assert "Second round of talks" in said.out
    assert said.err.startswith("set aside: ")
    assert "[DG301]" in said.err


def test_read_of_nothing_readable_says_why_and_prints_no_card(ask: Ask, tmp_path: Path) -> None:
    said = ask("read", str(tmp_path / "missing.txt"))
    assert (said.status, said.out) == (3, "")
    assert "missing.txt" in " ".join(said.err.split())
    empty = ask("read", str(tmp_path / "missing.txt"), "--json")
    assert json.loads(empty.out) == {"reports": [], "agree": [], "differ": [], "shared": []}
    assert empty.status == 3


@pytest.mark.parametrize("command", ["read", "ingest"])
def test_a_date_that_is_none_is_wrong_use(command: str, ask: Ask, held: str, store_path: Path) -> None:
    said = ask(command, held, "--published", "last Tuesday")
    assert (said.status, said.out) == (2, "")
    assert "--published" in said.err
    assert "[DG111]" in said.err
    assert not store_path.exists()


@pytest.mark.parametrize("command", ["read", "ingest"])
def test_no_input_is_wrong_use(command: str, ask: Ask) -> None:
    said = ask(command)
    assert said.status == 2
    assert "PATH" in said.err or "FILE" in said.err


@pytest.mark.model
def test_ingest_says_what_it_did_and_a_second_time_does_nothing(ask: Ask, two: str) -> None:
    first = ask("ingest", two)
    assert (first.status, first.err) == (0, "")
    assert first.out.startswith("2 reports read (")
    assert "1 needs a publication date: give it with --published." in first.out
    second = ask("ingest", two)
    assert second.out == "0 reports read (0 claims, 0 statements), 2 known already, 0 set aside.\n"
    assert second.status == 0


@pytest.mark.model
def test_ingest_as_json_counts_everything(ask: Ask, two: str, tmp_path: Path) -> None:
    said = ask("ingest", two, str(tmp_path / "missing.txt"), "--json")
    shape = json.loads(said.out)
    assert said.status == 3
    assert (shape["new"], shape["known"], shape["unread"], shape["needs_publication_date"]) == (2, 0, 0, 1)
    (aside,) = shape["set_aside"]
    assert aside["code"] == "DG301"
    assert aside["where"].endswith("missing.txt")
    assert shape["record"]["documents"] == 2
    assert shape["claims"] >= 2


@pytest.mark.model
def test_ingest_makes_the_record_that_the_board_shows(ask: Ask, held: str) -> None:
    assert ask("ingest", held, "--published", "2025-06-02", "--url", "https://wire.example/1").status == 0
    board = json.loads(ask("talks", "--json").out)
    assert [(r["round"], r["state"]) for r in board] == [(2, "held")]


@pytest.mark.model
def test_ingest_takes_standard_input_as_json_lines(ask: Ask, two: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    as_stdin(monkeypatch, Path(two).read_bytes())
    assert ask("ingest", "-").out.startswith("2 reports read (")


@pytest.mark.model
def test_an_ingest_that_was_stopped_before_its_fold_is_folded_at_the_next(
    ask: Ask, two: str, monkeypatch: pytest.MonkeyPatch, store_path: Path
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dragoman.pipeline.update", stop)
    stopped = ask("ingest", two)
    assert (stopped.status, stopped.err) == (130, "dragoman: stopped.\n")
    with open_store(str(store_path), write=False) as store:
        assert store.counts()["documents"] == 2
        assert not store.is_fold_current()
    monkeypatch.undo()
    assert ask("ingest", two).out.startswith("0 reports read")
    with open_store(str(store_path), write=False) as store:
        assert store.is_fold_current()
        assert len(View(store).rounds()) == 2


@pytest.mark.model
def test_a_report_that_fails_midway_leaves_the_ones_before_it_whole(
    ask: Ask, two: str, monkeypatch: pytest.MonkeyPatch, store_path: Path
) -> None:
    from dragoman.store import Store

    write, written = Store.write_reading, []

    def second_fails(self: Store, reading: Any) -> Any:
        written.append(reading)
        if len(written) > 1:
            raise RuntimeError("the disk is gone")
        return write(self, reading)

    monkeypatch.setattr(Store, "write_reading", second_fails)
    broken = ask("ingest", two)
    assert broken.status == 70
    assert "the disk is gone" in broken.err
    monkeypatch.undo()
    with open_store(str(store_path), write=False) as store:
        assert [document.doc for document in store.documents()] == ["held"]
    assert ask("ingest", two).out.startswith("1 report read (")
    assert ask("check").status == 0


@pytest.mark.model
def test_rebuild_and_reread_say_what_they_made(ask: Ask, two: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ask("ingest", two)
    rebuilt = ask("rebuild")
    assert rebuilt.status == 0
    assert rebuilt.out.endswith("events, 2 rounds.\n")
    counts = json.loads(ask("rebuild", "--json").out)
    assert counts["ok"] is True
    assert counts["counts"]["rounds"] == 2
    assert ask("reread").out.startswith("0 reports read again; ")
    monkeypatch.setattr(engine.Engine, "version", "rules 9.9; another")
    again = json.loads(ask("reread", "--json").out)
    assert (again["ok"], again["counts"]["reports"]) == (True, 2)


@pytest.mark.parametrize("command", ["rebuild", "reread"])
def test_a_record_that_is_not_there_is_not_made_by(command: str, ask: Ask, store_path: Path) -> None:
    said = ask(command)
    assert said.status == 2
    assert "[DG4" in said.err
    assert not store_path.exists()


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, two: str) -> None:
    """Two example reports in place of all, and a cache of its own."""
    shipped = examples()
    reports = tmp_path / "reports"
    reports.mkdir()
    copyfile(two, reports / "two.jsonl")
    monkeypatch.setattr("dragoman.pipeline.examples", lambda: SimpleNamespace(pack=shipped.pack, reports=reports))
    monkeypatch.setattr(engine.Engine, "cache", tmp_path / "cache")


@pytest.mark.model
@pytest.mark.usefixtures("few")
def test_the_demo_prints_the_record_and_serves_nothing_if_told_so(ask: Ask, store_path: Path) -> None:
    said = ask("demo", "--no-serve")
    assert (said.status, said.err) == (0, "")
    assert "2 reports read, 0 known from before." in said.out
    for words in ("as 2 reports tell them", "The rounds of talks", "Try next", "dragoman talks"):
        assert words in said.out
    assert not store_path.exists()
    assert "0 reports read, 2 known from before." in ask("demo", "--no-serve").out


@pytest.mark.model
@pytest.mark.usefixtures("few")
def test_the_demo_serves_its_own_record(ask: Ask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    served: list[tuple[str, int]] = []

    def serve(call: Call, *, port: int) -> int:
        served.append((call.settings.store, port))
        return 0

    monkeypatch.setattr(cmd_serve, "serve", serve)
    assert ask("demo", "--port", "8123").status == 0
    assert served == [(str(tmp_path / "cache" / "demo.db"), 8123)]
    monkeypatch.setenv("DEMO_SERVE", "0")
    assert ask("demo").status == 0
    assert len(served) == 1


def test_an_empty_record_has_a_story_without_rounds(tmp_path: Path, printed: Callable[[Any], str]) -> None:
    path = str(tmp_path / "empty.db")
    with open_store(path, write=True):
        pass
    with open_store(path, write=False) as store:
        text = printed(demo_pages(View(store), record="demo.db"))
    assert "The rounds of talks" not in text
    assert "as 0 reports tell them" in text


def test_an_intake_says_what_it_could_not_take(capsys: pytest.CaptureFixture[str]) -> None:
    report = IntakeReport(unread=2, undated=1, set_aside=[SetAside("a.txt", "DG305", "a.txt: the text is empty.")])
    intake_lines(report, {}, Call(as_json=False, settings=load_settings({})))
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "0 reports read (0 claims, 0 statements), 0 known already, 1 set aside.",
        "2 in languages that are kept but not read yet.",
        "1 needs a publication date: give it with --published.",
        "  set aside: a.txt: the text is empty.",
    ]


def test_progress_is_shown_only_where_somebody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    silent = io.StringIO()
    with watch_progress(silent) as on_progress:
        on_progress(Progress(1, 1, "a report"))
    assert silent.getvalue() == ""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    watched = io.StringIO()
    with watch_count(watched, "Reading") as on_count:
        on_count(3, "a report")
    assert "Reading" in watched.getvalue()


@pytest.mark.parametrize("command", ["rebuild", "reread"])
def test_a_record_of_an_older_form_is_brought_up_by(command: str, ask: Ask, store_path: Path) -> None:
    from dragoman.store import migrate

    with open_store(str(store_path), write=True) as store, store.transaction():
        migrate.downgrade(store._link.connection, "0001")
    assert "[DG402]" in ask("talks").err
    assert ask(command).status == 0
    assert ask("talks").status == 0
