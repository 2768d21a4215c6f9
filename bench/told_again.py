"""Told again: a made-up record grows to many times its size, the same reports and events again in later years.

A store goes in and comes out with every row so many times, each time with other ids and other years. A record of ten
times the size so costs seconds and not the quarter of an hour that it would to make it up claim by claim; what a page
asks is as selective in it as in one made up whole. Its seals are not those of its rows: it is for speed alone.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TABLES = (
    "captures", "documents", "revisions", "headers", "runs", "activations", "claims", "statements", "seals",
    "derivations", "events", "event_claims", "event_aliases", "rounds", "search_entries", "event_list", "dispute_list",
    "figure_list",
)  # fmt: skip
IDS = re.compile(r"\b(clm|doc|rev|cap|evt|run|stm|hdr)_|\b(made-up)-")
YEARS = re.compile(r"\b(20[0-9]{2})-(?=[0-9]{2}-)")
YEARS_APART = 2
DAYS_APART = 730
"""Between two tellings; a leap day more or less does not matter here."""


def tell_again(path: Path, times: int) -> None:
    """Make a record hold everything so many times."""
    with closing(sqlite3.connect(path)) as connection, connection:
        sizes = {table: _size(connection, table) for table in TABLES}
        for turn in range(1, times):
            connection.create_function("again", 1, _again(turn), deterministic=True)
            for table in TABLES:
                _copy(connection, table, turn, sizes[table])
        for table in ("activations", "headers"):
            connection.execute(f"UPDATE folds SET {table} = (SELECT MAX(n) FROM {table})")  # noqa: S608
        connection.execute("INSERT INTO search_derived(search_derived) VALUES ('rebuild')")


def _size(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT COALESCE(MAX(rowid), 0) FROM {table}").fetchone()[0])  # noqa: S608


def _copy(connection: sqlite3.Connection, table: str, turn: int, size: int) -> None:
    """Add the rows of the first telling once more."""
    columns = [(str(row[1]), str(row[2])) for row in connection.execute(f"PRAGMA table_info({table})")]
    is_counted = table == "search_entries"  # its order is kept by hand, and an actor stays the same
    told = [(name, kind) for name, kind in columns if name != "n" or is_counted or table.endswith(("_list", "_claims"))]
    values = ", ".join(_value(table, name, kind, turn, size) for name, kind in told)
    where = " AND kind = 'event'" if is_counted else ""
    connection.execute(
        f"INSERT INTO {table} ({', '.join(name for name, _ in told)}) "  # noqa: S608  names of the schema
        f"SELECT {values} FROM {table} WHERE rowid <= {size}{where} ORDER BY rowid"
    )


def _value(table: str, name: str, kind: str, turn: int, size: int) -> str:
    if table == "search_entries" and name == "n":
        return f"n + {turn * size}"
    if name in ("first_day", "last_day"):
        return f"{name} + {turn * DAYS_APART}"
    return f"again({name})" if kind == "TEXT" else name


def _again(turn: int) -> Callable[[Any], Any]:
    def again(text: Any) -> Any:
        if text is None:
            return None
        renamed = IDS.sub(lambda found: f"{found[0]}{turn}", text)
        return YEARS.sub(lambda found: f"{int(found[1]) + turn * YEARS_APART}-", renamed)

    return again
