"""Crawlers: a JSON object under a crawler's own names comes in, the same under the usual ones goes out.

The names are data of the packs (``fields`` in ``sources.yaml``). Values are not changed.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dragoman.model import LineFields, Source


def crawlers(sources: Iterable[Source]) -> tuple[LineFields, ...]:
    """Give how the crawlers among the sources name their fields."""
    return tuple(source.fields for source in sources if source.fields is not None)


def crawler_of(row: Mapping[str, object], known: Iterable[LineFields]) -> LineFields | None:
    """Give the first crawler all of whose telling keys are in an object, or None."""
    return next((given for given in known if all(_has(row, path) for path in given.when)), None)


def renamed(row: Mapping[str, object], given: LineFields) -> dict[str, object]:
    """Give the object under the usual names; what it lacks is None."""
    paths = {field.name: getattr(given, field.name) for field in fields(given) if field.name != "when"}
    return {name: None if path is None else _at(row, path) for name, path in paths.items()}


def _at(row: object, path: str) -> object:
    for key in path.split("."):
        if not isinstance(row, dict):
            return None
        row = row.get(key)
    return row


def _has(row: object, path: str) -> bool:
    *above, last = path.split(".")
    found = _at(row, ".".join(above)) if above else row
    return isinstance(found, dict) and last in found
