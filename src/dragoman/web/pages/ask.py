"""Ask: what a page is built from: the record from one point of view, the parameters of the address, the links."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dragoman.errors import UsageError
from dragoman.query import View
from dragoman.query.masking import Mask
from dragoman.viewing import parse_clock
from dragoman.web.links import Links
from dragoman.web.naming import Naming


@dataclass(frozen=True, slots=True)
class Ask:
    """One request for a page.

    Attributes:
        view: The record as seen from the clocks of the address.
        naming: The names that the dossier shows.
        params: The address's parameters, the first of each name.
        names: What the path names: ids.
        links: Writes addresses that keep the clocks.
        is_public: Whether reports may only be shown by the sentences that carry evidence.
        mask: Who is not named to who asks; None: everybody is.
    """

    view: View
    naming: Naming
    params: Mapping[str, str]
    names: Mapping[str, str]
    links: Links
    is_public: bool = False
    mask: Mask | None = None

    def text(self, name: str) -> str | None:
        """Give a parameter, or None where it is missing or empty."""
        return self.params.get(name, "").strip() or None

    def day(self, name: str) -> date | None:
        """Give a day.

        Raises:
            UsageError: DG100, it is not written as YYYY-MM-DD.
        """
        said = self.text(name)
        try:
            return None if said is None else date.fromisoformat(said)
        except ValueError:
            raise UsageError(f"{name}: '{said}' is no day. Write it as 2025-06-02.") from None

    def moment(self, name: str) -> datetime | None:
        """Give an instant; a bare day counts to its end.

        Raises:
            BadTimeError: DG111, it is none.
        """
        return parse_clock(self.text(name), name)

    def number(self, name: str, default: int, *, least: int = 1) -> int:
        """Give a whole number.

        Raises:
            UsageError: DG100, it is none, or less than the least.
        """
        said = self.text(name)
        if said is None:
            return default
        if not said.isdecimal() or len(said) > 9 or int(said) < least:  # noqa: PLR2004  nine digits count any record
            raise UsageError(f"{name}: '{said}' is no number from {least} on.")
        return int(said)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site.

    Attributes:
        path: Its address, with names in braces.
        title: In the bar; None where the bar does not have it.
        template: File under ``templates``.
        build: Gives the template's values; ``head`` is the title of the window.
        data: The same as data: path under ``/api/v1``, with the same names; None where there is none.
        table: The export that has the same as a table; None where there is none.
        is_list: Whether the data is a list, and can be had as a table without an export.
        also: More of the same as data: the words of a link, and a path under ``/api/v1`` as that of ``data``.
    """

    path: str
    title: str | None
    template: str
    build: Callable[[Ask], dict[str, Any]]
    data: str | None = None
    table: str | None = None
    is_list: bool = False
    also: tuple[tuple[str, str], ...] = ()
