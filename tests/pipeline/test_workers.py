"""Several processes read, one writes: the same record in the same order, whoever is interrupted or killed."""

from __future__ import annotations

import inspect
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime
from multiprocessing import Pipe
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dragoman import errors
from dragoman.errors import ModelBudgetError, ReadingProcessError, StatusError
from dragoman.model import Document
from dragoman.pipeline import Engine, workers
from dragoman.pipeline.engine import GROUP_CHARS, GROUP_DOCUMENTS, groups
from dragoman.pipeline.workers import Identity, Workers, identity_of, serve
from dragoman.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.model


def documents(count: int, chars: int = 10) -> list[Document]:
    return [Document(f"d{n}", f"r{n}", "c", "x" * chars) for n in range(count)]


def test_groups_keep_the_order_and_are_cut_by_the_documents_alone() -> None:
    given = documents(2 * GROUP_DOCUMENTS + 3)
    cut = list(groups(given))
    assert [d for group in cut for d in group] == given
    assert [len(group) for group in cut] == [GROUP_DOCUMENTS, GROUP_DOCUMENTS, 3]
    assert [len(group) for group in groups(documents(4, GROUP_CHARS // 2))] == [2, 2]
    assert list(groups([])) == []


def test_groups_are_taken_lazily() -> None:
    taken = []
    coming = groups(taken.append(d.id) or d for d in documents(3 * GROUP_DOCUMENTS))  # type: ignore[func-returns-value]
    next(coming)
    assert len(taken) == GROUP_DOCUMENTS


def test_errors_travel_whole() -> None:
    status = StatusError("page", 429, "slow down.", "Later.")
    status.retry_after_s = 7.0
    again = pickle.loads(pickle.dumps(status))  # noqa: S301  made here
    assert (type(again), str(again), again.__dict__) == (StatusError, str(status), status.__dict__)
    assert again.retry_after_s == 7.0


def given_for(annotation: str) -> object:
    return 1.0 if "float" in annotation else datetime(2025, 6, 2) if "datetime" in annotation else "given"


@pytest.mark.parametrize("name", errors.__all__)
def test_every_error_can_travel(name: str) -> None:
    kind = getattr(errors, name)
    wanted = list(inspect.signature(kind).parameters.values())
    made = kind(*[given_for(str(p.annotation)) for p in wanted if p.default is p.empty])
    again = pickle.loads(pickle.dumps(made))  # noqa: S301  made here
    assert (type(again), str(again), again.__dict__) == (kind, str(made), made.__dict__)


class Talk:
    """A worker that runs in a thread of this process, for what cannot be seen in another one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, engine: Any) -> None:
        monkeypatch.setattr("dragoman.pipeline.engine.Engine", lambda _: engine)
        self.end, theirs = Pipe()
        self._thread = threading.Thread(target=serve, args=(theirs, load_settings({})), daemon=True)
        self._thread.start()

    def ask(self, group: list[Document]) -> Any:
        self.end.send(group)
        return self.end.recv()

    def close(self) -> None:
        self.end.close()
        self._thread.join(5)
        assert not self._thread.is_alive()


def test_a_worker_says_who_it_is_with_each_group(monkeypatch: pytest.MonkeyPatch, engine: Engine, held: str) -> None:
    talk = Talk(monkeypatch, engine)
    group = [Document("a", "ra", "c", held), Document("b", "rb", "c", "Nothing happened.")]
    identity, read = talk.ask(group)
    assert identity == identity_of(engine)
    assert [len(outcome.claims) for outcome in read.outcomes] == [1, 0]
    assert read.tally is None
    talk.close()


def test_what_goes_wrong_in_a_worker_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = Talk(monkeypatch, object())
    assert isinstance(talk.ask([]), AttributeError)
    talk.close()


class Refusing:
    """An engine whose reading of every document is refused."""

    version = "v"

    class dossier:  # noqa: N801  stands in for an attribute
        digest = "d"

    def outcomes(self, group: list[Document]) -> Any:
        return ((d, ModelBudgetError(d.id, "spent.", "Later.")) for d in group)

    def take_tally(self) -> None:
        return None


def test_a_refused_document_travels_as_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = Talk(monkeypatch, Refusing())
    identity, read = talk.ask(documents(1))
    assert identity == Identity("v", "d")
    assert [str(outcome) for outcome in read.outcomes] == ["d0: spent. Later. [DG341]"]
    talk.close()


def test_nothing_to_read_starts_no_process(monkeypatch: pytest.MonkeyPatch, engine: Engine) -> None:
    monkeypatch.setattr(workers, "Workers", None)
    assert list(engine.read([], jobs=4)) == []


@pytest.mark.slow
def test_a_worker_that_reads_with_other_packs_reads_nothing(engine: Engine) -> None:
    with (
        Workers(engine.settings, 1, Identity("another", "one")) as pool,
        pytest.raises(ReadingProcessError, match="other packs"),
    ):
        list(pool.read([documents(1)]))


@pytest.mark.slow
def test_a_worker_that_is_killed_ends_the_run_with_the_reason(engine: Engine) -> None:
    with Workers(engine.settings, 1, identity_of(engine)) as pool:
        os.kill(pool.pids[0] or 0, signal.SIGKILL)
        with pytest.raises(ReadingProcessError, match=r"ended, killed.*DG143"):
            list(pool.read([documents(1)]))


def start(folder: Path, *command: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    arguments = [sys.executable, "-m", "dragoman", *command, "--store", str(folder / "record.db")]
    return subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run(folder: Path, *command: str) -> str:
    out, err = start(folder, *command).communicate(timeout=200)
    assert err == ""
    return out


def children_of(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(child) for child in task.read_text().split()]
    return found


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.fixture
def many(tmp_path: Path, make_line: Callable[..., str], held: str, planned: str) -> Path:
    """Forty reports, some of them alike, one of them no report."""
    path = tmp_path / "many.jsonl"
    lines = [
        make_line(
            f"r{n}", f"{held if n % 2 else planned} It was report {n // 3} of the week.", f"2025-06-{n % 28 + 1:02}"
        )
        for n in range(40)
    ]
    path.write_text("".join([*lines[:20], "{no report\n", *lines[20:]]), encoding="utf-8")
    return path


def record_of(folder: Path) -> list[Any]:
    told = json.loads(run(folder, "timeline", "--json"))
    return [run(folder, "export", "claims"), run(folder, "export", "lineage"), told]


@pytest.mark.slow
def test_two_processes_make_the_record_of_one(many: Path, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    alone = json.loads(run(tmp_path / "one", "ingest", str(many), "--json"))
    shared = json.loads(run(tmp_path / "two", "ingest", str(many), "--json", "--jobs", "2"))
    assert shared == alone
    assert (shared["new"], [s["code"] for s in shared["set_aside"]]) == (40, ["DG305"])
    assert record_of(tmp_path / "two") == record_of(tmp_path / "one")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks processes up in /proc")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL], ids=["ctrl-c", "kill"])
def test_no_worker_outlives_the_writer_and_the_next_run_goes_on(
    sent: signal.Signals, many: Path, tmp_path: Path
) -> None:
    child = start(tmp_path, "ingest", str(many), "--jobs", "2")
    wait_for(lambda: len(children_of(child.pid)) >= 2)
    readers = children_of(child.pid)
    time.sleep(0.5)
    child.send_signal(sent)
    _, err = child.communicate(timeout=60)
    assert child.returncode == (130 if sent is signal.SIGINT else -signal.SIGKILL), err
    assert "Traceback" not in err
    wait_for(lambda: not any(map(is_running, readers)))
    again = json.loads(run(tmp_path, "ingest", str(many), "--jobs", "2", "--json"))
    assert again["new"] + again["known"] == 40
    assert again["record"]["documents"] == 40
    assert "Traceback" not in run(tmp_path, "check")
