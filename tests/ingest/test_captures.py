"""Every kind of input, good and bad: what can be captured is, what cannot is set aside with its reason."""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
import stat
import tracemalloc
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NoReturn

import pytest

from dragoman.ingest import Said, iter_captures
from dragoman.model import Capture, SetAside
from dragoman.settings import Settings, load_settings
from dragoman.values import Instant

NOW = datetime(2025, 6, 2, 12, tzinfo=UTC)
REPORT = "The two sides met for an hour and agreed on an exchange.\n"


def settings(limit: int = 8_000_000) -> Settings:
    return load_settings({"DRAGOMAN_MAX_REPORT_BYTES": str(limit)})


def run(
    *paths: str | Path, said: Said | None = None, limit: int = 8_000_000, stdin: bytes | None = None
) -> list[Capture | SetAside]:
    stream = None if stdin is None else io.BytesIO(stdin)
    chosen = settings(limit)
    names = [str(path) for path in paths]
    return list(iter_captures(names, said=said or Said(), settings=chosen, now=lambda: NOW, stdin=stream))


def one(*paths: str | Path, **kwargs: Any) -> Capture:
    (found,) = run(*paths, **kwargs)
    assert isinstance(found, Capture), found
    return found


def refused(*paths: str | Path, **kwargs: Any) -> SetAside:
    (found,) = run(*paths, **kwargs)
    assert isinstance(found, SetAside), found
    assert found.reason.endswith(f"[{found.code}]")
    return found


def test_text_file_is_captured_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfOne.\r\nTwo.\n")
    found = one(path)
    assert found.payload == b"\xef\xbb\xbfOne.\r\nTwo.\n"
    assert (found.media_type, found.where, found.captured_at) == ("text/plain", str(path), NOW)


def test_same_bytes_and_same_words_give_the_same_id_wherever_they_lie(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "b.txt").write_text(REPORT)
    first, second = run(tmp_path / "a.txt", tmp_path / "b.txt")
    assert first.id == second.id
    dated = one(tmp_path / "a.txt", said=Said(published=Instant(date(2025, 6, 2), None)))
    named = one(tmp_path / "a.txt", said=Said(source="Example Post"))
    assert len({first.id, dated.id, named.id}) == 3
    assert dated.published == Instant(date(2025, 6, 2), None)
    assert named.source == "Example Post"


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("page.html", b"<p>Talks were held.</p>", "text/html"),
        ("page", b"<!-- saved --> <!-- twice -->\n<!DOCTYPE html><html><p>x</p></html>", "text/html"),
        ("page.xml", b'<?xml version="1.0"?><html xmlns="x"></html>', "text/html"),
        ("note", b"<3 words, no page", "text/plain"),
        ("note.txt", b'{"text": "kept as text, since the name says so"}', "text/plain"),
        ("report.json", b'{\n "text": "One report."\n}', "application/json"),
        ("report", b'{"text": "One report."}', "application/json"),
        ("brackets", b"[Istanbul] The talks began.", "text/plain"),
        ("brace", b"{sic} is no JSON", "text/plain"),
        ("wide.txt", "Talks.".encode("utf-16"), "text/plain"),
    ],
)
def test_kind_of_input_is_told_by_name_or_bytes(tmp_path: Path, name: str, content: bytes, media: str) -> None:
    (tmp_path / name).write_bytes(content)
    found = one(tmp_path / name)
    assert (found.media_type, found.payload) == (media, content)


def test_json_lines_give_one_capture_each_with_their_line_number(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "a"}\r\n\n   \n{"text": "b"}')
    found = run(path)
    assert [(item.where, item.payload) for item in found] == [
        (f"{path}:1", b'{"text": "a"}'),
        (f"{path}:4", b'{"text": "b"}'),
    ]


@pytest.mark.parametrize("name", ["feed.jsonl.gz", "feed.ndjson.gz", "feed.gz", "feed"])
def test_gzipped_json_lines_are_read_as_they_are(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(b'{"text": "a"}\n{"text": "b"}\n'))
    assert [item.payload for item in run(path)] == [b'{"text": "a"}', b'{"text": "b"}']


def test_json_file_that_holds_lines_is_read_as_lines(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_bytes(b'{"text": "a"}\n{"text": "b"}\n')
    assert len(run(path)) == 2
    path.write_bytes(b'{"text": "cut\n{"text": "b"}\n')
    assert [item.payload for item in run(path)] == [b'{"text": "cut', b'{"text": "b"}']
    path.write_bytes(b'{"text": "a"}\nnot json\n')
    assert len(run(path)) == 2


def test_deeply_nested_line_is_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_bytes(b'{"a":' * 100_000 + b"\n" + b"1")
    assert one(path).media_type == "application/json"


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 65_536])
def test_array_items_are_cut_exactly_wherever_the_reads_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr("dragoman.ingest.streams.CHUNK_BYTES", chunk)
    items = [{"text": 'a "[{]}\\" , \\'}, {"text": "b", "deep": [[1, 2], {"x": []}]}, 7, "s,]", None]
    path = tmp_path / "feed.json"
    path.write_text(json.dumps(items, indent=1))
    found = run(path)
    assert [json.loads(item.payload) for item in found] == items
    assert [item.where for item in found] == [f"{path}[{i}]" for i in range(5)]


def test_array_that_is_cut_off_gives_its_whole_items_and_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_bytes(b'[{"text": "a"}, {"text": "b')
    whole, rest = run(path)
    assert whole.payload == b'{"text": "a"}'
    assert (rest.code, rest.where) == ("DG305", f"{path}[1]")


def test_array_followed_by_something_is_said(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_bytes(b'[{"text": "a"}]\n[{"text": "b"}]')
    assert [type(item) for item in run(path)] == [Capture, SetAside]
    path.write_bytes(b"[]  \n")
    assert run(path) == []


def test_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "sub/c", "sub/.git/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Report {name}.")
    assert [Path(item.where).name for item in run(tmp_path)] == ["a.txt", "b.txt", "c"]


def test_bad_file_in_a_folder_leaves_the_rest_done(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Report a.")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "c.txt").write_text("Report c.")
    (tmp_path / "d").symlink_to(tmp_path / "gone")
    assert [type(item) for item in run(tmp_path)] == [Capture, SetAside, Capture, SetAside]


def test_glob_is_expanded_here_so_that_quotes_work(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "b.txt", "c.md", "sub/d.txt"):
        (tmp_path / name).write_text(f"Report {name}.")
    assert [Path(item.where).name for item in run(tmp_path / "*.txt")] == ["a.txt", "b.txt"]
    assert [Path(item.where).name for item in run(tmp_path / "**" / "*")] == ["a.txt", "b.txt", "c.md", "d.txt"]
    assert [Path(item.where).name for item in run(tmp_path / "s*")] == ["d.txt"]
    assert refused(tmp_path / "*.html").code == "DG301"


def test_name_with_an_asterisk_that_exists_is_no_glob(tmp_path: Path) -> None:
    (tmp_path / "a*.txt").write_text("Star.")
    (tmp_path / "ab.txt").write_text("Other.")
    assert one(tmp_path / "a*.txt").payload == b"Star."


@pytest.mark.parametrize(
    ("content", "media", "count"),
    [
        (b"Pasted words.", "text/plain", 1),
        (b"<html><p>Page</p></html>", "text/html", 1),
        (b'{"text": "a"}\n{"text": "b"}', "application/json", 2),
        (b'[{"text": "a"}]', "application/json", 1),
    ],
)
def test_standard_input_is_sniffed(content: bytes, media: str, count: int) -> None:
    found = run("-", stdin=content)
    assert [item.media_type for item in found] == [media] * count


def test_standard_input_is_left_open() -> None:
    stream = io.BytesIO(b"Pasted words.")
    list(iter_captures(["-"], said=Said(), settings=settings(), now=lambda: NOW, stdin=stream))
    assert not stream.closed


def test_slow_pipe_is_read_to_its_end() -> None:
    class Drip(io.RawIOBase):
        left = b'{"text": "a"}\n{"text": "b"}\n'

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            taken, self.left = self.left[: min(1, size)], self.left[1:]
            return taken

    found = list(iter_captures(["-"], said=Said(), settings=settings(), now=lambda: NOW, stdin=Drip()))
    assert [item.payload for item in found] == [b'{"text": "a"}', b'{"text": "b"}']


def test_missing_standard_input_is_set_aside() -> None:
    assert refused("-").code == "DG301"


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        (b"", "DG302", "empty"),
        (b" \n\t\r\n", "DG302", "white space"),
        (b"\xef\xbb\xbf \n", "DG302", "white space"),
        (b"%PDF-1.4\n%...", "DG303", "a PDF document"),
        (b"PK\x03\x04rest", "DG303", "ZIP"),
        (b"\x89PNG\r\n\x1a\n....", "DG303", "a PNG image"),
        (b"\xff\xd8\xff\xe0....", "DG303", "a JPEG image"),
        (b"GIF89a....", "DG303", "a GIF image"),
        (b"....ftypheic", "DG303", "HEIC"),
        (b"{\\rtf1 Talks.}", "DG303", "an RTF document"),
        (bytes(range(256)) * 4, "DG303", "NUL"),
        ("Talks.".encode("utf-16-le"), "DG303", "UTF-16"),
        (b"\x01\x02\x03\x04 text", "DG303", "not text"),
        (b"The talks, long and plain, went on" * 3 + b"\x00 until noon", "DG307", "NUL at byte 102"),
        (gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), "DG303", "inside"),
        (gzip.compress(REPORT.encode() * 100, mtime=0)[:-40], "DG301", "reading stopped"),
        (b"\x1f\x8bnot gzip at all", "DG301", "reading stopped"),
    ],
)
def test_bad_bytes_are_set_aside_with_the_reason(tmp_path: Path, content: bytes, code: str, word: str) -> None:
    path = tmp_path / "input"
    path.write_bytes(content)
    found = refused(path)
    assert found.code == code
    assert word in found.reason
    assert str(path) in found.reason


def test_json_in_utf16_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_bytes('{"text": "a"}'.encode("utf-16"))
    assert refused(path).code == "DG304"


def test_missing_path_is_set_aside_and_the_rest_done(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    missing, found = run(tmp_path / "gone.txt", tmp_path / "a.txt")
    assert (missing.code, missing.where) == ("DG301", str(tmp_path / "gone.txt"))
    assert isinstance(found, Capture)


def test_empty_folder_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    assert refused(tmp_path / "sub").code == "DG302"


def test_dangling_link_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    assert "does not exist" in refused(tmp_path / "link").reason


def test_link_back_up_is_set_aside_once(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(REPORT)
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    found, loop = run(tmp_path)
    assert isinstance(found, Capture)
    assert "leads back" in loop.reason


def test_link_to_itself_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "link")
    assert refused(tmp_path / "link").code == "DG301"


def test_pipes_sockets_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "named pipe" in refused(tmp_path / "pipe").reason
    assert "character device" in refused("/dev/null").reason
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        assert "socket" in refused(tmp_path / "socket").reason


def test_pipe_put_in_place_of_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    os.mkfifo(path)
    real = Path.stat

    def pretend(self: Path, **kwargs: bool) -> os.stat_result:
        found = real(self, **kwargs)
        if self != path:
            return found
        return os.stat_result((stat.S_IFREG | 0o644, *tuple(found)[1:]))

    monkeypatch.setattr(Path, "stat", pretend)
    assert "not a regular file" in refused(path).reason


def denied(path: object, *_: object) -> NoReturn:
    raise PermissionError(13, "Permission denied", str(path))


def test_file_without_permission_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    monkeypatch.setattr(os, "open", denied)
    found = refused(tmp_path / "a.txt")
    assert found.code == "DG301"
    assert "permission denied" in found.reason


def test_folder_without_permission_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.setattr(Path, "iterdir", denied)
    assert "permission denied" in refused(tmp_path / "sub").reason


def test_file_name_that_does_not_decode_is_shown_escaped(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(name)).write_text(REPORT)
    found = one(tmp_path)
    assert found.where.endswith("caf\\udce9.txt")
    assert found.where.encode("utf-8")


def test_report_over_the_limit_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 101)
    assert refused(tmp_path / "a.txt", limit=100).code == "DG306"
    (tmp_path / "a.txt").write_bytes(b"x" * 100)
    assert len(one(tmp_path / "a.txt", limit=100).payload) == 100


@pytest.mark.parametrize("chunk", [1, 5, 64, 65_536])
def test_line_over_the_limit_is_passed_over_and_the_rest_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr("dragoman.ingest.streams.CHUNK_BYTES", chunk)
    path = tmp_path / "feed.jsonl"
    long = b'{"text": "' + b"x" * 300 + b'"}'
    path.write_bytes(b'{"text": "a"}\n' + long + b'\n{"text": "b"}\n' + long)
    found = run(path, limit=100)
    assert [(item.where, getattr(item, "code", None)) for item in found] == [
        (f"{path}:1", None),
        (f"{path}:2", "DG306"),
        (f"{path}:3", None),
        (f"{path}:4", "DG306"),
    ]


def test_array_item_over_the_limit_is_passed_over_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_text(json.dumps([{"text": "a"}, {"text": "x" * 300}, {"text": "b"}]))
    assert [getattr(item, "code", None) for item in run(path, limit=100)] == [None, "DG306", None]


@pytest.mark.parametrize("name", ["big.txt", "big.json", "big.jsonl"])
def test_file_of_200_mb_takes_little_memory(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as handle:
        handle.write(b'{"text": "' if "json" in name else b"x")
        for _ in range(200):
            handle.write(b"x" * 1_000_000)
    tracemalloc.start()
    found = refused(path, limit=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.code == "DG306"
    assert peak < 8_000_000


def test_packed_bomb_is_read_no_further_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"x" * 50_000_000))
    assert refused(path, limit=1_000_000).code == "DG306"


def test_url_names_one_report_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.txt").write_text("Two.")
    said = Said(url="https://example.org/a")
    first, again, second = run(tmp_path / "a.txt", tmp_path / "a.txt", tmp_path / "b.txt", said=said)
    assert first.url == again.url == "https://example.org/a"
    assert (type(second), second.code) == (SetAside, "DG300")


def test_interrupt_ends_the_run_and_closes_the_file(tmp_path: Path) -> None:
    (tmp_path / "feed.jsonl").write_bytes(b'{"text": "a"}\n{"text": "b"}\n')

    def interrupted() -> datetime:
        raise KeyboardInterrupt

    captures = iter_captures(
        [str(tmp_path / "feed.jsonl")], said=Said(), settings=settings(), now=interrupted, stdin=None
    )
    with pytest.raises(KeyboardInterrupt):
        next(captures)


def test_first_captures_come_before_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    captures = iter_captures(
        [str(tmp_path / "a.txt"), str(tmp_path / "later.txt")],
        said=Said(),
        settings=settings(),
        now=lambda: NOW,
        stdin=None,
    )
    assert isinstance(next(captures), Capture)
    (tmp_path / "later.txt").write_text("Two.")
    assert isinstance(next(captures), Capture)
