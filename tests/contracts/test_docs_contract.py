"""What exists is documented: every command, setting, error and frame has its heading, every command its help."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dragoman import errors
from dragoman.cli.app import run
from dragoman.cli.commands import COMMANDS, GROUPS, SECTIONS
from dragoman.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def headings(page: Path) -> list[str]:
    return [line.lstrip("#").strip() for line in page.read_text("utf-8").splitlines() if re.match(r"#{2,} ", line)]


def tree(kind: type[errors.DragomanError]) -> Iterator[type[errors.DragomanError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from tree(below)


def test_every_command_has_its_section(root: Path) -> None:
    documented = [found for found in headings(root / "docs/reference/commands.md") if found not in SECTIONS]
    assert sorted(documented) == sorted(f"dragoman {row.path}" for row in COMMANDS)


def test_every_setting_has_its_section(root: Path) -> None:
    assert headings(root / "docs/reference/settings.md") == [row.variable for row in SETTINGS]


def test_every_error_code_has_its_section_in_order(root: Path) -> None:
    codes = sorted({kind.code for kind in tree(errors.DragomanError)})
    assert headings(root / "docs/errors.md") == codes


def test_no_two_errors_share_a_code() -> None:
    kinds = list(tree(errors.DragomanError))
    assert len({kind.code for kind in kinds}) == len(kinds)


def test_every_section_on_an_error_has_an_example_with_its_code(root: Path) -> None:
    sections = re.split(r"^## ", (root / "docs/errors.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    lacking = [s[:5] for s in sections if not s.startswith("DG000") and f"[{s[:5]}]" not in s]
    assert lacking == []


def test_every_frame_has_its_section(root: Path) -> None:
    frames = sorted(path.stem for path in (root / "src/dragoman/frames").glob("*.yaml"))
    assert frames
    assert sorted(set(headings(root / "docs/reference/frames.md")) & set(frames)) == frames


@pytest.mark.parametrize("path", [row.path for row in COMMANDS] + list(GROUPS))
def test_help_works(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*path.split(), "--help"]) == 0
    printed = capsys.readouterr().out
    assert f"Usage: dragoman {path}" in printed
    assert path in GROUPS or all(option in printed for option in ("--json", "--store", "--dossier"))


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.path.replace(" ", "-"))
def test_every_command_over_the_record_has_both_clocks(row: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*row.path.split(), "--help"]) == 0
    printed = capsys.readouterr().out
    assert ("--as-of" in printed) is row.has_clocks
    assert ("--recorded-as-of" in printed) is row.has_clocks


def test_reference_pages_are_what_the_code_says(root: Path) -> None:
    found = subprocess.run(
        [sys.executable, "scripts/reference.py", "--check"], cwd=root, capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stderr) == (0, "")
