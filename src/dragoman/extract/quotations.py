"""Quotations: what stands between quotation marks, also over sentences and paragraphs.

A text comes in; spans without their marks go out. Single quotes are left alone: in news they are apostrophes.
An unclosed mark ends at its paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_OPENING = frozenset("“«„")
_CLOSING = frozenset("”»‟")
MAX_CHARS = 2000
"""Longest quotation; beyond it a mark was forgotten. Source: longest in PolNeAR's training part is under 1,800."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Code points between two quotation marks, the marks left out."""

    start: int
    end: int


def find_quotations(text: str, marks: Collection[str]) -> list[Quotation]:
    """Find the quotations of a text, in order, none inside another."""
    found: list[Quotation] = []
    opened: int | None = None
    for at, char in enumerate(text):
        if opened is not None and (at - opened > MAX_CHARS or char == "\n"):
            opened = None
        if char not in marks:
            continue
        if opened is None:
            if char not in _CLOSING:
                opened = at + 1
        elif char not in _OPENING:
            if at > opened:
                found.append(Quotation(opened, at))
            opened = None
        else:
            opened = at + 1
    return found
