"""A small dossier with a few sources, and captures of given bytes."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

import pytest

from dragoman.dossier import load_dossier
from dragoman.model import Capture

if TYPE_CHECKING:
    from dragoman.dossier import Dossier
    from dragoman.values import Instant

SOURCES = """
- {id: tass, kind: agency, names: [TASS], domains: [tass.com], credits: [/TASS/]}
- {id: reuters, kind: agency, names: [Reuters], domains: [reuters.com], credits: [(Reuters)]}
- {id: ap, kind: agency, names: [Associated Press, AP], domains: [apnews.com], credits: [(AP)]}
- {id: dpa, kind: agency, names: [German Press Agency, dpa]}
- {id: mehr, kind: agency, names: [Mehr News Agency, MNA], credits: [(MNA)]}
- {id: post, kind: newspaper, names: [Example Post, The Example Post], domains: [example.org]}
"""


class Capturing(Protocol):
    """Makes a capture of bytes."""

    def __call__(
        self,
        payload: bytes | str,
        media_type: str = "text/plain",
        *,
        url: str | None = None,
        source: str | None = None,
        published: Instant | None = None,
    ) -> Capture: ...


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = tmp_path_factory.mktemp("packs") / "trial"
    folder.mkdir()
    (folder / "dossier.yaml").write_text("pack: trial\ntitle: Trial\nversion: 2026.1\n", encoding="utf-8")
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    return load_dossier([str(folder)], cache=tmp_path_factory.mktemp("cache"))


@pytest.fixture
def capture() -> Capturing:
    def make(
        payload: bytes | str,
        media_type: str = "text/plain",
        *,
        url: str | None = None,
        source: str | None = None,
        published: Instant | None = None,
    ) -> Capture:
        data = payload.encode() if isinstance(payload, str) else payload
        digest = hashlib.sha256(data).hexdigest()
        now = datetime(2025, 6, 2, tzinfo=UTC)
        return Capture("cap_1", "here", media_type, data, digest, now, url, source, published)

    return make
