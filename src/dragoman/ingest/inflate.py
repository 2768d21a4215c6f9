"""Inflate: the body of an answer, unpacked as its head says, and never beyond a limit.

Compressed pieces come in, the whole body goes out; it is cut off, not unpacked first and measured then, so a few
kilobytes cannot become gigabytes.

Source: RFC 9110, section 8.4.1 (gzip, x-gzip, deflate); RFC 1952 for several members in a row. Servers send ``deflate``
with and without its zlib wrapper, and browsers read both.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ACCEPTED = "gzip, deflate"
PIECE_BYTES = 65_536
MAX_LAYERS = 2
"""Encodings one over the other; more serve nobody but who wants to hide a bomb."""
_WINDOW = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}


class BadEncodingError(Exception):
    """The body is packed in a way that was not asked for, or not as its head says."""


class OverLimitError(Exception):
    """The body is larger than it may be."""


def read_body(pieces: Iterable[bytes], encoding: str, limit_bytes: int) -> bytes:
    """Give the whole body.

    Args:
        pieces: The body as it comes over the line.
        encoding: ``Content-Encoding`` as printed; ``""`` for none.
        limit_bytes: Of the inflated body.

    Raises:
        OverLimitError: It is larger.
        BadEncodingError: It cannot be unpacked.
    """
    layers = [name.strip().casefold() for name in encoding.split(",")]
    layers = [name for name in layers if name not in {"", "identity"}]
    if len(layers) > MAX_LAYERS:
        raise BadEncodingError(f"it is compressed {len(layers)} times over")
    for name in reversed(layers):
        if name not in _WINDOW:
            raise BadEncodingError(f"it is compressed as '{name:.20}', which was not asked for")
        pieces = _unpack(pieces, _WINDOW[name])
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > limit_bytes:
            raise OverLimitError
    return bytes(body)


def _unpack(pieces: Iterable[bytes], window: int) -> Iterator[bytes]:
    unpacker = _Unpacker(window)
    for piece in pieces:
        yield from unpacker.feed(piece)
    if not unpacker.has_ended:
        raise BadEncodingError("its compressed form ends before its end")


class _Unpacker:
    """Unpacks one layer, a bounded piece at a time."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._is_gzip = window > zlib.MAX_WBITS
        self._may_be_bare = not self._is_gzip
        self._inner = zlib.decompressobj(window)
        self.has_ended = True

    def feed(self, piece: bytes) -> Iterator[bytes]:
        waiting = piece
        while waiting:
            if self._inner.eof and not self._begin_member(waiting):
                return
            self.has_ended = False
            data = self._step(waiting)
            if data is None:
                continue
            waiting = self._inner.unconsumed_tail or self._inner.unused_data
            self.has_ended = self._inner.eof
            if data:
                yield data

    def _begin_member(self, waiting: bytes) -> bool:
        """Begin another member; what follows the last one and is none is passed over, as gzip itself does."""
        if not self._is_gzip or not waiting.startswith(b"\x1f"):
            return False
        self._inner = zlib.decompressobj(self._window)
        return True

    def _step(self, waiting: bytes) -> bytes | None:
        """Unpack one piece; None where it has to be begun again without a wrapper."""
        try:
            data = self._inner.decompress(waiting, PIECE_BYTES)
        except zlib.error as error:
            if not self._may_be_bare:
                raise BadEncodingError("it is not compressed as its head says, or damaged") from error
            self._inner, data = zlib.decompressobj(-zlib.MAX_WBITS), None
        self._may_be_bare = False
        return data
