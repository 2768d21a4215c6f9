"""``watch`` and ``ingest`` with addresses: exit statuses, JSON lines, the table, and a clean end."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from rich.console import Console

from dragoman.cli.app import run
from dragoman.cli.render import watch as render
from dragoman.cli.render.watch import Screen, open_screen, poll_lines, poll_shape, watch_table
from dragoman.pipeline.watch_state import FeedState
from dragoman.pipeline.watch_turns import Poll
from dragoman.settings import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOW = datetime(2025, 6, 2, 12, tzinfo=UTC)
EMPTY = '<rss version="2.0"><channel><title>Example Post</title></channel></rss>'
PAGE = (
    "<!doctype html><html><head><title>Talks held</title></head><body><article>"
    "<p>ISTANBUL, June 2 (Meridian) — Russia and Ukraine held a second round of talks in Istanbul on Monday.</p>"
    "<p>The meeting lasted just over an hour, according to Turkish officials.</p></article></body></html>"
)
FEED = (
    '<rss version="2.0"><channel><title>Example Post</title><item><guid isPermaLink="false">1</guid>'
    "<title>Talks held</title><link>/1</link><pubDate>Mon, 02 Jun 2025 20:00:00 +0300</pubDate></item></channel></rss>"
)


def whole(body: str, media_type: str) -> bytes:
    payload = body.encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}; charset=utf-8\r\nContent-Length: {len(payload)}\r\n\r\n"
    return head.encode() + payload


@pytest.fixture
def server() -> Iterator[Any]:
    """The server of the tests of ``ingest``, loaded by path: test folders are no packages."""
    path = Path(__file__).parents[1] / "ingest" / "conftest.py"
    spec = importlib.util.spec_from_file_location("ingest_server", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["ingest_server"] = module
    spec.loader.exec_module(module)
    found = module.RawServer()
    yield found
    found.close()


@pytest.fixture
def ask(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., SimpleNamespace]:
    monkeypatch.setenv("DRAGOMAN_FETCH_GAP_S", "0")
    monkeypatch.setenv("COLUMNS", "200")

    def run_command(*arguments: str) -> SimpleNamespace:
        status = run([*arguments, "--store", str(tmp_path / "record.db")])
        captured = capsys.readouterr()
        return SimpleNamespace(status=status, out=captured.out, err=captured.err)

    return run_command


def test_a_quiet_feed_is_asked_and_its_state_kept(server: Any, ask: Any, tmp_path: Path) -> None:
    url = server.say("/rss", whole(EMPTY, "application/rss+xml"))
    found = ask("watch", "--once", "--allow-private", url)
    assert found.status == 0
    assert "Example Post: nothing new. Next in 3" in found.out
    assert len(list((tmp_path / "record.watch").glob("*.json"))) == 1


def test_a_private_address_is_refused_unless_allowed(server: Any, ask: Any) -> None:
    url = server.say("/rss", whole(EMPTY, "application/rss+xml"))
    found = ask("watch", "--once", "--json", url)
    poll = json.loads(found.out)
    assert (found.status, poll["outcome"]) == (3, "failed")
    assert "[DG321]" in poll["trouble"]
    assert server.requests == []


def test_each_poll_is_one_json_line_of_its_schema(server: Any, ask: Any, root: Path) -> None:
    good, bad = server.say("/rss", whole(EMPTY, "application/rss+xml")), server.url("/none")
    found = ask("watch", "--once", "--json", "--allow-private", good, bad)
    schema = json.loads((root / "docs/reference/schemas/poll.json").read_text("utf-8"))
    polls = [json.loads(line) for line in found.out.splitlines()]
    for poll in polls:
        jsonschema.validate(poll, schema)
    assert {poll["outcome"] for poll in polls} == {"unchanged", "failed"}


def test_what_is_no_source_is_said_with_its_name(ask: Any) -> None:
    found = ask("watch", "--once", "nobody")
    assert found.status == 2
    assert "source with feeds 'nobody' is not known" in found.err


@pytest.mark.model
def test_new_entries_reach_the_record_and_are_not_fetched_again(server: Any, ask: Any, tmp_path: Path) -> None:
    server.say("/1", whole(PAGE, "text/html"))
    url = server.say("/rss", whole(FEED, "application/rss+xml"))
    first = ask("watch", "--once", "--allow-private", url)
    again = ask("watch", "--once", "--allow-private", url)
    assert (first.status, again.status) == (0, 0)
    assert "1 report taken in" in first.out
    assert "nothing new" in again.out
    assert len(server.asked("/1")) == 1
    (row,) = json.loads(ask("talks", "--json").out)
    assert (row["round"], row["history"][0]["published_at"]) == (2, "2025-06-02T17:00:00Z")
    kept = [path for path in (tmp_path / "record.captures").iterdir() if path.suffix == ".gz"]
    read_again = ask("ingest", "--json", *map(str, kept))
    assert (json.loads(read_again.out)["known"], read_again.status) == (1, 0)


@pytest.mark.model
def test_ingest_takes_addresses_and_sets_aside_what_it_cannot_have(server: Any, ask: Any) -> None:
    page = server.say("/1", whole(PAGE, "text/html"))
    found = ask("ingest", "--json", "--allow-private", page, server.url("/none"), "ftp://post.example/1")
    shape = json.loads(found.out)
    assert (found.status, shape["new"]) == (3, 1)
    assert {aside["code"] for aside in shape["set_aside"]} == {"DG326", "DG301"}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(number: signal.Signals, server: Any, tmp_path: Path) -> None:
    url = server.say("/rss", whole(EMPTY, "application/rss+xml"))
    environment = {**os.environ, "DRAGOMAN_CACHE": str(cache_folder()), "DRAGOMAN_FETCH_GAP_S": "0"}
    process = subprocess.Popen(
        [sys.executable, "-m", "dragoman", "watch", "--allow-private", url, "--store", str(tmp_path / "record.db")],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        assert "nothing new" in process.stdout.readline()
        process.send_signal(number)
        _, complaints = process.communicate(timeout=20)
    assert (process.returncode, complaints.startswith("dragoman: stopped.")) == (0, True)


def poll(**more: Any) -> Poll:
    given: dict[str, Any] = {
        "feed": "https://post.example/rss",
        "title": "Example Post",
        "at": NOW,
        "outcome": "changed",
        "listed": 5,
        "fetched": 2,
        "unchanged": 0,
        "waiting": 0,
        "asides": (),
        "trouble": None,
        "next_at": NOW + timedelta(minutes=15),
        "why": "by its own pace",
    }
    return Poll(**{**given, **more})


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({}, "Example Post: 2 reports taken in. Next in 15 min (by its own pace)."),
        ({"fetched": 1, "unchanged": 2, "waiting": 3}, "1 report taken in, 2 as before, 3 tried again later."),
        ({"outcome": "unchanged"}, "nothing new."),
        ({"outcome": "list"}, "a list of feeds; they are watched now."),
        ({"outcome": "failed", "trouble": "It is gone. [DG326]", "title": None}, "post.example: It is gone. [DG326]"),
        ({"next_at": NOW + timedelta(seconds=90)}, "Next in 90 s"),
        ({"next_at": NOW + timedelta(hours=5)}, "Next in 5 h"),
        ({"next_at": NOW + timedelta(days=3)}, "Next in 3 d"),
        ({"next_at": NOW}, "Next in now"),
    ],
)
def test_a_poll_is_worded_on_one_line(more: dict[str, Any], line: str) -> None:
    (found,) = poll_lines(poll(**more))
    assert found.startswith("2025-06-02T12:00:00Z  ")
    assert line in found


def test_of_many_set_aside_entries_a_few_are_named() -> None:
    lines = list(poll_lines(poll(asides=tuple("abcde"))))
    assert "5 set aside" in lines[0]
    assert lines[1:] == [*(f"  set aside: {name}" for name in "abc"), "  and 2 more set aside."]
    assert poll_shape(poll(asides=("a",)))["set_aside"] == ["a"]


def test_the_table_has_a_row_for_each_feed() -> None:
    states = {
        "https://post.example/rss": FeedState("https://post.example/rss", "Example Post", checked_at=NOW,
                                              next_at=NOW + timedelta(minutes=15), why="by its own pace"),
        "https://wire.example/rss": FeedState("https://wire.example/rss", trouble="It is gone.", failures=3),
    }  # fmt: skip
    console = Console(file=io.StringIO(), width=150)
    console.print(watch_table(states, {"https://post.example/rss": poll()}, NOW))
    rows = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert len(rows) == 3
    assert all(words in rows[1] for words in ("Example Post", "2 reports taken in.", "15 min", "by its own pace"))
    assert all(words in rows[2] for words in ("wire.example", "It is gone.", "now"))


def test_on_a_terminal_the_table_is_kept_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=120)
    monkeypatch.setattr(render, "make_console", lambda: console)
    states = {"https://post.example/rss": FeedState("https://post.example/rss", "Example Post")}
    with open_screen(states, lambda: NOW, as_json=False) as screen:
        screen.begin()
        screen.show(poll())
        screen.refresh()
    assert "2 reports taken in." in console.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("next_at", "printed"),
    [(NOW + timedelta(hours=3), "Watching 1 feed; the next is asked in 3 h.\n"), (NOW, ""), (None, "")],
)
def test_where_nothing_is_due_it_says_when(
    next_at: datetime | None, printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    screen = Screen({"u": FeedState("u", next_at=next_at)}, lambda: NOW)
    screen.begin()
    screen.refresh()
    assert capsys.readouterr().out == printed
