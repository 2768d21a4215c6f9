"""Drift: what a copy changed of its original, as one frozen record a change.

Nothing here looks for changes; ``lineage`` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.values import Span


class DriftKind(StrEnum):
    """What was changed between an original and its copy."""

    FIGURE = "figure"
    SCOPE_LOST = "scope_lost"
    HEDGE_LOST = "hedge_lost"
    HEDGE_ADDED = "hedge_added"
    ATTRIBUTION_LOST = "attribution_lost"
    DATE = "date"
    NAME = "name"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Drift:
    """One change, with the sentence that has it in both reports.

    Attributes:
        document_id: The later report.
        of: The earlier one.
        here, there: The sentence in the later report's text and in the earlier one's.
        before, after: The words that differ, as printed in the earlier and in the later report; empty where there
            are none.
    """

    document_id: str
    of: str
    kind: DriftKind
    here: Span
    there: Span
    before: str
    after: str
