"""Rules: the zones and credits of a language, read from its folder and compiled once.

``lang/<code>/zones.yaml`` and ``credits.yaml`` come in, frozen rules go out. A language without these files has no
rules: its texts are kept without zones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dragoman.lang.files import LexiconFile
from dragoman.model import ZoneKind

if TYPE_CHECKING:
    from collections.abc import Callable

EXTENTS = frozenset({"match", "sentence", "sentence_before", "line", "onward", "to_end"})
WITHIN = frozenset({"head", "tail", "any"})
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ZoneRule:
    """How one kind of zone is told; the fields are explained at the head of ``zones.yaml``."""

    id: str
    kind: ZoneKind
    extent: str
    within: str
    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    reach: int


@dataclass(frozen=True, slots=True)
class CreditRule:
    """How one kind of credit is told: ``whole`` of the whole text, ``translated`` where it says that it is rendered."""

    id: str
    of: str
    whole: bool
    within: str
    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    translated: bool | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What a language's folder says of zones and credits."""

    zones: tuple[ZoneRule, ...] = ()
    datelines: tuple[re.Pattern[str], ...] = ()
    credits: tuple[CreditRule, ...] = ()


def rules_for(language: str | None) -> Rules:
    """Give the rules of a language; where the language cannot be told, those of English.

    Source: house rule; a text too short to tell its language is most often a headline or a stub of an English page.
    """
    return _load(language or "en")


@lru_cache(maxsize=16)
def _load(language: str) -> Rules:
    folder = Path(str(files("dragoman"))) / "lang" / language
    if not (folder / "zones.yaml").is_file():
        return Rules()
    zones, credit_file = LexiconFile(folder / "zones.yaml"), LexiconFile(folder / "credits.yaml")
    return Rules(
        zones=_rows(zones, "zones", _zone_rule),
        datelines=_rows(credit_file, "datelines", _pattern),
        credits=_rows(credit_file, "credits", _credit_rule),
    )


def _rows(file: LexiconFile, key: str, read: Callable[[_Row], T]) -> tuple[T, ...]:
    return tuple(read(_Row(file, row, key)) for row in file.rows(key))


class _Row:
    """One rule of a file, each field narrowed to what it must be."""

    def __init__(self, file: LexiconFile, row: object, key: str) -> None:
        self._file, self._line = file, file.line_of(row)
        self._row = file.as_table(row, key)

    def text(self, key: str) -> str:
        value = self._row.get(key)
        if not isinstance(value, str):
            raise self._file.problem(f"'{key}' must be a text.", self._line)
        return str(value)

    def choice(self, key: str, known: frozenset[str]) -> str:
        value = self.text(key)
        if value not in known:
            raise self._file.problem(f"'{key}' is '{value}'; known: {', '.join(sorted(known))}.", self._line)
        return value

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        value = self._row.get(key, default)
        if not isinstance(value, bool):
            raise self._file.problem(f"'{key}' must be true or false.", self._line)
        return value

    def number(self, key: str, default: int) -> int:
        return self._file.number(self._row.get(key, default), key)

    def words(self, key: str) -> tuple[str, ...]:
        words = tuple(str(word) for word in self._file.as_rows(self._row.get(key), key))
        if any(word != word.casefold() for word in words):
            raise self._file.problem(f"'{key}' must be in lower case.", self._line)
        return words

    def pattern(self) -> re.Pattern[str]:
        try:
            return re.compile(self.text("pattern"))
        except re.error as error:
            raise self._file.problem(f"'pattern' is no regular expression: {error}.", self._line) from None


def _pattern(row: _Row) -> re.Pattern[str]:
    return row.pattern()


def _zone_rule(row: _Row) -> ZoneRule:
    return ZoneRule(
        id=row.text("id"),
        kind=ZoneKind(row.choice("kind", frozenset(ZoneKind))),
        extent=row.choice("extent", EXTENTS),
        within=row.choice("within", WITHIN),
        needs=row.words("needs"),
        pattern=row.pattern(),
        reach=row.number("reach", 0),
    )


def _credit_rule(row: _Row) -> CreditRule:
    return CreditRule(
        id=row.text("id"),
        of=row.choice("of", frozenset({"text", "image"})),
        whole=row.flag("whole"),
        within=row.choice("within", WITHIN),
        needs=row.words("needs"),
        pattern=row.pattern(),
        translated=row.flag("translated", default=False) or None,
    )
