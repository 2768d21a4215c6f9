"""What every test may use: the checkout's root, the measuring data, and none of the user's own settings."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from types import ModuleType

    from ruamel.yaml.nodes import Node

    from dragoman.analyse import Analyser
    from dragoman.pipeline import Engine

T = TypeVar("T")
P = ParamSpec("P")

ROOT = Path(__file__).resolve().parent.parent
OWN_VARIABLES = "DRAGOMAN_"
MEASURING_OF_CHILDREN = "COVERAGE_PROCESS_"
LONG_YAML = 1_000
"""From how many characters on a parsed YAML text is kept."""

LIBRARY_CALLS = (
    "ruamel.yaml:YAML.compose",
    "ruamel.yaml:YAML.load",
    "alembic.operations:Operations.invoke",
    "sqlalchemy.engine:Connection.exec_driver_sql",
    "fastapi.routing:APIRouter.add_api_route",
    "fastapi.routing:APIRouter.include_router",
    "jinja2:Environment.compile",
)
"""Long work inside libraries written in Python that never calls the project back: there is nothing to measure in it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Some tests count for no coverage, since measuring would make them slow and other tests reach the same lines.

    They are the slow ones, and those that drive a browser: what the server answers is measured under ``tests/web``.
    """
    for item in items:
        if any(item.get_closest_marker(kind) for kind in ("slow", "browser")):
            item.add_marker(pytest.mark.no_cover)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Do not measure the programs that an unmeasured test, or what is set up for it, starts."""
    with pytest.MonkeyPatch.context() as patch:
        if item.get_closest_marker("no_cover") is not None:
            for name in [name for name in os.environ if name.startswith(MEASURING_OF_CHILDREN)]:
                patch.delenv(name)
        return (yield)


def untraced(call: Callable[P, T]) -> Callable[P, T]:
    """Let a call run without the tracer that coverage sets: it would cost four times the call itself."""

    @functools.wraps(call)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        tracer: Any = sys.gettrace()
        if tracer is None:
            return call(*args, **kwargs)
        sys._getframe().f_trace = tracer  # so that the tracer sees this frame's end, as it saw its beginning
        sys.settrace(None)
        try:
            return call(*args, **kwargs)
        finally:
            sys.settrace(tracer)

    return run


@pytest.fixture(scope="session", autouse=True)
def _libraries_are_not_measured() -> Iterator[None]:
    """Do not trace the libraries' longest work: the lines of the project's own that count are the same."""
    with pytest.MonkeyPatch.context() as patch:
        for place in LIBRARY_CALLS:
            module, _, name = place.partition(":")
            owner, _, method = name.partition(".")
            kind = getattr(importlib.import_module(module), owner)
            patch.setattr(kind, method, untraced(getattr(kind, method)))
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_tree_of_each_yaml(_libraries_are_not_measured: None) -> Iterator[None]:
    """Parse each long YAML text once a process: the shipped packs are loaded a hundred times; nobody changes a tree."""
    from ruamel.yaml import YAML

    parse: Callable[[YAML, str], Node] = YAML.compose
    trees: dict[str, Node] = {}

    def compose(yaml: YAML, text: str) -> Node:
        if len(text) < LONG_YAML:
            return parse(yaml, text)
        return trees.get(text) or trees.setdefault(text, parse(yaml, text))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(YAML, "compose", compose)
        yield


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


@pytest.fixture(scope="session", autouse=True)
def _one_language_model() -> Iterator[None]:
    """Load each language model once a process, whoever asks for it: it keeps no state and takes a second to load."""
    import dragoman.analyse

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dragoman.analyse, "load_analyser", functools.cache(dragoman.analyse.load_analyser))
        yield


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine that reads by the rules, with the packs of the default settings, loaded once for all tests."""
    from dragoman.pipeline import Engine
    from dragoman.settings import load_settings

    return Engine(load_settings({"DRAGOMAN_READER": "rules"}))


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    """The language model of the default settings, loaded once for all tests."""
    from dragoman.analyse import load_analyser
    from dragoman.settings import load_settings

    return load_analyser(load_settings({}).model)


@pytest.fixture(scope="session")
def made(root: Path) -> ModuleType:
    """Reports made up for records that are folded again and again (``tests/store/made_record.py``)."""
    name = "dragoman_made_record"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, root / "tests/store/made_record.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def record(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folded record of four reports, in a file; nothing that uses it may write to it."""
    from dragoman.merge import fold
    from dragoman.store import open_store

    name = "dragoman_sample_istanbul"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, root / "tests/store/sample_istanbul.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    sample = sys.modules[name]
    path = tmp_path_factory.mktemp("sample") / "record.db"
    with open_store(str(path), write=True, clock=sample.Clock()) as store:
        for told in sample.REPORTS:
            store.write_reading(sample.reading_of(told))
        store.replace_derived(fold(store.active_claims(), processes=(), judgements=()))
    return path


class Aside(Protocol):
    """Runs something to its end."""

    def __call__(self, run: Callable[[], T]) -> T: ...


@pytest.fixture(scope="session")
def aside() -> Aside:
    """Run a loop of one's own in a thread of its own: a browser of other tests may hold this thread's."""

    def to_its_end(run: Callable[[], T]) -> T:
        with ThreadPoolExecutor(1) as threads:
            return threads.submit(run).result()

    return to_its_end
