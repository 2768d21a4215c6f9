"""Ledger: rows of a fold that come and go, with the seal kept in step, so that no other row is read for it.

Rows and conditions come in; tables are changed in the caller's transaction, and the seal goes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.store.batches import in_batches
from dragoman.store.digests import FOLDED, sum_of, sum_of_rows, to_hex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dragoman.store.links import Link, Value


class Ledger:
    """Changes of a fold's rows.

    Args:
        link: Open for writing, in a transaction.
        seal: Before anything is changed.
    """

    def __init__(self, link: Link, seal: str) -> None:
        self._link, self._total = link, int(seal, 16)

    @property
    def seal(self) -> str:
        """The seal of the rows as they stand now."""
        return to_hex(self._total)

    def add(self, table: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """Add rows, whose values are of the columns' own types."""
        self._link.add(table, rows)
        self.count(table, rows)

    def count(self, table: str, rows: Iterable[Mapping[str, Value]], sign: int = 1) -> None:
        """Count rows that were added, or with a minus taken away, by other means."""
        names = FOLDED[table].split(", ")
        self._total += sign * sum(sum_of((table, *(row[name] for name in names))) for row in rows)

    def take(self, table: str, column: str, ids: Iterable[str]) -> None:
        """Take away the rows that have one of these in a column."""
        for some, values in in_batches(ids):
            which = f"{column} IN ({some})"
            self._total -= sum_of_rows(self._link, table, which, values)
            self._link.run(f"DELETE FROM {table} WHERE {which}", **values)  # noqa: S608  our own names
