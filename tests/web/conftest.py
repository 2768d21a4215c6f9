"""The site over the sample record, called in this process: for an analyst, and as a public face."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from dragoman.settings import load_settings
from dragoman.web.site import create_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def site(record: Path) -> Iterator[TestClient]:
    with TestClient(create_site(dataclasses.replace(load_settings({}), store=str(record)))) as client:
        yield client


@pytest.fixture(scope="session")
def public_site(record: Path) -> Iterator[TestClient]:
    settings = dataclasses.replace(load_settings({}), store=str(record))
    with TestClient(create_site(settings, is_public=True)) as client:
        yield client
