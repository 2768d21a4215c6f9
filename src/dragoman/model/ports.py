"""What stages need of the store, as protocols: a stage names the need, the store or a test meets it, pipeline wires it.

Nothing here reads or writes; records of ``model`` go in and come out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.model.report import Document

Signature: TypeAlias = tuple[int, ...]
"""A MinHash signature: 32-bit values, one a slot, in slot order; empty for a text too short to have one."""


class LineageIndex(Protocol):
    """Where reports are found again by their wording."""

    def candidates(self, signature: Signature, *, shared: int) -> Iterable[Document]:
        """Give every report whose signature equals this one in at least ``shared`` slots, in any order.

        The index holds reports of every date, read before or after; lineage decides which came first. A report
        with several revisions is given once for each. The report asked about may be among them.

        Args:
            signature: Of the report asked about, from ``dragoman.lineage.signature_of``.
            shared: Least number of equal slots, from 1.
        """
        ...

    def revisions(self, document_id: str) -> Iterable[Document]:
        """Give every revision held of one report, in the order in which they were recorded."""
        ...
