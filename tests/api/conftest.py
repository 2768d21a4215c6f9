"""The API over the sample record, called in this process; built once, since it only reads and that takes a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from dragoman.api.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def client(record: Path) -> Iterator[TestClient]:
    with TestClient(create_app(str(record))) as client:
        yield client
