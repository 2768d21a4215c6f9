"""``sources`` and ``show --lineage``: JSON is the use case's shape, an outlet can be asked for, mistakes are said."""

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
    def run_command(*arguments: str) -> str:
        assert run([*arguments, "--store", str(record), "--dossier", "base"]) == 0
        captured = capsys.readouterr()
        assert captured.err == ""
        return captured.out

    return run_command


def test_outlets_as_a_page_and_as_json(ask: Callable[..., str]) -> None:
    shape = json.loads(ask("sources", "--json"))
    page = ask("sources", "--drift")
    assert sum(outlet["reports"] for outlet in shape) == 4
    assert sum(outlet["copies"] for outlet in shape) == 1
    assert all(outlet["source"] in page for outlet in shape)


def test_lineage_of_a_report_as_a_page_and_as_json(ask: Callable[..., str]) -> None:
    shape = json.loads(ask("show", "copy", "--lineage", "--json"))
    assert [relation["doc"] for relation in shape["sources"]] == ["palace"]
    assert "copies" in ask("show", "copy", "--lineage")


def test_outlet_that_is_not_on_record_is_said(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sources", "Nowhere Post", "--store", str(record), "--dossier", "base"]) != 0
    assert "DG120" in capsys.readouterr().err
