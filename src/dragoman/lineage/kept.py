"""Kept: how many documents' look-ups are kept, and the key under which they are.

A revision's text never changes, so that what is kept of it is never stale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.model import Document

KEPT = 256
"""Wordings kept; one of a report of 600 words takes about 240 kB."""


class ByRevision:
    """A document as a key: equal where the revision is."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return hash(self.document.revision)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByRevision) and other.document.revision == self.document.revision
