"""Says with which characters a compiled rule can begin, so that most places of a text need no rule tried.

A pattern as the grammar writes it comes in (character classes, groups, ``|``, ``?``, looks around, ``$``),
the set of characters goes out. It reads no other regular expression.

Source: first sets of a grammar, Aho, Lam, Sethi and Ullman (2006), section 4.4.2.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PIECE = re.compile(r"\[([^\]]+)\]|(\(\?(?:P<\w+>|[:=!]|<[=!]))|([()|?$])")
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")


class First(NamedTuple):
    """The characters that something can begin with, and whether it can be empty."""

    characters: frozenset[str]
    is_empty: bool


def first_characters(pattern: str) -> frozenset[str]:
    """Give the characters with which a match of the pattern can begin."""
    pieces = [match[0] for match in _PIECE.finditer(pattern)]
    return _Reader(pieces).alternatives().characters


class _Reader:
    """Walks over the pieces of one pattern once."""

    def __init__(self, pieces: list[str]) -> None:
        self._pieces = pieces
        self._at = 0

    def alternatives(self) -> First:
        """Read up to the group's end: any of the branches may come."""
        characters, is_empty = self._sequence()
        while self._take("|"):
            more = self._sequence()
            characters, is_empty = characters | more.characters, is_empty or more.is_empty
        return First(characters, is_empty)

    def _sequence(self) -> First:
        characters: frozenset[str] = frozenset()
        is_empty = True
        while self._at < len(self._pieces) and self._pieces[self._at] not in {"|", ")"}:
            item = self._item()
            if is_empty:
                characters |= item.characters
            is_empty = is_empty and item.is_empty
        return First(characters, is_empty)

    def _item(self) -> First:
        piece = self._pieces[self._at]
        self._at += 1
        if piece.startswith("["):
            item = First(frozenset(piece[1:-1]), is_empty=False)
        elif piece == "$":
            item = First(frozenset(), is_empty=True)
        else:
            inner = self.alternatives()
            self._take(")")
            item = First(frozenset(), is_empty=True) if piece.startswith(_LOOKS) else inner
        return First(item.characters, is_empty=True) if self._take("?") else item

    def _take(self, piece: str) -> bool:
        is_next = self._at < len(self._pieces) and self._pieces[self._at] == piece
        self._at += is_next
        return is_next
