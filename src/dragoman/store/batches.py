"""Batches: ids for questions that name each of them, some at a time.

Ids come in; names for a text and the values that they name go out. It asks nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.store.links import Value

IDS_AT_ONCE = 500
"""Values that one question names. Source: SQLite took 999 before 3.32 (SQLITE_MAX_VARIABLE_NUMBER)."""


def in_batches(ids: Iterable[str]) -> Iterator[tuple[str, dict[str, Value]]]:
    """Give names for some of the ids at a time, and the values that they name; each id once, in order."""
    wanted = sorted(set(ids))
    for first in range(0, len(wanted), IDS_AT_ONCE):
        values: dict[str, Value] = {f"id_{n}": each for n, each in enumerate(wanted[first : first + IDS_AT_ONCE])}
        yield ", ".join(f":{name}" for name in values), values
