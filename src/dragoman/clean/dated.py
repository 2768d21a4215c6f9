"""Dated: the day on which a text says at its own head that it came out.

A text, its dateline and its language in, the publication with the words that say it out. It is asked only where nothing
else dates the report, takes no day without its year, and no hour.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.lang.files import language_file
from dragoman.model import Published
from dragoman.values import Instant, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD_LINES = 12
"""Lines in which a text says when it came out. Source: house rule; title, standfirst, byline and what is between."""
HEAD_CHARS = 1500
LONGEST_LINE = 120


@dataclass(frozen=True, slots=True)
class DatedRules:
    """How a language dates a text at its head; the fields are explained at the head of ``published.yaml``."""

    months: tuple[str, ...]
    lines: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A publication, and the line that says it; None where the dateline does."""

    published: Published
    line: Span | None


def find_day(text: str, dateline: re.Match[str] | None, language: str | None) -> FoundDay | None:
    """Give the day on which a text says that it came out; the dateline's before that of a line.

    Args:
        text: The frozen text.
        dateline: Its dateline, with groups day, month and year where the rule has them.
        language: Of the text; where it cannot be told, English.
    """
    rules = _rules(language or "en")
    if rules is None:
        return None
    day = None if dateline is None else _day(dateline, rules)
    if day is not None:
        return FoundDay(Published(Instant(day, None), "text"), None)
    for span in _head_lines(text):
        day = _day_of_line(span.of(text), rules)
        if day is not None:
            return FoundDay(Published(Instant(day, None), "text"), span)
    return None


def _head_lines(text: str) -> Iterator[Span]:
    """Give the first lines that are short and not empty, without the space around them."""
    at = 0
    for line in text[:HEAD_CHARS].split("\n")[:HEAD_LINES]:
        words = line.strip()
        if words and len(words) <= LONGEST_LINE:
            start = at + line.index(words)
            yield Span(start, start + len(words))
        at += len(line) + 1


def _day_of_line(line: str, rules: DatedRules) -> date | None:
    for pattern in rules.lines:
        found = pattern.fullmatch(line)
        day = None if found is None else _day(found, rules)
        if day is not None:
            return day
    return None


def _day(found: re.Match[str], rules: DatedRules) -> date | None:
    groups = found.groupdict()
    year, month, day = groups.get("year"), groups.get("month"), groups.get("day")
    if year is None or month is None or day is None:
        return None
    number = int(month) if month.isdigit() else rules.months.index(short) + 1 if (short := _short(month, rules)) else 0
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _short(month: str, rules: DatedRules) -> str | None:
    return next((short for short in rules.months if month.casefold().startswith(short)), None)


@lru_cache(maxsize=16)
def _rules(language: str) -> DatedRules | None:
    file = language_file(language, "published")
    if file is None:
        return None
    months = tuple(str(month) for month in file.rows("months"))
    rows = [file.as_table(row, "lines") for row in file.rows("lines")]
    return DatedRules(months, tuple(re.compile(str(row["pattern"])) for row in rows))
