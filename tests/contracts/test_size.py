"""Files of at most 300 lines, functions of at most 50: what is longer is two things."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.no_cover  # reads source, runs none of it

MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 50


def python_files(root: Path, *folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (root / folder).rglob("*.py"))


def long_functions(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_LINES_OF_A_FUNCTION:
                yield f"{node.name} has {lines} lines"


def test_no_file_is_too_long(root: Path) -> None:
    lines = {
        str(path.relative_to(root)): len(path.read_text("utf-8").splitlines())
        for path in python_files(root, "src", "bench", "scripts")
    }
    assert lines
    assert {name: count for name, count in lines.items() if count > MOST_LINES_OF_A_FILE} == {}


def test_no_function_is_too_long(root: Path) -> None:
    found = {
        str(path.relative_to(root)): list(long_functions(path.read_text("utf-8")))
        for path in python_files(root, "src", "bench", "scripts", "tests")
    }
    assert {name: functions for name, functions in found.items() if functions} == {}


@pytest.mark.parametrize(("body_lines", "is_found"), [(49, False), (50, True)])
def test_the_measure_counts_from_def_to_the_last_line(body_lines: int, *, is_found: bool) -> None:
    source = "def f():\n" + "    x = 1\n" * body_lines
    assert bool(list(long_functions(source))) is is_found
