"""Links: the addresses of pages, each keeping the clocks that the reader has set.

A path and parameters come in, a relative address goes out. What a page does not know is dropped by that page, not here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

CLOCKS = ("as_of", "recorded_as_of")
"""Parameters that every link of a page keeps: who looks at the past goes on looking at it."""


class Links:
    """Writes the addresses of one page, from the parameters that it was asked with."""

    def __init__(self, params: Mapping[str, str]) -> None:
        self._kept = {name: params[name] for name in CLOCKS if params.get(name)}

    def to(self, *path: str, **params: object) -> str:
        """Give an address: ``to("events", "evt_1")`` is ``/events/evt_1`` with the clocks of this page.

        Args:
            path: Its parts, each escaped.
            params: None and the empty text are left out.
        """
        said = {name: value for name, value in params.items() if value not in (None, "", False)}
        query = urlencode({**said, **self._kept})
        return "/" + "/".join(quote(part, safe="") for part in path) + (f"?{query}" if query else "")

    def with_clock(self, path: str, params: Mapping[str, str], **clocks: str | None) -> str:
        """Give a page's own address under other clocks; None takes one off."""
        said = {**params, **clocks}
        query = urlencode({name: value for name, value in said.items() if value})
        return path + (f"?{query}" if query else "")


def safe_address(url: str | None) -> str | None:
    """Give an address that a page may link to: http and https alone, since reports are not to be trusted."""
    if url is None:
        return None
    try:
        return url if urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None
