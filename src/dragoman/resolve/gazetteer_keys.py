"""Keys of place names, and a small set that tells which words can begin one.

A name as printed comes in, the key under which the gazetteer holds it goes out: ASCII, case-folded,
without apostrophes, with spaces for hyphens and dots. Different spellings of a sound (Kharkiv, Kharkov) are
different keys: they meet as alternate names of one place.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from dragoman.dossier.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MARKS = str.maketrans({"-": " ", ".": " ", ",": " ", "/": " ", "(": " ", ")": " ", "'": "", "`": "", '"': ""})
_OPENERS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ARTICLE = "the"
_RESPELL: tuple[Callable[[str], str], ...] = (
    lambda key: re.sub(r"ah\b", "a", key),
    lambda key: re.sub(r"a\b", "ah", key),
    lambda key: re.sub(r"^(al|el|as|ash|ar|az|ad|an|at) ", "", key),
    lambda key: f"al {key}",
    lambda key: re.sub(r"iy|yi|yy|ii", "i", key),
    lambda key: re.sub(r"(.)\1", r"\1", key),
)

BITS_PER_WORD = 12
"""Bits of the filter for each word. Source: Bloom (1970); 12 bits and 6 probes let 0.4 % of strangers through."""
PROBES = 6


def place_key(name: str) -> str:
    """Give the key of a place name.

    "St. Louis" and "Saint Louis" have one key, and so have "Sana'a" and "Sanaa", "Rostov-on-Don" and
    "Rostov on Don"; "the Gaza Strip" has that of "Gaza Strip".
    """
    folded = name.casefold() if name.isascii() else fold(name)
    words = folded.translate(_MARKS).split()
    if len(words) > 1:
        if words[0] == _ARTICLE:
            words = words[1:]
        words[0] = _OPENERS.get(words[0], words[0])
    return " ".join(words)


def first_word(token: str) -> str:
    """Give the first word of the keys of names that begin with a token as printed ("St." gives "saint")."""
    words = place_key(token).split()
    return _OPENERS.get(words[0], words[0]) if words else ""


def respellings(key: str) -> tuple[str, ...]:
    """Give other romanisations of a key, for a name that is not found as printed.

    Source: BGN/PCGN romanisation of Arabic, Russian and Ukrainian against press usage: final "ah" and "a", the
    article, "iy", "yi" and "i", doubled letters.
    """
    found = {change(key) for change in _RESPELL}
    return tuple(sorted(found - {key, ""}))


class WordFilter:
    """A Bloom filter over words: a "no" is certain, a "yes" is nearly so."""

    def __init__(self, bits: bytes | bytearray) -> None:
        self._bits = bits
        self._size = len(bits) * 8

    @classmethod
    def of(cls, words: Iterable[str]) -> WordFilter:
        """Build the filter for these words."""
        distinct = set(words)
        bits = bytearray(max(64, len(distinct) * BITS_PER_WORD // 8))
        built = cls(bits)
        for word in distinct:
            for at in built._probes(word):
                bits[at >> 3] |= 1 << (at & 7)
        return cls(bytes(bits))

    def __contains__(self, word: str) -> bool:
        return all(self._bits[at >> 3] >> (at & 7) & 1 for at in self._probes(word))

    def to_bytes(self) -> bytes:
        """Give the bits, for keeping."""
        return bytes(self._bits)

    def _probes(self, word: str) -> Iterator[int]:
        digest = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=16).digest(), "little")
        step = digest >> 64 | 1
        for probe in range(PROBES):
            yield (digest + probe * step) % self._size
