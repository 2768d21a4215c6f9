"""Transfer: the rows of a record as lines of JSON, and lines put back as rows, on either engine.

An open store and the name of a table come in, lines go out; lines come in, rows are added, each in its place of the
order of recording. A payload is written as the bytes that came in, in base64. Nothing is looked at here: whether a
record is whole is for ``checks``.
"""

from __future__ import annotations

import base64
import json
import zlib
from typing import TYPE_CHECKING, Any, cast

from dragoman.errors import ArchiveError, StoreRowError, StoreUnusableError
from dragoman.store.checks import check
from dragoman.store.checks_facts import FACTS
from dragoman.store.reports import unpack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Column, Table

    from dragoman.store.links import Link, Value

AGAIN = "Get the archive again from where it came."
_BATCH_ROWS = 500
_KINDS: dict[type[object], tuple[type, ...]] = {str: (str,), int: (int,), float: (int, float), bytes: (str,)}
"""What a column may hold in JSON, by what it holds here."""


def table_names() -> tuple[str, ...]:
    """Give every table of a record, in an order in which each row's targets come before it."""
    return tuple(_tables())


def _tables() -> dict[str, Table]:
    from dragoman.store.schema import TABLES  # noqa: PLC0415  the database library, which reading does without

    return TABLES


def dump(link: Link, name: str) -> Iterator[str]:
    """Give the rows of a table as lines of JSON, in the order of their keys; the same record gives the same lines."""
    table = _tables()[name]
    names = [column.name for column in table.columns]
    order = ", ".join(_ordered(link, column) for column in table.primary_key.columns)
    sql = f"SELECT {', '.join(names)} FROM {name} ORDER BY {order}"  # noqa: S608  our own names
    for row in link.rows(sql):
        told = {column: _shown(column, value) for column, value in zip(names, row, strict=True)}
        yield json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def load(link: Link, name: str, lines: Iterable[str]) -> int:
    """Add rows to an empty table.

    Returns:
        How many.

    Raises:
        StoreRowError: DG406, a line is no row of this table.
    """
    count, batch = 0, list[dict[str, "Value"]]()
    for line in lines:
        batch.append(_row(_tables()[name], line))
        count += 1
        if len(batch) == _BATCH_ROWS:
            link.add(name, batch)
            batch = []
    link.add(name, batch)
    return count


def finish(link: Link) -> None:
    """Make what hangs on the rows: the search index of SQLite, the sequences of PostgreSQL."""
    if link.dialect == "sqlite":  # reports are indexed by trigger as they come in
        link.run("INSERT INTO search_derived(search_derived) VALUES ('rebuild')")
        return
    for table in _tables().values():
        if "n" in table.columns and table.columns["n"].autoincrement is True:
            sequence = f"pg_get_serial_sequence('{table.name}', 'n')"
            link.run(f"SELECT setval({sequence}, MAX(n)) FROM {table.name} HAVING MAX(n) IS NOT NULL")  # noqa: S608


def restore(link: Link, tables: Iterable[tuple[str, Iterable[str]]]) -> dict[str, int]:
    """Add the rows of a whole record to one that holds nothing, and see that it is whole; the caller's transaction.

    Raises:
        ArchiveError: DG407, the record holds something already, or what comes in is not whole.
    """
    if not is_empty(link):
        raise ArchiveError(link.shown, "this record holds something already.", "Name another with --store.")
    link.run("DELETE FROM folds")
    try:
        counts = {name: load(link, name, lines) for name, lines in tables}
        finish(link)
    except (StoreRowError, StoreUnusableError) as error:
        raise ArchiveError(link.shown, f"a row cannot be taken in: {error.message}", AGAIN) from error
    findings = check(link, is_written=False)
    if findings:
        first = f"{findings[0].where}: {findings[0].what}"
        raise ArchiveError(link.shown, f"what was archived is not whole: {first}", AGAIN)
    return counts


def is_empty(link: Link) -> bool:
    """Whether a record holds no fact yet."""
    return not any(any(link.rows(f"SELECT 1 FROM {name} LIMIT 1")) for name in FACTS)  # noqa: S608  our own names


def _ordered(link: Link, column: Column[Any]) -> str:
    is_text = column.type.python_type is str
    return f'{column.name} COLLATE "C"' if is_text and link.dialect != "sqlite" else column.name


def _shown(column: str, value: Value) -> Any:
    return base64.b64encode(unpack(value)).decode("ascii") if column == "payload" else value


def _row(table: Table, line: str) -> dict[str, Value]:
    try:
        told = json.loads(line)
    except ValueError as error:
        raise StoreRowError(table.name, str(error)) from error
    if not isinstance(told, dict) or set(told) != {column.name for column in table.columns}:
        raise StoreRowError(table.name, "its columns are others")
    return {column.name: _value(table, column, told[column.name]) for column in table.columns}


def _value(table: Table, column: Column[Any], value: Any) -> Value:
    if value is None and column.nullable:
        return None
    if isinstance(value, bool) or not isinstance(value, _KINDS[column.type.python_type]):
        raise StoreRowError(table.name, f"its {column.name} is of another form")
    told = cast("Value", value)
    if column.name != "payload":
        return told
    try:
        return zlib.compress(base64.b64decode(str(told), validate=True))
    except ValueError as error:
        raise StoreRowError(table.name, "its payload is no base64") from error
