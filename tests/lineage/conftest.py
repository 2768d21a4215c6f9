"""Reports made by hand, and a small dossier."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from dragoman.dossier import load_dossier
from dragoman.model import Document, Published
from dragoman.values import Instant, content_id, parse_instant

if TYPE_CHECKING:
    from dragoman.dossier import Dossier

SOURCES = """
- {id: tass, kind: agency, names: [TASS], domains: [tass.com]}
- {id: reuters, kind: agency, names: [Reuters], domains: [reuters.com]}
- {id: post, kind: newspaper, names: [Example Post], domains: [example.org]}
- {id: daily, kind: newspaper, names: [Example Daily], domains: [example.net]}
- {id: zeitung, kind: newspaper, names: [Example Zeitung], domains: [example.com], languages: [de, en]}
"""


class Reporting(Protocol):
    """Makes a document of a text."""

    def __call__(
        self, name: str, text: str, published: str | None = "2025-06-02T12:00:00Z", **fields: Any
    ) -> Document: ...


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = tmp_path_factory.mktemp("packs") / "trial"
    folder.mkdir()
    (folder / "dossier.yaml").write_text("pack: trial\ntitle: Trial\nversion: 2026.1\n", encoding="utf-8")
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    return load_dossier([str(folder)], cache=tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def report() -> Reporting:
    def make(name: str, text: str, published: str | None = "2025-06-02T12:00:00Z", **fields: Any) -> Document:
        when = parse_instant(published) if published is not None else Instant(date(2025, 6, 2), None)
        return Document(
            id=name,
            revision=content_id("rev", name, text),
            capture_id="cap",
            text=text,
            language="en",
            published=Published(when, "json") if published is not None else None,
            **fields,
        )

    return make
