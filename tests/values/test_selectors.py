"""Selectors: a span carries exactly its words, in code points, and no offset is ever moved to fit."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import EvidenceError
from dragoman.values import Span, quote_context, text_fragment, verify_quote
from dragoman.values.selectors import CONTEXT_CHARS

TEXTS = st.text(min_size=1)


@st.composite
def spans_in(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(TEXTS)
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return text, Span(start, end)


SPANS = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda ends: Span(min(ends), max(ends)))


@given(spans_in())
def test_a_span_selects_its_words_and_they_verify(found: tuple[str, Span]) -> None:
    text, span = found
    quote = span.of(text)
    assert len(quote) == len(span)
    verify_quote(text, span, quote, "doc")


@given(spans_in(), st.text(min_size=1, max_size=3))
def test_other_words_are_an_error_with_its_place(found: tuple[str, Span], more: str) -> None:
    text, span = found
    with pytest.raises(EvidenceError, match="DG310"):
        verify_quote(text, span, span.of(text) + more, "doc")


@given(spans_in())
def test_the_context_stands_around_the_words(found: tuple[str, Span]) -> None:
    text, span = found
    before, after = quote_context(text, span)
    assert before + span.of(text) + after in text
    assert len(before) == min(CONTEXT_CHARS, span.start)
    assert len(after) == min(CONTEXT_CHARS, len(text) - span.end)


@given(SPANS, SPANS)
def test_spans_that_overlap_share_a_code_point(one: Span, other: Span) -> None:
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) is other.overlaps(one)
    if one and other:
        assert one.overlaps(other) is bool(shared)


@given(SPANS, SPANS)
def test_a_span_that_contains_another_has_all_of_it(one: Span, other: Span) -> None:
    if one.contains(other):
        assert set(range(other.start, other.end)) <= set(range(one.start, one.end))
        assert len(other) <= len(one)


@pytest.mark.parametrize("ends", [(-1, 2), (3, 2)])
def test_a_span_that_is_not_ordered_from_0_cannot_be_made(ends: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not ordered from 0"):
        Span(*ends)


def test_code_points_beyond_the_basic_plane_count_as_one() -> None:
    text = "🕊 talks"
    assert Span(2, 7).of(text) == "talks"


def test_a_short_quote_is_linked_whole_and_a_long_one_by_its_ends() -> None:
    short = text_fragment("https://a.example/x#old", "met in Istanbul, again - twice")
    assert short == "https://a.example/x#:~:text=met%20in%20Istanbul%2C%20again%20%2D%20twice"
    words = [f"w{n}" for n in range(20)]
    long = text_fragment("https://a.example/x", "\n".join(words))
    assert unquote(long.partition("text=")[2]) == "w0 w1 w2 w3 w4,w15 w16 w17 w18 w19"
