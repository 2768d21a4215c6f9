"""Covers: the same answers as asking every span, for any spans."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.values import Covers, Span

OFFSETS = st.integers(0, 30)
SPANS = st.tuples(OFFSETS, OFFSETS).map(lambda ends: Span(min(ends), max(ends)))


@given(st.lists(SPANS, max_size=8), SPANS, OFFSETS)
def test_covers_answer_as_asking_every_span(spans: list[Span], one: Span, at: int) -> None:
    covers = Covers(spans)
    assert covers.holds(one) == any(span.contains(one) for span in spans)
    assert covers.touches(one) == any(span.overlaps(one) for span in spans)
    assert covers.has(at) == any(span.start <= at < span.end for span in spans)
