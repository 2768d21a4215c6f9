"""Nothing in the checkout that must not be there: shared text, machine paths, index hosts, large files."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.no_cover  # none of it runs the package; the house check would take thrice as long

INDEX_OPTIONS = ("--index-url", "--extra-index-url", "--find-links", "--trusted-host", "://")


@pytest.mark.shared
def test_house_check_finds_nothing(root: Path, shared: Path) -> None:
    check = shared / "tools" / "house_check.py"
    if not check.exists():
        pytest.skip("there is no house_check.py in the shared tools")
    found = subprocess.run([sys.executable, str(check), str(root)], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (0, "")


@pytest.mark.parametrize("name", ["build", "run", "dev"])
def test_requirements_name_no_index_and_have_hashes(root: Path, name: str) -> None:
    text = (root / "requirements" / f"{name}.txt").read_text("utf-8")
    pins = [line for line in text.splitlines() if line[:1].isalnum()]
    assert pins
    assert [pin for pin in pins if "==" not in pin or not pin.endswith("\\")] == []
    assert text.count("--hash=sha256:") >= len(pins)
    assert [option for option in INDEX_OPTIONS if option in text] == []


def test_there_is_no_lock_that_spells_out_hosts(root: Path) -> None:
    assert [path.name for path in root.glob("*.lock")] == []
