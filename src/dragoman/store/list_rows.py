"""List rows: events, disputes and figures as they are listed, written when a fold is, and compared by a check.

Events come in, their rows are added. Nothing is read for a face here: that is ``listing``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from dragoman.model import Event
from dragoman.model.listing import (
    ListedDispute,
    ListedEvent,
    ListedFigure,
    listed,
    listed_disputes,
    listed_figures,
)
from dragoman.store import codec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dragoman.store.links import Link, Value

Listed: TypeAlias = ListedEvent | ListedDispute | ListedFigure

_KINDS: Mapping[str, type[Listed]] = {
    "event_list": ListedEvent,
    "dispute_list": ListedDispute,
    "figure_list": ListedFigure,
}
LISTS = tuple(_KINDS)
"""The tables, each a row an event, a dispute, a figure."""


def add_to_lists(link: Link, events: Iterable[Event]) -> None:
    """Add the rows of some events that are in none of the lists; the caller's transaction."""
    found: dict[str, list[dict[str, Value]]] = {table: [] for table in LISTS}
    for event in events:
        for table, rows in _rows_of(event).items():
            found[table] += (row._asdict() for row in rows)
    for table, told in found.items():
        link.add(table, told)


def are_lists_in_step(link: Link) -> Iterator[tuple[str, bool]]:
    """Say of each list whether its rows are those that the events on record give."""
    wanted: dict[str, set[tuple[Value, ...]]] = {table: set() for table in LISTS}
    for (body,) in link.rows("SELECT body FROM events"):
        for table, rows in _rows_of(codec.from_text(Event, str(body))).items():
            wanted[table] |= set(rows)
    for table, kind in _KINDS.items():
        columns = ", ".join(kind._fields)
        yield table, set(link.rows(f"SELECT {columns} FROM {table}")) == wanted[table]  # noqa: S608  our own names


def _rows_of(event: Event) -> dict[str, Sequence[Listed]]:
    return {
        "event_list": (listed(event),),
        "dispute_list": listed_disputes(event),
        "figure_list": listed_figures(event),
    }
