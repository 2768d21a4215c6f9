"""A server that says byte for byte what a test tells it to, and fetchers that may reach it."""

from __future__ import annotations

import socket
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.ingest import Pages, Said, to_captures
from dragoman.ingest.addresses import policy_of
from dragoman.ingest.fetch import Fetcher, Web
from dragoman.ingest.limits import FetchLimits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dragoman.model import Capture, SetAside

    Say = Callable[[socket.socket, str], None]

NOW = datetime(2025, 6, 2, 12, tzinfo=UTC)
LIMIT = 200_000
QUICK: dict[str, Any] = {
    "max_bytes": LIMIT,
    "connect_s": 5.0,
    "read_s": 5.0,
    "total_s": 10.0,
    "tries": 2,
    "pause_s": 0.01,
    "gap_s": 0.0,
}
PAGE = (
    "<!doctype html><html><head><title>Talks held</title></head><body><article><h1>Talks held</h1>"
    "<p>The two sides met for an hour in the palace and agreed on an exchange of prisoners.</p>"
    "<p>Nothing else was agreed, and no date was set for another round, officials said.</p></article></body></html>"
)


def answer(body: bytes = b"", *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """Give a whole answer, with its length unless ``headers`` say how it is framed."""
    lines = [f"HTTP/1.1 {status}", *headers]
    if not any(line.lower().startswith(("transfer-encoding", "content-length")) for line in headers):
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


class RawServer:
    """Answers each path with what was told; every other one with 404. It keeps the requests."""

    def __init__(self) -> None:
        self.paths: dict[str, Say] = {}
        self.requests: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.is_over = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def say(self, path: str, *answers: bytes) -> str:
        """Answer a path with these, one after another, the last one ever after; give its URL."""
        left = list(answers)

        def play(connection: socket.socket, _head: str) -> None:
            connection.sendall(left.pop(0) if len(left) > 1 else left[0])

        self.paths[path] = play
        return self.url(path)

    def asked(self, path: str) -> list[str]:
        """Give the heads of the requests for one path."""
        return [head for head in self.requests if head.split(" ", 2)[1] == path]

    def close(self) -> None:
        self.is_over.set()
        self._listener.close()

    def _serve(self) -> None:
        while not self.is_over.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(5)
            try:
                head = b""
                while b"\r\n\r\n" not in head:
                    part = connection.recv(65_536)
                    if not part:
                        return
                    head += part
                self.requests.append(head.decode("latin-1"))
                path = head.split(b" ", 2)[1].decode("latin-1")
                say = self.paths.get(path)
                if say is None:
                    connection.sendall(answer(status="404 Not Found"))
                else:
                    say(connection, head.decode("latin-1"))
            except OSError:
                return


@pytest.fixture
def server() -> Iterator[RawServer]:
    found = RawServer()
    found.say("/good", answer(PAGE.encode(), "Content-Type: text/html; charset=utf-8"))
    yield found
    found.close()


@pytest.fixture
def make_fetcher() -> Iterator[Callable[..., Fetcher]]:
    """Makes fetchers that may reach this machine's 127.0.0.1, and no other private address."""
    made: list[Fetcher] = []

    def make(archive: Any = None, resolve: Any = None, **limits: Any) -> Fetcher:
        web = Web(FetchLimits(**{**QUICK, **limits}), policy_of(also=("127.0.0.1/32",)), clock=lambda: NOW)
        if resolve is not None:
            web = Web(web.limits, web.policy, resolve=resolve, clock=web.clock)
        made.append(Fetcher(web, archive))
        return made[-1]

    yield make
    for fetcher in made:
        fetcher.stop()
        fetcher.close()


@pytest.fixture
def fetch_all(make_fetcher: Callable[..., Fetcher]) -> Callable[..., list[Capture | SetAside]]:
    """Takes addresses in as ``ingest`` does."""

    def run(*urls: str, role: str = "named", feed_text: bool = False, **limits: Any) -> list[Capture | SetAside]:
        pages = Pages(lambda: make_fetcher(**limits), feed_text=feed_text)
        return list(to_captures(pages.iter_pieces(urls, role), said=Said(), now=lambda: NOW))

    return run
