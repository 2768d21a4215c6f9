"""Finding: one thing that is wrong with a record, and the two remedies there are."""

from __future__ import annotations

from dataclasses import dataclass

RESTORE = "Restore the record from a copy, or ingest the reports into a new one."
REBUILD = "Run 'dragoman rebuild'."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the record.

    Attributes:
        code: Stable slug (``evidence-not-verbatim``).
        where: The row or record.
        what: What is wrong with it.
        next: What to do.
    """

    code: str
    where: str
    what: str
    next: str
