"""The server refuses what others could reach, says what is wrong before it serves, and serves until it is stopped."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx2
import pytest

from dragoman.errors import StoreMissingError, UsageError
from dragoman.settings import Settings, load_settings
from dragoman.web import server
from dragoman.web.running.hosts import is_loopback
from dragoman.web.server import Serving

if TYPE_CHECKING:
    from pathlib import Path

EVERYWHERE = "0.0.0.0"  # noqa: S104  it is refused


@pytest.fixture
def settings(record: Path) -> Settings:
    return dataclasses.replace(load_settings({}), store=str(record))


@pytest.mark.parametrize(
    ("host", "is_own"),
    [
        *[(host, True) for host in ("127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost")],
        *[(host, False) for host in (EVERYWHERE, "::", "192.168.1.4", "example.org", "")],
    ],
)
def test_only_this_machines_own_hosts_are_loopback(host: str, *, is_own: bool) -> None:
    assert is_loopback(host) is is_own


@pytest.mark.parametrize("host", [EVERYWHERE, "192.168.1.4", "example.org"])
def test_other_hosts_are_refused_with_the_option_that_allows_them(settings: Settings, host: str) -> None:
    with pytest.raises(UsageError, match="--public-read"):
        server.serve_record(settings, Serving(host=host))


def test_no_record_is_said_before_anything_is_served(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError):
        server.serve_record(dataclasses.replace(load_settings({}), store=str(tmp_path / "none.db")))


def test_a_port_in_use_is_said(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(UsageError, match="--port"):
        server.serve_record(settings, Serving(port=taken.getsockname()[1]))


def test_addresses_of_both_families_are_written_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as four:
        assert server.address_of(four) == f"http://127.0.0.1:{four.getsockname()[1]}"


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_the_command_serves_until_it_is_interrupted(record: Path) -> None:
    command = [sys.executable, "-m", "dragoman", "serve", "--port", "0", "--json", "--store", str(record)]
    environ = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environ,
        preexec_fn=_hear_interrupts,  # noqa: PLW1509  one thread; a background shell makes its children deaf to SIGINT
    ) as process:
        try:
            assert process.stdout is not None
            address = json.loads("".join(process.stdout.readline() for _ in range(3)))["address"]
            assert httpx2.get(f"{address}/api/v1/healthz", timeout=20).json()["record"] is True
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=20)
        finally:
            process.kill()
    assert process.returncode == 130
    assert "Traceback" not in said
