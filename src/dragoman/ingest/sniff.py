"""Sniff: what kind of input some first bytes are.

A head of a file and its name come in; text, HTML, JSON lines, a JSON array or one JSON object goes out, or the
error that names what it is instead. It does not decode a whole file: what only shows later is found by clean.

Source: magic numbers as in the IANA media type registrations and file(1); byte order marks, Unicode 16.0,
section 23.8; JSON is UTF-8, RFC 8259, section 8.1; HTML sniffing, WHATWG MIME Sniffing, section 7.1.
"""

from __future__ import annotations

import re
from enum import Enum

from dragoman.errors import BinaryInputError, EmptyInputError, EncodingError, ForbiddenCharacterError

HEAD_BYTES = 65_536
GZIP = b"\x1f\x8b"
UTF8_BOM = b"\xef\xbb\xbf"
WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "a PDF document"),
    (0, b"PK\x03\x04", "a ZIP archive (or a Word, Excel, OpenDocument or EPUB file)"),
    (0, b"PK\x05\x06", "an empty ZIP archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or PowerPoint file"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (0, b"RIFF", "a RIFF file (WebP image, WAV sound or AVI film)"),
    (0, b"II*\x00", "a TIFF image"),
    (0, b"MM\x00*", "a TIFF image"),
    (4, b"ftyp", "an MP4, MOV or HEIC file"),
    (0, b"ID3", "an MP3 sound file"),
    (0, b"OggS", "an Ogg file"),
    (0, GZIP, "a gzip archive inside a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xfd7zXZ\x00", "an xz archive"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"PAR1", "a Parquet file"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\x00", "a program"),
)
STRAY_CONTROLS = 2
"""Control bytes that a short text may have all the same."""
CONTROL_SHARE = 0.02
"""Control bytes among the first 64 KiB above which bytes are no text. Source: none of 759 news texts and 258 news
pages has any but tab, line feed, form feed and carriage return; the share leaves room for stray ones."""
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_HTML = re.compile(
    rb"\A\s*(?><!--.*?-->\s*)*+<(?:!doctype html|html|head|body|article|script|meta|title)\b", re.IGNORECASE | re.DOTALL
)
_XHTML = re.compile(rb"\A\s*<\?xml[^>]*\?>\s*(?:<!doctype html|<html)\b", re.IGNORECASE)
_SUFFIXES = {
    ".txt": "text",
    ".md": "text",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}


class Kind(Enum):
    """How the bytes are read."""

    TEXT = "text"
    HTML = "html"
    JSON_LINES = "lines"
    JSON_ARRAY = "array"
    JSON_OBJECT = "object"


def sniff(head: bytes, name: str, where: str) -> Kind:
    """Say how an input is to be read.

    The name decides between text, HTML and JSON where it ends in a known suffix; else the bytes do. The
    bytes alone say that an input is empty or binary.

    Args:
        head: The first bytes, ``HEAD_BYTES`` of them if there are so many.
        name: File name or ``-``.
        where: For messages.

    Raises:
        EmptyInputError: DG302, nothing but white space.
        BinaryInputError: DG303, not text; the message names what it is, where the bytes say.
        ForbiddenCharacterError: DG307, text with a stray NUL.
        EncodingError: DG304, JSON in another encoding than UTF-8.
    """
    body = head.removeprefix(UTF8_BOM)
    if len(head) < HEAD_BYTES and not body.strip():
        raise EmptyInputError(where, "there is nothing in it but white space." if head else "it is empty.", "")
    is_wide = head.startswith(WIDE_BOMS)
    if not is_wide:
        _refuse_binary(head, where)
    told = _SUFFIXES.get(_suffix(name)) or _told_by(body)
    if told in {"lines", "json"} and is_wide:
        raise EncodingError(where, "JSON must be UTF-8, and this is UTF-16 or UTF-32.", "Save it as UTF-8.")
    if told == "json":
        return Kind.JSON_ARRAY if body.lstrip().startswith(b"[") else Kind.JSON_OBJECT
    return Kind(told)


def _suffix(name: str) -> str:
    stem = name.casefold().removesuffix(".gz")
    return f".{stem.rpartition('.')[2]}" if "." in stem else ""


def _told_by(body: bytes) -> str:
    start = body.lstrip()[:2]
    if start[:1] == b"{" and re.match(rb'\{\s*(?:"|\})', body.lstrip()):
        return "json"
    if start[:1] == b"[" and re.match(rb"\[\s*[\[{\]]", body.lstrip()):
        return "json"
    return "html" if _HTML.match(body) or _XHTML.match(body) else "text"


def _refuse_binary(head: bytes, where: str) -> None:
    for offset, magic, what in MAGIC:
        if head.startswith(magic, offset):
            raise BinaryInputError(where, f"it is {what}, not text.", "Save its text, or the page as HTML.")
    controls = len(_CONTROL.findall(head))
    if controls > max(STRAY_CONTROLS, CONTROL_SHARE * len(head)):
        nul = "it holds NUL bytes and" if b"\x00" in head else "it"
        raise BinaryInputError(where, f"{nul} is not text.", "If it is UTF-16 without its mark, save it as UTF-8.")
    if b"\x00" in head:
        raise ForbiddenCharacterError(where, f"there is a NUL at byte {head.index(0)}.", "Remove it.")
