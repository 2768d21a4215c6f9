"""Words: the tables of a language as extraction reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dragoman.errors import UnknownLanguageError
from dragoman.extract.grammar import Grammar
from dragoman.extract.measures import MeasureLexicon
from dragoman.extract.status_lexicon import StatusLexicon
from dragoman.extract.words import load_words
from dragoman.lang.tables import load_table
from dragoman.model import Status

if TYPE_CHECKING:
    from pathlib import Path


def test_english_is_read_once_and_kept(tmp_path: Path) -> None:
    words = load_words("en", cache=tmp_path)
    assert list(tmp_path.iterdir())
    assert load_words("en", cache=tmp_path) == words
    assert "hold" in words.grammar.light
    assert words.sides.marks >= {"both", "two"}
    assert "ceasefire" in words.issues


def test_a_language_without_tables_is_refused() -> None:
    with pytest.raises(UnknownLanguageError, match="No lexicon for language 'xx'"):
        load_words("xx")


def test_a_list_that_is_missing_is_no_empty_list() -> None:
    with pytest.raises(KeyError, match="light"):
        Grammar.from_data({name: [] for name in Grammar.__dataclass_fields__ if name != "light"})
    with pytest.raises(KeyError, match="modals"):
        StatusLexicon.from_data({"adjectives": {"hedged": []}})
    with pytest.raises(KeyError, match="verbs"):
        MeasureLexicon.from_data({})


@pytest.mark.parametrize("table", ["verbs", "nouns", "adjectives", "weak_adjectives", "predicates"])
def test_every_status_word_says_a_known_status(table: str) -> None:
    lexicon = load_words("en").status
    known = {*Status, "none", "excluded"}
    assert set(getattr(lexicon, table).values()) <= known


def test_no_status_word_says_two_things() -> None:
    data = load_table("en", "status")
    for table in ("modals", "verbs", "nouns", "adjectives", "predicates"):
        words = [word for said, listed in data[table].items() if said != "hedged" for word in listed]
        assert sorted(words) == sorted(set(words)), table
