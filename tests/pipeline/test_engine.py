from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from dragoman.model import Document, Published
from dragoman.pipeline import Engine, engine, examples
from dragoman.settings import load_settings
from dragoman.values import parse_instant

if TYPE_CHECKING:
    import pytest

NOW = datetime(2025, 6, 4, tzinfo=UTC)
DOCUMENT = Document("d", "r", "c", "Talks were held in Istanbul.")


def test_the_same_document_and_engine_name_the_same_run() -> None:
    one, other = Engine(load_settings({})), Engine(load_settings({}))
    later = other.run_of(DOCUMENT, NOW + timedelta(days=1))
    assert one.run_of(DOCUMENT, NOW).id == later.id
    assert later.recorded_at == NOW + timedelta(days=1)


def test_a_date_given_later_names_another_run() -> None:
    made = Engine(load_settings({}))
    dated = replace(DOCUMENT, published=Published(parse_instant("2025-06-03"), "option"))
    assert made.run_of(DOCUMENT, NOW).id != made.run_of(dated, NOW).id


def test_another_dossier_or_changed_words_name_another_run(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Engine(load_settings({})).run_of(DOCUMENT, NOW).id
    assert Engine(load_settings({"DRAGOMAN_DOSSIER": "base"})).run_of(DOCUMENT, NOW).id != first
    monkeypatch.setattr(engine, "_words_digest", lambda: "0" * 64)
    assert Engine(load_settings({})).run_of(DOCUMENT, NOW).id != first


def test_a_model_that_is_not_installed_still_gives_a_version() -> None:
    assert "nothing none" in Engine(load_settings({"DRAGOMAN_MODEL": "nothing"})).version


def test_the_cache_folder_is_the_users_choice() -> None:
    assert str(Engine(load_settings({"DRAGOMAN_CACHE": "somewhere"})).cache) == "somewhere"


def test_the_examples_are_shipped() -> None:
    shipped = examples()
    assert list(shipped.reports.glob("*.jsonl"))
    assert (shipped.pack / "dossier.yaml").is_file()
