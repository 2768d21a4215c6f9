from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dragoman.errors import DossierFileError, UnknownLanguageError
from dragoman.lang import tables

if TYPE_CHECKING:
    from pathlib import Path


def test_a_table_is_plain_data() -> None:
    assert "mediate" in tables.load_table("en", "syntax")["mediating"]


def test_a_second_reading_comes_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = tables.load_table("en", "syntax", cache=tmp_path)
    monkeypatch.setattr(tables, "_parse", lambda *_: pytest.fail("read again"))
    assert tables.load_table("en", "syntax", cache=tmp_path) == first


def test_an_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(UnknownLanguageError, match=r"'xx'.*en"):
        tables.load_table("xx", "syntax")


def test_a_missing_file_is_said() -> None:
    with pytest.raises(DossierFileError, match=r"lang/en/nothing\.yaml: the file is missing"):
        tables.load_table("en", "nothing")


def test_what_is_not_yaml_names_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "bad.yaml").write_text("a: 1\nb: [2\n", encoding="utf-8")
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    with pytest.raises(DossierFileError, match=r"bad\.yaml:\d+: not YAML"):
        tables.load_table("en", "bad")


def test_a_file_in_flow_form_is_the_same_data_without_a_yaml_reader() -> None:
    for name in ("fate", "positions"):
        assert tables.load_flow("en", name) == tables.load_table("en", name)


def test_a_flow_file_that_is_missing_or_of_another_form_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UnknownLanguageError, match=r"'xx'.*en"):
        tables.load_flow("xx", "fate")
    with pytest.raises(DossierFileError, match=r"lang/en/nothing\.yaml: the file is missing"):
        tables.load_flow("en", "nothing")
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "bad.yaml").write_text("# words\na: 1\n", encoding="utf-8")
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    with pytest.raises(DossierFileError, match=r"bad\.yaml:2: not in flow form"):
        tables.load_flow("en", "bad")
