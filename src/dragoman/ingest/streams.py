"""Streams: bytes read piece by piece, in bounded memory, whatever the size of the file.

A binary stream comes in; heads to look at, whole reports up to a limit, lines, and the items of a JSON
array go out. Nothing is parsed here beyond where a line or an item ends.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import BadJsonError, DocumentError, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK_BYTES = 65_536
_MARKS = re.compile(rb'["\\\[\]{},]')
_OPEN, _SHUT = b"[{", b"]}"


class Stream:
    """A stream whose first bytes can be looked at before they are read."""

    def __init__(self, raw: BinaryIO, where: str, limit_bytes: int) -> None:
        self._raw = raw
        self._ahead = b""
        self._broken: Exception | None = None
        self.where = where
        self.limit_bytes = limit_bytes

    def peek(self, size: int) -> bytes:
        """Give up to ``size`` of the next bytes, fewer only at the end, without taking them."""
        parts, have = [self._ahead], len(self._ahead)
        while have < size and self._broken is None and (part := self._next(min(CHUNK_BYTES, size - have))):
            parts.append(part)
            have += len(part)
        self._ahead = b"".join(parts)
        return self._ahead[:size]

    def read(self, size: int) -> bytes:
        """Take up to ``size`` bytes, at least one unless the stream has ended."""
        if self._ahead:
            taken, self._ahead = self._ahead[:size], self._ahead[size:]
            return taken
        if self._broken is not None:
            raise self._broken
        return self._raw.read(size)

    def _next(self, size: int) -> bytes:
        """Read ahead; a damage is said when it is reached, not when it is seen, so that all before it is read."""
        try:
            return self._raw.read(size)
        except (OSError, EOFError, zlib.error) as error:
            self._broken = error
            return b""

    def chunks(self) -> Iterator[bytes]:
        """Take all that is left, a piece at a time."""
        while chunk := self.read(CHUNK_BYTES):
            yield chunk

    def whole(self) -> bytes:
        """Take all that is left as one report.

        Raises:
            TooLargeError: DG306, it is over the limit; no more than the limit was read.
        """
        payload = self.peek(self.limit_bytes + 1)
        if self._broken is not None:
            raise self._broken
        if len(payload) > self.limit_bytes:
            raise too_large(self.where, self.limit_bytes)
        self._ahead = b""
        return payload


def too_large(where: str, limit_bytes: int) -> TooLargeError:
    """Give the error for a report over the limit."""
    return TooLargeError(
        where,
        f"one report may have at most {limit_bytes:,} bytes, and this is larger.",
        "Split it, or raise DRAGOMAN_MAX_REPORT_BYTES.",
    )


def iter_lines(stream: Stream) -> Iterator[tuple[str, bytes | DocumentError]]:
    """Give each line that is not blank, without its line end, with ``WHERE:LINE`` counted from 1.

    A line over the limit is passed over without being kept, and goes out as the error that says so.
    """
    number, kept, over = 1, bytearray(), False
    for chunk in stream.chunks():
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            yield from _line(f"{stream.where}:{number}", kept + piece, over=over, stream=stream)
            number, over = number + 1, False
            kept.clear()
        kept += rest
        if len(kept) > stream.limit_bytes:
            over = True
            kept.clear()
    yield from _line(f"{stream.where}:{number}", kept, over=over, stream=stream)


def _line(
    where: str, line: bytes | bytearray, *, over: bool, stream: Stream
) -> Iterator[tuple[str, bytes | DocumentError]]:
    if over or len(line) > stream.limit_bytes:
        yield where, too_large(where, stream.limit_bytes)
    elif stripped := bytes(line).removeprefix(b"\xef\xbb\xbf").strip():
        yield where, stripped


def iter_items(stream: Stream) -> Iterator[tuple[str, bytes | DocumentError]]:
    """Give the bytes of each item of a JSON array, with ``WHERE[N]`` counted from 0.

    An array that ends before its bracket gives its whole items, then the error that says so. An item over
    the limit is passed over without being kept.
    """
    cutter = _ItemCutter(stream.limit_bytes)
    number = 0
    for chunk in stream.chunks():
        for item in cutter.feed(chunk):
            where = f"{stream.where}[{number}]"
            yield where, too_large(where, stream.limit_bytes) if item is None else item
            number += 1
        if cutter.ended:
            break
    if not cutter.ended:
        where = f"{stream.where}[{number}]"
        yield where, BadJsonError(where, "the array ends before its closing bracket.", "The file may be cut off.")
    elif cutter.rest.strip() or any(chunk.strip() for chunk in stream.chunks()):
        yield (
            stream.where,
            BadJsonError(stream.where, "something follows the array's closing bracket.", "Write JSON lines instead."),
        )


class _ItemCutter:
    """Finds where the items of one JSON array end, keeping no more than one item of at most the limit."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._item = bytearray()
        self._over = False
        self._depth = 0
        self._in_string = False
        self._escaped = False
        self.ended = False
        self.rest = b""

    def feed(self, chunk: bytes) -> Iterator[bytes | None]:
        """Take a piece of the array; give each item that ends in it, None for one over the limit."""
        start = 0
        if self._escaped and chunk:
            self._keep(chunk[:1])
            self._escaped, start = False, 1
        at = start
        while mark := _MARKS.search(chunk, at):
            at = mark.end()
            if self._in_string:
                at = self._string_mark(mark.group(), at, len(chunk))
                continue
            cut = self._mark(mark.group())
            if cut is None:
                continue
            if cut:
                self._keep(chunk[start : mark.start()])
            start = at
            if cut:
                yield from self._take()
            if self.ended:
                self.rest = chunk[at:]
                return
        self._keep(chunk[start:])

    def _string_mark(self, mark: bytes, at: int, size: int) -> int:
        if mark == b'"':
            self._in_string = False
        elif mark == b"\\":
            self._escaped = at == size
            return at + 1
        return at

    def _mark(self, mark: bytes) -> bool | None:
        """Say whether an item ends here (True), the array begins (False), or neither (None)."""
        if mark == b'"':
            self._in_string = True
        elif mark in _OPEN:
            self._depth += 1
            return False if self._depth == 1 else None
        elif mark in _SHUT:
            self._depth -= 1
            self.ended = self._depth == 0
            return True if self.ended else None
        return True if mark == b"," and self._depth == 1 else None

    def _keep(self, piece: bytes) -> None:
        self._item += piece
        if len(self._item) > self._limit:
            self._over = True
            self._item.clear()

    def _take(self) -> Iterator[bytes | None]:
        item, over = bytes(self._item).strip(), self._over
        self._item.clear()
        self._over = False
        if over:
            yield None
        elif item:
            yield item
