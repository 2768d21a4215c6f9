"""The sample record, folded, and views of it."""

from __future__ import annotations

import importlib.util
import sys
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from dragoman.model import Content, Process, ProcessRound
from dragoman.query import Knowledge, View
from dragoman.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import ModuleType

    from dragoman.model import Document, Statement
    from dragoman.store import Store

SAMPLE = Path(__file__).parent.parent / "store" / "sample_istanbul.py"
PROCESS = Process(
    "istanbul-2025",
    ("Istanbul talks",),
    ("RUS", "UKR"),
    date(2025, 5, 16),
    rounds=(
        ProcessRound(2, (date(2025, 6, 1), date(2025, 6, 3))),
        ProcessRound(3, (date(2025, 7, 22), date(2025, 7, 24))),
    ),
)


def load(path: Path) -> ModuleType:
    name = f"dragoman_test_{path.stem}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def report() -> type[Report]:
    return Report


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    return load(SAMPLE)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge(processes=(PROCESS,))


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory, sample: ModuleType, knowledge: Knowledge) -> Path:
    """A record of the four reports, folded."""
    path = tmp_path_factory.mktemp("query") / "record.db"
    with open_store(str(path), write=True, clock=sample.Clock()) as store:
        for told in sample.REPORTS:
            store.write_reading(sample.reading_of(told))
        store.replace_derived(knowledge(store.active_claims(), store.judgements()))
    return path


@pytest.fixture
def store(record: Path) -> Iterator[Store]:
    with open_store(str(record), write=False) as opened:
        yield opened


class Report(NamedTuple):
    """A report made of sentences, each the evidence of one claim: frame, sentence, fields of the claim."""

    published: str | None
    claims: Sequence[tuple[str, str, dict[str, Any]]]
    given_id: str | None = None
    source: str | None = "Example Wire"
    statements: Callable[[Document], tuple[Statement, ...]] = lambda _: ()


@pytest.fixture
def tell(tmp_path: Path, sample: ModuleType, knowledge: Knowledge) -> Iterator[Callable[..., View]]:
    """Makes a record of reports and gives the view of it."""
    with ExitStack() as stack:

        def make(*reports: Report) -> View:
            path = tmp_path / "told.db"
            with open_store(str(path), write=True, clock=sample.Clock()) as writing:
                for n, report in enumerate(reports):
                    writing.write_reading(_reading(sample, report, report.given_id or f"r{n}"))
                writing.replace_derived(knowledge(writing.active_claims(), writing.judgements()))
            return View(stack.enter_context(open_store(str(path), write=False)), folding=knowledge)

        yield make


def _reading(sample: ModuleType, report: Report, name: str) -> Any:
    text = " ".join(sentence for _, sentence, _ in report.claims) or "Nothing new today."
    told = sample.Told(name, text, report.source, report.published, f"https://wire.example/{name}")
    document = told.document()
    claims = tuple(
        sample.claim_of(document, f"c{n}", frame, sentence, **_with_content(sample, text, fields))
        for n, (frame, sentence, fields) in enumerate(report.claims, start=1)
    )
    statements = report.statements(document)
    return replace(sample.reading_of(told), claims=claims, statements=statements)


def _with_content(sample: ModuleType, text: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Make content of ``content=(words, issue)``."""
    if "content" not in fields:
        return fields
    words, issue = fields["content"]
    return fields | {"content": Content((sample.words(text, words),), issue)}


@pytest.fixture
def view(store: Store, knowledge: Knowledge) -> View:
    return View(store, folding=knowledge)
