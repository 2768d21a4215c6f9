"""What every test may use: the checkout's root, the measuring data, and none of the user's own settings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OWN_VARIABLES = "DRAGOMAN_"


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    """The measuring data beside the checkout; a test that needs it is skipped where it is not there."""
    folder = root.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"the measuring data is not at {folder.parent.name}/shared beside the checkout")
    return folder


@pytest.fixture(autouse=True)
def _no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the variables of whoever runs it, apart from those that say where a test server is."""
    for name in list(os.environ):
        if name.startswith(OWN_VARIABLES) and not name.startswith("DRAGOMAN_TEST_"):
            monkeypatch.delenv(name)
