"""The installer shows how far pip is, counts what it fetches, and gives pip's exit status with the end of its log."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


@pytest.fixture(scope="module")
def install(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("dragoman_scripts_install", root / "scripts" / "install.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_progress_counts_packages_and_what_is_fetched(install: ModuleType) -> None:
    progress = install.Progress(2)
    lines = {
        "Collecting rich==15.0.0": "  1 of 2  rich==15.0.0",
        "  Downloading rich-15.0.0-py3-none-any.whl.metadata (18 kB)": None,
        "  Downloading rich-15.0.0-py3-none-any.whl (300 kB)": None,
        "Collecting spacy==3.8.18 (from -r requirements/run.txt (line 9))": "  2 of 2  spacy==3.8.18",
        "  Downloading spacy-3.8.18-cp311-cp311-manylinux_2_28_x86_64.whl (30.5 MB)": None,
        "  Using cached wasabi-1.1.3-py3-none-any.whl (27 kB)": None,
        "Installing collected packages: rich, spacy": "installing",
    }
    assert {line: progress.read(line) for line in lines} == lines
    assert progress.bytes == 30_800_000


@pytest.mark.parametrize("name", ["build", "run", "dev"])
def test_every_pin_is_counted(install: ModuleType, root: Path, name: str) -> None:
    text = (root / "requirements" / f"{name}.txt").read_text("utf-8")
    assert len(install.PIN.findall(text)) == sum(line[:1].isalnum() for line in text.splitlines())


@pytest.mark.parametrize(("status", "said"), [(0, "1 pins, 1 MB downloaded"), (1, "no matching hash")])
def test_the_exit_status_is_pips(
    install: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    status: int,
    said: str,
) -> None:
    requirements = tmp_path / "r.txt"
    requirements.write_text("rich==15.0.0 \\\n    --hash=sha256:00\n")
    said_by_pip = "  Downloading rich-15.0.0.whl (1.2 MB)\nno matching hash"
    fake = f"print({said_by_pip!r}); raise SystemExit({status})"
    popen = subprocess.Popen
    monkeypatch.setattr(install.subprocess, "Popen", lambda _, **how: popen([sys.executable, "-c", fake], **how))
    monkeypatch.setattr(install.sys, "prefix", str(tmp_path))
    assert install.main([str(requirements)]) == status
    captured = capsys.readouterr()
    assert said in captured.out + captured.err
    assert "no matching hash" in (tmp_path / "pip.log").read_text()
