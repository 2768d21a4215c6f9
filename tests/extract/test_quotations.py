"""Quotations: which words stand between marks, and which marks open nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.quotations import MAX_CHARS, find_quotations

MARKS = ['"', "“", "”", "«", "»", "„", "‟", "''", "``"]


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text, MARKS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said: "We agreed." Then he left.', ['"We agreed."']),
        ("Он сказал: «Да».", ["«Да»"]),
        ("“Yes,” he said, “we met.”", ["“Yes,”", "“we met.”"]),
        ("''We met,'' he said, ''at noon.''", ["''We met,''", "''at noon.''"]),
        ("The delegation's list isn't long.", []),
        ("No marks at all.", []),
        ('""', []),
        ("A closing mark” alone.", []),
    ],
)
def test_words_between_marks_are_a_quotation(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_paragraph_left_open_is_a_quotation_of_its_own() -> None:
    text = "“The first day went well.\n\n“The second will be harder,” he said."
    found = find_quotations(text, MARKS)
    assert [text[q.start : q.end] for q in found] == ["“The first day went well.", "“The second will be harder,”"]
    assert [q.is_closed for q in found] == [False, True]


def test_next_opening_mark_ends_a_quotation_left_open() -> None:
    assert quoted('"We met. "We agreed," he said.') == ['"We met.', '"We agreed,"']


def test_mark_never_closed_within_a_line_opens_nothing() -> None:
    assert quoted('A 5" pipe was found\nand no more.') == []
    assert quoted("He called it “a mistake and left\nat noon.") == []


def test_quotation_longer_than_any_known_is_a_forgotten_mark() -> None:
    assert quoted('"' + "word " * (MAX_CHARS // 5 + 1) + '" he said.') == []


def test_language_without_marks_has_no_quotations() -> None:
    assert find_quotations('"Yes."', []) == []


@given(st.text(alphabet="ab .\n\"“”«»'", max_size=60))
def test_quotations_are_in_order_and_never_overlap(text: str) -> None:
    found = find_quotations(text, MARKS)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
