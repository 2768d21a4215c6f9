"""Record exports: what is on record as lines of JSON, by name of the export.

A view comes in, lines go out, lazily; the record is only read. To add one, write a file with a function from a view to
mappings and name it in ``EXPORTS``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from dragoman.exports.claims import export_claims
from dragoman.exports.lineage import export_lineage
from dragoman.exports.statements import export_statements
from dragoman.query import View
from dragoman.registry import Registry

Export = Callable[[View], Iterator[dict[str, Any]]]

EXPORTS: Registry[Export] = Registry(
    "export", {"claims": export_claims, "lineage": export_lineage, "statements": export_statements}
)


def json_lines(name: str, view: View) -> Iterator[str]:
    """Give an export as lines of JSON without their line ends.

    Args:
        name: ``claims``, ``lineage`` or ``statements``.
        view: The record from one point of view.

    Raises:
        UnknownNameError: DG101, no export has that name.
    """
    for line in EXPORTS.get(name)(view):
        yield json.dumps(line, ensure_ascii=False, allow_nan=False)


__all__ = ["EXPORTS", "Export", "export_claims", "export_lineage", "export_statements", "json_lines"]
