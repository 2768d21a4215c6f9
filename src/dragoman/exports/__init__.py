"""Exports: what is on record as lines of JSON, tables, a map or a calendar, by name of the export and of the form.

A view comes in, lines or bytes go out; the record is only read. To add an export, write a file with a function from a
view to mappings and name it in ``EXPORTS``; to add a form, write a function from lines to bytes and name it in
``FORMS``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dragoman.errors import UnknownNameError
from dragoman.exports.calendar import calendar
from dragoman.exports.claims import export_claims
from dragoman.exports.events import export_commitments, export_events, export_figures, export_talks
from dragoman.exports.geojson import feature_collection
from dragoman.exports.ledger import export_exchanges
from dragoman.exports.lineage import export_lineage
from dragoman.exports.statements import export_statements
from dragoman.exports.tables import csv_lines, workbook
from dragoman.query import View
from dragoman.query.masking import Mask
from dragoman.registry import Registry

Export = Callable[[View], Iterator[dict[str, Any]]]

EXPORTS: Registry[Export] = Registry(
    "export",
    {
        "claims": export_claims,
        "statements": export_statements,
        "lineage": export_lineage,
        "events": export_events,
        "talks": export_talks,
        "exchanges": export_exchanges,
        "figures": export_figures,
        "commitments": export_commitments,
    },
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written.

    Attributes:
        name: Of the export.
        view: The record from one point of view.
        now: Aware UTC; for forms that bear a stamp.
        mask: Who is not named in it; None: everybody is.
    """

    name: str
    view: View
    now: datetime
    mask: Mask | None = None

    def lines(self) -> Iterator[dict[str, Any]]:
        """Give the lines of the export."""
        lines = EXPORTS.get(self.name)(self.view)
        return lines if self.mask is None else map(self.mask.shape, lines)


Form = Callable[[Wanted], Iterable[bytes]]


def json_lines(name: str, view: View) -> Iterator[str]:
    """Give an export as lines of JSON without their line ends.

    Raises:
        UnknownNameError: DG101, no export has that name.
    """
    for line in EXPORTS.get(name)(view):
        yield json.dumps(line, ensure_ascii=False, allow_nan=False)


def _jsonl(wanted: Wanted) -> Iterator[bytes]:
    for line in wanted.lines():
        yield f"{json.dumps(line, ensure_ascii=False, allow_nan=False)}\n".encode()


def _csv(wanted: Wanted) -> Iterator[bytes]:
    for line in csv_lines(wanted.lines()):
        yield f"{line}\r\n".encode()


def _xlsx(wanted: Wanted) -> Iterator[bytes]:
    yield workbook(wanted.name, wanted.lines())


def _geojson(wanted: Wanted) -> Iterator[bytes]:
    found = feature_collection(wanted.view)
    shown = found if wanted.mask is None else wanted.mask.shape(found)
    yield json.dumps(shown, ensure_ascii=False, allow_nan=False).encode() + b"\n"


def _ics(wanted: Wanted) -> Iterator[bytes]:
    yield calendar(wanted.view, now=wanted.now, mask=wanted.mask)


FORMS: Registry[Form] = Registry(
    "form", {"jsonl": _jsonl, "csv": _csv, "xlsx": _xlsx, "geojson": _geojson, "ics": _ics}
)

ONLY = {"geojson": "events", "ics": "talks"}
"""Forms that one export alone has."""


def forms_of(name: str) -> list[str]:
    """Give the forms in which an export can be written."""
    return [form for form in FORMS if ONLY.get(form, name) == name]


def write_export(wanted: Wanted, form: str) -> Iterable[bytes]:
    """Give an export in a form, piece by piece.

    Raises:
        UnknownNameError: DG101, no export has that name, or it has no such form.
    """
    known = forms_of(wanted.name)
    if form not in known:
        raise UnknownNameError(f"form of 'export {wanted.name}'", form, known)
    return FORMS.get(form)(wanted)


__all__ = [
    "EXPORTS",
    "FORMS",
    "Export",
    "Form",
    "Wanted",
    "export_claims",
    "export_lineage",
    "export_statements",
    "forms_of",
    "json_lines",
    "write_export",
]
