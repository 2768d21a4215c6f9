"""Reads one YAML file of a lexicon: plain tables come out, each narrowed to the type that was asked for.

A mistake is raised with the file, the line and what to do. YAML 1.2, so that ``no`` and ``on`` are words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from dragoman.errors import DossierFileError

Table = Mapping[str, object]

GUIDE = "See docs/guides/add-a-language.md."


FOLDER = Path(__file__).parent


def language_file(language: str, name: str) -> LexiconFile | None:
    """Give ``lang/<code>/<name>.yaml``; None where the language has no such file."""
    path = FOLDER / language / f"{name}.yaml"
    return LexiconFile(path) if path.is_file() else None


class LexiconFile:
    """One file, read whole."""

    def __init__(self, path: Path) -> None:
        from ruamel.yaml import YAML  # noqa: PLC0415 (heavy: loaded only when a lexicon is)
        from ruamel.yaml.error import YAMLError  # noqa: PLC0415

        self.path = path
        try:
            loaded: object = YAML(typ="rt", pure=True).load(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise self.problem("the file is missing.", None) from None
        except YAMLError as error:
            raise self.problem(f"not YAML: {str(error).splitlines()[0]}.", None) from None
        if not isinstance(loaded, Mapping):
            raise self.problem("the file is not a table of keys.", 1)
        self._table = cast("Table", loaded)

    def problem(self, what: str, line: int | None) -> DossierFileError:
        """Give the error to raise."""
        return DossierFileError(str(self.path), line, what, GUIDE)

    def line_of(self, table: object, key: str | None = None) -> int | None:
        """Give the line, from 1, of a table or of one of its keys."""
        marks = getattr(table, "lc", None)
        if marks is None:
            return None
        if key is not None and key in (marks.data or {}):
            return int(marks.data[key][0]) + 1
        return int(marks.line) + 1

    def table(self, key: str) -> Table:
        """Give the table under a key of the file.

        Raises:
            DossierFileError: DG201, there is none.
        """
        return self.as_table(self._table.get(key), key)

    def as_table(self, value: object, key: str) -> Table:
        """Narrow a value to a table with text keys."""
        if not isinstance(value, Mapping):
            raise self.problem(f"'{key}' must be a table.", self.line_of(self._table, key))
        return {str(name): row for name, row in value.items()}

    def rows(self, key: str) -> Sequence[object]:
        """Give the list under a key of the file."""
        return self.as_rows(self._table.get(key), key)

    def as_rows(self, value: object, key: str) -> Sequence[object]:
        """Narrow a value to a list."""
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise self.problem(f"'{key}' must be a list.", self.line_of(self._table, key))
        return value

    def names(self, key: str) -> frozenset[str]:
        """Give the list under a key as a set of texts."""
        return frozenset(map(str, self.rows(key)))

    def text(self, key: str) -> str:
        """Give the text under a key of the file."""
        value = self._table.get(key)
        if not isinstance(value, str):
            raise self.problem(f"'{key}' must be a text.", self.line_of(self._table, key))
        return str(value)

    def number(self, value: object, key: str) -> int:
        """Narrow a value to a whole number."""
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.problem(f"'{key}' must be a whole number, not '{value}'.", self.line_of(self._table, key))
        return int(value)

    def pair(self, value: object, key: str) -> tuple[int, int]:
        """Narrow a value to two whole numbers."""
        row = self.as_rows(value, key)
        if len(row) != 2:  # noqa: PLR2004 (a pair)
            raise self.problem(f"'{key}' must be a list of two numbers.", self.line_of(self._table, key))
        return self.number(row[0], key), self.number(row[1], key)
