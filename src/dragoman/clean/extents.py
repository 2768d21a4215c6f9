"""Extents: how far a match reaches in a text, by sentence, line or end.

A text and a span come in, a span goes out. Sentences are cut roughly here, for marking what surrounds a report;
``analyse`` cuts them for reading.
"""

from __future__ import annotations

import re

from dragoman.values import Span

LONGEST_SENTENCE = 320
"""Code points looked at on each side for the end of a sentence. Source: 99 % of the sentences that recur in the
pages of one outlet (759 reports of 20-21 May 2025) are shorter."""
LONGEST_LINE = 200
"""A longer line is a paragraph, and no zone by itself."""
HEAD_CHARS = 600
_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|$)|[\n\r]")


def is_within(where: str, start: int, text: str) -> bool:
    """Say whether a match that begins at ``start`` stands in the part asked for: head, tail (the last half) or any."""
    if where == "head":
        return start < HEAD_CHARS
    return where == "any" or 2 * start >= len(text)


def reach(text: str, match: Span, extent: str, reach_chars: int = 0) -> Span:
    """Give the span that an extent makes of a match.

    Args:
        text: The text.
        match: Where the words stand.
        extent: ``match``, ``sentence``, ``sentence_before``, ``line``, ``onward`` or ``to_end``.
        reach_chars: For ``to_end``: how far the end may be.
    """
    if extent == "match":
        return match
    if extent == "to_end" and len(text) - match.start <= reach_chars:
        return Span(match.start, len(text))
    if extent == "line" and len(line := _line(text, match)) <= LONGEST_LINE:
        return line
    start = match.start if extent == "onward" else _sentence_start(text, match.start)
    if extent == "sentence_before" and start == match.start:
        start = _sentence_start(text, len(text[:start].rstrip()) - 1)
    return Span(start, match.end if extent == "sentence_before" else _sentence_end(text, match))


def _line(text: str, match: Span) -> Span:
    start = max(text.rfind("\n", 0, match.start), text.rfind("\r", 0, match.start)) + 1
    ends = [found for mark in "\n\r" if (found := text.find(mark, match.end)) >= 0]
    return Span(start, min(ends, default=len(text)))


def _sentence_start(text: str, at: int) -> int:
    """Give where the sentence that holds ``at`` begins, after white space; ``at`` itself where that is too far off."""
    floor = max(0, at - LONGEST_SENTENCE)
    last = None
    for found in _END.finditer(text, floor, at):
        last = found
    if last is None and floor > 0:
        return at
    start = last.end() if last else 0
    return start + len(text[start:at]) - len(text[start:at].lstrip())


def _sentence_end(text: str, match: Span) -> int:
    """Give where the sentence that holds the match ends; the match's end where that is too far off."""
    ceiling = min(len(text), match.end + LONGEST_SENTENCE)
    found = _END.search(text, max(match.start, match.end - 1), ceiling)
    if found is None:
        return len(text) if ceiling == len(text) else match.end
    return max(match.end, found.start() if found.group() in "\n\r" else found.end())
