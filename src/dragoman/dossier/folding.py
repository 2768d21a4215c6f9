"""Names as look-up keys: one key for every spelling that differs in case, script or accent only.

A name comes in, its key goes out. It does not match respellings (Umerov, Umjerow): that is for resolve.
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_ACRONYM_LENGTH = 5


def fold(name: str) -> str:
    """Give the key under which a name is looked up: NFKC, ASCII, case-folded, one space between words."""
    return " ".join(anyascii(unicodedata.normalize("NFKC", name)).casefold().split())


def keys(name: str) -> tuple[str, ...]:
    """Give every key of a name: its own, and the one with spaces for inner hyphens ("al-Qaeda", "al Qaeda")."""
    own = fold(name)
    spaced = _HYPHEN.sub(" ", own)
    return (own,) if spaced == own else (own, spaced)


def is_acronym(name: str) -> bool:
    """Say whether a name means something else in lower case ("US", "WHO"), so that its case must match.

    Source: house rule; every all-capital name of up to five letters in the base pack was looked at, and the
    English words among them (us, who, is, it, au, pa, sadc) are all that short.
    """
    letters = [char for char in name if char.isalpha()]
    return 0 < len(letters) <= _ACRONYM_LENGTH and all(char.isupper() for char in letters)
