"""The lexicon's loader: what it gives, and what it tells the author of a broken file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman.errors import DossierFileError, UnknownLanguageError
from dragoman.lang.lexicon import load_time_lexicon, read_time_lexicon

SHIPPED = Path(load_time_lexicon("en").path)


def test_the_same_language_is_read_once() -> None:
    assert load_time_lexicon("en") is load_time_lexicon("en")


def test_an_unknown_language_lists_those_that_exist() -> None:
    with pytest.raises(UnknownLanguageError, match=r"'tlh'.*en.*DG110"):
        load_time_lexicon("tlh")


def test_named_days_have_a_date_or_a_rule() -> None:
    assert all(day.date or day.month for day in load_time_lexicon("en").named_days)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "xx"
    shutil.copytree(SHIPPED, copy)
    return copy


BROKEN = {
    "no YAML": ("times.yaml", "\nwords:\n", "\nwords: [\n", "not YAML"),
    "no table": ("times_tense.yaml", None, "- one\n- two\n", "not a table of keys"),
    "a list for a table": ("times.yaml", "\nwords:\n", "\nwords: []\nold:\n", "'words' must be a table"),
    "a table for a list": ("times.yaml", "capital: [", "capital: {}\nold: [", "'capital' must be a list"),
    "a word that stands for a list": (
        "times.yaml",
        "deictic: {today: 0",
        "deictic: {today: [0]",
        "'today' of 'deictic'",
    ),
    "a text for a number": ("times_days.yaml", "nth: 4", "nth: four", "'nth' must be a whole number"),
    "three for two": ("times.yaml", "recent: 7}", "recent: 7}\nunused: 1", None),
    "a pair of three": ("times.yaml", "weekend_days: [6, 7]", "weekend_days: [6, 7, 1]", "list of two numbers"),
    "a rule without a reading": ("times_rules.yaml", "reads: numeric}", "reeds: numeric}", "a rule has name"),
    "a day without a date": ("times_days.yaml", "day: [12, 25]", "words: 1", "a named day has"),
    "no dateline": ("times_tense.yaml", "\ndateline: ", "\ndate_line: ", "'dateline' must be a text"),
}


@pytest.mark.parametrize(("file", "old", "new", "told"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_named(folder: Path, file: str, old: str | None, new: str, told: str | None) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    path.write_text(new if old is None else text.replace(old, new, 1), encoding="utf-8")
    if told is None:
        assert read_time_lexicon(folder).lang == "xx"
        return
    with pytest.raises(DossierFileError) as raised:
        read_time_lexicon(folder)
    assert told in str(raised.value)
    assert file in str(raised.value)
    assert "add-a-language.md" in str(raised.value)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "times_days.yaml").unlink()
    with pytest.raises(DossierFileError, match=r"times_days\.yaml: the file is missing"):
        read_time_lexicon(folder)


def test_a_broken_rule_is_named_with_its_line(folder: Path) -> None:
    path = folder / "times_rules.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(i for i, row in enumerate(lines) if "name: iso," in row)
    lines[line] = lines[line].replace("reads:", "reed:")
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DossierFileError) as raised:
        read_time_lexicon(folder)
    assert raised.value.line == line + 1
