"""The server refuses what others could reach, says what is wrong before it serves, and serves until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import os
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
import uvicorn

from dragoman.errors import StoreMissingError, UnwritableOutputError, UsageError
from dragoman.settings import Settings, load_settings
from dragoman.web import server
from dragoman.web.access import Door, Face, Role
from dragoman.web.running import protocol
from dragoman.web.running.hosts import is_loopback
from dragoman.web.server import Serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PASSWORD = "three words together"  # noqa: S105  of accounts that a test makes
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


@contextlib.contextmanager
def served(record: Path, tmp_path: Path, *options: str, **environ: str) -> Iterator[str]:
    """Serve a record as its users would, with an account for a reader."""
    accounts = tmp_path / "accounts.db"
    door = Door(dataclasses.replace(load_settings({}), accounts=str(accounts)))
    if not accounts.exists():
        door.users.add("mira", Role.READER, PASSWORD)
    command = [sys.executable, "-m", "dragoman", "serve", "--port", "0", "--json", "--store", str(record), *options]
    chosen = {**os.environ, "PYTHONUNBUFFERED": "1", "DRAGOMAN_ACCOUNTS": str(accounts), **environ}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=chosen) as process:
        try:
            assert process.stdout is not None
            yield json.loads("".join(process.stdout.readline() for _ in range(3)))["address"]
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)
        finally:
            process.kill()


def test_a_closed_face_is_read_after_signing_in_and_written_down(record: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    with served(record, tmp_path, "--login", "--log", str(log)) as address, httpx2.Client(base_url=address) as client:
        assert client.get("/api/v1/talks", timeout=30).status_code == 401
        token = client.get("/login").text.split('name="csrf" value="')[1][:64]
        form = {"name": "mira", "password": PASSWORD, "csrf": token}
        assert client.post("/login", data=form, headers={"origin": "http://evil.example"}).status_code == 403
        assert client.post("/login", data=form, headers={"origin": address}).status_code == 303
        assert client.get("/api/v1/talks").status_code == 200
        streaming = client.stream("GET", "/api/v1/changes")
        with streaming as stream:
            assert next(stream.iter_text()).startswith("retry")
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert lines[0]["event"] == "serving"
    assert lines[-1]["event"] == "stopped"
    assert [line["outcome"] for line in lines if line["event"] == "sign_in"] == ["done"]
    assert all(PASSWORD not in str(line) and token not in str(line) for line in lines)


def test_a_proxy_that_is_listed_is_believed_and_no_other(record: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    sent = {"x-forwarded-for": "192.0.2.7", "x-forwarded-proto": "https", "host": "record.example"}
    for proxies, client in (("127.0.0.1", "192.0.2.7"), ("", "127.0.0.1")):
        environ = {"DRAGOMAN_HOSTS": "record.example", "DRAGOMAN_PROXIES": proxies}
        with served(record, tmp_path, "--login", "--log", str(log), **environ) as address:
            answer = httpx2.get(f"{address}/login", headers=sent, timeout=30)
            assert ("__Host-" in answer.headers["set-cookie"]) is bool(proxies)
        lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
        assert [line["client"] for line in lines if line["event"] == "request"][-1] == client


def test_who_sends_no_request_is_hung_up_on(aside: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "HEAD_S", 0.2)

    async def app(_: object, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def talk(*sent: bytes) -> bytes:
        config = uvicorn.Config(app, http=protocol.PatientProtocol, lifespan="off", log_level="critical")
        server = uvicorn.Server(config)
        listening = socket.create_server(("127.0.0.1", 0))
        serving = asyncio.ensure_future(server.serve(sockets=[listening]))
        reader, writer = await asyncio.open_connection(*listening.getsockname())
        for part in sent:
            writer.write(part)
            await asyncio.sleep(0.05)
        heard = await asyncio.wait_for(reader.read(), 10)
        writer.close()
        server.should_exit = True
        await serving
        return heard

    whole = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    def heard(*sent: bytes) -> bytes:
        return bytes(aside(lambda: asyncio.run(talk(*sent))))

    assert heard() == b""
    assert heard(b"GET / HTTP/1.1\r\n", b"Host: a\r\n") == b""
    assert heard(whole).startswith(b"HTTP/1.1 204")
    assert heard(whole, b"GET / HT").count(b"204") == 1


@pytest.mark.parametrize(
    ("asked", "hosts", "has_users", "face"),
    [
        (Serving(), (), False, Face.LOCAL),
        (Serving(), (), True, Face.LOCAL),
        (Serving(needs_login=True), (), True, Face.CLOSED),
        (Serving(), ("record.example",), True, Face.CLOSED),
        (Serving(host=EVERYWHERE), (), True, Face.CLOSED),
        (Serving(host=EVERYWHERE, is_public=True), (), False, Face.PUBLIC),
        (Serving(is_public=True), (), True, Face.PUBLIC),
    ],
)
def test_what_was_asked_for_decides_who_reads(
    settings: Settings, tmp_path: Path, asked: Serving, hosts: tuple[str, ...], face: Face, *, has_users: bool
) -> None:
    chosen = dataclasses.replace(settings, hosts=hosts, accounts=str(tmp_path / "accounts.db"))
    if has_users:
        Door(chosen).users.add("mira", Role.READER, PASSWORD)
    assert server.face_of(chosen, asked) is face


@pytest.mark.parametrize(
    ("asked", "hosts"), [(Serving(needs_login=True), ()), (Serving(), ("a.example",)), (Serving(host=EVERYWHERE), ())]
)
def test_a_face_that_nobody_could_read_is_refused(
    settings: Settings, tmp_path: Path, asked: Serving, hosts: tuple[str, ...]
) -> None:
    chosen = dataclasses.replace(settings, hosts=hosts, accounts=str(tmp_path / "accounts.db"))
    with pytest.raises(UsageError, match="dragoman user add"):
        server.face_of(chosen, asked)


def test_everybody_and_accounts_alone_cannot_be_both(settings: Settings) -> None:
    with pytest.raises(UsageError, match="Give one"):
        server.face_of(settings, Serving(is_public=True, needs_login=True))


@pytest.mark.parametrize(
    ("path", "face", "is_kept"),
    [(None, Face.LOCAL, False), (None, Face.CLOSED, True), ("-", Face.LOCAL, True), (None, Face.PUBLIC, True)],
)
def test_lines_go_to_standard_error_where_others_come(path: str | None, face: Face, *, is_kept: bool) -> None:
    with server._log_to(path, face) as log:
        assert log is (sys.stderr if is_kept else None)


def test_a_log_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnwritableOutputError), server._log_to(str(tmp_path / "none" / "log"), Face.LOCAL):
        pass
