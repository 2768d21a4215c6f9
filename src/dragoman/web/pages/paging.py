"""Paging: which part of a list a page shows.

The parameter ``page`` and how many there are come in, the part to read goes out, with what the pager at its foot shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.store.listing import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.web.pages.ask import Ask

ROWS = 100
"""Of one page, where a row is a line."""


class Pager(NamedTuple):
    """One page of a list.

    Attributes:
        part: What to read.
        shown: For the template: which page, of how many, and how many rows there are in all.
    """

    part: Part
    shown: dict[str, int]

    def cut(self, rows: Sequence[Any]) -> list[Any]:
        """Give the part of a list that is at hand as a whole."""
        return list(rows[self.part.offset : self.part.offset + self.part.limit])


def turn_to(ask: Ask, total: int, rows: int = ROWS) -> Pager:
    """Give the page that is asked for.

    Args:
        ask: The request.
        total: How many rows there are.
        rows: Of one page.

    Raises:
        UsageError: DG100, ``page`` is no number from 1 on.
    """
    page = ask.number("page", 1)
    shown = {"page": page, "pages": max(1, -(-total // rows)), "total": total}
    return Pager(Part(rows, (page - 1) * rows), shown)
