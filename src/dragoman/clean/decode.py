"""Decode: bytes of a text or page come in, the text and what was assumed about its encoding go out.

Nothing is repaired. A mark at the start decides, else UTF-8, else what a page declares, else the bytes
themselves, and only where one answer stands out; then the answer is noted.

Source: byte order marks, Unicode 16.0, section 23.8; ISO 8859-1 read as windows-1252, WHATWG Encoding
Standard, section 4.2; other guesses by charset-normalizer.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from dragoman.clean.language import language_score
from dragoman.errors import EncodingError

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WESTERN = frozenset({"en", "fr", "de", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "is", "ca"})
"""Languages that windows-1252 writes. Source: Unicode CLDR 46, exemplar characters against the code page."""
LEAST_WESTERN_SCORE = 0.7
WESTERN_SIGNS = re.compile(r"[^\x00-\x7fÀ-ÖØ-öø-ÿŒœŠšŽžŸ“”„‘’‚«»‹›–—…•€£§°·©®™\xa0]|(?<=\w)[¿¡]")  # noqa: RUF001  the signs themselves
"""What Western texts do not hold. Source: CLDR 46, as above; Polish read in the wrong page shows "³", "¹" and "¿"."""
WEB_PAGES = (
    *("cp866", "koi8_r", "koi8_u", "iso8859_2", "iso8859_5", "iso8859_7", "iso8859_8", "iso8859_15"),
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
    *("gb18030", "big5", "euc_jp", "shift_jis", "euc_kr"),
)
"""Encodings that are guessed among. Source: the WHATWG Encoding Standard, section 4.2, less those of one vendor."""
LATIN_1 = frozenset({"iso8859-1", "ascii"})
FEWEST_COHERENCE = 0.4
"""How well a guess must fit the letter frequencies of a language. Source: in trials on short texts in eleven code
pages, wrong guesses that stood alone had 0.0, right ones 0.47 or more."""
CLOSEST_RIVAL = 0.15
"""Another reading of the same bytes that fits as well but for this much is a rival. Source: the same trials."""
LEAST_LEAD = 0.03
"""How far the right reading's language must stand out from that of each rival. Source: the same trials: Russian in
windows-1251 leads by 0.05, and Polish, which two Latin pages spell alike but for two letters, by nothing."""
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")


def decode_text(payload: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """Decode a text file; a mark at the start is the encoding's signature and no part of the text.

    Returns:
        The text, and notes on what was assumed (none for UTF-8 or a marked file).

    Raises:
        EncodingError: DG304, the bytes are damaged, or more than one encoding fits them.
    """
    marked = _decode_marked(payload, where)
    if marked is not None:
        return marked, ()
    try:
        return payload.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(payload):
            reason = f"byte {error.start} is not UTF-8, though the rest is."
            raise EncodingError(where, reason, "Mend it, or save it again as UTF-8.") from None
    return _guess(payload, where)


def decode_page(payload: bytes, where: str, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Decode a page: as a text, but its declared encoding counts, and a damaged byte spoils only its own word.

    Args:
        payload: The page's bytes.
        where: For messages.
        charset: The encoding that its server declared; it counts before the page's own, but only where all bytes
            decode in it. Source: the order is that of the HTML standard, section 13.2.3.2.

    Returns:
        The page with U+FFFD for each byte that does not decode, and notes on what was assumed.

    Raises:
        EncodingError: DG304, no encoding is declared and more than one fits.
    """
    marked = _decode_marked(payload, where)
    if marked is not None:
        return marked, ()
    try:
        return payload.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    if charset is not None and (text := _decoded(payload, "cp1252" if charset in LATIN_1 else charset)) is not None:
        return text, ()
    declared = _declared(payload)
    if declared is not None and declared != "utf-8":
        return payload.decode(declared, "replace"), ()
    if declared == "utf-8" or _is_damaged_utf8(payload):
        return payload.decode("utf-8", "replace"), ()
    return _guess(payload, where)


def _decoded(payload: bytes, encoding: str) -> str | None:
    try:
        return payload.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _decode_marked(payload: bytes, where: str) -> str | None:
    for mark, encoding in MARKS:
        if payload.startswith(mark):
            try:
                return payload[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                reason = f"it is marked as {encoding.upper()}, and byte {error.start + len(mark)} is not."
                raise EncodingError(where, reason, "Save it again as UTF-8.") from None
    return None


def _is_damaged_utf8(payload: bytes) -> bool:
    """Say whether most bytes over 127 stand in whole UTF-8 characters."""
    whole = sum(len(found) for found in _MULTIBYTE.findall(payload))
    return whole > len(_HIGH.findall(payload)) - whole


def _declared(payload: bytes) -> str | None:
    found = _DECLARED.search(payload[:4096])
    if not found:
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
    except LookupError:
        return None
    return "cp1252" if name in LATIN_1 else name


def _guess(payload: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    text = _western(payload)
    if text is not None:
        return text, ("It is not UTF-8; it was read as windows-1252, which its language and bytes suggest.",)
    from charset_normalizer import from_bytes  # noqa: PLC0415 (heavy: few inputs need it)

    best = _standing_out(list(from_bytes(payload, cp_isolation=list(WEB_PAGES))))
    if best is None:
        raise EncodingError(where, "it is not UTF-8, and its encoding cannot be told.", "Save it as UTF-8.")
    return str(best), (f"It is not UTF-8; it was read as {best.encoding}, told from the bytes.",)


def _western(payload: bytes) -> str | None:
    try:
        text = payload.decode("cp1252")
    except UnicodeDecodeError:
        return None
    language, score = language_score(text)
    fits = language in WESTERN and score >= LEAST_WESTERN_SCORE and not WESTERN_SIGNS.search(text)
    return text if fits else None


def _standing_out(matches: list[CharsetMatch]) -> CharsetMatch | None:
    """Give the match that fits a language well and whose words no rival reading fits as well; None if there is none."""
    top = max((match.coherence for match in matches), default=0.0)
    if top < FEWEST_COHERENCE:
        return None
    near = {str(match): match for match in reversed(matches) if match.coherence > top - CLOSEST_RIVAL}
    ranked = sorted(((language_score(text)[1], match.encoding, match) for text, match in near.items()), reverse=True)
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAST_LEAD:
        return None
    return ranked[0][2]
