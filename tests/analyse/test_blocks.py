from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analyse.blocks import BLOCK_CHARS, is_hard_wrapped, iter_blocks


@given(st.text(alphabet="ab .\n", max_size=200).map(lambda t: t * 700))
def test_blocks_cover_a_text_without_gap_or_overlap(text: str) -> None:
    blocks = iter_blocks(text)
    assert "".join(text[a:b] for a, b in blocks) == text
    assert all(b - a <= BLOCK_CHARS for a, b in blocks)


@pytest.mark.parametrize("mark", ["\n\n", "\n", ". ", " "])
def test_a_long_text_is_cut_after_its_best_mark(mark: str) -> None:
    text = "x" * (BLOCK_CHARS - 100) + mark + "y" * BLOCK_CHARS
    first, last = iter_blocks(text)[0]
    assert text[first:last].endswith("x" + mark)


def test_a_text_without_any_mark_is_cut_at_the_limit() -> None:
    assert iter_blocks("x" * (BLOCK_CHARS + 5)) == [(0, BLOCK_CHARS), (BLOCK_CHARS, BLOCK_CHARS + 5)]


def test_a_short_text_is_one_block() -> None:
    assert iter_blocks("Talks began.") == [(0, 12)]
    assert iter_blocks("") == [(0, 0)]


def test_wrapped_lines_are_told_from_paragraphs() -> None:
    wrapped = "The delegations met on Monday in the\npalace by the water and spoke for\n" * 6
    paragraphs = "The delegations met on Monday.\nThey spoke for an hour.\n" * 6
    assert is_hard_wrapped(wrapped)
    assert not is_hard_wrapped(paragraphs)
    assert not is_hard_wrapped("One line.\nTwo lines.")
    assert not is_hard_wrapped("word " * 40 + "\n" + "line\n" * 20)
