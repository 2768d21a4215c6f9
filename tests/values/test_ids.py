"""Ids: the same parts give the same id everywhere; no two lists of parts give one by joining."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.values import content_id

PARTS = st.lists(st.none() | st.integers() | st.text(), max_size=5)


@given(PARTS)
def test_the_same_parts_give_the_same_id(parts: list[str | int | None]) -> None:
    found = content_id("clm", *parts)
    assert found == content_id("clm", *parts)
    assert found.startswith("clm_")
    assert len(found) == len("clm_") + 20


@given(PARTS, PARTS)
def test_other_parts_give_another_id(one: list[str | int | None], other: list[str | int | None]) -> None:
    same = [(type(part), part) for part in one] == [(type(part), part) for part in other]
    assert (content_id("clm", *one) == content_id("clm", *other)) is same


def test_an_id_is_the_same_on_every_machine_and_in_every_version() -> None:
    assert content_id("doc", "a", 1, None) == "doc_2465b9e169b7f7f06fb1"


def test_nothing_empty_zero_and_its_text_all_differ() -> None:
    assert len({content_id("x", part) for part in (None, "", 0, "0", "None")}) == 5
    assert content_id("x", "ab", "c") != content_id("x", "a", "bc")
