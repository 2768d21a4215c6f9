"""Imports point one way, and each heavy library is imported in one place: import-linter's contracts hold."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.no_cover  # what a program imports is no reason to count its lines as tested


def test_import_contracts_hold(root: Path) -> None:
    linter = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    found = subprocess.run(
        [sys.executable, "-c", linter, "--no-cache"], cwd=root, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout + found.stderr
    assert "0 broken" in found.stdout


def test_importing_the_package_loads_nothing_heavy() -> None:
    loads = "import sys, dragoman, dragoman.model, dragoman.store, dragoman.dossier; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    heavy = {"spacy", "sqlalchemy", "alembic", "pydantic", "trafilatura", "numpy", "fastapi", "rich"}
    assert heavy & set(found.stdout.split()) == set()
