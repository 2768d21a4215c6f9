"""Events: a part of the timeline, from the place where the part before ended.

A view, a filter, an order and the paging of a request come in, shapes go out. A part is found by the place of the event
before it, not by counting, so that it costs the same wherever it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from dragoman.api.cursors import read_cursor, unknown_cursor
from dragoman.query.events import event_shape
from dragoman.store.listing import ORDERS, Order, Part

if TYPE_CHECKING:
    from dragoman.api.asking import Paging
    from dragoman.model.listing import EventFilter
    from dragoman.query import View
    from dragoman.query.shapes import EventShape

Sorting: TypeAlias = Literal["time", "-time", "published", "-published", "origins", "-origins", "reports", "-reports"]
_TEXTS, _NUMBERS = ("time", "published"), ("origins", "reports")


def timeline_part(view: View, wanted: EventFilter, sort: Sorting, paged: Paging) -> list[EventShape]:
    """Give a part of the events, and say where the next is.

    Raises:
        UsageError: DG100, the cursor is none of this list in this order.
    """
    name, is_down = sort.removeprefix("-"), sort.startswith("-")
    order = Order(name, is_down, None if paged.cursor is None else _after(paged.cursor, sort))
    part = Part(paged.limit + 1, 0 if paged.cursor is not None else paged.offset)
    found, places = view.lists.events(wanted, part, order), view.lists.places(wanted, part, order)
    is_last = len(places) <= paged.limit
    paged.tell_next(view.lists.count(wanted), None if is_last else [sort, *places[paged.limit - 1]])
    return [event_shape(event) for event in found[: paged.limit]]


def _after(cursor: str, sort: str) -> tuple[str | int, ...]:
    said, *values = read_cursor(cursor)
    name = sort.removeprefix("-")
    kinds = [int if name in _NUMBERS and n == 0 else str for n in range(len(ORDERS[name]))]
    if said != sort or [type(value) for value in values] != kinds:
        raise unknown_cursor(cursor)
    return tuple(values)
