"""A language model's server that misbehaves: each trouble ends in a reason, in bounded time, without the key in it."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from tests.extract.model_server import ModelServer, claims, cut_stream, dripped, said, sent, silent

from dragoman.errors import ModelAccessError, ModelAnswerError
from dragoman.ingest.completions import MAX_BYTES, Completions, Endpoint
from dragoman.model import Completion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REQUEST = {"model": "small", "messages": [{"role": "user", "content": "Übung"}]}
KEY = "sk-test-0123456789"


@pytest.fixture
def server() -> Iterator[ModelServer]:
    found = ModelServer()
    yield found
    found.close()


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def ask(server: ModelServer, pauses: list[float]) -> Callable[..., Completion]:
    def complete(*plays: object, key: str = "", timeout_s: float = 0.5, tries: int = 3) -> Completion:
        server.plays = list(plays)  # type: ignore[arg-type]
        endpoint = Endpoint(server.url, key, timeout_s, tries, pause_s=0.01, sleep=pauses.append)
        return Completions(endpoint).complete(REQUEST, "Talks end")

    return complete


def test_an_answer_comes_with_what_the_server_counted(ask: Callable[..., Completion], server: ModelServer) -> None:
    assert ask(said("words", usage=(7, 3)), key=KEY) == Completion("words", 7, 3)
    assert server.bodies == [REQUEST]
    assert server.heads[0].startswith("POST /v1/chat/completions HTTP/1.1")
    assert f"Authorization: Bearer {KEY}" in server.heads[0]


def test_without_a_key_none_is_sent(ask: Callable[..., Completion], server: ModelServer) -> None:
    ask(said("words"))
    assert "authorization" not in server.heads[0].lower()


@pytest.mark.parametrize("usage", [None, (-1, True), ("7", None)])
def test_counts_that_are_none_are_unknown(ask: Callable[..., Completion], usage: tuple[int, int] | None) -> None:
    assert ask(said("words", usage=usage)) == Completion("words", None, None)


TRANSIENT = {
    "500": sent(b"oops", "500 Internal Server Error"),
    "503": sent(b"", "503 Service Unavailable"),
    "429": sent(b'{"error": {"message": "slow down"}}', "429 Too Many Requests"),
    "garbage": sent(b"<html>not json</html>"),
    "wrong-schema": sent(b'{"result": "hello"}'),
    "a-list": sent(b"[1, 2]"),
    "no-choices": sent(b'{"choices": []}'),
    "usage-is-no-object": sent(b'{"choices": [{"message": {"content": "x"}}], "usage": 3}'),
    "deep": sent(b"[" * 100_000),
    "empty": sent(b""),
    "empty-words": said("  "),
    "cut-in-the-middle": sent(b'{"choices": [', length=5_000),
    "cut-stream": cut_stream,
    "hangs-up": lambda connection: connection.close(),
}


@pytest.mark.parametrize("name", TRANSIENT)
def test_a_trouble_that_may_pass_is_tried_again(
    name: str, ask: Callable[..., Completion], server: ModelServer, pauses: list[float]
) -> None:
    assert ask(TRANSIENT[name], TRANSIENT[name], said("at last")).content == "at last"
    assert len(server.bodies) == 3
    assert len(pauses) == 2


@pytest.mark.parametrize("name", TRANSIENT)
def test_a_trouble_that_does_not_pass_is_said(name: str, ask: Callable[..., Completion], server: ModelServer) -> None:
    with pytest.raises(ModelAnswerError, match=r"Talks end: the language model: .*DG340"):
        ask(TRANSIENT[name], tries=2)
    assert len(server.bodies) == 2


LASTING = {
    "refusal": (said(None, refusal="I cannot help with that."), "declines"),
    "filtered": (said("x", reason="content_filter"), "declines"),
    "too-long": (said('{"claims": [', reason="length"), "cut short"),
    "huge": (sent(b" " * (MAX_BYTES + 1)), "more than"),
    "400": (sent(b'{"error": {"message": "context is 8,192 tokens"}}', "400 Bad Request"), "8,192"),
    "422": (sent(b"no such format", "422 Unprocessable"), "no such format"),
}


@pytest.mark.parametrize("name", LASTING)
def test_a_trouble_that_stays_is_not_tried_again(
    name: str, ask: Callable[..., Completion], server: ModelServer
) -> None:
    play, words = LASTING[name]
    with pytest.raises(ModelAnswerError, match=words):
        ask(play, timeout_s=5)
    assert len(server.bodies) == 1


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden", "404 Not Found", "307 Temporary Redirect"])
def test_what_is_wrong_for_every_report_stops_the_run(
    status: str, ask: Callable[..., Completion], server: ModelServer
) -> None:
    body = json.dumps({"error": {"message": f"Incorrect API key provided: {KEY}"}}).encode()
    with pytest.raises(ModelAccessError, match="DG142") as caught:
        ask(sent(body, status, "Location: http://127.0.0.1:9/"), key=KEY)
    assert KEY not in str(caught.value)
    assert len(server.bodies) == 1


def test_a_key_that_the_server_prints_is_not_printed(ask: Callable[..., Completion]) -> None:
    with pytest.raises(ModelAnswerError) as caught:
        ask(sent(f"bad key {KEY}\x1b[31m".encode(), "400 Bad Request"), key=KEY)
    assert KEY not in str(caught.value)
    assert "\x1b" not in str(caught.value)
    assert "***" in str(caught.value)


def test_retry_after_is_waited_for(ask: Callable[..., Completion], pauses: list[float]) -> None:
    assert ask(sent(b"", "429 Too Many Requests", "Retry-After: 7"), said("words")).content == "words"
    assert 7 <= pauses[0] <= 8


def test_a_longer_retry_after_is_not(ask: Callable[..., Completion], server: ModelServer) -> None:
    with pytest.raises(ModelAnswerError, match="429"):
        ask(sent(b"", "429 Too Many Requests", "Retry-After: 3600"))
    assert len(server.bodies) == 1


@pytest.mark.parametrize("play", [dripped(20.0), silent(20.0)], ids=["drips", "silent"])
def test_an_answer_that_does_not_end_is_given_up(play: object, ask: Callable[..., Completion]) -> None:
    began = time.monotonic()
    with pytest.raises(ModelAnswerError, match="DG340"):
        ask(play, tries=1, timeout_s=0.3)
    assert time.monotonic() - began < 5


def test_pauses_are_drawn_at_random_and_grow(ask: Callable[..., Completion], pauses: list[float]) -> None:
    with pytest.raises(ModelAnswerError):
        ask(TRANSIENT["500"], tries=6)
    assert len(set(pauses)) == 5
    assert all(pause <= 0.01 * 2**n for n, pause in enumerate(pauses))


@pytest.mark.parametrize(
    ("url", "key", "words"),
    [
        ("", "", "no address"),
        ("localhost:11434", "", "not http"),
        ("ftp://host/v1", "", "not http"),
        ("http://", "", "not http"),
        ("http://user:word@host/v1", "", "without a name or password"),
        ("http://[::1/v1", "", "no address"),
        ("http://models.example/v1", KEY, "for all to read"),
        ("https://models.example/v1", "schlüssel", "no key has"),
        ("https://models.example/v1", "two\nlines", "no key has"),
    ],
)
def test_an_address_that_cannot_be_asked_is_refused_at_once(url: str, key: str, words: str) -> None:
    with pytest.raises(ModelAccessError, match=words) as caught:
        Completions(Endpoint(url, key))
    assert not key or key not in str(caught.value)


@pytest.mark.parametrize("url", ["http://localhost:1/v1", "http://127.0.0.1:1/v1", "https://models.example/v1"])
def test_a_key_goes_to_this_machine_or_over_a_closed_line(url: str) -> None:
    Completions(Endpoint(url, KEY))
    assert KEY not in repr(Endpoint(url, KEY))


def test_nobody_there_is_a_reason() -> None:
    endpoint = Endpoint("http://127.0.0.1:1/v1", timeout_s=0.5, tries=2, sleep=lambda _: None)
    with pytest.raises(ModelAnswerError, match="no connection"):
        Completions(endpoint).complete(REQUEST, "Talks end")


def test_claims_come_as_words(ask: Callable[..., Completion]) -> None:
    assert json.loads(ask(claims({"frame": "talks"})).content) == {"claims": [{"frame": "talks"}]}
