"""The measure of pages: what counts for a tool, and how the tools that have an environment of their own are asked."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType


@pytest.fixture(scope="module")
def load(root: Path) -> Callable[[str], ModuleType]:
    def load_one(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(f"dragoman_bench_{name}", root / "bench" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        return module

    return load_one


def test_words_are_counted_and_a_page_without_data_is_left_out(load: Callable[[str], ModuleType]) -> None:
    pages = load("pages")
    assert pages.f1("The envoys met.", "the envoys MET") == 1
    assert pages.f1("The envoys met in a palace.", "Envoys met.") == pytest.approx(0.5)
    assert pages.f1("", "Envoys met.") == 0
    assert pages.mean_f1(["Envoys met.", None, ""], ["Envoys met.", "They left.", "They left."]) == pytest.approx(0.5)


def test_tool_that_fails_gives_no_text_and_one_without_data_is_not_counted(
    load: Callable[[str], ModuleType], capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(error: Exception) -> Callable[[dict[str, str]], str]:
        def extract(_: dict[str, str]) -> str:
            raise error

        return extract

    tried, page = load("page_peers").tried, {"name": "p.html"}
    assert tried("tool", lambda given: given["name"], page) == "p.html"
    assert tried("tool", failing(ValueError("odd\nbytes")), page) == ""
    assert tried("tool", failing(LookupError("stopwords")), page) is None
    assert capsys.readouterr().err.splitlines() == [
        "p.html: tool: ValueError: odd",
        "p.html: not counted for tool: LookupError",
    ]


def test_missing_environment_of_the_others_is_said(
    load: Callable[[str], ModuleType],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pages = load("pages")
    monkeypatch.setattr(pages, "PEERS", tmp_path / "python")
    assert pages.peers([]) == {}
    assert "left out: newspaper4k" in capsys.readouterr().out


def test_others_get_the_pages_as_they_were_saved(
    load: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = load("pages")
    asked: list[str] = []

    def answer(command: list[str], *, input: str, **_: object) -> subprocess.CompletedProcess[str]:  # noqa: A002
        asked.extend(input.splitlines())
        return subprocess.CompletedProcess(command, 0, '{"newspaper4k": [null]}')

    monkeypatch.setattr(pages, "PEERS", Path(__file__))
    monkeypatch.setattr(pages.subprocess, "run", answer)
    page = pages.Page("p.html", "<p>Brücke</p>".encode(), "https://post.example/p", "Brücke", None)
    assert pages.peers([page]) == {"newspaper4k": [None]}
    assert [json.loads(line) for line in asked] == [
        {"name": "p.html", "url": "https://post.example/p", "html": "<p>Brücke</p>"}
    ]
