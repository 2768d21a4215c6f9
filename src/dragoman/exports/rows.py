"""Rows: the lines of an export as flat rows with one heading each, for tables.

Mappings come in, rows of plain values go out. A list becomes its values joined by semicolons; a participant or a place
becomes its name, a claim its report. The JSON lines hold everything; a table holds what fits a table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dragoman.wording import value_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Cell = str | int | float | bool | None

LONGEST = 32_767
"""Characters of a cell. Source: Microsoft, Excel specifications and limits; LibreOffice holds more."""

JOINED = "; "


def flat_rows(lines: Iterable[Mapping[str, Any]]) -> Iterator[list[Cell]]:
    """Give the headings, then a row a line; nothing where there are no lines.

    Args:
        lines: All with the same keys.
    """
    headings: list[str] | None = None
    for line in lines:
        row = dict(_flat(line))
        if headings is None:
            headings = list(row)
            yield list(headings)
        yield [row.get(heading) for heading in headings]


def _flat(line: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
    for key, value in line.items():
        if key == "counts":
            yield from ((name, value[name]) for name in ("reports", "origins", "voices"))
            yield "parties", JOINED.join(value["parties"])
        elif key in ("occurred", "time"):
            yield from ((f"{key}_{name}", None if value is None else value[name]) for name in _TIMES)
        elif key == "roles":
            yield from ((role, _cell(value[role])) for role in ("actor", "target", "mediator", "delegate"))
        else:
            yield key, _cell(value)


_TIMES = ("start", "end", "granularity")


def _cell(value: Any) -> Cell:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return value[:LONGEST]
    if isinstance(value, Sequence):
        return JOINED.join(str(_cell(each)) for each in value)[:LONGEST]
    return _mapping(value)[:LONGEST]


def _mapping(value: Mapping[str, Any]) -> str:
    """Give a participant, a place, a figure, a claim or a quotation by what a reader would call it."""
    for keys, words in _FORMS:
        if keys <= value.keys():
            return words(value)
    return value_words(value)


def _person(value: Mapping[str, Any]) -> str:
    return f"{value['name']} ({value['party']})" if value["party"] else str(value["name"])


def _side(value: Mapping[str, Any]) -> str:
    named = [who["name"] for who in (value["head"], *value["delegates"]) if who is not None]
    return f"{value['party']}: {', '.join(named)}" if named else str(value["party"])


_FORMS: tuple[tuple[set[str], Callable[[Mapping[str, Any]], str]], ...] = (
    ({"party", "name"}, _person),
    ({"head", "delegates"}, _side),
    ({"doc", "evidence"}, lambda value: str(value["doc"])),
    ({"quotes", "title"}, lambda value: JOINED.join(value["quotes"]) or str(value["title"])),
    ({"value", "counts"}, lambda value: value_words(value["value"])),
    ({"why"}, lambda value: f"{value['verdict']}: {value['why']}"),
    ({"title"}, lambda value: str(value["title"])),
    ({"state"}, lambda value: f"{value['state']} {value['published_at'] or ''}".strip()),
)
"""How each shape is called in a cell, by the fields that it has; the first that fits."""
