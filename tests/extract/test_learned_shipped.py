"""The reader that is shipped: its files are whole and small, and it reads the same twice."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from dragoman.errors import ReaderFileError, UnknownNameError
from dragoman.extract.learned.bundle import FOLDER, load_bundle
from dragoman.model import Document, Published
from dragoman.pipeline import Engine
from dragoman.settings import load_settings
from dragoman.values import parse_instant

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 30_000_000
NOW = datetime(2025, 6, 4, tzinfo=UTC)
TEXT = (
    "Russia and Ukraine held a second round of talks in Istanbul on Monday. Ukraine said that drones hit an air base "
    "in Siberia overnight. The weather was fine."
)
DOCUMENT = Document("d", "r", "c", TEXT, published=Published(parse_instant("2025-06-03"), "case"))


def test_its_files_are_whole_and_small() -> None:
    bundle = load_bundle()
    assert set(bundle.stages) == {"keep", "add", "alone"}
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST_BYTES


def test_the_reader_is_part_of_a_runs_identity() -> None:
    engines = [Engine(load_settings({"DRAGOMAN_READER": name})) for name in ("rules", "learned", "both")]
    assert len({engine.run_of(DOCUMENT, NOW).id for engine in engines}) == len(engines)
    assert load_bundle().version in engines[2].version
    assert load_bundle().version not in engines[0].version


def test_it_reads_beside_the_rules_unless_told_otherwise() -> None:
    assert Engine(load_settings({})).version.startswith("both ")
    assert load_bundle().version in Engine(load_settings({})).version


def test_a_reader_that_is_not_known_is_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"reader 'bot' is not known. Did you mean 'both'"):
        Engine(load_settings({"DRAGOMAN_READER": "bot"})).version  # noqa: B018 (asking is enough)


def test_a_folder_without_a_reader_is_refused_and_the_rules_do_not_step_in(tmp_path: Path) -> None:
    engine = Engine(load_settings({"DRAGOMAN_READER": "both", "DRAGOMAN_READER_FOLDER": str(tmp_path)}))
    with pytest.raises(ReaderFileError, match=r"'reader.json' cannot be read"):
        engine.run_of(DOCUMENT, NOW)


@pytest.mark.model
@pytest.mark.parametrize("reader", ["both", "learned"])
def test_it_reads_verbatim_and_the_same_twice(reader: str) -> None:
    settings = load_settings({"DRAGOMAN_READER": reader})
    ((_, first),) = Engine(settings).read([DOCUMENT])
    ((_, again),) = Engine(settings).read([DOCUMENT])
    assert first == again
    assert "talks" in {claim.frame for claim in first.claims}
    assert all(claim.confidence is not None and 0 < claim.confidence < 1 for claim in first.claims)
    assert all(TEXT[e.start : e.end] == e.quote for claim in first.claims for e in claim.evidence)
