"""Kept: how many documents' look-ups are kept, and the key under which they are.

A revision's text never changes, so that what is kept of it is never stale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.values import Keyed

if TYPE_CHECKING:
    from dragoman.model import Document

KEPT = 256
"""Wordings kept; one of a report of 600 words takes about 240 kB."""


def by_revision(document: Document) -> Keyed[Document]:
    """Give a document as a key: equal where the revision is."""
    return Keyed(document.revision, document)
