"""Encodings: told where one answer stands out, else refused; never repaired."""

from __future__ import annotations

import codecs

import pytest

from dragoman.clean.decode import decode_page, decode_text
from dragoman.errors import EncodingError

ENGLISH = "The café talks in Geneva were “held” in May – and then they ended without a result for either side."
RUSSIAN = "Переговоры в Стамбуле завершились, стороны договорились обменять всех пленных до конца лета."
POLISH = "Prezydent Wołodymyr Zełenski powiedział, że następna runda odbędzie się w środę w Stambule."


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_mark_decides_and_is_left_off(mark: bytes, encoding: str) -> None:
    payload = mark + RUSSIAN.encode(encoding)
    assert decode_text(payload, "here") == (RUSSIAN, ())
    assert decode_page(payload, "here") == (RUSSIAN, ())


def test_file_that_breaks_its_mark_is_refused() -> None:
    with pytest.raises(EncodingError, match="marked as UTF-16-LE, and byte"):
        decode_text(codecs.BOM_UTF16_LE + b"a\x00b", "here")


def test_western_text_is_read_and_noted() -> None:
    text, notes = decode_text(ENGLISH.encode("cp1252"), "here")
    assert text == ENGLISH
    assert notes == ("It is not UTF-8; it was read as windows-1252, which its language and bytes suggest.",)


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        ("İstanbul görüşmeleri Çırağan Sarayı'nda yapıldı; taraflar esir değişimi konusunda anlaştı.", "cp1254"),  # noqa: RUF001  Turkish letters
        ("השיחות באיסטנבול הסתיימו והצדדים הסכימו על חילופי שבויים", "cp1255"),
    ],
)
def test_encoding_that_stands_out_is_read_and_noted(words: str, encoding: str) -> None:
    text, notes = decode_text(words.encode(encoding), "here")
    assert text == words
    assert notes == (f"It is not UTF-8; it was read as {encoding}, told from the bytes.",)


@pytest.mark.parametrize("payload", [POLISH.encode("cp1250"), bytes(range(128, 256)) * 4, b"abc \x81\x8d\x8f\x90 def"])
def test_undecidable_bytes_are_refused(payload: bytes) -> None:
    with pytest.raises(EncodingError, match="cannot be told"):
        decode_text(payload, "here")


def test_damaged_utf8_is_refused_in_a_text_and_marked_in_a_page() -> None:
    payload = ENGLISH.encode() + b"\xff end"
    with pytest.raises(EncodingError, match=f"byte {len(ENGLISH.encode())} is not UTF-8, though the rest is"):
        decode_text(payload, "here")
    assert decode_page(payload, "here") == (ENGLISH + "\ufffd end", ())


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("windows-1251", "cp1251"), ("iso-8859-1", "cp1252"), ("utf-8", "utf-8"), ("no-such", "cp1252")],
)
def test_page_is_read_in_the_encoding_that_it_declares(declared: str, encoding: str) -> None:
    words = RUSSIAN if encoding == "cp1251" else ENGLISH
    page = f'<html><head><meta charset="{declared}"></head><body>{words}</body></html>'
    found, notes = decode_page(page.encode(encoding), "here")
    assert found == page
    assert bool(notes) == (declared == "no-such")


def test_page_that_declares_utf8_and_is_damaged_keeps_the_rest() -> None:
    found, _ = decode_page(b'<meta charset="utf-8"><p>caf\xe9 talks</p>', "here")
    assert found == '<meta charset="utf-8"><p>caf\ufffd talks</p>'
