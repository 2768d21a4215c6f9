"""Where pages are printed: styled for a terminal, plain elsewhere, JSON when asked for."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest
from rich.table import Table
from rich.text import Text

from dragoman.cli.render.console import PLAIN_WIDTH, WIDEST, command_line, emit, make_console, page_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def page(plain: bool) -> Iterator[RenderableType]:  # noqa: FBT001  the form that is asked for
    yield Text("plain" if plain else "styled", style="bold")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Terminal()


def test_a_terminal_gets_styles_in_a_width_that_can_be_read(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", terminal)
    emit({}, as_json=False, page=page)
    assert terminal.getvalue() == "\x1b[1mstyled\x1b[0m\n"
    assert make_console(terminal).width == WIDEST


def test_no_color_is_heeded(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("NO_COLOR", "1")
    emit({}, as_json=False, page=page)
    assert "plain" in terminal.getvalue()


def test_elsewhere_text_is_plain(capsys: pytest.CaptureFixture[str]) -> None:
    emit({}, as_json=False, page=page)
    assert capsys.readouterr().out == "plain\n"


def test_json_is_json_and_draws_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    emit({"name": "Türkiye", "none": None}, as_json=True, page=lambda _: 1 / 0)
    printed = capsys.readouterr().out
    assert json.loads(printed) == {"name": "Türkiye", "none": None}
    assert "Türkiye" in printed


def test_tables_leave_no_spaces_at_the_ends_of_lines() -> None:
    table = Table.grid()
    table.add_row("a", "long text")
    table.add_row("b", "x")
    assert list(page_lines(make_console(io.StringIO()), [table])) == ["along text", "bx"]


def test_a_command_is_never_broken_over_lines() -> None:
    text = "dragoman dossier check " + "long/" * 60
    assert len(text) > PLAIN_WIDTH
    assert list(page_lines(make_console(io.StringIO()), [command_line(text)])) == [text]
