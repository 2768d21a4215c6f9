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
