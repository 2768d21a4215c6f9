"""Times of whole texts: what holds for every text, the single expression, and the cost of a long one."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.lang.lexicon import TimeLexicon, load_time_lexicon
from dragoman.model import Analysis, TimexKind, Token
from dragoman.resolve.times import find_times, resolve_timex

PUBLISHED = date(2025, 5, 21)
WORDS = """on the in of a until since by from to and at into ago later before after decade century May march June Friday
Sun weekend week days hours year quarter last next this past early late mid- overnight night morning spring every 2 16
31 2025 1984 2,000 10:30 1200 2nd 1980s 2025-06-02 30.02.2025 9999 GMT p.m. three twenty several half hundred first 8000
said KYIV, drones ( ) . , - 's ’ é ٢٠٢٥"""
PIECES = [*WORDS.split(), "Moscow time", "October 7 attacks", "will meet", "\n\n"]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
days = st.dates(date(1950, 1, 1), date(2090, 12, 31))


def bare(text: str) -> Analysis:
    return Analysis("rev", text, "none", (), (), (), ())


@pytest.fixture(scope="module")
def lexicon() -> TimeLexicon:
    return load_time_lexicon("en")


@settings(deadline=None)  # the first text also loads the lexicon
@given(text=texts, day=st.none() | days)
def test_spans_are_verbatim_in_order_and_apart(text: str, day: date | None) -> None:
    found = find_times(bare(text), day, load_time_lexicon("en"))
    assert all(timex.text == timex.span.of(text) and timex.text for timex in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@settings(deadline=None)
@given(text=texts)
def test_nothing_relative_is_dated_without_a_publication_day(text: str) -> None:
    found = find_times(bare(text), None, load_time_lexicon("en"))
    assert [timex.text for timex in found if timex.anchored and timex.interval is not None] == []


@settings(deadline=None)
@given(text=st.text(max_size=200), day=days)
def test_any_text_is_read_without_error(text: str, day: date) -> None:
    found = find_times(bare(text), day, load_time_lexicon("en"))
    assert all(timex.span.of(text) == timex.text for timex in found)


@settings(deadline=None)
@given(text=texts, day=days)
def test_lengths_and_habits_have_no_interval_of_their_own(text: str, day: date) -> None:
    found = find_times(bare(text), day, load_time_lexicon("en"))
    assert all(timex.interval is None for timex in found if timex.kind is TimexKind.SET)


@settings(deadline=None)
@given(text=texts, day=days)
def test_the_same_text_gives_the_same_times(text: str, day: date) -> None:
    lexicon = load_time_lexicon("en")
    assert find_times(bare(text), day, lexicon) == find_times(bare(text), day, lexicon)


@settings(deadline=None)
@given(day=days)
def test_a_weekday_alone_is_the_latest_up_to_the_report(day: date) -> None:
    timex = resolve_timex("Friday", anchor=day, lexicon=load_time_lexicon("en"))
    assert timex is not None
    assert timex.interval is not None
    assert timex.interval.first_day.isoweekday() == 5
    assert 0 <= (day - timex.interval.first_day).days < 7


def test_one_expression_is_resolved(lexicon: TimeLexicon) -> None:
    timex = resolve_timex("early March", anchor=date(2031, 5, 14), lexicon=lexicon)
    assert timex is not None
    assert timex.interval is not None
    assert timex.interval.to_outside() == {"start": "2031-03-01", "end": "2031-03-10", "granularity": "month"}


def test_the_longest_of_several_expressions_is_resolved(lexicon: TimeLexicon) -> None:
    timex = resolve_timex("now, on 2 June 2025", anchor=PUBLISHED, lexicon=lexicon)
    assert timex is not None
    assert timex.text == "2 June 2025"


def test_words_without_a_time_resolve_to_none(lexicon: TimeLexicon) -> None:
    assert resolve_timex("the Kremlin", anchor=PUBLISHED, lexicon=lexicon) is None


def test_a_day_printed_with_two_years_lends_neither(lexicon: TimeLexicon) -> None:
    text = "On 9 May 1945 and on 9 May 2022 it paraded; 9 May"
    last = find_times(bare(text), PUBLISHED, lexicon)[-1]
    assert last.value == "2025-05-09"


def test_months_take_the_year_of_the_one_they_are_listed_with(lexicon: TimeLexicon) -> None:
    found = find_times(bare("in December and January 2025"), PUBLISHED, lexicon)
    assert [timex.value for timex in found] == ["2024-12", "2025-01"]


def test_from_and_effective_are_shown_as_since(lexicon: TimeLexicon) -> None:
    assert find_times(bare("shut from 14 December 2024"), PUBLISHED, lexicon)[0].relation == "since"


def test_clock_times_between_two_hours_are_one_span(lexicon: TimeLexicon) -> None:
    found = find_times(bare("On 2 June 2025 the ring road shut from 10:00 to 12:30."), PUBLISHED, lexicon)
    assert [timex.text for timex in found] == ["2 June 2025", "10:00 to 12:30"]
    assert found[1].interval is not None
    assert found[1].interval.to_outside()["start"] == "2025-06-02T10:00"
    assert found[1].interval.to_outside()["end"] == "2025-06-02T12:30"


def test_weekdays_of_a_span_run_forward(lexicon: TimeLexicon) -> None:
    found = find_times(bare("from Monday to Wednesday"), date(2025, 5, 20), lexicon)
    assert [timex.interval.to_outside() if timex.interval else None for timex in found] == [
        {"start": "2025-05-19", "end": "2025-05-21", "granularity": "day"}
    ]


LONG = {
    "news": "On Friday, June 6, 2025, three days after the talks, Kyiv said 400 drones flew overnight into Saturday. ",
    "months": "May ",
    "articles": "the ",
    "figures": "1 2 ",
    "digits": "7",
    "dotted digits": "7.",
    "hyphens": "mid-early-late-",
    "line ends": "\n ",
}


@pytest.mark.no_cover
@pytest.mark.parametrize("sentence", LONG.values(), ids=LONG.keys())
def test_cost_grows_with_the_text_and_not_faster(sentence: str, lexicon: TimeLexicon) -> None:
    """News is tried on a megabyte in one line; four times the text costs four times, with room for noise."""
    costs = []
    most = 1_000_000 if sentence is LONG["news"] else 200_000
    for size in (most // 4, most):
        text = (sentence * (size // len(sentence) + 1))[:size]
        begun = time.process_time()
        find_times(bare(text), PUBLISHED, lexicon)
        costs.append(time.process_time() - begun)
    assert costs[1] < 10 * costs[0] + 1.0


@pytest.mark.no_cover
def test_a_verb_with_ten_thousand_dependents_is_read_once(lexicon: TimeLexicon) -> None:
    text = "struck " + "on Friday " * 10_000
    words = text.split()
    starts = [7 * (i > 0) + (i - 1) // 2 * 10 + (3 if i and i % 2 == 0 else 0) for i in range(len(words))]
    tokens = tuple(
        Token(
            i, start, start + len(word), word, word.lower(), "VERB" if i == 0 else "X", "VBD" if i == 0 else "IN", "", 0
        )
        for i, (word, start) in enumerate(zip(words, starts, strict=True))
    )
    children = (tuple(range(1, len(words))), *(() for _ in words[1:]))
    begun = time.process_time()
    found = find_times(Analysis("rev", text, "by hand", tokens, (), (), children), PUBLISHED, lexicon)
    assert time.process_time() - begun < 10
    assert {timex.value for timex in found} == {"2025-05-16"}
