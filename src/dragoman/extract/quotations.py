"""Quotations: what stands between quotation marks, also over sentences and paragraphs.

A text comes in; spans with their marks go out, none inside another. Single quotation marks are read only where
they are doubled ('' as some wires print): alone they are apostrophes. A mark left open ends with its paragraph,
as where each paragraph of a long quotation is opened again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_OPENING = frozenset("“«„")
_CLOSING = frozenset("”»‟")
_ENDS = frozenset(".!?…")
MAX_CHARS = 2000
"""Longest quotation; beyond it a mark was forgotten. Source: longest in PolNeAR's training part is 1,516."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks.

    Attributes:
        start, end: Code points with the marks.
        is_closed: Whether its closing mark was found; else it runs to the end of its paragraph.
    """

    start: int
    end: int
    is_closed: bool = True


def find_quotations(text: str, marks: Collection[str]) -> list[Quotation]:
    """Find the quotations of a text, in order.

    Args:
        text: The text; offsets count its code points.
        marks: The quotation marks that the language uses, of one or two characters.
    """
    if not marks:
        return []
    pattern = re.compile("|".join([*(re.escape(mark) for mark in sorted(marks, key=len, reverse=True)), r"\n"]))
    return list(_paired(text, pattern))


def _paired(text: str, pattern: re.Pattern[str]) -> Iterator[Quotation]:
    opened: int | None = None
    for match in pattern.finditer(text):
        mark, at = match[0], match.start()
        if opened is not None and at - opened > MAX_CHARS:
            opened = None
        if mark == "\n":
            if opened is not None and _opens(text, opened):
                yield from _left_open(text, opened, at)
            opened = None
        elif opened is None:
            opened = None if mark in _CLOSING else at
        elif mark in _OPENING or _opens(text, at):
            yield from _left_open(text, opened, at)
            opened = at
        else:
            if at > opened + len(mark):
                yield Quotation(opened, match.end())
            opened = None


def _left_open(text: str, opened: int, at: int) -> Iterator[Quotation]:
    """Give a quotation that a line end or the next opening mark cuts, if whole sentences stand in it.

    A mark that is never closed within a line (an inch, a slip) opens nothing.
    """
    end = len(text[:at].rstrip())
    if text[end - 1] in _ENDS and end > opened + 1:
        yield Quotation(opened, end, is_closed=False)


def _opens(text: str, at: int) -> bool:
    """Whether a mark stands as an opening one does: after a space or a bracket, before a word."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before in "([—–-:") and not after.isspace()
