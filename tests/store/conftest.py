"""The sample record, and an empty store on each engine; PostgreSQL is started by the tests where it is installed."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from dragoman.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

SERVER_PROGRAMS = ("initdb", "pg_ctl")
HOW_TO_INSTALL = "apt-get install postgresql, or set DRAGOMAN_TEST_POSTGRES to the URL of a server"


def load_sample() -> ModuleType:
    name = "dragoman_sample_istanbul"
    if name not in sys.modules:
        path = Path(__file__).with_name("sample_istanbul.py")
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    return load_sample()


def _find_program(name: str) -> str | None:
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(installed[-1]) if installed else None)


def _skip(reason: str) -> None:
    message = f"PostgreSQL tests do not run: {reason}. {HOW_TO_INSTALL}."
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    warnings.filterwarnings("default", message="PostgreSQL tests do not run")
    warnings.warn(message, stacklevel=2)
    pytest.skip(message)


def _as_server(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server's maintenance database, on a Unix socket."""
    given = os.environ.get("DRAGOMAN_TEST_POSTGRES")
    if given:
        yield given
        return
    programs = {name: _find_program(name) for name in SERVER_PROGRAMS}
    if None in programs.values() or importlib.util.find_spec("psycopg") is None:
        _skip("no server or driver is installed")
    with tempfile.TemporaryDirectory(prefix="dragoman-pg-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data = f"{folder}/data"
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        initdb = [programs["initdb"], "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(_as_server(initdb), check=True, capture_output=True, cwd=folder)
        start = [programs["pg_ctl"], "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start"]
        subprocess.run(_as_server(start), check=True, stdout=subprocess.DEVNULL, cwd=folder)
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
        stop = [programs["pg_ctl"], "-D", data, "-m", "immediate", "stop"]
        subprocess.run(_as_server(stop), check=True, stdout=subprocess.DEVNULL, cwd=folder)


@contextlib.contextmanager
def _database(server: str, template: str) -> Iterator[str]:
    """The URL of a database copied from a template."""
    url = sa.make_url(server)
    name = f"dragoman_{os.getpid()}_{os.urandom(4).hex()}"
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        yield url.set(database=name).render_as_string(hide_password=False)
        connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """The name of a database that holds an empty record."""
    with _database(postgres_server, "template0") as url:
        with open_store(url, write=True):
            pass
        yield url.split("/")[-1].split("?")[0]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that holds an empty record."""
    path = tmp_path_factory.mktemp("template") / "record.db"
    with open_store(str(path), write=True):
        pass
    return path


ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=ENGINES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a record may be made, on each engine in turn."""
    if request.param == "sqlite":
        yield str(tmp_path / "record.db")
        return
    with _database(request.getfixturevalue("postgres_server"), "template0") as url:
        yield url


@pytest.fixture(params=ENGINES)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a record is that holds nothing yet, on each engine in turn."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "record.db")
        yield str(tmp_path / "record.db")
        return
    template = request.getfixturevalue("postgres_template")
    with _database(request.getfixturevalue("postgres_server"), template) as url:
        yield url


@pytest.fixture
def write(sample: ModuleType, store_url: str) -> Callable[..., None]:
    """Writes reports of the sample into the store, whole."""

    def write_reports(*names: str) -> None:
        with open_store(store_url, write=True, clock=sample.Clock()) as store:
            for told in sample.REPORTS:
                if not names or told.given_id in names:
                    store.write_reading(sample.reading_of(told))

    return write_reports
