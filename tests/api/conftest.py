"""The sample record in a file, and the API over it, called in this process."""

from __future__ import annotations

import importlib.util
import sys
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from dragoman.api.app import create_app
from dragoman.merge import fold
from dragoman.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def record(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folded record of four reports."""
    name = "dragoman_sample_istanbul"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, root / "tests/store/sample_istanbul.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    sample = sys.modules[name]
    path = tmp_path_factory.mktemp("api") / "record.db"
    with open_store(str(path), write=True, clock=sample.Clock()) as store:
        for told in sample.REPORTS:
            store.write_reading(sample.reading_of(told))
        store.replace_derived(fold(store.active_claims(), processes=(), judgements=()))
    return path


@pytest.fixture
def client(record: Path) -> Iterator[TestClient]:
    with TestClient(create_app(str(record))) as client:
        yield client
