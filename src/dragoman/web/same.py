"""Same: where the data of a page can be had: as JSON, and as a table.

A page and the parameters of its address come in, addresses of the API go out, each by the words of its link. They keep
what the reader chose and the clocks; what is empty, and which page of a list it is, is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from dragoman.api.asking import MOST_LINES
from dragoman.web.links import CLOCKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.web.pages.ask import Page

OWN = frozenset({"page"})
"""Parameters that a page has for itself."""


def same_as_data(page: Page | None, names: Mapping[str, str], params: Mapping[str, str]) -> dict[str, str]:
    """Give the addresses of the same as data.

    Args:
        page: None where what is shown is no page of the record.
        names: What its path names.
        params: Of its address.
    """
    if page is None or page.data is None:
        return {}
    said = {name: value for name, value in params.items() if value and name not in OWN}
    escaped = {name: quote(value, safe="") for name, value in names.items()}
    found = {"JSON": data_address(page.data.format(**escaped), said)}
    clocks = {name: value for name, value in said.items() if name in CLOCKS}
    if page.table is not None and said == clocks:
        found["CSV"] = data_address(f"exports/{page.table}.csv", clocks)
    elif page.table is not None or page.is_list:
        most = {} if "limit=" in page.data else {"limit": str(MOST_LINES)}
        found["CSV"] = data_address(page.data.format(**escaped), {**said, "format": "csv", **most})
    for words, path in page.also:
        found[words] = data_address(path.format(**escaped), said)
    return found


def data_address(path: str, params: Mapping[str, str]) -> str:
    """Give an address of the API.

    Args:
        path: Under ``/api/v1``; it may have parameters of its own.
        params: Added to them.
    """
    joint = "&" if "?" in path else "?"
    return f"/api/v1/{path}" + (f"{joint}{urlencode(params)}" if params else "")
