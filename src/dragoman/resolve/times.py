"""Finds and dates the time expressions of a report.

An analysis, the publication day and a language's lexicon come in; ``Timex`` records go out, in text
order, their spans apart. Rules and words are the lexicon's. It does not say which event a time belongs to,
it never takes the publication day for a time that is not told, and it skips the date of a dateline.

Source: TimeML 1.2.1; CODEBOOK, field ``time`` and Decisions; method after HeidelTime (Strötgen and Gertz 2013).
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from dragoman.model import Analysis, Timex, TimexKind
from dragoman.registry import Registry
from dragoman.resolve import times_calendar as calendar
from dragoman.resolve import times_relative as relative
from dragoman.resolve import times_spans as spans
from dragoman.resolve.times_anchor import Anchors, Reading, Tense, TenseMemo, find_tense
from dragoman.resolve.times_checks import Surroundings, holds
from dragoman.resolve.times_compose import Entry, compose
from dragoman.resolve.times_grammar import Found, candidates_from, compile_grammar, cut
from dragoman.values import Granularity, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from dragoman.lang.lexicon import TimeLexicon, Value

DATELINE_CHARS = 80
"""A dateline's date stands within so many characters of its line's start. Source: the longest in gold-train has 40."""

_PLACE = re.compile(r"[A-Z]{2,}[\w'’.\-]*(?:[ ,/]{1,2}[A-Z][\w'’.\-]*){0,8},\s?")


class Context(NamedTuple):
    """What is known on the way through a document: its day, the last dated expression, printed years, tenses."""

    day: date | None
    near: Entry | None
    years: Mapping[tuple[int, int], int]
    tenses: TenseMemo
    quarter: str | None = None


Turns = tuple[tuple[int, "date | None"], ...]
"""Where a text begins to count from another day, ascending: a live page's entries."""


def find_times(analysis: Analysis, day: date | None, lexicon: TimeLexicon, *, turns: Turns = ()) -> tuple[Timex, ...]:
    """Find the time expressions of a document and say which days they can mean.

    Args:
        analysis: The document's syntax; its tags tell the tense that an undated weekday or month needs.
        day: Publication day in the outlet's zone (TimeML's document creation time), or None where unknown:
            then expressions counted from it are found, without an interval.
        lexicon: From ``load_time_lexicon``.
        turns: Offsets from which another day counts, with that day; no narrative day ("the next day") runs across one.

    Returns:
        Expressions in text order; spans never overlap and are verbatim stretches of ``analysis.text``.
    """
    words = cut(analysis.text, compile_grammar(lexicon))
    around = Surroundings(analysis, lexicon, words, [token.start for token in analysis.tokens])
    entries = compose(list(_iter_entries(around, day, turns)), around.words, lexicon)
    stamp = re.compile(lexicon.stamp)
    return tuple(
        _timex(entry, analysis.text)
        for entry in entries
        if not (_is_dateline(entry, around) or stamp.fullmatch(analysis.text, entry.start, entry.end))
    )


def resolve_timex(text: str, *, anchor: date | None, lexicon: TimeLexicon) -> Timex | None:
    """Say which days a time expression alone can mean.

    "Early March", printed on 2031-05-14, is the span 2031-03-01/2031-03-10: vague stays wide, it is never
    narrowed to a day in the middle. Without a clause around it, an undated weekday or month is the latest past one.

    Args:
        text: The expression, as printed.
        anchor: Publication day in the outlet's own zone, or None.
        lexicon: From ``load_time_lexicon``.

    Returns:
        The longest expression in the text, or None when it names no time. Callers must not put the anchor in
        its place.
    """
    bare = Analysis("", text, "none", (), (), (), ())
    return max(find_times(bare, anchor, lexicon), key=lambda timex: len(timex.span), default=None)


def _iter_entries(around: Surroundings, day: date | None, turns: Turns) -> Iterator[Entry]:
    """Read what was found, from left to right, since a narrative day is counted from the one before."""
    places = list(_iter_places(around))
    context, ahead = Context(day, None, _printed_years(places), {}), list(reversed(turns))
    for candidates in places:
        while ahead and ahead[-1][0] <= candidates[0].start:
            context = context._replace(day=ahead.pop()[1], near=None, quarter=None)
        for found in candidates:
            anchors = _anchors(found, around, context)
            reading = _READINGS.get(found.rule.reads)(found.got, anchors)
            if reading is not None:
                entry = Entry(found, found.first, found.last, found.start, found.end, reading, anchors)
                context = _with_entry(context, entry)
                yield entry
                break


def _iter_places(around: Surroundings) -> Iterator[list[Found]]:
    """Give for each place the rules whose conditions hold, longest first."""
    at, grammar = 0, compile_grammar(around.lexicon)
    while candidates := candidates_from(around.words, grammar, at):
        holding = [each for each in candidates if holds(each, around)]
        if holding:
            yield holding
        at = holding[0].last if holding else candidates[0].first + 1


def _printed_years(places: list[list[Found]]) -> dict[tuple[int, int], int]:
    """Give the year of each month and day that is printed with one and only one in the report."""
    printed: dict[tuple[int, int], set[int]] = {}
    for candidates in places:
        for day, year in calendar.iter_printed_years(candidates[0].got):
            printed.setdefault(day, set()).add(year)
    return {day: min(years) for day, years in printed.items() if len(years) == 1}


def _anchors(found: Found, around: Surroundings, context: Context) -> Anchors:
    near = context.near
    return Anchors(
        lexicon=around.lexicon,
        day=context.day,
        tense=partial(_tense, found, around, context.tenses),
        relation=_relation(found.first, around),
        near=near.reading.interval.last_day if near is not None and near.reading.interval is not None else None,
        near_anchored=near is not None and near.reading.anchored,
        quarter=context.quarter,
        years=context.years,
    )


def _tense(found: Found, around: Surroundings, memo: TenseMemo) -> Tense | None:
    span, is_end = Span(found.start, found.end), _relation(found.first, around) == "until"
    return find_tense(around.analysis, around.starts, span, around.lexicon.tense, memo, is_end=is_end)


def _relation(first: int, around: Surroundings) -> str:
    """Give the relation that the words before an expression set, the longest phrase first."""
    before = around.word(first - 1)
    for relation, phrase in around.lexicon.relations:
        if phrase[-1] == before and all(around.word(first - len(phrase) + i) == word for i, word in enumerate(phrase)):
            return relation
    return "in"


def _with_entry(context: Context, entry: Entry) -> Context:
    if entry.found.rule.reads == "quarter":
        return context._replace(quarter=entry.reading.value)
    return context._replace(near=entry) if _tells_day(entry) else context


def _tells_day(entry: Entry) -> bool:
    """Whether later words such as "the next day" can be counted from it."""
    interval = entry.reading.interval
    return (
        interval is not None
        and interval.granularity in {Granularity.DAY, Granularity.NIGHT}
        and entry.reading.kind in {TimexKind.DATE, TimexKind.TIME}
    )


def _timex(entry: Entry, text: str) -> Timex:
    reading, span = entry.reading, Span(entry.start, entry.end)
    relation = "since" if entry.at.relation == "from" else entry.at.relation
    return Timex(span, span.of(text), reading.kind, reading.value, reading.interval, relation, reading.anchored)


def _is_dateline(entry: Entry, around: Surroundings) -> bool:
    """Whether a date stands in a dateline ("KYIV, May 21 (Agency) -"), which dates no event.

    Source: CODEBOOK Decisions ("A dateline gives no date").
    """
    text, earliest = around.analysis.text, max(0, entry.start - DATELINE_CHARS - 1)
    line = text.rfind("\n", earliest, entry.start)
    if line < 0 and entry.start > DATELINE_CHARS:
        return False
    is_place = _PLACE.fullmatch(text, max(line + 1, 0), entry.start) is not None
    return is_place and re.compile(around.lexicon.dateline).match(text, entry.end) is not None


def _no_day(got: Mapping[str, Value], at: Anchors) -> Reading:
    """Read a clock time or an offset when its neighbours are known: see ``times_compose``."""
    if "unit" in got:
        return spans.read_duration(got, at) or Reading(TimexKind.DURATION, None)
    return Reading(TimexKind.TIME, None, anchored=True)


_READINGS: Registry[Callable[[Mapping[str, Value], Anchors], Reading | None]] = Registry(
    "time reading",
    {
        "numeric": calendar.read_numeric,
        "day": calendar.read_day,
        "named_day": calendar.read_named_day,
        "month": calendar.read_month,
        "month_week": calendar.read_month_week,
        "season": calendar.read_season,
        "quarter": calendar.read_quarter,
        "half": calendar.read_half,
        "year": calendar.read_year,
        "spoken_year": calendar.read_spoken_year,
        "decade": calendar.read_decade,
        "century": calendar.read_century,
        "deictic": relative.read_deictic,
        "tonight": relative.read_tonight,
        "this_part": relative.read_this_part,
        "weekday": relative.read_weekday,
        "night": relative.read_night,
        "weekend": relative.read_weekend,
        "calendar_unit": relative.read_calendar_unit,
        "year_end": relative.read_year_end,
        "week_of": relative.read_week_of,
        "ago": spans.read_ago,
        "window": spans.read_window,
        "window_before": spans.read_window_before,
        "recent": spans.read_recent,
        "narrative": spans.read_narrative,
        "narrative_unit": spans.read_narrative_unit,
        "narrative_part": spans.read_narrative_part,
        "narrative_weekday": spans.read_narrative_weekday,
        "duration": spans.read_duration,
        "every": spans.read_every,
        "weekly": spans.read_weekly,
        "monthly": spans.read_monthly,
        "frequency": spans.read_frequency,
        "ref": spans.read_ref,
        "clock": _no_day,
        "offset": _no_day,
    },
)
