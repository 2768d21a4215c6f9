"""``sources`` and ``show --lineage``: JSON is the use case's shape, an outlet can be asked for, mistakes are said."""

from __future__ import annotations

import importlib.util
import json
import sys
from typing import TYPE_CHECKING

import pytest

from dragoman.cli.app import run
from dragoman.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def record(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of four reports, one of them a copy."""
    name = "dragoman_sample_istanbul"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, root / "tests/store/sample_istanbul.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    sample = sys.modules[name]
    path = tmp_path_factory.mktemp("cli") / "record.db"
    with open_store(str(path), write=True, clock=sample.Clock()) as store:
        for told in sample.REPORTS:
            store.write_reading(sample.reading_of(told))
    return path


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
