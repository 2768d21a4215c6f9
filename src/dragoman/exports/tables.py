"""Tables: an export as CSV or as a workbook, safe to open in a spreadsheet.

Lines come in, bytes go out. A text that a spreadsheet would take for a formula gets an apostrophe in front in CSV, and
in a workbook is marked as text, so that words of a report are never run.

Source: OWASP, CSV Injection (the characters that begin a formula); RFC 4180 (CSV); ECMA-376 (cell types).
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from dragoman.exports.rows import flat_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dragoman.exports.rows import Cell

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001  full-width forms count too
"""Source: OWASP, CSV Injection, with the full-width forms that East Asian versions read alike."""

LINE_END = "\r\n"
"""Of a row. Source: RFC 4180; the writer quotes a field that holds a character of it."""


def csv_lines(lines: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Give an export as lines of CSV without their line ends: headings first, UTF-8, quoted where needed."""
    for row in flat_rows(lines):
        told = io.StringIO()
        csv.writer(told, lineterminator=LINE_END).writerow([_safe(cell) for cell in row])
        yield told.getvalue().removesuffix(LINE_END)


def workbook(name: str, lines: Iterable[Mapping[str, Any]]) -> bytes:
    """Give an export as a workbook of one sheet, its headings frozen.

    Args:
        name: Of the sheet.
        lines: Of the export.
    """
    from openpyxl import Workbook  # noqa: PLC0415  heavy, and needed for this alone
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  as above
    from openpyxl.styles import Font  # noqa: PLC0415  as above

    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for n, row in enumerate(flat_rows(lines)):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=_printable(value))
            if isinstance(value, str):
                cell.data_type = "s"  # what begins with "=" is a text, never a formula
            if n == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(STARTS_FORMULA) else cell


def _printable(value: Cell) -> Cell:
    """Put a mark in place of control characters, which a workbook cannot hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415  as above

    return ILLEGAL_CHARACTERS_RE.sub("\ufffd", value) if isinstance(value, str) else value
