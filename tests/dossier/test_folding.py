"""Names as look-up keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dossier.folding import fold, is_acronym, keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Erdoğan", "erdogan"),
        ("İstanbul", "ISTANBUL"),
        ("Путин", "Putin"),
        ("Sana’a", "Sana'a"),
        ("  Sri \n Lanka ", "sri lanka"),
        ("Élysée", "elysee"),
    ],
)
def test_case_accent_script_and_space_make_no_difference(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_respellings_stay_apart() -> None:
    assert fold("Umerov") != fold("Umjerow")
    assert fold("Niger") != fold("Nigeria")


@given(st.text())
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_inner_hyphens_may_be_spaces() -> None:
    assert keys("al-Qaeda") == ("al-qaeda", "al qaeda")
    assert keys("Mali") == ("mali",)


@pytest.mark.parametrize("name", ["US", "U.S.", "WHO", "UNSMS"])
def test_short_capitals_are_acronyms(name: str) -> None:
    assert is_acronym(name)


@pytest.mark.parametrize("name", ["Us", "UNICEF", "Chad", "", "24", "DoD"])
def test_other_names_are_no_acronyms(name: str) -> None:
    assert not is_acronym(name)
