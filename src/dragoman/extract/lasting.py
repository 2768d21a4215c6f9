"""Lasting: the days of what has gone on for a length of time up to the report ("has been besieged for seven weeks").

A hit to which no time belongs comes in; the time expression of its length goes out with the days it means, from so
many units before publication to that day, or nothing. Two shapes are read, both under a present or perfect verb:
"has done it for six days", and "six days of protest". Lengths without a figure ("for months") and years give nothing.

Source: Huddleston & Pullum (2002), ch. 3 sect. 5.3 (the continuative perfect reaches to the time of speaking);
codebook, Decisions (what goes on runs to the publication date).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dragoman.extract.lengths import is_limit
from dragoman.extract.paths import MAX_CLIMB, climb, find_above
from dragoman.model import TimexKind
from dragoman.values import Granularity, Interval

if TYPE_CHECKING:
    from dragoman.extract.paths import Above, Around
    from dragoman.model import Timex

_LENGTH = re.compile(r"P(\d+)([DWM])$")
"""TIMEX3 durations that are counted back; a year is too coarse to tell the day on which a thing began."""
_GRAIN = {"D": Granularity.DAY, "W": Granularity.WEEK, "M": Granularity.MONTH}
_YEAR_MONTHS = 12


def find_lasting(around: Around) -> Timex | None:
    """Give the length of time that a hit has lasted up to the report, with the days it means, or None.

    Args:
        around: A hit with its sentence and mentions.
    """
    day = around.published
    if day is None:
        return None
    above = find_above(around)
    for j in range(around.sentence.first, around.sentence.last):
        timex = around.lookup.times.get(j)
        found = _LENGTH.match(timex.value or "") if timex is not None and timex.kind is TimexKind.DURATION else None
        if timex is None or found is None or timex.interval is not None or not _lasts_to_now(around, above, j):
            continue
        first = _before(day, int(found[1]), found[2])
        return None if first is None else replace(timex, interval=Interval.days(first, day, _GRAIN[found[2]]))
    return None


def as_start(around: Around, timex: Timex) -> Timex:
    """Give a month or longer as the start of what has gone on since, where a verb of beginning tells it.

    Args:
        around: A hit with its sentence and mentions.
        timex: The time that belongs to it.

    Returns:
        The time with the relation ``since``, or as it was: a day on which a thing began is that thing's day.
    """
    interval, day = timex.interval, around.published
    if interval is None or day is None or interval.granularity not in _COARSE or timex.relation != "in":
        return timex
    tree, token = around.tree, around.tree.tokens[around.hit.i]
    is_begun = token.dep == "nsubj" and tree.lemma(token.head) in tree.grammar.beginning
    is_own = any(tree.tokens[j].head == token.head for j in _prepositions(around, timex))
    return replace(timex, relation="since") if is_begun and is_own and interval.last_day < day else timex


def _prepositions(around: Around, timex: Timex) -> list[int]:
    """Give the words by which a time hangs on the rest: itself, and the preposition over it."""
    inside = around.lookup.tokens_of(timex.span)
    return [*inside, *(around.tree.tokens[j].head for j in inside)]


_COARSE = frozenset({Granularity.MONTH, Granularity.SEASON, Granularity.YEAR})


def _lasts_to_now(around: Around, above: Above, j: int) -> bool:
    """Whether a length, by its last word, is the hit's own and lies under a verb that reaches to the report."""
    tree = around.tree
    is_whole = bool(around.tree.below(j, "prep")) and any(p == "of" for p, _ in tree.prepositions(j))
    if is_whole and j in above.steps and not is_limit(tree, j):  # "six days of protest"
        return _reaches_now(around, j, perfect=False)
    token = tree.tokens[j]
    is_for = token.dep == "pobj" and (tree.lemma(token.head) == "for" or is_whole)
    return is_for and climb(around, j, above, through_nouns=False) is not None and _reaches_now(around, j, perfect=True)


def _reaches_now(around: Around, j: int, *, perfect: bool) -> bool:
    """Whether the verb above a word is in the perfect, or where that is not asked for in the present."""
    tree = around.tree
    for _ in range(MAX_CLIMB):
        head = tree.tokens[j].head
        if head == j:
            return False
        if tree.is_verb(head):
            finite = [c for c in (head, *tree.below(head, "aux", "auxpass")) if tree.tokens[c].tag in {"VBZ", "VBP"}]
            return any(tree.lemma(c) == "have" and c != head for c in finite) or (bool(finite) and not perfect)
        j = head
    return False


def _before(day: date, count: int, unit: str) -> date | None:
    """Give the first of the days, weeks or months up to a day; None before the calendar's begin."""
    if unit == "M":
        year, month = divmod(day.year * _YEAR_MONTHS + day.month - 1 - count, _YEAR_MONTHS)
        if year < date.min.year:
            return None
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    back = count - 1 if unit == "D" else count * 7
    return None if day.toordinal() <= back else day - timedelta(days=back)
