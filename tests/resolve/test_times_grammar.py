"""The grammar: how a text is cut, which rule is tried where, and what a lexicon's author is told."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DossierFileError, UnknownNameError
from dragoman.lang.lexicon import TimeLexicon, TimeRule, load_time_lexicon, read_time_lexicon
from dragoman.model import Analysis
from dragoman.resolve.times import find_times
from dragoman.resolve.times_checks import known_checks
from dragoman.resolve.times_figures import FIGURE_SAMPLES, figure_categories, figure_value
from dragoman.resolve.times_grammar import candidates_from, compile_grammar, cut
from dragoman.resolve.times_starts import first_characters

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def lexicon() -> TimeLexicon:
    return load_time_lexicon("en")


def with_rule(lexicon: TimeLexicon, pattern: str, reads: str = "ref") -> TimeLexicon:
    return replace(lexicon, rules=(TimeRule("new", pattern, reads, {}, (), 7),))


def test_words_keep_their_places(lexicon: TimeLexicon) -> None:
    text = "At 3 p.m. on Sept. 2, F-16s flew."
    words = cut(text, compile_grammar(lexicon))
    assert [text[a:b] for a, b in words.spans][:6] == ["At", "3", "p.m.", "on", "Sept.", "2"]
    assert len(words.codes) == len(words.spans)


def test_the_longest_rule_comes_first(lexicon: TimeLexicon) -> None:
    grammar = compile_grammar(lexicon)
    found = candidates_from(cut("in late May 2025", grammar), grammar, 0)
    assert [each.end - each.start for each in found] == sorted((each.end - each.start for each in found), reverse=True)
    assert found[0].got["year"] == 2025


def test_nothing_is_found_after_the_last_expression(lexicon: TimeLexicon) -> None:
    grammar = compile_grammar(lexicon)
    assert candidates_from(cut("in May they left", grammar), grammar, 2) == []


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("{planet}", "no words in ['planet']"),
        ("NOPE {month}", "no macro NOPE"),
        ("{month} + {day}", "'+' is not part of the notation"),
        ("({month}", "missing )"),
    ],
)
def test_a_wrong_pattern_names_the_rule_and_its_line(pattern: str, told: str, lexicon: TimeLexicon) -> None:
    with pytest.raises(DossierFileError) as raised:
        compile_grammar(with_rule(lexicon, pattern))
    assert told in str(raised.value)
    assert "times_rules.yaml:7: rule 'new'" in str(raised.value)


def test_an_unknown_reading_lists_the_readings(lexicon: TimeLexicon) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'month'"):
        find_times(Analysis("", "in June", "", (), (), (), ()), None, with_rule(lexicon, "{month}", "moonth"))


def test_the_shipped_rules_use_known_checks(lexicon: TimeLexicon) -> None:
    assert {name for rule in lexicon.rules for name in rule.checks} <= known_checks()


def test_the_shipped_rules_have_names_of_their_own(lexicon: TimeLexicon) -> None:
    names = [rule.name for rule in lexicon.rules]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("pattern", "characters"),
    [
        ("[ab][c]", "ab"),
        ("(?:[a])?[b]", "ab"),
        ("(?:[a]|[b]?)[c]", "abc"),
        ("(?<=[x])(?P<g0>[a])(?=[y])", "a"),
        ("(?![x])[a]?(?:[b]$|[c])", "abc"),
    ],
)
def test_a_pattern_begins_with_these_characters(pattern: str, characters: str) -> None:
    assert first_characters(pattern) == set(characters)


@given(st.integers(0, 10**13), st.sampled_from(["", "s", "th", "st"]), st.integers(0, 4))
def test_every_figure_has_a_sample_of_its_kind(number: int, suffix: str, zeros: int) -> None:
    known = {frozenset(figure_categories(sample)) for sample in FIGURE_SAMPLES}
    assert frozenset(figure_categories("0" * zeros + str(number) + suffix)) in known | {frozenset()}


@pytest.mark.parametrize(
    ("word", "categories", "value"),
    [
        ("25", ("day",), 25),
        ("2,000", ("figure",), 2000),
        ("1.5", ("figure",), "1.5"),
        ("10:30", ("clock",), 630),
        ("9.15", ("dotclock",), 555),
        ("0735", ("military",), 455),
        ("1980s", ("decade",), 1980),
        ("90s", ("short_decade",), 90),
        ("22nd", ("ordinal_day",), 22),
        ("02.06.2025", ("numeric_day",), "2025-06-02"),
        ("13/06/25", ("numeric_day",), "2025-06-13"),
        ("6/6/1999", ("numeric_day",), "1999-06-06"),
        ("6/2/2025", ("numeric_day",), ""),
        ("31.02.2025", ("numeric_day",), ""),
        ("2025-06-02", ("iso_day",), "2025-06-02"),
    ],
)
def test_a_figure_stands_for(word: str, categories: tuple[str, ...], value: int | str) -> None:
    assert set(categories) <= set(figure_categories(word))
    assert figure_value(word, categories) == value


@pytest.mark.parametrize("word", ["30:10", "10:75", "1234567890123", "7/8", "1.2.3.4", "99th", "7s"])
def test_a_figure_that_is_no_time(word: str) -> None:
    assert not set(figure_categories(word)) & {"clock", "day", "year", "ordinal_day", "decade", "short_decade"}


@pytest.fixture
def folder(tmp_path: Path, lexicon: TimeLexicon) -> Path:
    copy = tmp_path / "xx"
    shutil.copytree(lexicon.path, copy)
    return copy


def test_a_copied_folder_reads_alike(folder: Path, lexicon: TimeLexicon) -> None:
    read = read_time_lexicon(folder)
    assert read.lang == "xx"
    assert read.words == lexicon.words
    assert read.rules == lexicon.rules
