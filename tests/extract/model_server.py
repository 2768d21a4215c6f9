"""A server that speaks the chat completions of OpenAI, and misbehaves as a test tells it to.

It listens on this machine only. Each request is answered by the next of the given plays, the last one ever after; a
play gets the connection and does with it what it likes.
"""

from __future__ import annotations

import json
import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Play = Callable[[socket.socket], None]


class ModelServer:
    """Answers ``POST /v1/chat/completions``; keeps what it was asked."""

    def __init__(self) -> None:
        self.plays: list[Play] = []
        self.bodies: list[dict[str, Any]] = []
        self.heads: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/v1"
        self.is_over = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

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
        with connection, suppress(OSError):
            connection.settimeout(5)
            head, body = _request(connection)
            self.heads.append(head)
            self.bodies.append(json.loads(body))
            play = self.plays.pop(0) if len(self.plays) > 1 else self.plays[0]
            play(connection)


def _request(connection: socket.socket) -> tuple[str, bytes]:
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65_536)
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").lower().split("\r\n")
    length = next(int(line.split(":")[1]) for line in lines if line.startswith("content-length:"))
    while len(body) < length:
        body += connection.recv(65_536)
    return head.decode("latin-1"), body


def said(content: str | None, *, reason: str = "stop", usage: tuple[int, int] | None = (100, 50), **more: Any) -> Play:
    """Answer in the right envelope."""
    message = {"role": "assistant", "content": content, **more}
    envelope: dict[str, Any] = {"choices": [{"index": 0, "message": message, "finish_reason": reason}]}
    if usage is not None:
        envelope["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1]}
    return sent(json.dumps(envelope).encode())


def claims(*told: dict[str, Any], usage: tuple[int, int] | None = (100, 50)) -> Play:
    """Answer with claims."""
    return said(json.dumps({"claims": list(told)}), usage=usage)


def sent(body: bytes, status: str = "200 OK", *headers: str, length: int | None = None) -> Play:
    """Answer with a status and a body, of the stated length or another."""
    size = len(body) if length is None else length
    head = "\r\n".join([f"HTTP/1.1 {status}", *headers, f"Content-Length: {size}"]) + "\r\n\r\n"
    return lambda connection: connection.sendall(head.encode("latin-1") + body)


def dripped(seconds: float, step: float = 0.05) -> Play:
    """Answer a byte at a time for so long, never to an end."""

    def play(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        pause = threading.Event()
        for _ in range(int(seconds / step)):
            connection.sendall(b" ")
            pause.wait(step)

    return play


def silent(seconds: float) -> Play:
    """Say nothing for so long, then hang up."""
    return lambda _: threading.Event().wait(seconds) and None


def cut_stream(connection: socket.socket) -> None:
    """Begin a chunked answer and hang up in the middle of it."""
    connection.sendall(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{"choices": [{"message": {"con\r\n')
