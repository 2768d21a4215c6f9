"""The way in: exit statuses, errors as words, no traceback, nothing left open."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import types
from typing import TYPE_CHECKING, Annotated

import pytest
import typer

from dragoman.cli import app, commands
from dragoman.cli.commands import Command
from dragoman.cli.options import Call  # noqa: TC001  the commands' annotations are read
from dragoman.collecting import SELDOM
from dragoman.errors import EmptyInputError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., int | None]], None]:
    """Makes a function the command ``dragoman probe``."""

    def as_probe(function: Callable[..., int | None]) -> None:
        module = types.ModuleType("dragoman.cli.cmd_probe")
        module.probe = function  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setattr(
            app, "COMMANDS", (Command("probe", "probe", "probe", commands.RECORD, "A probe", has_clocks=True),)
        )

    return as_probe


def test_help_lists_every_command_under_its_heading(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run(["--help"]) == 0
    printed = capsys.readouterr().out
    lines = printed.splitlines()
    for row in commands.COMMANDS:
        assert any(line.startswith(f"  {row.path.split()[0]} ") for line in lines), row.path
    assert [line[:-1] for line in lines if line[:-1] in commands.SECTIONS] == list(commands.SECTIONS)


def test_no_arguments_show_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run([]) == 0
    assert "Usage: dragoman" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("dragoman 0.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tlaks"], "Did you mean 'talks'"),
        (["export", "clams"], "Did you mean 'claims'"),
        (["doctor", "--nonsense"], "--nonsense"),
        (["doctor", "--store"], "--store"),
    ],
)
def test_wrong_use_is_said_and_exits_2(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run(arguments) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""


def test_a_command_gets_its_call_and_its_own_arguments(install: Callable[..., None]) -> None:
    seen: list[tuple[Call, str, int]] = []

    def probe(call: Call, word: Annotated[str, typer.Argument()], *, times: Annotated[int, typer.Option()] = 1) -> None:
        seen.append((call, word, times))

    install(probe)
    assert app.run(["probe", "x", "--times", "3", "--json", "--store", "a.db", "--as-of", "2025-06-02"]) == 0
    ((call, word, times),) = seen
    assert (word, times, call.as_json, call.settings.store) == ("x", 3, True, "a.db")
    assert call.as_of is not None
    assert call.as_of.isoformat() == "2025-06-03T00:00:00+00:00"


@pytest.mark.parametrize("status", [0, 1, 3])
def test_a_command_gives_the_exit_status(status: int, install: Callable[..., None]) -> None:
    def probe(_: Call) -> int:
        return status

    install(probe)
    assert app.run(["probe"]) == status


@pytest.mark.parametrize(
    ("error", "status"),
    [(NotFoundError("event", "evt_1", "List them."), 2), (EmptyInputError("a.txt", "it is empty.", "Look."), 3)],
)
def test_an_error_is_its_message_and_its_status(
    error: Exception, status: int, install: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    def probe(_: Call) -> None:
        raise error

    install(probe)
    assert app.run(["probe"]) == status
    captured = capsys.readouterr()
    assert captured.err == f"dragoman: {error}\n"


def test_an_unexpected_error_says_how_to_report_it_without_a_traceback(
    install: Callable[..., None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def probe(_: Call) -> None:
        message = "a fault"
        raise ZeroDivisionError(message)

    install(probe)
    assert app.run(["probe"]) == app.EXIT_BUG
    quiet = capsys.readouterr().err
    assert "ZeroDivisionError: a fault" in quiet
    assert "Traceback" not in quiet
    assert "dragoman doctor" in quiet
    monkeypatch.setenv("DRAGOMAN_DEBUG", "1")
    assert app.run(["probe"]) == app.EXIT_BUG
    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c_is_said_and_exits_130(install: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    def probe(_: Call) -> None:
        raise KeyboardInterrupt

    install(probe)
    assert app.run(["probe"]) == app.EXIT_INTERRUPTED
    assert capsys.readouterr().err == "dragoman: stopped.\n"


def test_nobody_reading_is_quiet_and_is_not_done(tmp_path: Path) -> None:
    program = (
        "import sys, types; from dragoman.cli import app, commands\n"
        "module = types.ModuleType('dragoman.cli.cmd_probe'); sys.modules[module.__name__] = module\n"
        "module.probe = lambda call: [print('x' * 1000) for _ in range(1000)] and 0\n"
        "app.COMMANDS = (commands.Command('probe', 'probe', 'probe', commands.KEEP, 'x'),)\n"
        "app.main()\n"
    )
    pipe = f'{sys.executable} -c "$PROGRAM" probe | head -1 >out; echo ${{PIPESTATUS[0]}}'
    found = subprocess.run(
        ["bash", "-c", pipe],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PROGRAM": program},
    )
    assert (found.stdout, found.stderr) == (f"{app.EXIT_NO_READER}\n", "")


def test_a_large_record_is_read_without_looking_for_rings_all_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int, int]] = []
    before = gc.get_threshold()
    monkeypatch.setattr(app, "run", lambda _: seen.append(gc.get_threshold()) or 0)
    try:
        with pytest.raises(SystemExit):
            app.main()
    finally:
        gc.set_threshold(*before)
    assert seen == [SELDOM]
    assert before < SELDOM


def test_python_dash_m_works() -> None:
    found = subprocess.run([sys.executable, "-m", "dragoman", "--version"], capture_output=True, text=True, check=True)
    assert found.stdout.startswith("dragoman ")


def test_a_command_stopped_while_it_is_loaded_is_stopped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "_group", interrupted)
    assert app.run(["talks"]) == app.EXIT_INTERRUPTED
    assert capsys.readouterr().err == "dragoman: stopped.\n"


def test_a_setting_that_cannot_be_is_said_once(
    install: Callable[..., None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    install(lambda call: int(call is None))
    monkeypatch.setenv("DRAGOMAN_BUSY_TIMEOUT_S", "soon")
    assert app.run(["probe"]) == 2
    assert "DRAGOMAN_BUSY_TIMEOUT_S: 'soon' is not a number from 0" in capsys.readouterr().err
    assert app._is_debugging() is False


def test_shell_completion_is_offered(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_DRAGOMAN_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "dragoman ta")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert app.run([]) == 0
    assert capsys.readouterr().out.split() == ["talks"]
