"""Web archives, out and in: what was fetched is kept as it came, and what others kept is read in constant memory."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tracemalloc
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from dragoman.errors import DocumentError, StoreUnusableError
from dragoman.ingest import Said, iter_captures
from dragoman.ingest.archive import WarcFolder
from dragoman.model import Capture, SetAside
from dragoman.settings import load_settings
from dragoman.values import parse_instant

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2025, 6, 2, 12, tzinfo=UTC)
PAGE = b"<html><body><p>The two sides met for an hour.</p></body></html>"


def whole(body: bytes, *lines: str, status: str = "200 OK") -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *lines])
    return head.encode("latin-1") + b"\r\n\r\n" + body


def record(body: bytes = PAGE, *, url: str = "https://post.example/1", kind: str = "response", **more: Any) -> bytes:
    """Give one record by hand, as other programs write it."""
    http = more.get("http", ["HTTP/1.1 200 OK", "Content-Type: text/html"])
    block = ("\r\n".join(http) + "\r\n\r\n").encode() + body
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:0a7e6e52-4a0e-4c52-9c3d-1f7f7d0a9f5d>",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2025-05-16T10:00:00Z",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {more.get('length', len(block))}",
        *more.get("fields", []),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + block + b"\r\n\r\n"


def read(path: Path, limit: int = 8_000_000) -> list[Capture | SetAside]:
    chosen = load_settings({"DRAGOMAN_MAX_REPORT_BYTES": str(limit)})
    return list(iter_captures([str(path)], said=Said(), settings=chosen, now=lambda: NOW))


def made(tmp_path: Path, *records: bytes, name: str = "news.warc.gz", members: bool = True) -> Path:
    path = tmp_path / name
    if not name.endswith(".gz"):
        path.write_bytes(b"".join(records))
    elif members:
        path.write_bytes(b"".join(gzip.compress(one) for one in records))
    else:
        path.write_bytes(gzip.compress(b"".join(records)))
    return path


@pytest.mark.parametrize(("name", "members"), [("a.warc", False), ("a.warc.gz", True), ("a.warc.gz", False)])
def test_pages_are_read_from_an_archive_of_any_make(name: str, members: Any, tmp_path: Path) -> None:
    path = made(
        tmp_path,
        record(b"software: another", kind="warcinfo", url=""),
        record(),
        record(b"", kind="request", http=["GET /1 HTTP/1.1", "Host: post.example"]),
        record(url="https://post.example/2"),
        record(b"moved", http=["HTTP/1.1 301 Moved", "Location: /2"]),
        record(b"\x89PNG", http=["HTTP/1.1 200 OK", "Content-Type: image/png"]),
        name=name,
        members=members,
    )
    found = [one for one in read(path) if isinstance(one, Capture)]
    assert [one.url for one in found] == ["https://post.example/1", "https://post.example/2"]
    assert (found[0].payload, found[0].media_type) == (PAGE, "text/html")
    assert found[0].captured_at == datetime(2025, 5, 16, 10, tzinfo=UTC)
    assert found[0].where == f"{path}#https://post.example/1"


def test_bodies_are_unpacked_within_the_limit(tmp_path: Path) -> None:
    zipped = ["HTTP/1.1 200 OK", "Content-Type: text/html; charset=windows-1251", "Content-Encoding: gzip"]
    chunked = ["HTTP/1.1 200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked"]
    path = made(
        tmp_path,
        record(gzip.compress(PAGE), http=zipped),
        record(b"5\r\n<html\r\n6\r\n>words\r\n0\r\n\r\n", http=chunked, url="https://post.example/2"),
        record(gzip.compress(bytes(9_000_000)), http=zipped, url="https://post.example/3"),
        record(b"<html>" + b"x" * 200_000, url="https://post.example/4"),
        record(b"not gzip", http=zipped, url="https://post.example/5"),
        record(PAGE, fields=["WARC-Truncated: length"], url="https://post.example/6"),
        record(b"%PDF-1.7", url="https://post.example/7"),
        record(url="https://post.example/8"),
    )
    found = read(path, limit=100_000)
    assert [one.payload if isinstance(one, Capture) else one.code for one in found] == [
        PAGE, b"<html>words", "DG306", "DG306", "DG320", "DG331", "DG303", PAGE,
    ]  # fmt: skip
    assert isinstance(found[0], Capture)
    assert found[0].media_type == "text/html; charset=cp1251"


@pytest.mark.parametrize(
    ("damage", "before"),
    [
        (lambda good: good + gzip.compress(record())[:-30], 1),
        (lambda good: good + gzip.compress(record(length=999_999)), 1),
        (lambda good: good + gzip.compress(record(length=5)), 1),
        (lambda good: good + gzip.compress(b"WARC/1.0\r\nX: " + b"x" * 900_000), 1),
        (lambda good: good + gzip.compress(b"WARC/1.0\r\n" + b"X-Y: z\r\n" * 90_000), 1),
        (lambda good: good + gzip.compress(b"no record at all\r\n\r\n"), 1),
        (lambda good: good + gzip.compress(record(length="many")), 1),
        (lambda good: good + b"\x1f\x8bno gzip at all", 1),
    ],
    ids=["cut-off", "too-long", "too-short", "line-without-end", "headers-without-end", "junk", "length", "gzip"],
)
def test_what_stands_before_a_damage_is_read(damage: Any, before: int, tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    path.write_bytes(damage(gzip.compress(record(url="https://post.example/0"))))
    found = read(path)
    captured = [one for one in found if isinstance(one, Capture) and one.url == "https://post.example/0"]
    assert len(captured) == before
    last = found[-1]
    assert isinstance(last, SetAside), found
    assert last.code == "DG331"
    assert "cannot be read" in last.reason


def test_an_archive_streams_in_constant_memory(tmp_path: Path) -> None:
    path = tmp_path / "big.warc.gz"
    body = b"<html><body>" + b"<p>The two sides met for an hour in the palace.</p>" * 2_000 + b"</body></html>"
    with path.open("wb") as file:
        file.writelines(gzip.compress(record(body, url=f"https://post.example/{n}"), 1) for n in range(60))
    chosen = load_settings({})
    tracemalloc.start()
    count = sum(1 for _ in iter_captures([str(path)], said=Said(), settings=chosen, now=lambda: NOW))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 60
    assert 60 * len(body) > 5_000_000
    assert peak < 3_000_000


def test_what_was_fetched_is_kept_as_it_came_with_a_log(server: Any, make_fetcher: Any, tmp_path: Path) -> None:
    packed = gzip.compress(PAGE)
    server.say("/a", whole(b"", "Location: /b", status="302 Found"))
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    server.say("/b", head + f"{len(packed):x}\r\n".encode() + packed + b"\r\n0\r\n\r\n")
    archive = WarcFolder(tmp_path / "kept", NOW)
    fetcher = make_fetcher(archive)
    fetcher.fetch(server.url("/a"), listed=parse_instant("2025-06-02T09:00:00+03:00"))
    with pytest.raises(DocumentError):
        fetcher.fetch(server.url("/nowhere"))
    archive.close()
    kept, refused = map(json.loads, (tmp_path / "kept/captures.jsonl").read_text("utf-8").splitlines())
    assert (kept["outcome"], kept["final_url"], kept["at"]) == ("kept", server.url("/b"), "2025-06-02T12:00:00Z")
    assert kept["sha256"] == hashlib.sha256(PAGE).hexdigest()
    assert kept["tool"].startswith("dragoman")
    assert (refused["outcome"], refused["code"]) == ("set aside", "DG326")
    path = tmp_path / "kept" / kept["records"][0]["file"]
    assert path.name == "dragoman-20250602T120000Z-00000.warc.gz"
    with path.open("rb") as file:
        found = [(one.rec_type, one.digest_checker.passed) for one in ArchiveIterator(file, check_digests=True)]
    assert [kind for kind, _ in found] == ["warcinfo", "response", "request", "response", "request"]
    with path.open("rb") as file:
        file.seek(kept["records"][1]["offset"])
        one = next(iter(ArchiveIterator(file)))
        assert one.rec_headers.get_header("WARC-Record-ID") == kept["records"][1]["id"]
        assert one.raw_stream.read() == packed
    (again,) = read(path)
    assert isinstance(again, Capture)
    assert (again.url, again.payload) == (server.url("/b"), PAGE)
    assert again.listed is not None
    assert again.listed.isoformat() == "2025-06-02T09:00:00+03:00"


def test_two_runs_in_one_second_and_a_full_file_get_names_of_their_own(
    server: Any, make_fetcher: Any, tmp_path: Path
) -> None:
    for archive in (WarcFolder(tmp_path, NOW), WarcFolder(tmp_path, NOW, file_bytes=500)):
        fetcher = make_fetcher(archive)
        fetcher.fetch(server.url("/good"))
        fetcher.fetch(server.url("/good"))
        archive.close()
        archive.close()
    assert sorted(path.name[-13:] for path in tmp_path.glob("*.warc.gz")) == [
        "00000.warc.gz", "00001.warc.gz", "00002.warc.gz",
    ]  # fmt: skip


def test_a_folder_that_cannot_be_written_stops_the_run(server: Any, make_fetcher: Any, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    fetcher = make_fetcher(WarcFolder(tmp_path / "taken", NOW))
    with pytest.raises(StoreUnusableError, match="pages cannot be kept there"):
        fetcher.fetch(server.url("/good"))


def test_nothing_is_made_where_nothing_was_fetched(tmp_path: Path) -> None:
    WarcFolder(tmp_path / "kept", NOW).close()
    assert list(tmp_path.iterdir()) == []


def export(**chat: Any) -> dict[str, Any]:
    return {"name": "Example Channel", "type": "public_channel", "id": 1234, "messages": [], **chat}


MESSAGES = [
    {"id": 1, "type": "service", "date": "2025-06-02T12:00:00", "action": "create_channel", "text": ""},
    {"id": 2, "type": "message", "date": "2025-06-02T12:00:00", "date_unixtime": "1748854800", "text": "One."},
    {"id": 3, "type": "message", "photo": "photo.jpg", "text": ""},
    {"id": 4, "type": "message", "date_unixtime": "1748854900", "text": ["Two ", {"type": "bold", "text": "b"}, "."]},
]  # fmt: skip


def test_the_messages_of_a_channel_are_read(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(export(messages=MESSAGES), indent=1), "utf-8")
    found = [one for one in read(path) if isinstance(one, Capture)]
    assert [one.where for one in found] == [f"{path}#1234/2", f"{path}#1234/4"]
    assert json.loads(found[1].payload) == {
        "chat": {"name": "Example Channel", "type": "public_channel", "id": 1234},
        "message": MESSAGES[3],
    }


def test_of_all_chats_only_channels_and_public_groups_are_read(tmp_path: Path) -> None:
    chats = [
        export(messages=MESSAGES),
        export(name="Ada", type="personal_chat", id=5, messages=MESSAGES),
        export(name="Town", type="public_supergroup", id=6, messages=MESSAGES[:2]),
    ]
    path = tmp_path / "result.json"
    path.write_text(json.dumps({"about": "", "chats": {"about": "x", "list": chats}}), "utf-8")
    found = read(path)
    assert [one.where.rpartition("#")[2] for one in found if isinstance(one, Capture)] == ["1234/2", "1234/4", "6/2"]
    (aside,) = [one for one in found if isinstance(one, SetAside)]
    assert "'Ada' is a private conversation" in aside.reason


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (json.dumps(export(messages=MESSAGES))[:-40], "DG305"),
        (json.dumps(export(messages=[{"id": 9, "type": "message", "text": "x" * 600_000}])), "DG306"),
    ],
    ids=["cut-off", "endless"],
)
def test_an_export_that_ends_too_soon_or_not_at_all_is_set_aside(text: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(text, "utf-8")
    found = read(path, limit=100_000)
    last = found[-1]
    assert isinstance(last, SetAside)
    assert last.code == code


def test_a_feed_in_a_file_is_read_for_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(
        '<rss version="2.0"><channel><title>Post</title><item><guid>1</guid><description>Words.</description></item>'
        "<item><guid>2</guid><link>https://post.example/2</link></item></channel></rss>"
    )
    first, second = read(path)
    assert isinstance(first, Capture)
    assert json.loads(first.payload) == {"id": "1", "source": "Post", "html": "Words."}
    assert isinstance(second, SetAside)
    assert "a link and no text" in second.reason
    path.write_text('<rss version="2.0"><channel></channel></rss>')
    (none,) = read(path)
    assert isinstance(none, SetAside)
    assert "no entries" in none.reason


def test_nothing_is_fetched_where_nobody_asked_for_it(tmp_path: Path) -> None:
    chosen = load_settings({})
    path = tmp_path / "feeds.opml"
    path.write_text('<opml><outline xmlUrl="https://a.example/rss"/></opml>')
    names = [str(path), "https://post.example/1"]
    found = list(iter_captures(names, said=Said(), settings=chosen, now=lambda: NOW, stdin=io.BytesIO()))
    assert [(one.code, one.where) for one in found if isinstance(one, SetAside)] == [
        ("DG330", str(path)),
        ("DG320", "https://post.example/1"),
    ]
