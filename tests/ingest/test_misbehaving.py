"""A server misbehaves in every way that we could think of: each ends in a stated reason, soon, and the rest is done."""

from __future__ import annotations

import gzip
import socket
import struct
import time
import tracemalloc
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from dragoman.model import Capture, SetAside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_S = 6.0
"""Two tries within one second each for robots.txt and the page, and much leeway for a busy machine."""
MOST_BYTES = 12_000_000
"""For answers of at most 200 kB: what the libraries take while they work is most of it."""
HTML = "Content-Type: text/html"
CHUNK = b"3e7\r\n" + b"x" * 999 + b"\r\n"
BOMB = gzip.compress(bytes(20_000_000))


def head(*lines: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *lines]).encode("latin-1") + b"\r\n\r\n"


def whole(body: bytes, *lines: str, status: str = "200 OK") -> bytes:
    return head(f"Content-Length: {len(body)}", *lines, status=status) + body


def to(target: str) -> bytes:
    return head(f"Location: {target}", "Content-Length: 0", status="302 Found")


def once(data: bytes) -> Callable[[socket.socket], None]:
    return lambda connection: connection.sendall(data)


def drip(first: bytes, piece: bytes, pause_s: float = 0.0, times: int = 1_000_000) -> Callable[[socket.socket], None]:
    """Say something, then a piece again and again."""

    def say(connection: socket.socket) -> None:
        connection.sendall(first)
        for _ in range(times):
            connection.sendall(piece)
            time.sleep(pause_s)

    return say


def reset(data: bytes) -> Callable[[socket.socket], None]:
    """Say something and reset the connection, as a machine does that goes down."""

    def say(connection: socket.socket) -> None:
        connection.sendall(data)
        time.sleep(0.05)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return say


class Way(NamedTuple):
    """One way to misbehave, and what is said of it."""

    name: str
    say: Callable[[socket.socket], None]
    code: str
    words: str
    role: str = "named"


RSS = '<?xml version="1.0"?>{}<rss version="2.0"><channel><title>T</title>{}</channel></rss>'
LAUGHS = "<!DOCTYPE l [" + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)) + "]>"

WAYS = (
    Way("head-byte-by-byte", drip(b"", b"H", 0.05), "DG323", "not complete after 1 s"),
    Way("body-byte-by-byte", drip(head(HTML), b"x", 0.05), "DG323", "not complete after 1 s"),
    Way("silence", lambda _: time.sleep(5), "DG323", "no byte came for 0.3 s|not complete after"),
    Way("closed-at-once", once(b""), "DG320", "closed without an answer"),
    Way("body-without-end", drip(head(HTML), b"x" * 65_536), "DG306", "more than 200,000 bytes"),
    Way("chunks-without-end", drip(head("Transfer-Encoding: chunked"), CHUNK), "DG306", "more than"),
    Way("one-chunk-without-end", drip(head("Transfer-Encoding: chunked") + b"fffffff\r\n", b"x" * 999), "DG306", ""),
    Way("head-line-without-end", drip(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 4096), "DG320", "not HTTP"),
    Way("head-without-end", drip(b"HTTP/1.1 200 OK\r\n", b"X-Y: z\r\n" * 99), "DG320", "not HTTP"),
    Way("continue-without-end", drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "DG323", "not complete"),
    Way("gzip-bomb", once(whole(BOMB, "Content-Encoding: gzip")), "DG306", "more than 200,000 bytes"),
    Way("gzip-in-gzip", once(whole(gzip.compress(BOMB), "Content-Encoding: gzip, gzip")), "DG306", "more than"),
    Way("gzip-thrice", once(whole(BOMB, "Content-Encoding: gzip, gzip, gzip")), "DG320", "3 times over"),
    Way("gzip-damaged", once(whole(b"\x1f\x8b\x08damaged!!", "Content-Encoding: gzip")), "DG320", "cannot be unpacked"),
    Way("gzip-cut-off", once(whole(gzip.compress(b"word" * 99)[:-9], "Content-Encoding: gzip")), "DG320", "before its"),
    Way("plain-that-says-gzip", once(whole(b"<html>words</html>", "Content-Encoding: gzip")), "DG320", "as its head"),
    Way("brotli-unasked", once(whole(b"words", "Content-Encoding: br")), "DG320", "'br', which was not asked for"),
    Way("redirect-to-itself", once(to("/bad")), "DG324", "lead back to"),
    Way("redirect-private", once(to("http://10.0.0.1/")), "DG321", "10.0.0.1, which is not public"),
    Way("redirect-metadata", once(to("http://169.254.169.254/latest/")), "DG321", "not public"),
    Way("redirect-loopback", once(to("http://127.0.0.2/")), "DG321", "127.0.0.2, which is not public"),
    Way("redirect-loopback-6", once(to("http://[::1]/")), "DG321", "::1, which is not public"),
    Way("redirect-mapped", once(to("http://[::ffff:10.0.0.1]/")), "DG321", "not public"),
    Way("redirect-nat64", once(to("http://[64:ff9b::a00:1]/")), "DG321", "not public"),
    Way("redirect-number", once(to("http://2130706434/")), "DG321", "127.0.0.2, which is not public"),
    Way("redirect-file", once(to("file:///etc/passwd")), "DG321", "not 'file'"),
    Way("redirect-login", once(to("http://me:secret@post.example/")), "DG321", "a name or password"),
    Way("redirect-nonsense", once(to("http://[::")), "DG324", "is no address"),
    Way("length-too-long", once(head("Content-Length: 999", HTML) + b"<html>"), "DG320", "in the middle"),
    Way("length-too-short", once(head("Content-Length: 6", HTML) + b"<html>words</html>"), "DG320", "longer than it"),
    Way("length-negative", once(head("Content-Length: -5") + b"words"), "DG320", "not HTTP"),
    Way("lengths-two", once(head("Content-Length: 5", "Content-Length: 9") + b"words"), "DG320", "not HTTP"),
    Way("reset-in-body", reset(head("Content-Length: 99") + b"words"), "DG320", "in the middle"),
    Way("reset-in-head", reset(b"HTTP/1.1 200 OK\r\nContent-"), "DG320", "in the middle|without an answer"),
    Way("chunk-size-nonsense", once(head("Transfer-Encoding: chunked") + b"zz\r\nwords"), "DG320", "not HTTP"),
    Way("chunks-cut-off", once(head("Transfer-Encoding: chunked") + b"5\r\nwords\r\n"), "DG320", "in the middle"),
    Way("not-http", once(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), "DG320", "not HTTP"),
    Way("not-modified-unasked", once(head(status="304 Not Modified")), "DG326", "who has nothing yet"),
    Way("server-error", once(whole(b"", status="503 Service Unavailable")), "DG326", "503 Service Unavailable"),
    Way("gone", once(whole(b"words", status="410 Gone")), "DG326", "410 Gone"),
    Way("far-too-busy", once(whole(b"", "Retry-After: 86400", status="429 Slow")), "DG326", "429 Slow"),
    Way("no-content", once(head(status="204 No Content")), "DG326", "204 No Content"),
    Way("nothing-in-it", once(whole(b"", HTML)), "DG302", "it is empty"),
    Way("pdf-as-html", once(whole(b"%PDF-1.7 words", HTML)), "DG303", "a PDF document"),
    Way("nul-in-text", once(whole(b"some words \x00 and more words", HTML)), "DG307", "NUL"),
    Way("a-line-of-100-MB", drip(head("Content-Length: 100000000"), b"word " * 8000, times=2500), "DG306", "more than"),
    Way("html-as-feed", once(whole(b"<!DOCTYPE html><html><p>Hi", HTML)), "DG330", "HTML page, not a feed", "feed"),
    Way("text-as-feed", once(whole(b"Not found, sorry.")), "DG330", "not a feed", "feed"),
    Way("empty-feed", once(whole(b"  ")), "DG330", "it is empty", "feed"),
    Way("laughs", once(whole(RSS.format(LAUGHS, "&l9;").encode())), "DG330", "entities of its own", "feed"),
    Way("json-feed-cut", once(whole(b'{"version": "https://jsonfeed.org/version/1.1", "it')), "DG330", "", "feed"),
    Way("json-feed-deep", once(whole(b'{"version": "https://jsonfeed.org/version/1.1", "items":' + b"[" * 150_000)),
        "DG330", "", "feed"),
)  # fmt: skip


@pytest.fixture
def memory() -> Iterator[Callable[[], int]]:
    tracemalloc.start()
    yield lambda: tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()


IMPATIENT: dict[str, Any] = {"connect_s": 1.0, "read_s": 0.3, "total_s": 1.0}
"""For the one fetch that is to end badly; a good page may take longer on a machine that is busy."""


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_each_ends_in_a_stated_reason_and_the_rest_is_done(
    way: Way, server: Any, fetch_all: Any, memory: Callable[[], int]
) -> None:
    server.paths["/bad"] = lambda connection, _head: way.say(connection)
    began = time.monotonic()
    found = fetch_all(server.url("/bad"), role=way.role, **IMPATIENT)
    took_s, peak = time.monotonic() - began, memory()
    rest = fetch_all(server.url("/good"))
    assert took_s < MOST_S
    assert peak < MOST_BYTES
    (aside,) = found
    assert isinstance(aside, SetAside)
    assert (aside.code, aside.where) == (way.code, server.url("/bad"))
    assert any(words in aside.reason for words in way.words.split("|")), aside.reason
    assert [type(capture) for capture in rest] == [Capture]


def test_there_are_at_least_thirty_ways_and_no_two_are_alike() -> None:
    assert len({way.name for way in WAYS}) == len(WAYS) >= 30


def test_all_of_them_in_one_run_leave_the_good_page_unharmed(server: Any, fetch_all: Any) -> None:
    ways = [way for way in WAYS if way.role == "named" and way.code != "DG323" and way.name != "redirect-to-itself"]
    for way in ways:
        server.paths[f"/{way.name}"] = lambda connection, _head, say=way.say: say(connection)
    found = fetch_all(*(server.url(f"/{way.name}") for way in ways), server.url("/good"))
    asides = {found.where: found.code for found in found if isinstance(found, SetAside)}
    assert asides == {server.url(f"/{way.name}"): way.code for way in ways}
    assert [capture.url for capture in found if isinstance(capture, Capture)] == [server.url("/good")]


@pytest.mark.parametrize("wrapped", [zlib.compress, lambda data: zlib.compress(data)[2:-4]])
def test_deflate_is_read_with_and_without_its_wrapper(
    wrapped: Callable[[bytes], bytes], server: Any, fetch_all: Any
) -> None:
    page = b"<html><body><p>" + b"The two sides met. " * 50 + b"</p></body></html>"
    url = server.say("/deflate", whole(wrapped(page), HTML, "Content-Encoding: deflate"))
    (found,) = fetch_all(url)
    assert found.payload == page


def test_gzip_of_several_members_is_read_and_what_follows_is_passed_over(server: Any, fetch_all: Any) -> None:
    packed = gzip.compress(b"<html>The two ") + gzip.compress(b"sides met.") + b"trailing"
    (found,) = fetch_all(server.say("/members", whole(packed, HTML, "Content-Encoding: gzip")))
    assert found.payload == b"<html>The two sides met."
